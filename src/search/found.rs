//! What was found, read from the records again: whether this person may see it, and where what was
//! asked for stands.

use super::asked::Asked;
use super::asked::Word;
use super::document;
use super::document::Place;
use super::document::Text;
use super::index::Opened;
use super::passages::Looked;
use super::passages::Piece;
use crate::actions::access;
use crate::actions::access::Viewer;
use crate::domain::case::CaseEvent;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::people::Buyer;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::find::What;
use crate::store::index;
use crate::store::index::CaseRow;
use crate::store::index::OrderRow;
use crate::store::orders;

/// Documents looked at for one page: more are left for the next one.
const LOOKED_AT: usize = 200;
/// Passages shown of one record.
const PASSAGES: usize = 3;

/// A page of what was found, the newest first.
#[derive(Debug, Default)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// How many there are in all: about so many while there is a next page, and a little too many
    /// when a question has long Chinese words.
    pub total: usize,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// A place in the order of what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// ms since 1970
    at: i64,
    key: u64,
}

impl Cursor {
    /// Reads what [`Cursor::written`] wrote; an odd one is none.
    pub fn read(text: &str) -> Option<Cursor> {
        let (at, key) = text.split_once('.')?;
        Some(Cursor {
            at: at.parse().ok()?,
            key: key.parse().ok()?,
        })
    }

    /// As it stands in an address.
    pub fn written(&self) -> String {
        format!("{}.{}", self.at, self.key)
    }
}

/// One record that was found.
#[derive(Debug)]
pub struct Hit {
    pub what: Thing,
    pub passages: Vec<Passage>,
}

/// What was found.
#[derive(Debug)]
pub enum Thing {
    Case(Box<CaseRow>),
    Order(Box<OrderRow>),
    Buyer(Box<Buyer>),
}

/// A part of a text of the record.
#[derive(Debug)]
pub struct Passage {
    pub place: Place,
    pub pieces: Vec<Piece>,
    /// The event that said it.
    pub event: Option<CaseEvent>,
}

/// A page of up to `limit` records, after `after`.
pub(super) fn find(
    opened: &Opened,
    view: &impl View,
    viewer: &Viewer,
    asked: &Asked,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Found, Failure> {
    let shops = &viewer.staff.shops;
    let shops = (!shops.is_empty()).then_some(shops.as_slice());
    let before = after.map(|cursor| (cursor.at, cursor.key));
    let page = opened.ask(asked, shops, before, LOOKED_AT)?;
    let mut found = Found {
        total: page.total,
        ..Found::default()
    };
    let looked_at = page.found.len();
    for (n, (at, key)) in page.found.into_iter().enumerate() {
        found.hits.extend(read(view, viewer, asked, key)?);
        let full = found.hits.len() == limit;
        if full || n + 1 == LOOKED_AT {
            found.next =
                (n + 1 < looked_at || looked_at == LOOKED_AT).then_some(Cursor { at, key });
            break;
        }
    }
    if after.is_none() && found.next.is_none() {
        found.total = found.hits.len();
    }
    Ok(found)
}

/// One record, if this person may see it and it has what was asked for.
fn read(
    view: &impl View,
    viewer: &Viewer,
    asked: &Asked,
    key: u64,
) -> Result<Option<Hit>, Failure> {
    let Some((what, id)) = document::of_key(key) else {
        return Ok(None);
    };
    let (what, texts) = match what {
        What::Case => {
            let case = cases::by_id(view, CaseId(id))?;
            let Some(case) = case.filter(|case| viewer.sees_shop(case.shop)) else {
                return Ok(None);
            };
            let texts = document::case_texts(view, &case)?;
            (Thing::Case(Box::new(index::case_row(&case))), texts)
        }
        What::Order => {
            let order = orders::by_id(view, OrderId(id))?;
            let Some(order) = order.filter(|order| viewer.sees_shop(order.shop)) else {
                return Ok(None);
            };
            let texts = document::order_texts(&order);
            (Thing::Order(Box::new(index::order_row(&order))), texts)
        }
        What::Buyer => match access::see_buyer(view, viewer, BuyerId(id)) {
            Ok(buyer) => {
                let texts = document::buyer_texts(&buyer);
                (Thing::Buyer(Box::new(buyer)), texts)
            }
            Err(Failure::NotFound) => return Ok(None),
            Err(failure) => return Err(failure),
        },
    };
    let Some(found) = passages(asked, texts) else {
        return Ok(None);
    };
    let mut passages = Vec::with_capacity(found.len());
    for (text, pieces) in found {
        let event = match text.event {
            Some(seq) => cases::event(view, CaseId(id), seq)?,
            None => None,
        };
        passages.push(Passage {
            place: text.place,
            pieces,
            event,
        });
    }
    Ok(Some(Hit { what, passages }))
}

/// The passages of a record; none when a long Chinese word is not in it: the index knows pairs of
/// characters and not that they stand side by side.
fn passages(asked: &Asked, texts: Vec<Text>) -> Option<Vec<(Text, Vec<Piece>)>> {
    let mut missing: Vec<&[char]> = asked
        .words
        .iter()
        .filter_map(|word| match word {
            Word::Han(run) if run.len() > 2 => Some(run.as_slice()),
            _ => None,
        })
        .collect();
    let mut passages: Vec<(Text, Vec<Piece>)> = Vec::new();
    for text in texts {
        if passages.len() == PASSAGES && missing.is_empty() {
            break;
        }
        let looked = Looked::new(&text.body);
        missing.retain(|run| !looked.has(run));
        if passages.len() == PASSAGES {
            continue;
        }
        // What a case is about is often said again in its first words.
        let pieces = looked.passage(asked);
        let pieces = pieces.filter(|pieces| passages.iter().all(|(_, known)| known != pieces));
        if let Some(pieces) = pieces {
            passages.push((text, pieces));
        }
    }
    missing.is_empty().then_some(passages)
}
