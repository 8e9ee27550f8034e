//! The event stream of one tab. Each event is authorised anew: a person whose session ended, or who
//! was disabled, has their stream ended; a case they may no longer see is not named.

use super::super::Site;
use super::super::form::Fields;
use super::super::visit::Visit;
use super::seats::Seat;
use crate::actions::access::Viewer;
use crate::actions::access::see_case;
use crate::actions::people;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::ids::CaseId;
use crate::domain::money::Fen;
use crate::failure::Failure;
use crate::signals::Signal;
use crate::store::sessions::TokenHash;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::web::Data;
use futures_util::stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;
use tokio::time::Sleep;

/// How often something is said when nothing happens. Only what is said into the void tells that a page
/// was left: so long colleagues go on seeing its reader on the case, and so late a session that ran out
/// is noticed. Streams left behind by quick turning of pages are no matter of this: `Seats::take` ousts
/// the oldest.
const HEARTBEAT: Duration = Duration::from_secs(4);
/// Counters are told at most so often to one tab.
const COUNTS_EVERY: Duration = Duration::from_secs(2);

/// Opens the stream: `?case=` names the case this tab shows.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn open(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    // Whoever wants a page and not a stream would wait for its end for ever.
    let wants = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/event-stream"));
    if !wants {
        return Ok(HttpResponse::NotAcceptable().finish());
    }
    let session = visit.session.ok_or(Failure::NotAllowed)?;
    let asked = Fields::read(request.query_string()).unwrap_or_default();
    let case = match asked.filled("case") {
        None => None,
        Some(no) => {
            let no = CaseNo::parse(no).ok_or(Failure::NotFound)?;
            let visit = visit.clone();
            let (_, case) = app
                .read(move |view| see_case(view, visit.viewer()?, &no))
                .await?;
            Some((case.id, case.no))
        }
    };
    let Some(signals) = app.signals.listen() else {
        return Ok(HttpResponse::ServiceUnavailable().finish());
    };
    let staff = visit.viewer()?.staff.id;
    let Some(seat) = site.seats.take(staff, case.as_ref().map(|(id, _)| *id)) else {
        return Ok(HttpResponse::TooManyRequests().finish());
    };
    let tab = Tab {
        app,
        signals,
        session,
        case,
        greeted: false,
        counts_told: None,
        counts_due: None,
        heartbeat: Box::pin(tokio::time::sleep(HEARTBEAT)),
        over: false,
        seat,
    };
    let events = stream::unfold(tab, |mut tab| async move {
        let said = tab.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(said)), tab))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream; charset=utf-8")
        // Compression would hold events back until its buffer is full; so would a proxy's.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events))
}

/// One open page.
struct Tab {
    app: Data<App>,
    signals: Receiver<Signal>,
    session: TokenHash,
    case: Option<(CaseId, CaseNo)>,
    greeted: bool,
    counts_told: Option<Instant>,
    counts_due: Option<Instant>,
    heartbeat: Pin<Box<Sleep>>,
    /// The last word was said.
    over: bool,
    seat: Seat,
}

/// What woke a tab.
enum Woken {
    By(Result<Signal, RecvError>),
    CountsDue,
    Heartbeat,
    /// This person opened too many after it.
    Ousted,
}

/// Whether the person behind a tab may be told.
enum May {
    Yes,
    /// Not about this case.
    NotThis,
    /// The session is over.
    No,
}

impl Tab {
    /// The next thing to say; none ends the stream.
    async fn next(&mut self) -> Option<String> {
        if self.over {
            return None;
        }
        if !self.greeted {
            self.greeted = true;
            return Some("event: hello\ndata: {}\n\n".to_owned());
        }
        loop {
            let said = match self.wake().await {
                Woken::By(Err(RecvError::Closed) | Ok(Signal::Stopping)) | Woken::Ousted => {
                    return None;
                }
                Woken::By(Err(RecvError::Lagged(_))) => self.say("reload", None).await,
                Woken::By(Ok(Signal::Case(id))) => self.about(id, "case").await,
                Woken::By(Ok(Signal::Presence(id))) => self.about(id, "presence").await,
                Woken::By(Ok(Signal::Counts)) => {
                    self.expect_counts();
                    None
                }
                Woken::By(Ok(Signal::People)) => match self.may(None).await {
                    May::No => self.end(),
                    _ => None,
                },
                Woken::CountsDue => {
                    self.counts_due = None;
                    self.counts_told = Some(Instant::now());
                    self.say("counts", None).await
                }
                Woken::Heartbeat => match self.may(None).await {
                    May::No => self.end(),
                    _ => Some(":\n\n".to_owned()),
                },
            };
            if let Some(said) = said {
                self.heartbeat.as_mut().reset(Instant::now() + HEARTBEAT);
                return Some(said);
            }
        }
    }

    async fn wake(&mut self) -> Woken {
        let counts = async {
            match self.counts_due {
                Some(due) => tokio::time::sleep_until(due).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            signal = self.signals.recv() => Woken::By(signal),
            () = counts => Woken::CountsDue,
            () = self.heartbeat.as_mut() => Woken::Heartbeat,
            () = self.seat.ousted() => Woken::Ousted,
        }
    }

    /// Several changes in a row are told once.
    fn expect_counts(&mut self) {
        let now = Instant::now();
        let due = self.counts_told.map_or(now, |told| told + COUNTS_EVERY);
        self.counts_due.get_or_insert(due.max(now));
    }

    /// Something about a case, if this tab shows it.
    async fn about(&mut self, id: CaseId, event: &str) -> Option<String> {
        let (shown, no) = self.case.clone()?;
        if shown != id {
            return None;
        }
        self.say(event, Some(&no)).await
    }

    async fn say(&mut self, event: &str, case: Option<&CaseNo>) -> Option<String> {
        match self.may(case.cloned()).await {
            May::No => self.end(),
            May::NotThis => None,
            May::Yes => {
                let about = case.map_or_else(String::new, |no| format!("\"no\":\"{no}\""));
                Some(format!("event: {event}\ndata: {{{about}}}\n\n"))
            }
        }
    }

    fn end(&mut self) -> Option<String> {
        self.over = true;
        Some("event: end\ndata: {}\n\n".to_owned())
    }

    async fn may(&self, case: Option<CaseNo>) -> May {
        let (session, now) = (self.session, self.app.now());
        let seen = self
            .app
            .read(move |view| {
                let Some((staff, ..)) = people::by_session(view, &session, now)? else {
                    return Ok(May::No);
                };
                let viewer = Viewer::new(staff, Fen::ZERO);
                match case.map(|no| see_case(view, &viewer, &no)).transpose() {
                    Ok(_) => Ok(May::Yes),
                    Err(Failure::NotFound) => Ok(May::NotThis),
                    Err(failure) => Err(failure),
                }
            })
            .await;
        // What cannot be asked just now is not told; the stream stays.
        seen.unwrap_or(May::NotThis)
    }
}
