//! What people add to a parcel: an event, pasted text, another carrier.

use super::show::Told;
use super::show::build;
use crate::actions::access::Viewer;
use crate::actions::tracking::Taken;
use crate::actions::tracking::correct;
use crate::actions::tracking::see;
use crate::actions::tracking::take_update;
use crate::app::App;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Event;
use crate::domain::tracking::Source;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Update;
use crate::domain::tracking::pasted::LONGEST;
use crate::domain::tracking::pasted::is_likely;
use crate::domain::tracking::pasted::pasted;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::web::Visit;
use crate::web::flash::Flash;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use std::collections::BTreeSet;

type At = Path<(String, String)>;

/// Adds one event by hand.
///
/// # Errors
/// `NotFound`; what was typed comes back with what is wrong.
pub async fn add_event(
    app: Data<App>,
    visit: Visit,
    at: At,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let mut errors = Errors::default();
    let moment = formats::parse_input(fields.text("at"), &visit.zone);
    let moment = moment.filter(|at| is_likely(*at, visit.now));
    let stage = Stage::from_code(fields.text("stage"));
    let text: String = fields.text("text").chars().take(LONGEST).collect();
    if moment.is_none() {
        errors.add("at", "error-parcel-moment");
    }
    if stage.is_none() {
        errors.add("stage", "error-choice");
    }
    if text.is_empty() {
        errors.add("text", "error-required");
    }
    let (Some(moment), Some(stage), true) = (moment, stage, errors.is_empty()) else {
        let told = Told {
            fields,
            errors,
            read: None,
        };
        return again(app, visit, at, told, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let by = Source::Hand(visit.viewer()?.staff.id);
    let place = fields.filled("place").map(str::to_owned);
    let event = Event {
        at: moment,
        stage,
        text,
        place: place.map(|place| place.chars().take(100).collect()),
        raw_code: None,
        sources: BTreeSet::from([by]),
    };
    take(app, visit, at, &fields, vec![event]).await
}

/// Shows what pasted text says, or takes it in.
///
/// # Errors
/// `NotFound`; the text comes back when nothing was understood of it.
pub async fn paste(
    app: Data<App>,
    visit: Visit,
    at: At,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let by = Source::Pasted(visit.viewer()?.staff.id);
    let mut read = pasted(fields.raw("pasted"), &visit.zone, visit.now, &by);
    let (likely, not) = read
        .events
        .into_iter()
        .partition(|event| is_likely(event.at, visit.now));
    read.events = likely;
    let unlikely: Vec<Event> = not;
    let mut errors = Errors::default();
    if fields.text("pasted").is_empty() {
        errors.add("pasted", "error-required");
    } else if !unlikely.is_empty() {
        errors.add("pasted", "error-parcel-moment");
    } else if read.events.is_empty() {
        errors.add("pasted", "error-parcel-pasted");
    }
    if !errors.is_empty() || !fields.ticked("take") {
        let status = match errors.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let told = Told {
            fields,
            errors,
            read: Some(read),
        };
        return again(app, visit, at, told, status).await;
    }
    take(app, visit, at, &fields, read.events).await
}

/// Says whose number it is.
///
/// # Errors
/// `NotFound`; `Invalid` where the carrier is none.
pub async fn set_carrier(
    app: Data<App>,
    visit: Visit,
    at: At,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let Some(to) = Carrier::from_code(fields.text("carrier")) else {
        let mut errors = Errors::default();
        errors.add("carrier", "error-choice");
        let told = Told {
            fields,
            errors,
            read: None,
        };
        return again(app, visit, at, told, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (carrier, number) = at.into_inner();
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let path = format!("/parcels/{to}/{number}");
    app.write(fields.key(&visit), move |plan| {
        correct(plan, &viewer, &carrier, &number, to, &moment)
    })
    .await?;
    Ok(page::done(&visit, &path, &Flash::new("done-saved")))
}

async fn take(
    app: Data<App>,
    visit: Visit,
    at: At,
    fields: &Fields,
    events: Vec<Event>,
) -> Result<HttpResponse, Failure> {
    let (carrier, number) = at.into_inner();
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let taken = app
        .write(fields.key(&visit), move |plan| {
            let Viewer { actor, .. } = &viewer;
            see(plan, &viewer, &carrier, &number, moment.now)?;
            let update = Update {
                carrier,
                number,
                events,
                estimated: None,
                watching_ended: false,
            };
            take_update(plan, actor, update, &moment)
        })
        .await?;
    let Taken {
        carrier,
        number,
        new_events,
        ..
    } = taken;
    let flash = match new_events {
        0 => Flash::new("done-parcel-same"),
        new => Flash::new("done-parcel-events").and("n", new),
    };
    Ok(page::done(
        &visit,
        &format!("/parcels/{carrier}/{number}"),
        &flash,
    ))
}

/// The page again, with what was typed.
async fn again(
    app: Data<App>,
    visit: Visit,
    at: At,
    told: Told,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let (carrier, number) = at.into_inner();
    let shown = app
        .read(move |view| build(view, &visit, &carrier, &number, told))
        .await?;
    page::with_status(&shown, status)
}
