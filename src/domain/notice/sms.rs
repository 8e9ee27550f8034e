//! Text messages: an approved template of a gateway, filled with values of the desk; numbers they go
//! to; and what gateways say became of them.
//!
//! In mainland China a message is a signature, the code of an approved template, and parameters
//! (integrations.md 3.5); elsewhere the text itself is sent. Both are kept, so both are one here.

use super::NoticeKind;
use super::variable::Variable;
use crate::codes;
use crate::domain::ids::PluginAccountId;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a whole message, with its signature (integrations.md 3.5).
pub const LONGEST: usize = 500;
/// Characters of one value. Gateways differ; what is longer is refused by the strictest of them.
pub const LONGEST_VALUE: usize = 35;
/// Variables of one template.
const MOST_VARIABLES: usize = 12;

/// What one notice says through one gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsTemplate {
    /// The gateway's name for the approved template; empty where the text itself is sent.
    #[serde(default)]
    pub code: String,
    /// As it was approved, without the signature: `您的售后单${no}已退款${amount}`.
    pub text: String,
    /// The value behind each variable of the text.
    pub values: BTreeMap<String, Variable>,
}

/// A gateway for text messages: an account of a plugin, and what goes through it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsGateway {
    pub account: PluginAccountId,
    /// The lowest is asked first; the others when it fails.
    #[serde(default)]
    pub rank: u32,
    /// As it was approved, without 【】; empty for that of the account.
    #[serde(default)]
    pub signature: String,
    #[serde(default)]
    pub templates: BTreeMap<NoticeKind, SmsTemplate>,
    #[serde(default)]
    pub rev: u64,
}

impl SmsGateway {
    /// Its name among gateways.
    pub fn gateway(&self) -> String {
        format!("plugin:{}", self.account)
    }
}

/// Why a template cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Empty,
    TooLong,
    /// A `${` without its `}`, or a name that is none.
    Variable,
    TooManyVariables,
    /// A link: gateways of the mainland approve none inside of a variable, and few in a text.
    Unmapped,
}

/// The names of the variables of a text, in their order, once each. `${name}` and `{1}` are both
/// written: gateways differ.
///
/// # Errors
/// [`Unfit`] when the text cannot be read.
pub fn variables(text: &str) -> Result<Vec<String>, Unfit> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let body = rest[at..].strip_prefix('{').ok_or(Unfit::Variable)?;
        let end = body.find('}').ok_or(Unfit::Variable)?;
        let name = &body[..end];
        let is_name = (1..=20).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !is_name {
            return Err(Unfit::Variable);
        }
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = &body[end + 1..];
    }
    match names.len() > MOST_VARIABLES {
        true => Err(Unfit::TooManyVariables),
        false => Ok(names),
    }
}

impl SmsTemplate {
    /// Whether it can be used: every variable has a value, and the text is not too long.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn check(&self) -> Result<(), Unfit> {
        if self.text.trim().is_empty() {
            return Err(Unfit::Empty);
        }
        if self.text.chars().count() > LONGEST {
            return Err(Unfit::TooLong);
        }
        let names = variables(&self.text)?;
        match names.iter().all(|name| self.values.contains_key(name)) {
            true => Ok(()),
            false => Err(Unfit::Unmapped),
        }
    }

    /// The whole text and its parameters in the order of the text.
    ///
    /// # Errors
    /// The name of the variable whose value is missing or cannot stand there.
    pub fn filled(&self, value: impl Fn(Variable) -> String) -> Result<Filled, String> {
        let names = variables(&self.text).map_err(|_| String::new())?;
        let mut text = self.text.clone();
        let mut params = Vec::with_capacity(names.len());
        for name in names {
            let kind = self.values.get(&name).ok_or_else(|| name.clone())?;
            let value = tidy(&value(*kind));
            if value.is_empty() || has_link(&value) {
                return Err(name);
            }
            // Marked first, so that a value with a brace in it is no variable.
            text = text.replace(&format!("${{{name}}}"), &value);
            text = text.replace(&format!("{{{name}}}"), &value);
            params.push((name, value));
        }
        Ok(Filled { text, params })
    }
}

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    pub text: String,
    pub params: Vec<(String, String)>,
}

/// One line without braces, at most [`LONGEST_VALUE`] characters.
fn tidy(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !matches!(c, '{' | '}' | '【' | '】'))
        .collect();
    let plain = plain.trim();
    if plain.chars().count() <= LONGEST_VALUE {
        return plain.to_owned();
    }
    let mut cut: String = plain.chars().take(LONGEST_VALUE - 1).collect();
    cut.push('…');
    cut
}

/// Whether something in it would be taken for a link.
pub fn has_link(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return true;
    }
    const ENDS: [&str; 9] = [
        ".com", ".cn", ".net", ".org", ".io", ".shop", ".top", ".xyz", ".link",
    ];
    ENDS.iter().any(|end| {
        let mut from = 0;
        while let Some(at) = lower[from..].find(end) {
            let (begin, past) = (from + at, from + at + end.len());
            let before = lower[..begin].chars().next_back();
            let after = lower[past..].chars().next();
            let is_name = before.is_some_and(|c| c.is_ascii_alphanumeric());
            let ends = after.is_none_or(|c| !c.is_ascii_alphanumeric());
            if is_name && ends {
                return true;
            }
            from = past;
        }
        false
    })
}

/// A number as gateways want it (E.164), if it is a mobile's: `+8613800138000`. A number with an
/// extension, as marketplaces lend them, takes no messages.
pub fn mobile(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '\u{a0}'))
        .collect();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(abroad) = plain.strip_prefix('+') {
        let fits = is_digits(abroad) && (8..=15).contains(&abroad.len());
        let home = abroad.strip_prefix("86").filter(|own| own.len() == 11);
        return match home {
            Some(own) => is_mainland(own).then_some(plain),
            None => fits.then_some(plain),
        };
    }
    let own = plain.strip_prefix("0086").unwrap_or(&plain);
    let own = match own.len() {
        13 => own.strip_prefix("86")?,
        _ => own,
    };
    (is_digits(own) && is_mainland(own)).then(|| format!("+86{own}"))
}

/// 11 digits from 13… to 19….
fn is_mainland(own: &str) -> bool {
    let bytes = own.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1])
}

/// Whether somebody asks by this word not to be written to any more: the whole message is the word
/// (integrations.md 3.5).
pub fn is_opt_out(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "td",
        "t",
        "r",
        "n",
        "退订",
        "退訂",
        "拒收",
        "取消订阅",
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
    ];
    let plain: String = text
        .trim()
        .trim_end_matches(['。', '.', '!', '！'])
        .to_lowercase();
    WORDS.contains(&plain.trim())
}

codes! {
    /// What became of a message. The phrase key is `receipt-<code>`.
    pub enum ReceiptState {
        /// On its way.
        Accepted = "accepted",
        Delivered = "delivered",
        Failed = "failed",
        Expired = "expired",
        /// The carrier or the receiver wants none.
        Blocked = "blocked",
    }
}

/// What a gateway says became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub state: ReceiptState,
    pub at: Timestamp,
    /// The gateway's code and words.
    #[serde(default)]
    pub why: String,
}

impl ReceiptState {
    /// Receipts come twice, late, and in any order: a higher one is never taken back by a lower one.
    pub const fn rank(self) -> u8 {
        match self {
            ReceiptState::Accepted => 0,
            ReceiptState::Failed | ReceiptState::Expired | ReceiptState::Blocked => 1,
            ReceiptState::Delivered => 2,
        }
    }

    pub const fn is_final(self) -> bool {
        self.rank() > 0
    }
}

/// Which of two receipts stands.
pub fn standing(kept: Option<Receipt>, new: Receipt) -> Receipt {
    match kept {
        Some(kept) if kept.state.rank() >= new.state.rank() => kept,
        _ => new,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn template(text: &str, values: &[(&str, Variable)]) -> SmsTemplate {
        SmsTemplate {
            code: "SMS_1".to_owned(),
            text: text.to_owned(),
            values: values
                .iter()
                .map(|(name, value)| ((*name).to_owned(), *value))
                .collect(),
        }
    }

    #[test]
    fn a_template_names_its_variables_in_the_way_of_either_gateway() {
        let names = variables("您的售后单${no}已退款${amount}元，${no}").expect("reads");
        assert_eq!(names, ["no", "amount"]);
        assert_eq!(
            variables("退款{1}，{2}天内到账").expect("reads"),
            ["1", "2"]
        );
        for wrong in ["${no", "no}", "${}", "${售后单}", "{a{b}}"] {
            assert_eq!(variables(wrong), Err(Unfit::Variable), "{wrong}");
        }
    }

    #[test]
    fn a_template_with_a_variable_that_nothing_fills_is_not_saved() {
        let whole = template("退款${amount}", &[("amount", Variable::Amount)]);
        assert_eq!(whole.check(), Ok(()));
        assert_eq!(template("退款${money}", &[]).check(), Err(Unfit::Unmapped));
        assert_eq!(template("  ", &[]).check(), Err(Unfit::Empty));
        assert_eq!(
            template(&"满".repeat(501), &[]).check(),
            Err(Unfit::TooLong)
        );
    }

    #[test]
    fn a_message_has_its_parameters_in_order_and_no_link_in_them() {
        let one = template(
            "${who}：售后单${no}已退款",
            &[("who", Variable::Shop), ("no", Variable::No)],
        );
        let filled = one.filled(|value| match value {
            Variable::Shop => "老王{no}家\n旗舰店".to_owned(),
            _ => "AS1".to_owned(),
        });
        let filled = filled.expect("fills");
        assert_eq!(filled.text, "老王no家 旗舰店：售后单AS1已退款");
        assert_eq!(filled.params[1], ("no".to_owned(), "AS1".to_owned()));
        for link in [
            "看 http://a.b",
            "www.shop",
            "shop.example.com",
            "进 a.cn 看",
        ] {
            let refused = one.filled(|_| link.to_owned());
            assert_eq!(refused, Err("who".to_owned()), "{link}");
        }
        assert!(one.filled(|_| String::new()).is_err(), "an empty parameter");
        let long = one.filled(|_| "长".repeat(80)).expect("cut");
        assert_eq!(long.params[0].1.chars().count(), LONGEST_VALUE);
        assert!(!has_link("2.common 规格 3.cn1"));
    }

    #[test]
    fn only_mobiles_are_written_to() {
        for (typed, wanted) in [
            ("13800138000", "+8613800138000"),
            ("138 0013 8000", "+8613800138000"),
            ("+86-138-0013-8000", "+8613800138000"),
            ("008613800138000", "+8613800138000"),
            ("8613800138000", "+8613800138000"),
            ("+85261234567", "+85261234567"),
        ] {
            assert_eq!(mobile(typed).as_deref(), Some(wanted), "{typed}");
        }
        for none in [
            "",
            "010-62781234",
            "138****8000",
            "13800138000转1234",
            "13800138000-1234",
            "400-820-8820",
            "12345678901",
            "+8612345678901",
            "+12",
        ] {
            assert_eq!(mobile(none), None, "{none}");
        }
    }

    #[test]
    fn a_word_alone_asks_for_silence_and_a_sentence_does_not() {
        for word in ["TD", "退订", " t ", "R", "STOP", "退訂。"] {
            assert!(is_opt_out(word), "{word}");
        }
        for not in [
            "",
            "退订之后还能收到吗",
            "T恤什么时候退款",
            "please stop by",
        ] {
            assert!(!is_opt_out(not), "{not}");
        }
    }

    fn receipt() -> impl Strategy<Value = Receipt> {
        (0..ReceiptState::ALL.len(), 0..9_i64).prop_map(|(at, ms)| Receipt {
            state: ReceiptState::ALL[at],
            at: Timestamp(ms),
            why: String::new(),
        })
    }

    proptest! {
        /// In whatever order and however often they come: what is delivered stays delivered, and
        /// nothing that ended goes back on its way.
        #[test]
        fn receipts_only_rise(all in proptest::collection::vec(receipt(), 1..12)) {
            let mut kept: Option<Receipt> = None;
            for one in &all {
                let before = kept.as_ref().map_or(0, |kept| kept.state.rank());
                kept = Some(standing(kept, one.clone()));
                prop_assert!(kept.as_ref().is_some_and(|kept| kept.state.rank() >= before));
            }
            let highest = all.iter().map(|one| one.state.rank()).max();
            prop_assert_eq!(kept.map(|kept| kept.state.rank()), highest);
        }
    }
}
