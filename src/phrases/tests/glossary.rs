//! The second half of docs/glossary.md is written from the closed lists and their words.

use crate::domain::people::Lang;
use crate::phrases::Words;
use crate::phrases::names;
use std::path::Path;

/// What stands below this line in the file is ours.
const MARK: &str = "<!-- Below: written by `UPDATE_EXPECT=1 cargo test --lib glossary` -->\n";

#[test]
fn the_glossary_lists_every_member_with_todays_words() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/glossary.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let (by_hand, written) = text
        .split_once(MARK)
        .expect("docs/glossary.md has the mark");
    let wanted = lists();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let whole = format!("{by_hand}{MARK}{wanted}");
        std::fs::write(&path, whole).expect("the docs of a checkout can be written");
        return;
    }
    assert!(
        written == wanted,
        "docs/glossary.md is older than the words: UPDATE_EXPECT=1 cargo test --lib glossary"
    );
}

fn lists() -> String {
    let mut page = String::new();
    for list in names::lists() {
        page.push_str(&format!(
            "\n### `{}`\n\n| variant | code | zh-CN | zh-TW | en |\n|---|---|---|---|---|\n",
            list.name()
        ));
        for (variant, code) in &list.members {
            let word = |lang| Words::of(lang).code(list.area, code).replace('|', "\\|");
            page.push_str(&format!(
                "| `{variant}` | `{code}` | {} | {} | {} |\n",
                word(Lang::ZhCn),
                word(Lang::ZhTw),
                word(Lang::En)
            ));
        }
    }
    page
}
