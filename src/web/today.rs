//! The morning page: what the platform does by itself, what I promised, whose turn is mine.

use super::for_me;
use super::for_me::ForMe;
use super::frame::Frame;
use super::lists::Lines;
use super::notices;
use super::page;
use super::rows::Writing;
use super::surveys;
use super::visit::Visit;
use crate::actions::access::Viewer;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::index::CaseRow;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use std::collections::BTreeSet;

/// How far the first two bands look ahead.
const AHEAD: Span = Span::hours(48);
/// How many rows a band shows.
const BAND: usize = 50;
/// How many rows are read for a band before those of others are left out.
const READ: usize = 400;

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    frame: Frame,
    /// No order came in yet: the one next step is to bring some.
    fresh: bool,
    /// Gateways that do not work.
    broken: Vec<(String, String)>,
    /// Buyers who were not content, for whoever leads.
    bad: usize,
    bands: Vec<Band>,
    waits: ForMe,
}

struct Band {
    id: &'static str,
    title: &'static str,
    empty: &'static str,
    more: &'static str,
    /// How many there are, and the money that moves with them.
    total: String,
    lines: Lines,
}

impl TodayPage {
    /// Lines one can work with: they share one bar.
    fn bar(&self) -> Option<&Lines> {
        let mut lines = self.bands.iter().map(|band| &band.lines);
        lines.find(|lines| lines.work())
    }
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let frame = Frame::load(view, &visit)?;
            let bands = bands(view, &visit)?;
            let waits = for_me::today(view, &visit)?;
            let fresh = view.counter("orders")? == 0;
            let broken = notices::broken(view, &visit)?;
            let bad = surveys::count(view, &visit)?;
            Ok(TodayPage {
                frame,
                fresh,
                broken,
                bad,
                bands,
                waits,
            })
        })
        .await?;
    page::show(&page)
}

fn bands(view: &impl View, visit: &Visit) -> Result<Vec<Band>, Failure> {
    let viewer = visit.viewer()?;
    let writing = Writing::load(view, visit)?;
    let until = visit.now + AHEAD;
    let mut shown = BTreeSet::new();
    let mut band = |id, title, empty, more, mut found: Vec<CaseRow>| {
        let read_all = found.len() < READ;
        found.retain(|row| writing.visible(row) && shown.insert(row.id));
        let total = total(&writing, &found, read_all);
        found.truncate(BAND);
        Band {
            id,
            title: visit.words.t(title),
            empty: visit.words.t(empty),
            more,
            total,
            lines: Lines::workable(visit, found.iter().map(|row| writing.row(row)).collect()),
        }
    };

    let mut by_itself = cases::open_until(view, OpenList::ByItself, until, READ)?;
    by_itself.extend(cases::open_first(view, OpenList::Disputed, BAND * 2)?);
    by_itself.retain(|row| concerns(viewer, row));
    by_itself.sort_by_key(|row| (row.id, row.money_at_risk.is_none()));
    by_itself.dedup_by_key(|row| row.id);
    by_itself.sort_by_key(|row| {
        let money = std::cmp::Reverse(row.money_at_risk);
        (pressing(row), money, row.due_at)
    });
    let mut promised = cases::open_until(view, OpenList::Promised, until, READ)?;
    promised.retain(|row| row.owner == viewer.staff.id);
    Ok(vec![
        band(
            "by-itself",
            "today-by-itself",
            "today-by-itself-empty",
            "/cases?list=by-itself",
            by_itself,
        ),
        band(
            "promised",
            "today-promised",
            "today-promised-empty",
            "/promises",
            promised,
        ),
        band(
            "mine",
            "today-mine",
            "today-mine-empty",
            "/cases?list=mine",
            turn(view, viewer, visit.now)?,
        ),
    ])
}

/// What is looked at first in the morning: where the platform intervenes, then refunds (R180).
fn pressing(row: &CaseRow) -> u8 {
    match row.kind {
        _ if row.dispute.is_some() => 0,
        Kind::RefundOnly | Kind::ReturnRefund => 1,
        _ => 2,
    }
}

/// `5 · ¥1,290.00`: how many, and what moves by itself with them.
fn total(writing: &Writing<'_>, rows: &[CaseRow], read_all: bool) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let more = if read_all { "" } else { "+" };
    let count = formats::count(rows.len() as u64);
    let sum: Fen = rows.iter().filter_map(|row| row.money_at_risk).sum();
    if sum <= Fen::ZERO {
        return format!("{count}{more}");
    }
    format!("{count}{more} · {}{more}", writing.money(sum, first.shop.0))
}

/// Leaders look at every clock, others at those of their own cases and of their role.
fn concerns(viewer: &Viewer, row: &CaseRow) -> bool {
    viewer.must_be(&[Role::Supervisor]).is_ok()
        || row.owner == viewer.staff.id
        || (row.stage_owner != Role::Agent && viewer.has(row.stage_owner))
}

/// Cases whose next step is this person's, by what runs out first.
pub(super) fn turn(
    view: &impl View,
    viewer: &Viewer,
    now: Timestamp,
) -> Result<Vec<CaseRow>, Failure> {
    let own = OpenList::Owner(viewer.staff.id);
    let mut rows = cases::open_first(view, own, READ)?;
    rows.retain(|row| {
        matches!(row.stage_owner, Role::Agent | Role::Owner) || viewer.has(row.stage_owner)
    });
    let leads = viewer.must_be(&[Role::Supervisor]).is_ok();
    if leads {
        // What ran out on anyone is a leader's to look at.
        rows.extend(cases::open_until(view, OpenList::All, now, BAND)?);
    }
    for role in [
        Role::Owner,
        Role::Warehouse,
        Role::Finance,
        Role::Technician,
        Role::Supervisor,
    ] {
        if viewer.has(role) || (leads && role == Role::Supervisor) {
            rows.extend(cases::open_first(view, OpenList::Role(role), BAND * 2)?);
        }
    }
    rows.sort_by_key(|row| (row.due_at, row.id));
    rows.dedup_by_key(|row| row.id);
    rows.retain(|row| row.snoozed_until.is_none_or(|until| until <= now));
    Ok(rows)
}
