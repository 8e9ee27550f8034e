//! What stands at the head of an open case page: who else is there, and what happened since it was
//! shown.

use super::super::Site;
use super::super::cases::history;
use super::super::cases::history::Day;
use super::super::cases::known::Surroundings;
use super::super::form::Fields;
use super::super::page;
use super::super::visit::Visit;
use super::seats::Seats;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::people::ActorRef;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::store::View;
use crate::store::cases;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// The most events that are shown; before them it says how many more there are.
const SHOWN: usize = 5;

/// What stands beside the case while it is open.
pub struct Beside {
    words: Words,
    /// 小王正在写.
    pub writing: Option<String>,
    /// 小王、小李也在看.
    pub looking: Option<String>,
    /// What happened since the page was shown, the newest few.
    pub since: Vec<Day>,
    pub count: usize,
    /// All of it was done by this person, in another tab or a moment ago.
    pub own: bool,
    /// Where the whole page is.
    pub page: String,
    /// The events there are now: what the next question starts from.
    pub events: u64,
}

impl Beside {
    /// # Errors
    /// When the disk does.
    pub fn of(
        view: &impl View,
        visit: &Visit,
        seats: &Seats,
        case: &Case,
        seen: Option<u64>,
    ) -> Result<Beside, Failure> {
        let words = visit.words;
        let me = visit.viewer()?.staff.id;
        let mut writing = Vec::new();
        let mut looking = Vec::new();
        for (id, writes) in seats.others(case.id, me, visit.now) {
            let Some(staff) = people::by_id(view, id)? else {
                continue;
            };
            match writes {
                true => writing.push(staff.display_name),
                false => looking.push(staff.display_name),
            }
        }
        let mut since = Vec::new();
        let mut count = 0;
        let mut own = false;
        if let Some(seen) = seen.filter(|seen| *seen < case.events) {
            let mut events = cases::timeline(view, case.id)?;
            events.retain(|(event, _)| event.seq >= seen);
            count = events.len();
            own = events
                .iter()
                .all(|(event, _)| event.actor == ActorRef::Staff(me));
            let around = Surroundings::read(view, case)?;
            let known = around.known(case, words, &visit.zone, visit.now);
            let newest = events.split_off(count.saturating_sub(SHOWN));
            since = history::days(newest, &known, &around);
        }
        Ok(Beside {
            words,
            writing: said(words, &writing).map(|names| named(words, "live-writing", &names)),
            looking: said(words, &looking).map(|names| named(words, "live-looking", &names)),
            since,
            count,
            own,
            page: visit.url(&format!("/cases/{}", case.no)),
            events: case.events,
        })
    }

    pub fn t(&self, key: &str) -> &'static str {
        self.words.t(key)
    }

    pub fn changes(&self) -> String {
        self.words.with("live-changed", &[("n", self.count.into())])
    }
}

fn said(words: Words, names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(words.t("list-separator")))
}

fn named(words: Words, key: &str, names: &str) -> String {
    words.with(key, &[("names", Arg::Text(names))])
}

#[derive(Template)]
#[template(path = "live/beside.html")]
struct BesidePart {
    beside: Beside,
}

/// The head of an open case page, asked for again: `?seen=` is how many events it showed.
///
/// # Errors
/// `NotFound` for a missing and for a foreign case alike.
pub async fn page(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let seen = asked.filled("seen").and_then(|seen| seen.parse().ok());
    let beside = app
        .read(move |view| {
            let (_, case) = see_case(view, visit.viewer()?, &no)?;
            Beside::of(view, &visit, &site.seats, &case, seen)
        })
        .await?;
    page::show(&BesidePart { beside })
}

/// Notes that this person is writing on the case.
///
/// # Errors
/// `NotFound` for a missing and for a foreign case alike.
pub async fn writing(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    at: Path<String>,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let staff = visit.viewer()?.staff.id;
    let now = visit.now;
    let (_, case) = app
        .read(move |view| see_case(view, visit.viewer()?, &no))
        .await?;
    site.seats.writes(staff, case.id, now);
    Ok(HttpResponse::NoContent().finish())
}
