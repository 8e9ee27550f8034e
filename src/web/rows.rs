//! A case as a line of a list: how long is left, what happens then, how much money, and what it is.

use super::visit::Visit;
use crate::domain::case::Machine;
use crate::domain::case::record::Priority;
use crate::domain::money::Fen;
use crate::domain::order::Shop;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::index::CaseRow;
use crate::store::orders;
use crate::store::people;
use std::sync::Arc;

/// Red from here on.
const LATE: Span = Span::hours(2);
/// Amber from here on.
const SOON: Span = Span::hours(8);

/// How much a row presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressure {
    Over,
    Late,
    Soon,
    Calm,
}

impl Pressure {
    pub fn of(left: Span) -> Pressure {
        match left {
            left if left.0 < 0 => Pressure::Over,
            left if left < LATE => Pressure::Late,
            left if left < SOON => Pressure::Soon,
            _ => Pressure::Calm,
        }
    }

    /// The class of its badge.
    pub fn class(self) -> &'static str {
        match self {
            Pressure::Over => "due due--over",
            Pressure::Late => "due due--late",
            Pressure::Soon => "due due--soon",
            Pressure::Calm => "due",
        }
    }

    /// The icon before it; calm has none.
    pub fn icon(self) -> Option<&'static str> {
        match self {
            Pressure::Over => Some("alert"),
            Pressure::Late | Pressure::Soon => Some("clock"),
            Pressure::Calm => None,
        }
    }
}

/// A moment by which something happens, ready to be shown.
pub struct Due {
    /// For `<time datetime>`, from which a script counts down.
    pub iso: String,
    /// The whole moment, as a title.
    pub full: String,
    /// `还剩 1 小时 52 分`
    pub left: String,
    pub pressure: Pressure,
}

impl Due {
    pub fn at(visit: &Visit, at: crate::domain::time::Timestamp) -> Due {
        Due {
            iso: formats::iso(at, &visit.zone),
            full: formats::full(at, &visit.zone),
            left: formats::left(visit.words, at, visit.now),
            pressure: Pressure::of(at.since(visit.now)),
        }
    }
}

/// One line.
pub struct Row {
    pub no: String,
    pub due: Option<Due>,
    /// What happens by itself then.
    pub outcome: Option<&'static str>,
    pub money: Option<String>,
    /// Whether that money moves by itself, soon.
    pub at_risk: bool,
    pub kind: &'static str,
    pub channel: &'static str,
    pub state: &'static str,
    pub waiting: &'static str,
    pub buyer: String,
    pub title: String,
    pub pieces: u32,
    /// What stands out: urgent, the platform intervenes.
    pub marks: Vec<&'static str>,
    pub tags: Vec<String>,
    pub owner: String,
    pub opened: String,
    pub opened_iso: String,
}

/// What rows are written with: the names of staff and the currency of each shop.
pub struct Writing<'a> {
    visit: &'a Visit,
    staff: Arc<Vec<Staff>>,
    shops: Arc<Vec<Shop>>,
}

impl<'a> Writing<'a> {
    /// # Errors
    /// When the disk does.
    pub fn load(view: &impl View, visit: &'a Visit) -> Result<Writing<'a>, Failure> {
        Ok(Writing {
            visit,
            staff: people::everyone(view)?,
            shops: orders::every_shop(view)?,
        })
    }

    /// The rows this person may see.
    pub fn rows(&self, rows: &[CaseRow]) -> Vec<Row> {
        rows.iter()
            .filter(|row| self.visible(row))
            .map(|row| self.row(row))
            .collect()
    }

    pub fn visible(&self, row: &CaseRow) -> bool {
        self.visit
            .viewer
            .as_ref()
            .is_some_and(|viewer| viewer.sees_shop(row.shop))
    }

    pub fn staff_name(&self, id: u64) -> &str {
        // In the order of their numbers, as the table is.
        match self.staff.binary_search_by_key(&id, |staff| staff.id.0) {
            Ok(at) => &self.staff[at].display_name,
            Err(_) => "",
        }
    }

    pub fn money(&self, amount: Fen, shop: u64) -> String {
        let currency = match self.shops.binary_search_by_key(&shop, |shop| shop.id.0) {
            Ok(at) => &self.shops[at].currency,
            Err(_) => "CNY",
        };
        formats::money(amount, currency)
    }

    pub fn row(&self, row: &CaseRow) -> Row {
        let words = self.visit.words;
        let open = row.closed_at.is_none() && !row.state.is_terminal();
        let amount = row.money_at_risk.or(row.amount).filter(|m| *m > Fen::ZERO);
        Row {
            no: row.no.to_string(),
            due: open.then(|| Due::at(self.visit, row.due_at)),
            outcome: row
                .outcome
                .filter(|_| open)
                .map(|outcome| names::outcome_name(words, outcome)),
            money: amount.map(|amount| self.money(amount, row.shop.0)),
            at_risk: open
                && row.money_at_risk.is_some_and(|m| m > Fen::ZERO)
                && row.due_at < self.visit.now + LATE,
            kind: names::kind_name(words, row.kind),
            channel: names::channel_name(words, row.channel),
            state: names::state_name(words, row.state),
            waiting: names::waiting_name(words, row.waiting_on),
            buyer: row.buyer_shown.clone(),
            title: row.title.clone(),
            pieces: row.pieces,
            marks: marks(words, row, open),
            tags: row.tags.clone(),
            owner: self.staff_name(row.owner.0).to_owned(),
            opened: formats::short(row.opened_at, &self.visit.zone, self.visit.now),
            opened_iso: formats::iso(row.opened_at, &self.visit.zone),
        }
    }
}

fn marks(words: Words, row: &CaseRow, open: bool) -> Vec<&'static str> {
    let mut marks = Vec::new();
    if open && row.priority == Priority::Urgent {
        marks.push(names::priority_name(words, row.priority));
    }
    if open && row.dispute.is_some() {
        marks.push(names::machine_name(words, Machine::Dispute));
    }
    marks
}
