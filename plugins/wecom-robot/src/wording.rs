//! Words made harmless where they would be read as Markdown: what a buyer wrote must not become a link.

/// Signs of Markdown and of tags in their full width, which look alike and do nothing.
pub fn harmless(text: &str) -> String {
    let one = |c: char| match c {
        '[' => '［',
        ']' => '］',
        '<' => '＜',
        '>' => '＞',
        '`' => '｀',
        '*' => '＊',
        '#' => '＃',
        c => c,
    };
    text.chars().map(one).collect()
}
