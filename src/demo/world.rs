//! The example shop as it is written: `world.json`, read and nothing else.

use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::record::Grade;
use crate::domain::case::record::Intake;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::OrderStatus;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::time::Span;
use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use serde::Deserialize;

/// One small shop: its people, its orders, and what happened to its cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// What it is, for whoever opens the file.
    pub about: String,
    pub shop: ShopWritten,
    pub staff: Vec<StaffWritten>,
    pub buyers: Vec<BuyerWritten>,
    pub orders: Vec<OrderWritten>,
    pub cases: Vec<CaseWritten>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShopWritten {
    pub name: String,
    pub channel: Channel,
    pub zone: String,
    pub lang: Lang,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffWritten {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub lang: Lang,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BuyerWritten {
    pub key: String,
    pub name: String,
    pub phone: String,
    pub nick: String,
    pub province: String,
    pub city: String,
    pub district: String,
    pub detail: String,
}

/// An order. Times are how long ago.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderWritten {
    pub key: String,
    pub buyer: String,
    pub status: OrderStatus,
    #[serde(default)]
    pub channel_status: String,
    pub ordered: Ago,
    pub paid: Option<Ago>,
    pub shipped: Option<Ago>,
    pub signed: Option<Ago>,
    pub completed: Option<Ago>,
    pub closed: Option<Ago>,
    pub freight: Fen,
    pub discount: Fen,
    #[serde(default)]
    pub cod: bool,
    pub buyer_note: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub lines: Vec<LineWritten>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWritten {
    pub title: String,
    pub sku_code: String,
    pub sku: String,
    pub qty: u32,
    pub price: Fen,
}

/// A case: how it was opened, and every act since.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseWritten {
    pub order: Option<String>,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub reason: String,
    pub opened: Ago,
    /// A login, `buyer` or `platform`; so for acts.
    pub by: String,
    pub intake: Intake,
    pub amount: Option<Fen>,
    /// Order line number and pieces.
    #[serde(default)]
    pub lines: Vec<(u32, u32)>,
    pub about: Option<String>,
    pub text: String,
    pub platform_no: Option<String>,
    pub platform_status: Option<String>,
    pub platform_due: Option<Ahead>,
    pub acts: Vec<ActWritten>,
}

/// An act, with what was said.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActWritten {
    pub at: Ago,
    pub by: String,
    pub verb: Verb,
    pub amount: Option<Fen>,
    pub reason: Option<String>,
    pub text: Option<String>,
    pub carrier: Option<String>,
    pub tracking: Option<String>,
    pub freight_cost: Option<Fen>,
    pub payer: Option<Payer>,
    pub due: Option<Ago>,
    /// Pieces that passed, per line of the case.
    #[serde(default)]
    pub passed: Vec<u32>,
    pub grade: Option<Grade>,
    pub sku: Option<String>,
    pub method: Option<PayMethod>,
    pub txn: Option<String>,
    pub days: Option<u32>,
    pub contact: Option<String>,
    pub reason_code: Option<String>,
    pub result: Option<String>,
    pub score: Option<u8>,
    pub root_cause: Option<String>,
    pub reference: Option<String>,
    pub agreed: Option<bool>,
}

/// How long before now: `3d`, `2d6h`, `70m`; with a minus, how long after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Ago(pub Span);

/// How long after now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Ahead(pub Span);

impl World {
    /// The example shop.
    ///
    /// # Errors
    /// When `world.json` is not one; a test reads it.
    pub fn read() -> Result<World> {
        serde_json::from_str(include_str!("world.json")).context("reading the example shop")
    }
}

impl TryFrom<String> for Ago {
    type Error = String;
    fn try_from(text: String) -> Result<Ago, String> {
        span(&text).map(Ago).map_err(|error| error.to_string())
    }
}

impl TryFrom<String> for Ahead {
    type Error = String;
    fn try_from(text: String) -> Result<Ahead, String> {
        span(&text).map(Ahead).map_err(|error| error.to_string())
    }
}

fn span(text: &str) -> Result<Span> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut total = 0.0;
    for part in rest.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
        let (number, unit) = part.split_at(part.len() - 1);
        let number: f64 = number
            .parse()
            .with_context(|| format!("a time in {text}"))?;
        let unit = match unit {
            "d" => Span::days(1),
            "h" => Span::hours(1),
            "m" => Span::minutes(1),
            _ => bail!("{text} has a unit other than d, h, m"),
        };
        total += number * unit.0 as f64;
    }
    Ok(Span(sign * total as i64))
}
