//! What someone typed for an account, checked against the schema: typed values and secrets, or
//! what does not fit and why.

use super::host;
use super::pattern;
use super::settings::Kind;
use super::settings::Setting;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The value of a setting that is no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    Yes(bool),
    Integer(i64),
    Text(String),
}

/// Why a value does not fit. The phrase key is `plugin-unfit-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    Required,
    /// Characters at least and at most.
    Length(i64, i64),
    NotNumber,
    Bounds(i64, i64),
    NotAmong,
    Pattern(String),
    Domain,
    Url,
    /// Characters that nobody sees: copied along by mistake.
    Invisible,
}

/// What was typed for an account.
#[derive(Default)]
pub struct Typed {
    /// As it came from the form, by key of the setting.
    pub fields: BTreeMap<String, String>,
    /// Optional secrets to be forgotten.
    pub forget: BTreeSet<String>,
}

/// What an account holds after the check.
#[derive(Default, PartialEq, Eq)]
pub struct Fitting {
    pub values: BTreeMap<String, Value>,
    /// In the clear, on their way to be sealed. Only those that were typed anew.
    pub secrets: BTreeMap<String, String>,
}

/// Secrets are not for logs.
impl std::fmt::Debug for Fitting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let secrets: Vec<&String> = self.secrets.keys().collect();
        f.debug_struct("Fitting")
            .field("values", &self.values)
            .field("secrets", &secrets)
            .finish()
    }
}

impl Value {
    /// As `config.get` gives it: digits, `true`, the text.
    pub fn plain(&self) -> String {
        match self {
            Value::Yes(yes) => yes.to_string(),
            Value::Integer(n) => n.to_string(),
            Value::Text(text) => text.clone(),
        }
    }
}

/// Checks what was typed. `kept` says which secrets the account has already: an empty field keeps
/// them.
///
/// # Errors
/// Every setting that does not fit, by its key.
pub fn check(
    schema: &[Setting],
    typed: &Typed,
    kept: &BTreeSet<String>,
) -> Result<Fitting, Vec<(String, Unfit)>> {
    let mut fitting = Fitting::default();
    let mut unfit = Vec::new();
    for setting in schema {
        let text = typed
            .fields
            .get(&setting.key)
            .map_or("", |text| text.trim());
        if text.is_empty() && setting.kind != Kind::Yes {
            let stays = setting.is_secret() && kept.contains(&setting.key);
            let goes = !setting.required && typed.forget.contains(&setting.key);
            if setting.required && (!stays || goes) {
                unfit.push((setting.key.clone(), Unfit::Required));
            }
            continue;
        }
        match one(setting, text) {
            Err(why) => unfit.push((setting.key.clone(), why)),
            Ok(value) if setting.is_secret() => {
                fitting.secrets.insert(setting.key.clone(), value.plain());
            }
            Ok(value) => {
                fitting.values.insert(setting.key.clone(), value);
            }
        }
    }
    match unfit.is_empty() {
        true => Ok(fitting),
        false => Err(unfit),
    }
}

/// Checks one value that is not empty.
///
/// # Errors
/// Why it does not fit.
pub fn one(setting: &Setting, text: &str) -> Result<Value, Unfit> {
    let (least, most) = setting.bounds;
    match setting.kind {
        Kind::Yes => return Ok(Value::Yes(matches!(text, "true" | "on" | "yes" | "1"))),
        Kind::Integer => {
            let n: i64 = text.parse().map_err(|_| Unfit::NotNumber)?;
            return match (least..=most).contains(&n) {
                true => Ok(Value::Integer(n)),
                false => Err(Unfit::Bounds(least, most)),
            };
        }
        Kind::Choice if !setting.choices.iter().any(|choice| choice.value == text) => {
            return Err(Unfit::NotAmong);
        }
        Kind::Text | Kind::Choice | Kind::Domain | Kind::Url | Kind::Secret => {}
    }
    let lines = setting.may_have_lines();
    let invisible = |c: char| super::words::is_misleading(c) && !(lines && c == '\n');
    let text = text.replace("\r\n", "\n");
    if text.chars().any(invisible) {
        return Err(Unfit::Invisible);
    }
    let text = match setting.kind {
        Kind::Domain => host::domain(&text).ok_or(Unfit::Domain)?,
        Kind::Url => host::url(&text, setting.local).ok_or(Unfit::Url)?,
        _ => text,
    };
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    if length < least || length > most {
        return Err(Unfit::Length(least, most));
    }
    if let Some(pattern) = &setting.pattern {
        let fits = match setting.kind {
            Kind::Domain => pattern::fits_host(pattern, &text),
            Kind::Url => host::of_url(&text).is_some_and(|host| pattern::fits_host(pattern, &host)),
            _ => pattern::fits(pattern, &text),
        };
        if !fits {
            return Err(Unfit::Pattern(pattern.clone()));
        }
    }
    Ok(Value::Text(text))
}

/// The defaults of a schema, for the form of a new account.
pub fn defaults(schema: &[Setting]) -> BTreeMap<String, String> {
    schema
        .iter()
        .filter_map(|setting| Some((setting.key.clone(), setting.default.clone()?)))
        .collect()
}
