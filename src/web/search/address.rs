//! A search as it stands in the address: what was typed, and what narrows it.

use super::super::form::Fields;
use super::super::visit::Visit;
use crate::domain::case::Kind;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::phrases::formats;
use crate::search::Cursor;
use crate::search::LONGEST_QUESTION;
use crate::search::Only;
use crate::store::find::What;
use std::fmt::Write as _;

/// The fields of the address, in the order they are written.
pub const FIELDS: &[&str] = &[
    "q", "what", "kind", "state", "shop", "owner", "channel", "from", "until",
];

/// A search.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What was typed.
    pub q: String,
    pub only: Only,
    /// The page after this place.
    pub after: Option<Cursor>,
    /// The fields that were understood, as they came.
    kept: Vec<(&'static str, String)>,
}

/// The word for what in the address.
pub fn what_code(what: What) -> &'static str {
    match what {
        What::Case => "case",
        What::Order => "order",
        What::Buyer => "buyer",
    }
}

fn what(code: &str) -> Option<What> {
    [What::Case, What::Order, What::Buyer]
        .into_iter()
        .find(|what| what_code(*what) == code)
}

impl Wanted {
    /// Reads an address; what is not understood is left out.
    pub fn read(query: &Fields, visit: &Visit) -> Wanted {
        let day = |name: &str| day(query.text(name), visit);
        let number = |name: &str| query.text(name).parse::<u64>().ok();
        let only = Only {
            what: what(query.text("what")),
            kind: Kind::from_code(query.text("kind")),
            open: match query.text("state") {
                "open" => Some(true),
                "closed" => Some(false),
                _ => None,
            },
            shop: number("shop").map(ShopId),
            owner: number("owner").map(StaffId),
            channel: Channel::from_code(query.text("channel")),
            from: day("from"),
            until: day("until").map(|day| day + Span::days(1)),
        };
        let understood = |name: &str| match name {
            "q" => true,
            "what" => only.what.is_some(),
            "kind" => only.kind.is_some(),
            "state" => only.open.is_some(),
            "shop" => only.shop.is_some(),
            "owner" => only.owner.is_some(),
            "channel" => only.channel.is_some(),
            "from" => only.from.is_some(),
            _ => only.until.is_some(),
        };
        let kept = FIELDS
            .iter()
            .filter(|name| understood(name))
            .filter_map(|name| Some((*name, query.filled(name)?.to_owned())))
            .collect();
        Wanted {
            q: query.text("q").chars().take(LONGEST_QUESTION).collect(),
            after: query.filled("after").and_then(Cursor::read),
            only,
            kept,
        }
    }

    /// What stands in a field; empty when it narrows nothing.
    pub fn field(&self, name: &str) -> &str {
        self.kept
            .iter()
            .find(|(kept, _)| *kept == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether it is narrowed or goes on from another page.
    pub fn is_narrowed(&self) -> bool {
        self.only != Only::default() || self.after.is_some()
    }

    /// The address of this search with nothing but what was typed.
    pub fn cleared(&self) -> String {
        let mut address = "/search?q=".to_owned();
        encode(&self.q, &mut address);
        address
    }

    /// The address of this search with one field set otherwise; an empty value takes it away.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut address = "/search?".to_owned();
        let changed = (!value.is_empty()).then_some((name, value));
        let rest = self
            .kept
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        for (name, value) in rest.filter(|(kept, _)| *kept != name).chain(changed) {
            if !address.ends_with('?') {
                address.push('&');
            }
            address.push_str(name);
            address.push('=');
            encode(value, &mut address);
        }
        address
    }
}

/// The beginning of a day of the desk's zone.
fn day(text: &str, visit: &Visit) -> Option<Timestamp> {
    (text.len() == 10).then_some(())?;
    formats::parse_input(&format!("{text}T00:00"), &visit.zone)
}

/// Writes a value as an address may carry it.
fn encode(value: &str, into: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                into.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(into, "%{byte:02X}");
            }
        }
    }
}
