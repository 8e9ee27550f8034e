//! Notices of all cases: what waits for a person, gateways that do not work, and the last that went.

use super::flash::Flash;
use super::form::Fields;
use super::frame::Frame;
use super::inbox;
use super::page;
use super::visit::Visit;
use crate::actions::access::see_case;
use crate::actions::notices;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Way;
use crate::failure::Failure;
use crate::notices::broken;
use crate::notices::broken::why;
use crate::phrases::Arg;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::outbox;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// Rows of each list.
const ROWS: usize = 100;

/// One delivery, as pages show it.
pub struct Line {
    pub id: u64,
    /// The number of its case.
    pub no: String,
    pub what: &'static str,
    pub way: &'static str,
    pub to: String,
    pub standing: &'static str,
    /// What a text message cost; empty for anything else.
    pub pieces: String,
    /// Somebody has to look at it.
    pub late: bool,
    pub at: String,
    pub why: String,
    pub may_send: bool,
    pub may_stop: bool,
    /// What was said, or is to be said.
    pub may_read: bool,
}

/// A delivery in the reader's words; `may_act` is whether they may decide on it.
pub fn line(visit: &Visit, one: &Delivery, no: &CaseNo, may_act: bool) -> Line {
    let words = visit.words;
    Line {
        id: one.id,
        no: no.to_string(),
        what: names::notice_name(words, one.kind),
        way: names::way_name(words, one.way),
        to: one.shown.clone(),
        standing: match &one.receipt {
            Some(receipt) => names::receipt_name(words, receipt.state),
            None => names::delivery_name(words, one.standing),
        },
        pieces: one.segments.map_or_else(String::new, |count| {
            let count = Arg::Number(i64::from(count));
            words.with("sms-pieces", &[("count", count)])
        }),
        late: one.needs_a_person(),
        at: formats::short(one.sent_at.unwrap_or(one.at), &visit.zone, visit.now),
        why: why(words, &one.why),
        may_send: may_act && one.may_be_sent() && !one.receiver.is_empty(),
        may_stop: may_act && one.may_be_stopped(),
        may_read: one.said.is_some() || one.way != Way::Robot,
    }
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    frame: Frame,
    may_set_up: bool,
    no_gateway: bool,
    /// Mails that came in and wait for a person.
    unread: usize,
    broken: Vec<(String, String)>,
    stuck: Vec<Line>,
    last: Vec<Line>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let may_set_up = visit.viewer()?.must_be(&[]).is_ok();
            Ok(NoticesPage {
                may_set_up,
                no_gateway: settings::mail_profiles(view)?.is_empty()
                    && settings::sms_gateways(view)?.is_empty(),
                broken: broken(view, &visit)?,
                unread: inbox::count(view, &visit, ROWS)?,
                stuck: lines(view, &visit, outbox::for_a_person(view, ROWS)?)?,
                last: lines(view, &visit, outbox::newest(view, ROWS)?)?,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Gateways that do not work: a sentence, and their last words.
///
/// # Errors
/// When the disk does.
pub fn broken(view: &impl View, visit: &Visit) -> Result<Vec<(String, String)>, Failure> {
    let all = broken::all(view, visit.words, &visit.zone, visit.now)?;
    let said = all.into_iter().map(|one| (one.sentence, one.why));
    Ok(said.collect())
}

fn lines(view: &impl View, visit: &Visit, all: Vec<Delivery>) -> Result<Vec<Line>, Failure> {
    let viewer = visit.viewer()?;
    let may_act = visit.may(super::WORKERS);
    let mut shown = Vec::new();
    for one in all {
        if !viewer.sees_shop(one.shop) {
            continue;
        }
        if let Some(case) = cases::by_id(view, one.case)? {
            shown.push(line(visit, &one, &case.no, may_act));
        }
    }
    Ok(shown)
}

/// Sends or stops one, from the page of its case.
///
/// # Errors
/// `NotFound` for a case one may not see, and for what cannot be decided any more.
pub async fn decide(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, u64)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (no, id) = at.into_inner();
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let viewer = visit.viewer()?.clone();
    let stops = fields.text("act") == "stop";
    let (moment, asked) = (visit.moment(), no.clone());
    app.write(fields.key(&visit), move |plan| {
        let (case, _) = see_case(plan, &viewer, &asked)?;
        match stops {
            true => notices::stop(plan, case, id, &viewer, &moment),
            false => notices::again(plan, case, id, &viewer, &moment),
        }
    })
    .await?;
    let flash = Flash::new(match stops {
        true => "done-notice-stopped",
        false => "done-notice-sent",
    });
    let back = match fields.text("back") {
        "notices" => "/notices".to_owned(),
        _ => format!("/cases/{no}"),
    };
    Ok(page::done(&visit, &back, &flash))
}
