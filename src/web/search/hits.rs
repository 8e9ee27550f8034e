//! What full-text search found, ready to be shown.

use super::super::find::BuyerHit;
use super::super::find::OrderHit;
use super::super::rows::Row;
use super::super::rows::Writing;
use super::super::visit::Visit;
use crate::domain::case::CaseEvent;
use crate::domain::people::ActorRef;
use crate::phrases::formats;
use crate::phrases::names;
use crate::search::Hit;
use crate::search::Passage;
use crate::search::Piece;
use crate::search::Place;
use crate::search::Thing;

/// One record that was found.
pub struct Shown {
    pub path: String,
    pub what: ShownWhat,
    /// Its number and its first goods, with what was asked for marked.
    pub no: Vec<Piece>,
    pub title: Vec<Piece>,
    pub passages: Vec<ShownPassage>,
}

/// What it is.
pub enum ShownWhat {
    Case(Box<Row>),
    Order(OrderHit),
    Buyer(BuyerHit),
}

/// A part of one of its texts.
pub struct ShownPassage {
    /// Where it stands: `备注`, or who said it.
    pub label: String,
    /// When it was said.
    pub at: Option<Moment>,
    pub path: String,
    pub pieces: Vec<Piece>,
}

/// A moment for `<time>`.
pub struct Moment {
    pub iso: String,
    pub short: String,
}

/// Writes a hit out.
pub fn shown(hit: Hit, writing: &Writing<'_>, visit: &Visit) -> Shown {
    let mut passages = hit.passages;
    let (path, no, title, what) = match hit.what {
        Thing::Case(row) => {
            let row = writing.row(&row);
            let path = format!("/cases/{}", row.no);
            let (no, title) = (row.no.clone(), row.title.clone());
            (path, no, title, ShownWhat::Case(Box::new(row)))
        }
        Thing::Order(row) => {
            let order = OrderHit::of(*row, writing, visit);
            let (no, title) = (order.order_no.clone(), order.title.clone());
            (order.path.clone(), no, title, ShownWhat::Order(order))
        }
        Thing::Buyer(buyer) => {
            let buyer = BuyerHit::of(*buyer, visit);
            let path = buyer.path.clone();
            (path, String::new(), String::new(), ShownWhat::Buyer(buyer))
        }
    };
    Shown {
        no: marked(no, Place::Number, &mut passages),
        title: marked(title, Place::Goods, &mut passages),
        passages: passages
            .into_iter()
            .map(|passage| shown_passage(passage, &path, writing, visit))
            .collect(),
        path,
        what,
    }
}

/// A text of the line itself: with its marks, if it is one of the passages, which need not stand
/// below it again.
fn marked(text: String, place: Place, passages: &mut Vec<Passage>) -> Vec<Piece> {
    let is_it = |passage: &Passage| {
        let pieces = passage.pieces.iter().map(|piece| piece.text.as_str());
        passage.place == place && pieces.collect::<String>() == text
    };
    match passages.iter().position(is_it) {
        Some(at) => passages.remove(at).pieces,
        None => vec![Piece {
            text,
            marked: false,
        }],
    }
}

fn shown_passage(
    passage: Passage,
    path: &str,
    writing: &Writing<'_>,
    visit: &Visit,
) -> ShownPassage {
    let words = visit.words;
    match passage.event {
        Some(event) => ShownPassage {
            label: said_by(&event, writing, visit),
            at: Some(Moment {
                iso: formats::iso(event.at, &visit.zone),
                short: formats::short(event.at, &visit.zone, visit.now),
            }),
            path: format!("{path}#e{}", event.seq),
            pieces: passage.pieces,
        },
        None => ShownPassage {
            label: place_name(passage.place, visit).to_owned(),
            at: None,
            path: path.to_owned(),
            pieces: passage.pieces,
        },
    }
    .separated(words.t("search-colon"))
}

impl ShownPassage {
    fn separated(mut self, colon: &str) -> ShownPassage {
        self.label.push_str(colon);
        self
    }
}

fn said_by(event: &CaseEvent, writing: &Writing<'_>, visit: &Visit) -> String {
    let who = match &event.actor {
        ActorRef::Staff(id) => writing.staff_name(id.0).to_owned(),
        other => names::actor_name(visit.words, other),
    };
    let what = names::act_name(visit.words, event.machine, event.verb);
    if who.is_empty() {
        return what.to_owned();
    }
    format!("{who} {what}")
}

/// The name of a place without an event.
fn place_name(place: Place, visit: &Visit) -> &'static str {
    let words = visit.words;
    match place {
        Place::Number => words.t("search-in-number"),
        Place::Goods => words.t("search-in-goods"),
        Place::Said => words.t("search-in-said"),
        Place::File => words.t("search-in-file"),
        Place::Tag => words.t("search-in-tag"),
        Place::Note => words.t("search-in-note"),
        Place::Region => words.t("search-in-region"),
    }
}
