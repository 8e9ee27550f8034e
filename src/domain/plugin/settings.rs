//! What an account of a plugin needs to know: the schema in the manifest. It is data, so the form
//! is drawn before any of the plugin's code runs.

use super::fault::Why;
use super::pattern;
use super::reading::Part;
use super::reading::Reading;
use super::values;
use super::words;
use super::words::Localised;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What a setting holds.
    pub enum Kind {
        Text = "string",
        Integer = "integer",
        Yes = "boolean",
        Choice = "choice",
        /// The name of a host: `laowang.myshopify.com`.
        Domain = "domain",
        /// `https://…`, whole.
        Url = "url",
        /// Sealed, never shown again, and never seen by the plugin.
        Secret = "secret",
    }
}

/// A row of `[[settings]]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// `a-z 0-9 -`.
    pub key: String,
    pub kind: Kind,
    pub label: Localised,
    /// Where one finds it, in a sentence. May be empty.
    #[serde(default)]
    pub hint: Localised,
    #[serde(default)]
    pub required: bool,
    /// In its plain form. Never of a secret.
    #[serde(default)]
    pub default: Option<String>,
    /// See [`pattern`].
    #[serde(default)]
    pub pattern: Option<String>,
    /// Of a number: the least and the most. Of a text: of its length in characters.
    pub bounds: (i64, i64),
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Of a secret: the only places it may be sent to, as `permissions.http` has them. Without any
    /// it is only computed with.
    #[serde(default)]
    pub origins: Vec<String>,
    /// Of a secret: the plugin may replace it by itself (a refresh token).
    #[serde(default)]
    pub rotating: bool,
    /// Of a URL or domain: may name the shop's own network, because a permission asks for that.
    #[serde(default)]
    pub local: bool,
}

/// A member of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub label: Localised,
}

/// The longest text of a setting, in characters; a private key in PEM is the longest there is.
const TEXT_MOST: i64 = 8_000;
const TEXT_USUAL: i64 = 500;
/// The longest text that is typed on one line, unless it is a secret.
const LINE_MOST: i64 = 1_000;
/// The longest secret that is typed on one line.
pub const SECRET_USUAL: i64 = 2_000;
/// Numbers within what every author language holds exactly.
const NUMBERS: (i64, i64) = (-2_147_483_647, 2_147_483_647);

impl Setting {
    pub fn is_secret(&self) -> bool {
        self.kind == Kind::Secret
    }

    /// Whether its value may have several lines: a private key in PEM, and a text that may be long.
    pub fn may_have_lines(&self) -> bool {
        self.is_secret() || self.kind == Kind::Text && self.bounds.1 > LINE_MOST
    }
}

/// Whether a text can be the key of a setting or of a carrier.
pub fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= 40
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

pub(super) fn read(reading: &mut Reading<'_>, top: &Part<'_>) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::new();
    for part in reading.parts(top, "settings", 40) {
        let Some(setting) = one(reading, &part) else {
            continue;
        };
        match settings.iter().any(|other| other.key == setting.key) {
            true => reading.fault(&part, "key", Why::Twice, &setting.key, ""),
            false => settings.push(setting),
        }
    }
    settings
}

fn one(reading: &mut Reading<'_>, part: &Part<'_>) -> Option<Setting> {
    reading.only(
        part,
        &[
            "key", "type", "label", "hint", "required", "default", "pattern", "min", "max",
            "choices", "origins", "rotating",
        ],
    );
    let key = reading.need_text(part, "key", "key = \"app-key\"");
    let key = key.filter(|key| {
        let fits = is_key(key);
        if !fits {
            reading.fault(part, "key", Why::KeyForm, key, "key = \"app-key\"");
        }
        fits
    });
    let kind = kind(reading, part);
    let label = words::read(reading, part, "label", true, 60);
    let hint = words::read(reading, part, "hint", false, 300);
    let (key, kind) = (key?, kind?);
    let mut setting = Setting {
        bounds: bounds(reading, part, kind),
        choices: choices(reading, part, kind),
        pattern: pattern(reading, part, kind),
        required: reading.yes(part, "required"),
        rotating: reading.yes(part, "rotating"),
        origins: reading.texts(
            part,
            "origins",
            20,
            "origins = [\"https://api.example.com\"]",
        ),
        key,
        kind,
        label,
        hint,
        default: None,
        local: false,
    };
    for (name, is_set) in [
        ("rotating", setting.rotating),
        ("origins", !setting.origins.is_empty()),
    ] {
        if is_set && kind != Kind::Secret {
            reading.fault(
                part,
                name,
                Why::SecretOnly,
                kind.code(),
                "type = \"secret\"",
            );
        }
    }
    setting.default = default(reading, part, &setting);
    Some(setting)
}

fn kind(reading: &mut Reading<'_>, part: &Part<'_>) -> Option<Kind> {
    let code = reading.need_text(part, "type", "type = \"string\"")?;
    let kind = Kind::from_code(&code);
    if kind.is_none() {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        reading.fault(part, "type", Why::NotAmong, &code, &known.join(", "));
    }
    kind
}

fn bounds(reading: &mut Reading<'_>, part: &Part<'_>, kind: Kind) -> (i64, i64) {
    let (widest, usual) = match kind {
        Kind::Integer => (NUMBERS, NUMBERS),
        // Some tokens are long; a private key in PEM needs `max` and gets a box of several lines.
        Kind::Secret => ((1, TEXT_MOST), (1, SECRET_USUAL)),
        _ => ((1, TEXT_MOST), (1, TEXT_USUAL)),
    };
    let least = reading.number(part, "min", widest).unwrap_or(usual.0);
    let most = reading.number(part, "max", widest).unwrap_or(usual.1);
    if least > most {
        let write = format!("max = {least}");
        reading.fault(part, "max", Why::OutOfBounds, &most.to_string(), &write);
    }
    (least, most)
}

fn pattern(reading: &mut Reading<'_>, part: &Part<'_>, kind: Kind) -> Option<String> {
    let text = reading.text(part, "pattern", "pattern = \"LTAI*\"")?;
    let usable = pattern::is_pattern(&text)
        && matches!(kind, Kind::Text | Kind::Domain | Kind::Url | Kind::Secret);
    if !usable {
        reading.fault(
            part,
            "pattern",
            Why::PatternForm,
            &text,
            "pattern = \"LTAI*\"",
        );
        return None;
    }
    Some(text)
}

fn choices(reading: &mut Reading<'_>, part: &Part<'_>, kind: Kind) -> Vec<Choice> {
    let write = "choices = [{ value = \"md5\", label = { zh-CN = \"…\" } }]";
    let mut choices: Vec<Choice> = Vec::new();
    for row in reading.parts(part, "choices", 50) {
        reading.only(&row, &["value", "label"]);
        let value = reading.need_text(&row, "value", "value = \"md5\"");
        let label = words::read(reading, &row, "label", true, 60);
        let Some(value) = value else {
            continue;
        };
        match choices.iter().any(|choice| choice.value == value) {
            true => reading.fault(&row, "value", Why::Twice, &value, ""),
            false => choices.push(Choice { value, label }),
        }
    }
    if (kind == Kind::Choice) != part.has("choices") {
        reading.fault(part, "choices", Why::ChoicesNeeded, kind.code(), write);
    }
    choices
}

fn default(reading: &mut Reading<'_>, part: &Part<'_>, setting: &Setting) -> Option<String> {
    use toml::de::DeValue;
    let plain = match part.get("default")? {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(digits) => digits.as_str().replace('_', ""),
        DeValue::Boolean(yes) => yes.to_string(),
        other => {
            reading.fault(
                part,
                "default",
                Why::WrongKind,
                other.type_str(),
                "default = \"…\"",
            );
            return None;
        }
    };
    let fits = !setting.is_secret() && values::one(setting, &plain).is_ok();
    if !fits {
        reading.fault(
            part,
            "default",
            Why::DefaultUnfit,
            &plain,
            setting.kind.code(),
        );
        return None;
    }
    Some(plain)
}
