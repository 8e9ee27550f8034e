//! Words of a publisher, in up to three languages.

use super::fault::Why;
use super::reading::Part;
use super::reading::Reading;
use crate::domain::people::Lang;
use serde::Deserialize;
use serde::Serialize;

/// A name or a reason. Simplified Chinese must be there, the rest falls back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
    #[serde(rename = "zh-TW", default)]
    pub zh_tw: Option<String>,
    #[serde(default)]
    pub en: Option<String>,
}

impl Localised {
    /// As this language has it.
    pub fn of(&self, lang: Lang) -> &str {
        let own = match lang {
            Lang::ZhCn => None,
            Lang::ZhTw => self.zh_tw.as_deref(),
            Lang::En => self.en.as_deref(),
        };
        own.unwrap_or(&self.zh_cn)
    }

    /// Whether words stand there.
    pub fn is_empty(&self) -> bool {
        self.zh_cn.is_empty()
    }
}

/// Reads `key = { zh-CN = "…", zh-TW = "…", en = "…" }` of at most `most` characters each.
pub(super) fn read(
    reading: &mut Reading<'_>,
    part: &Part<'_>,
    key: &str,
    needed: bool,
    most: usize,
) -> Localised {
    let write = format!("{key} = {{ zh-CN = \"…\", zh-TW = \"…\", en = \"…\" }}");
    if !part.has(key) {
        if needed {
            reading.fault(part, key, Why::Missing, "", &write);
        }
        return Localised::default();
    }
    if part.get(key).is_some_and(toml::de::DeValue::is_str) {
        reading.fault(part, key, Why::WrongKind, "string", &write);
        return Localised::default();
    }
    let Some(languages) = reading.part(part, key) else {
        return Localised::default();
    };
    reading.only(&languages, &["zh-CN", "zh-TW", "en"]);
    let mut one = |lang: &str, needed: bool| {
        let write = format!("{lang} = \"…\"");
        let text = match needed {
            true => reading.need_text(&languages, lang, &write),
            false => reading.text(&languages, lang, &write),
        }?;
        if text.chars().count() > most {
            reading.fault(&languages, lang, Why::TooLong, &text, &most.to_string());
            return None;
        }
        if text.chars().any(is_misleading) {
            reading.fault(&languages, lang, Why::NotText, &text, &write);
            return None;
        }
        Some(text)
    };
    Localised {
        zh_cn: one("zh-CN", true).unwrap_or_default(),
        zh_tw: one("zh-TW", false),
        en: one("en", false),
    }
}

/// Characters that nobody sees and that turn a sentence on a consent page into another one:
/// control characters, marks of direction, and what has no width.
pub(super) fn is_misleading(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{061c}' | '\u{00ad}')
}
