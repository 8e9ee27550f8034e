//! Patterns of a manifest, which need no knowledge of regular expressions: `*` stands for any run,
//! `?` for one character, `#` for one digit. In a host, `*` stands for one name without dots.

/// Whether a pattern can be used: no two `*` beside each other, at most 100 characters.
pub fn is_pattern(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 100
        && !text.contains("**")
        && !text.contains(char::is_whitespace)
}

/// Whether a text fits, whole.
pub fn fits(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    matches(&pattern, &text, |_| true)
}

/// Whether a host fits, whole: `*.myshopify.com` takes `shop.myshopify.com`, and neither
/// `a.b.myshopify.com` nor `myshopify.com`.
pub fn fits_host(pattern: &str, host: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let host: Vec<char> = host.chars().collect();
    !host.is_empty() && matches(&pattern, &host, |c| c != '.')
}

/// In the product of both lengths: each place of the text against each of the pattern, so that no
/// pattern takes long.
fn matches(pattern: &[char], text: &[char], in_run: impl Fn(char) -> bool) -> bool {
    // reach[i]: whether the pattern up to here can end before text[i].
    let mut reach = vec![false; text.len() + 1];
    reach[0] = true;
    for part in pattern {
        let mut next = vec![false; text.len() + 1];
        match part {
            '*' => {
                for i in 0..=text.len() {
                    let run = i > 0 && next[i - 1] && in_run(text[i - 1]);
                    next[i] = reach[i] || run;
                }
            }
            part => {
                for (i, c) in text.iter().enumerate() {
                    let fits = match part {
                        '?' => in_run(*c),
                        '#' => c.is_ascii_digit(),
                        part => part == c,
                    };
                    next[i + 1] = reach[i] && fits;
                }
            }
        }
        reach = next;
    }
    reach[text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_pattern_takes_one_name_for_a_star() {
        assert!(fits_host("*.myshopify.com", "laowang.myshopify.com"));
        for host in [
            "myshopify.com",
            ".myshopify.com.evil.cn",
            "a.b.myshopify.com",
            "laowang.myshopify.com.evil.cn",
            "evil.cn/x.myshopify.com.",
        ] {
            assert!(!fits_host("*.myshopify.com", host), "{host}");
        }
        assert!(fits_host("shop.example.cn", "shop.example.cn"));
        assert!(!fits_host("shop.example.cn", "shopxexample.cn"));
    }

    #[test]
    fn a_text_pattern_counts_digits_and_runs() {
        assert!(fits("####-*", "2026-x.y"));
        assert!(!fits("####-*", "202-xy"));
        assert!(fits("LTAI*", "LTAI5tK"));
        assert!(!fits("LTAI*", "xLTAI5tK"));
        assert!(fits("*", ""));
        assert!(fits("快?", "快递"));
    }
}
