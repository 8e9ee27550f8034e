//! The quiet parts of the case page: what the buyer wants, lines, parcels, receipt, deadlines,
//! files, relations.

use super::known::Known;
use super::known::Surroundings;
use crate::actions::cases::InForce;
use crate::domain::case::Case;
use crate::domain::case::record::Deadline;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::Payer;
use crate::domain::ids::CaseId;
use crate::domain::money::Fen;
use crate::domain::order::Parcel;
use crate::domain::people::ActorRef;
use crate::domain::refund;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::web::Visit;
use crate::web::orders::show;
use crate::web::orders::show::ParcelRow;
use crate::web::parcels::way_of;
use crate::web::rows::Due;

/// A line of the case.
pub struct LineRow {
    pub title: String,
    pub sku: String,
    pub applied: u32,
    pub approved: u32,
    pub returned: u32,
    pub passed: u32,
    pub failed: u32,
    pub sent_out: u32,
    pub paid: Option<String>,
    pub grade: Option<&'static str>,
}

pub fn lines(known: &Known<'_>, around: &Surroundings) -> Vec<LineRow> {
    let order = around.around.order.as_ref();
    known
        .case
        .lines
        .iter()
        .map(|line| LineRow {
            title: line.title.clone(),
            sku: line.sku.clone(),
            applied: line.qty_applied,
            approved: line.qty_approved,
            returned: line.qty_returned,
            passed: line.qty_passed,
            failed: line.qty_failed,
            sent_out: line.qty_sent_out,
            paid: order
                .and_then(|order| {
                    let no = line.order_line?;
                    order.lines.iter().find(|l| l.line_no == no)
                })
                .map(|l| formats::money(l.line_paid, known.currency)),
            grade: line
                .grade
                .map(|grade| names::grade_name(known.words, grade)),
        })
        .collect()
}

/// One line of the receipt 小票.
pub struct ReceiptLine {
    pub what: &'static str,
    pub of: String,
    pub amount: String,
    pub state: &'static str,
    pub void: bool,
    pub txn_no: Option<String>,
    pub method: &'static str,
    pub approved_by: Option<String>,
}

/// The receipt: what moves, and the sum the buyer gets.
pub struct Receipt {
    pub lines: Vec<ReceiptLine>,
    pub sum: String,
    /// What can still be refunded for the goods.
    pub left: Option<String>,
    pub rules: String,
}

pub fn receipt(known: &Known<'_>, around: &Surroundings) -> Receipt {
    let words = known.words;
    let case = known.case;
    let lines = case
        .money
        .iter()
        .map(|entry| {
            let deduction = matches!(
                entry.kind,
                MoneyKind::FreightDeduction | MoneyKind::DamageDeduction
            ) || entry.payee != Payer::Buyer;
            let amount = if deduction {
                Fen(-entry.amount.0)
            } else {
                entry.amount
            };
            let of = entry
                .order_line
                .and_then(|no| case.lines.iter().find(|line| line.order_line == Some(no)));
            ReceiptLine {
                what: names::money_kind_name(words, entry.kind),
                of: of.map_or_else(String::new, |line| line.title.clone()),
                amount: formats::money(amount, known.currency),
                state: names::money_state_name(words, entry.state),
                void: entry.state == MoneyState::Void,
                txn_no: entry.txn_no.clone(),
                method: names::pay_method_name(words, entry.method),
                approved_by: match &entry.approved_by {
                    Some(ActorRef::Staff(id)) => around.name_of(*id).map(str::to_owned),
                    Some(other) => Some(names::actor_name(words, other)),
                    None => None,
                },
            }
        })
        .collect();
    Receipt {
        lines,
        sum: formats::money(refund::pay(case), known.currency),
        left: (known.left > Fen::ZERO).then(|| formats::money(known.left, known.currency)),
        rules: words.with("case-rules-version", &[("n", case.rules_version.into())]),
    }
}

/// A deadline.
pub struct DeadlineRow {
    pub name: &'static str,
    pub source: &'static str,
    pub clock: &'static str,
    pub state: &'static str,
    pub running: bool,
    pub due: Due,
    pub outcome: &'static str,
    pub money: Option<String>,
    pub moved_because: Option<String>,
}

/// Running ones first, by what ends first; then those that are over.
pub fn deadlines(visit: &Visit, known: &Known<'_>) -> Vec<DeadlineRow> {
    let mut all: Vec<&Deadline> = known.case.deadlines.iter().collect();
    let over = |d: &Deadline| !matches!(d.state, DeadlineState::Running | DeadlineState::Paused);
    all.sort_by_key(|d| (over(d), d.due_at));
    all.into_iter().map(|d| deadline(visit, known, d)).collect()
}

pub fn deadline(visit: &Visit, known: &Known<'_>, d: &Deadline) -> DeadlineRow {
    let words = known.words;
    DeadlineRow {
        name: names::deadline_name(words, d.kind),
        source: names::deadline_source_name(words, d.source),
        clock: names::clock_name(words, d.clock),
        state: names::deadline_state_name(words, d.state),
        running: d.state == DeadlineState::Running,
        due: Due::at(visit, d.due_at),
        outcome: names::outcome_name(words, d.outcome),
        money: d
            .money_at_risk
            .filter(|amount| *amount > Fen::ZERO)
            .map(|amount| formats::money(amount, known.currency)),
        moved_because: d.override_reason.clone(),
    }
}

/// A file of the case.
pub struct FileRow {
    pub path: String,
    pub name: String,
    pub kind: &'static str,
    pub size: String,
    pub by: String,
    pub at: String,
}

pub fn files(visit: &Visit, known: &Known<'_>, around: &Surroundings) -> Vec<FileRow> {
    known
        .case
        .files
        .iter()
        .map(|file| FileRow {
            path: visit.url(&format!("/cases/{}/files/{}", known.case.no, file.hash)),
            name: file.name.clone(),
            kind: names::file_kind_name(known.words, file.kind),
            size: formats::size(file.size),
            by: match &file.by {
                ActorRef::Staff(id) => around.name_of(*id).unwrap_or_default().to_owned(),
                other => names::actor_name(known.words, other),
            },
            at: formats::short(file.at, known.zone, known.now),
        })
        .collect()
}

/// Another case this one belongs together with.
pub struct Related {
    pub how: &'static str,
    pub no: String,
    pub kind: &'static str,
    pub state: &'static str,
}

/// Parent, children, what it was split from or merged into.
///
/// # Errors
/// When the disk does.
pub fn related(view: &impl View, visit: &Visit, case: &Case) -> Result<Vec<Related>, Failure> {
    let words = visit.words;
    let mut wanted: Vec<(&'static str, CaseId)> = Vec::new();
    wanted.extend(case.parent.map(|id| (words.t("case-parent"), id)));
    wanted.extend(case.split_from.map(|id| (words.t("case-split-from"), id)));
    wanted.extend(case.merged_into.map(|id| (words.t("case-merged-into"), id)));
    wanted.extend(case.children.iter().map(|id| (words.t("case-child"), *id)));
    let mut related = Vec::with_capacity(wanted.len());
    for (how, id) in wanted {
        if let Some(other) = cases::by_id(view, id)? {
            related.push(Related {
                how,
                no: other.no.to_string(),
                kind: names::kind_name(words, other.kind),
                state: names::state_name(words, other.state),
            });
        }
    }
    Ok(related)
}

/// The parcels of the order and of the case, each once, with what happened to those that the case
/// follows.
///
/// # Errors
/// When the disk does.
pub fn parcels(
    view: &impl View,
    visit: &Visit,
    known: &Known<'_>,
    around: &Surroundings,
) -> Result<Vec<ParcelRow>, Failure> {
    let case = known.case;
    let of_order = around.around.order.iter().flat_map(|order| &order.parcels);
    let all: Vec<&Parcel> = of_order.chain(&case.parcels).collect();
    let silent = InForce::read(view)?.rules(case.shop).pack.parcel_silent;
    let mut rows = show::parcels(all.iter().copied(), visit, known.currency);
    for (row, parcel) in rows.iter_mut().zip(all) {
        row.way = way_of(view, visit, case, parcel, silent)?;
    }
    Ok(rows)
}
