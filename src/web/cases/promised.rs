//! Times in what was said to the buyer, each one click away from being a promise (承诺账本).

use super::known::Known;
use crate::actions::access::see_case;
use crate::actions::promises;
use crate::app::App;
use crate::domain::case::CaseEvent;
use crate::domain::case::CaseNo;
use crate::domain::case::Possible;
use crate::domain::case::Verb;
use crate::domain::people::ActorRef;
use crate::domain::promise;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::View;
use crate::store::promises as stored;
use crate::store::settings;
use crate::web::Visit;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;

/// Later nobody is asked any more whether it was a promise.
const ASKED: Span = Span::days(3);
/// At most so many at once.
const MOST: usize = 5;

/// A time somebody named to the buyer.
pub struct Offer {
    pub seq: u64,
    /// As it was written.
    pub words: String,
    /// What is kept as the words of the promise.
    pub text: String,
    pub due_said: String,
    /// For a field of a form.
    pub due: String,
    /// ms since 1970.
    pub at: i64,
}

/// Times in messages of the last days that are ahead, and were made no promise and not passed over.
///
/// # Errors
/// When the disk does.
pub fn offers(
    view: &impl View,
    visit: &Visit,
    known: &Known<'_>,
    events: &[(CaseEvent, Option<String>)],
    all: &[Possible],
) -> Result<Vec<Offer>, Failure> {
    let case = known.case;
    let may = all
        .iter()
        .any(|one| one.verb == Verb::Promise && one.verdict.is_ok());
    if !may {
        return Ok(Vec::new());
    }
    let passed = stored::passed(view, case.id)?;
    let calendar = settings::calendar_of(view, case.shop)?;
    let is_recent = |event: &CaseEvent| {
        matches!(event.verb, Verb::Message | Verb::Restate)
            && matches!(event.actor, ActorRef::Staff(_))
            && event.at + ASKED > visit.now
    };
    let mut found = Vec::new();
    for (event, said) in events.iter().rev().filter(|(event, _)| is_recent(event)) {
        let Some(said) = said else { continue };
        // Counted from when it was said.
        for named in promise::times(said, event.at, &calendar) {
            let is_promise = case
                .promises
                .iter()
                .any(|own| own.due_at.0.abs_diff(named.due.0) < Span::minutes(1).0.unsigned_abs());
            let is_done = named.due <= visit.now || is_promise;
            if !is_done && !passed.contains(&(event.seq, named.due)) {
                found.push(Offer {
                    seq: event.seq,
                    text: sentence(said, &named.words),
                    words: named.words,
                    due_said: formats::full(named.due, &visit.zone),
                    due: formats::input(named.due, &visit.zone),
                    at: named.due.0,
                });
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

/// The sentence the words stand in, cut to what a list shows.
fn sentence(said: &str, words: &str) -> String {
    let mut sentences = said.split_inclusive(['。', '！', '？', '!', '?', '\n', ';', '；']);
    let whole = sentences.find(|one| one.contains(words)).unwrap_or(words);
    whole.trim().chars().take(200).collect()
}

/// It is no promise: it is not offered any more.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn pass(
    app: Data<App>,
    visit: Visit,
    at: Path<String>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let (seq, due) = (fields.text("event"), fields.text("at"));
    let (Ok(seq), Ok(due)) = (seq.parse(), due.parse()) else {
        return Err(Failure::NotFound);
    };
    let back = format!("/cases/{no}");
    let viewer = visit.viewer()?.clone();
    app.write(fields.key(&visit), move |plan| {
        let (case, _) = see_case(plan, &viewer, &no)?;
        promises::pass(plan, case, seq, Timestamp(due))
    })
    .await?;
    Ok(page::to(&visit, &back))
}
