//! The style sheets: their parts in the order of their layers, without what only their writers read.

macro_rules! css {
    ($name:ident: $($file:literal,)+) => {
        const $name: &str = concat!($(include_str!(concat!("../../../static/css/", $file))),+);
    };
}

css! {
    DAILY:
    "layers.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "parts/button.css",
    "parts/field.css",
    "parts/table.css",
    "parts/badge.css",
    "parts/notice.css",
    "parts/rows.css",
    "parts/bulk.css",
    "parts/pager.css",
    "parts/together.css",
    "parts/palette.css",
    "pages/door.css",
    "pages/today.css",
    "pages/list.css",
    "pages/case.css",
    "pages/casework.css",
    "pages/order.css",
    "pages/shape.css",
    "pages/parcel.css",
    "pages/product.css",
    "pages/search.css",
    "print.css",
}

css! {
    SETTINGS:
    "pages/import.css",
    "pages/settings.css",
}

/// The sheet of every page.
pub fn daily() -> String {
    squeezed(DAILY)
}

/// What the settings, imports and orders typed by hand have besides: few open them, and not every
/// day.
pub fn settings() -> String {
    squeezed(SETTINGS)
}

/// Without comments, and without the space that nothing depends on. What stands in quotes stays.
fn squeezed(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if next == '"' {
            let end = rest[1..].find('"').map_or(rest.len(), |at| at + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            // A space before a colon means a descendant; one after it means nothing.
            if !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':', ' ']) {
                out.push(' ');
            }
        } else {
            if matches!(next, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nothing_depends_on_goes() {
        let source = "/* why */\n.a :hover , .b > i {\n  content: \"a ; } /* b\";\n  margin: 0 auto;\n}\n@media (width < 10px) { .c { inset: calc(1px + 2px) 0 } }\n";
        assert_eq!(
            squeezed(source),
            ".a :hover,.b > i{content:\"a ; } /* b\";margin:0 auto}@media (width < 10px){.c{inset:calc(1px + 2px) 0}}"
        );
    }

    #[test]
    fn the_sheets_are_whole() {
        let sheet = daily() + &settings();
        let count = |what: char| sheet.chars().filter(|c| *c == what).count();
        assert_eq!(count('{'), count('}'));
        assert_eq!(count('('), count(')'));
        assert!(!sheet.contains("/*"));
        // A quote in single marks would not be seen as one.
        assert!(!sheet.contains('\''), "quotes are double in styles");
    }

    /// Sent, the daily one is at most 8 KB with brotli, which tests/browser/lighthouse.mjs measures;
    /// these bounds are what that comes to unpacked.
    #[test]
    fn the_sheets_stay_small() {
        assert!(daily().len() < 39_000, "{} bytes", daily().len());
        assert!(settings().len() < 9_000, "{} bytes", settings().len());
    }
}
