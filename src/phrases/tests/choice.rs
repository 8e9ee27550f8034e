//! Which language a browser gets.

use crate::domain::people::Lang;
use crate::phrases::choice;
use crate::phrases::negotiate;

#[test]
fn a_browser_gets_the_first_language_we_have() {
    for (said, lang) in [
        ("zh-CN,zh;q=0.9,en;q=0.8", Lang::ZhCn),
        ("zh-Hant-HK,en;q=0.5", Lang::ZhTw),
        ("zh-MO", Lang::ZhTw),
        ("zh-Hans-TW", Lang::ZhCn),
        ("fr-FR,fr;q=0.9,en-GB;q=0.8,zh;q=0.7", Lang::En),
        ("en;q=0.2, zh-TW;q=0.9", Lang::ZhTw),
        ("en;q=0, zh-TW;q=0.1", Lang::ZhTw),
        ("de", Lang::ZhCn),
        ("", Lang::ZhCn),
        (";;,q=,zh;q=x", Lang::ZhCn),
    ] {
        assert_eq!(negotiate(said), lang, "{said}");
    }
    assert_eq!(choice::of_tag("zh_TW"), Some(Lang::ZhTw));
}
