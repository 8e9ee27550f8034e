//! What the address of a list asks for: read, written the same way again, and as words.

use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::case::State;
use crate::domain::case::effects::tags;
use crate::domain::case::record::Priority;
use crate::domain::case::record::WaitingOn;
use crate::domain::follow_up::midnight;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::people::Role;
use crate::domain::reasons;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::store::lists::Among;
use crate::store::lists::Filter;
use crate::store::lists::Sort;
use crate::web::Visit;
use crate::web::form::Fields;
use jiff::tz::TimeZone;

/// Rows on a page, unless the address says otherwise.
pub const ROWS: usize = 50;

/// The owner in a view that everyone shares: whoever looks.
pub const ME: &str = "me";

crate::codes! {
    /// How much time is left.
    pub enum Left {
        Over = "over",
        TwoHours = "2h",
        Today = "today",
        ThreeDays = "3d",
    }
}

crate::codes! {
    /// What a list can be narrowed by, in the order of an address.
    pub enum Facet {
        List = "list",
        Kind = "kind",
        State = "state",
        Phase = "phase",
        Owner = "owner",
        Role = "role",
        Waiting = "waiting",
        Left = "left",
        Priority = "priority",
        Shop = "shop",
        Channel = "channel",
        Reason = "reason",
        /// From this amount on, in yuan.
        MoneyFrom = "from",
        /// Up to this amount, in yuan.
        MoneyTo = "to",
        Tag = "tag",
        Sort = "sort",
        /// How many on a page.
        Rows = "rows",
    }
}

/// Facets with the value each has; nothing stands there that is not understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(Facet, String)>);

impl Query {
    /// Reads what an address says. What is not understood is left out.
    pub fn read(fields: &Fields) -> Query {
        let mut pairs = Vec::new();
        for facet in Facet::ALL {
            let typed = fields.text(facet.code());
            // The old name of one's own cases.
            if *facet == Facet::List && typed == "mine" {
                pairs.push((Facet::Owner, ME.to_owned()));
                continue;
            }
            let known = pairs.iter().any(|(known, _)| known == facet);
            if let Some(value) = valid(*facet, typed).filter(|_| !known) {
                pairs.push((*facet, value));
            }
        }
        pairs.sort_by_key(|(facet, _)| *facet);
        Query(pairs)
    }

    /// Reads `kind=exchange&left=2h`.
    pub fn of(text: &str) -> Query {
        Query::read(&Fields::read(text).unwrap_or_default())
    }

    /// The same as it stands behind the `?`.
    pub fn text(&self) -> String {
        self.0
            .iter()
            .map(|(facet, value)| format!("{facet}={}", escaped(value)))
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The address of this list.
    pub fn path(&self) -> String {
        with("/cases", &self.text())
    }

    pub fn pairs(&self) -> impl Iterator<Item = (Facet, &str)> {
        self.0.iter().map(|(facet, value)| (*facet, value.as_str()))
    }

    pub fn get(&self, facet: Facet) -> Option<&str> {
        self.pairs()
            .find(|(known, _)| *known == facet)
            .map(|(_, value)| value)
    }

    /// The same without a facet.
    pub fn without(&self, facet: Facet) -> Query {
        let mut rest = self.clone();
        rest.0.retain(|(known, _)| *known != facet);
        rest
    }

    /// The same with another value for a facet.
    pub fn with(&self, facet: Facet, value: &str) -> Query {
        let mut changed = self.without(facet);
        if let Some(value) = valid(facet, value) {
            changed.0.push((facet, value));
            changed.0.sort_by_key(|(facet, _)| *facet);
        }
        changed
    }

    fn code<T>(&self, facet: Facet, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        of(self.get(facet)?)
    }

    pub fn among(&self) -> Among {
        self.code(Facet::List, Among::from_code)
            .unwrap_or(Among::Open)
    }

    /// How many rows a page has.
    pub fn rows(&self) -> usize {
        self.code(Facet::Rows, |rows| rows.parse().ok())
            .unwrap_or(ROWS)
    }

    /// Which cases that is, for the person who looks, now.
    pub fn filter(&self, visit: &Visit) -> Filter {
        let viewer = visit.viewer.as_ref();
        let (due_from, due_before) = self.due(visit.now, &visit.zone);
        Filter {
            among: self.among(),
            sort: self.code(Facet::Sort, Sort::from_code).unwrap_or(Sort::Due),
            kind: self.code(Facet::Kind, Kind::from_code),
            state: self.code(Facet::State, State::from_code),
            phase: self.code(Facet::Phase, Phase::from_code),
            owner: self.code(Facet::Owner, |owner| match owner {
                ME => viewer.map(|viewer| viewer.staff.id),
                id => id.parse().ok().map(StaffId),
            }),
            role: self.code(Facet::Role, Role::from_code),
            waiting_on: self.code(Facet::Waiting, WaitingOn::from_code),
            shop: self.code(Facet::Shop, |id| id.parse().ok().map(ShopId)),
            channel: self.code(Facet::Channel, Channel::from_code),
            reason: self.get(Facet::Reason).map(ToOwned::to_owned),
            priority: self.code(Facet::Priority, Priority::from_code),
            tag: self.get(Facet::Tag).map(ToOwned::to_owned),
            due_from,
            due_before,
            money_from: self.code(Facet::MoneyFrom, Fen::parse),
            money_to: self.code(Facet::MoneyTo, Fen::parse),
            seen: viewer.map_or_else(Vec::new, |viewer| viewer.staff.shops.clone()),
        }
    }

    fn due(&self, now: Timestamp, zone: &TimeZone) -> (Option<Timestamp>, Option<Timestamp>) {
        match self.code(Facet::Left, Left::from_code) {
            None => (None, None),
            Some(Left::Over) => (None, Some(now)),
            Some(Left::TwoHours) => (Some(now), Some(now + Span::hours(2))),
            Some(Left::Today) => (Some(now), Some(midnight(now, zone))),
            Some(Left::ThreeDays) => (Some(now), Some(now + Span::days(3))),
        }
    }
}

/// A path with what stands behind its `?`, if anything.
pub fn with(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The value as it is kept, when it is one.
fn valid(facet: Facet, typed: &str) -> Option<String> {
    let known = match facet {
        Facet::List => Among::from_code(typed).is_some_and(|among| among != Among::Open),
        Facet::Kind => Kind::from_code(typed).is_some(),
        Facet::State => State::from_code(typed).is_some(),
        Facet::Phase => Phase::from_code(typed).is_some(),
        Facet::Owner => typed == ME || is_number(typed),
        Facet::Role => Role::from_code(typed).is_some(),
        Facet::Waiting => WaitingOn::from_code(typed).is_some(),
        Facet::Left => Left::from_code(typed).is_some(),
        Facet::Priority => Priority::from_code(typed).is_some(),
        Facet::Shop => is_number(typed),
        Facet::Channel => Channel::from_code(typed).is_some(),
        Facet::Reason => reasons::find(typed).is_some(),
        Facet::MoneyFrom | Facet::MoneyTo => {
            let amount = Fen::parse(typed).filter(|amount| amount.0 >= 0)?;
            let plain = amount.to_string();
            return Some(plain.strip_suffix(".00").unwrap_or(&plain).to_owned());
        }
        Facet::Tag => return tags::normal(typed),
        Facet::Sort => Sort::from_code(typed).is_some_and(|sort| sort != Sort::Due),
        Facet::Rows => matches!(typed, "100" | "200"),
    };
    known.then(|| typed.to_owned())
}

fn is_number(text: &str) -> bool {
    text.parse::<u64>().is_ok_and(|n| n.to_string() == text)
}

/// Text as it stands in an address.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                safe.push(char::from(byte));
            }
            other => {
                use std::fmt::Write as _;
                let _ = write!(safe, "%{other:02X}");
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_understood_is_left_out_and_the_rest_is_written_the_same_way() {
        let query = Query::of("sort=due&kind=exchange&to=1%2C290&left=soon&x=1&tag=+%E6%80%A5+");
        assert_eq!(query.text(), "kind=exchange&to=1290&tag=%E6%80%A5");
        assert_eq!(Query::of("list=mine").text(), "owner=me");
        assert_eq!(Query::of("list=open&kind=").path(), "/cases");
        assert_eq!(query.without(Facet::Kind).text(), "to=1290&tag=%E6%80%A5");
        assert_eq!(
            query.with(Facet::Kind, "repair").get(Facet::Kind),
            Some("repair")
        );
    }

    proptest! {
        #[test]
        fn a_query_is_read_back_as_it_was_written(text in "[a-z=&0-9%+.急 ]{0,60}") {
            let query = Query::of(&text);
            prop_assert_eq!(Query::of(&query.text()), query);
        }
    }
}
