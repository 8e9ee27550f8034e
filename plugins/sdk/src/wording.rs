//! Words cut to what a chat takes, for robots.

const CUT: &str = "…";

/// Title, text and link, a line each or more, in at most so many bytes of UTF-8. The text is cut
/// where it is too much; the title only when it is too long by itself.
pub fn fitting(head: &str, text: &str, link: Option<&str>, most: usize) -> String {
    let head = shortened(head, most);
    let link = link.filter(|link| head.len() + 1 + link.len() <= most);
    let taken = head.len() + link.map_or(0, |link| link.len() + 1);
    let left = most.saturating_sub(taken + 1);
    let text = match text.trim() {
        "" => String::new(),
        text => shortened(text, left),
    };
    let parts = [Some(head), Some(text), link.map(str::to_owned)];
    let lines: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    lines.join("\n")
}

/// At most so many bytes, whole characters, with a sign that something is missing.
pub fn shortened(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let Some(room) = most.checked_sub(CUT.len()) else {
        return String::new();
    };
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.take_while(|end| *end <= room).last().unwrap_or(0);
    format!("{}{CUT}", &text[..end])
}

/// Whether a link can stand in a message as it is.
pub fn is_plain(link: &str) -> bool {
    let web = link.starts_with("https://") || link.starts_with("http://");
    web && link.bytes().all(|byte| byte.is_ascii_graphic())
        && !link.contains(['(', ')', '[', ']', '<', '>', '"'])
}
