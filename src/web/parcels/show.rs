//! The page of a parcel.

use super::may_change;
use super::way::Way;
use super::way::WayDay;
use super::way::carrier_name;
use super::way::days;
use super::way::way;
use crate::actions::cases::InForce;
use crate::actions::tracking::Seen;
use crate::actions::tracking::see;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::tracking::Carrier;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Track;
use crate::domain::tracking::pasted::Read;
use crate::domain::tracking::recognise;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::web::Visit;
use crate::web::choices::Choice;
use crate::web::form::Errors;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::page as answer;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

#[derive(Template)]
#[template(path = "parcels/show.html")]
pub(super) struct ParcelPage {
    frame: Frame,
    way: Way,
    number: String,
    estimated: Option<String>,
    asked: Option<String>,
    cases: Vec<CaseLine>,
    may_change: bool,
    /// What the number says of its carrier, the likeliest first.
    guesses: Vec<&'static str>,
    carriers: Vec<Choice>,
    stages: Vec<Choice>,
    now: String,
    typed: Fields,
    errors: Errors,
    preview: Option<Preview>,
}

/// A case of the parcel.
struct CaseLine {
    no: String,
    kind: &'static str,
    state: &'static str,
    parcel: &'static str,
}

/// What was understood of pasted text.
pub(super) struct Preview {
    days: Vec<WayDay>,
    count: usize,
    unknown: Vec<(usize, String)>,
}

/// What was typed, what is wrong with it, and what pasted text says.
#[derive(Default)]
pub(super) struct Told {
    pub fields: Fields,
    pub errors: Errors,
    pub read: Option<Read>,
}

impl ParcelPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.t(key))
    }

    /// The moment of the next event: as it was typed, else now.
    fn at(&self) -> &str {
        match self.typed.raw("at") {
            "" => &self.now,
            typed => typed,
        }
    }

    fn guessed(&self) -> String {
        self.guesses.join(self.frame.t("list-separator"))
    }
}

/// # Errors
/// `NotFound` for a missing parcel, and for one of another shop.
pub async fn page(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (carrier, number) = at.into_inner();
    let shown = app
        .read(move |view| build(view, &visit, &carrier, &number, Told::default()))
        .await?;
    answer::show(&shown)
}

pub(super) fn build(
    view: &impl View,
    visit: &Visit,
    carrier: &str,
    number: &str,
    told: Told,
) -> Result<ParcelPage, Failure> {
    let viewer = visit.viewer()?;
    let Seen { track, cases } = see(view, viewer, carrier, number, visit.now)?;
    let silent = InForce::read(view)?
        .rules(cases.first().ok_or(Failure::NotFound)?.shop)
        .pack
        .parcel_silent;
    let typed = called(&cases, &track);
    let staff = people::everyone(view)?;
    let stage = told.fields.filled("stage").and_then(Stage::from_code);
    Ok(ParcelPage {
        frame: Frame::load(view, visit)?,
        way: way(view, visit, &track, &typed, silent)?,
        estimated: track.estimated.map(|at| formats::full(at, &visit.zone)),
        asked: track
            .asked_at
            .map(|at| formats::short(at, &visit.zone, visit.now)),
        cases: cases.iter().map(|case| line(visit, case, &track)).collect(),
        may_change: may_change(visit),
        guesses: recognise::recognise(&track.number)
            .into_iter()
            .take(3)
            .map(|guess| names::carrier_name(visit.words, guess.carrier))
            .collect(),
        carriers: carriers(visit, &track),
        stages: Stage::ALL
            .iter()
            .filter(|known| **known != Stage::Unmapped)
            .map(|known| Choice {
                value: known.code().to_owned(),
                name: names::stage_name(visit.words, *known).to_owned(),
                chosen: stage.unwrap_or(Stage::InTransit) == *known,
            })
            .collect(),
        now: formats::input(visit.now, &visit.zone),
        preview: told.read.map(|mut read| {
            // As the timeline will show them.
            read.events.sort_by_key(|event| event.at);
            Preview {
                days: days(visit, &staff, &read.events),
                count: read.events.len(),
                unknown: read.unknown,
            }
        }),
        number: track.number,
        typed: told.fields,
        errors: told.errors,
    })
}

/// What the cases call the carrier.
fn called(cases: &[Case], track: &Track) -> String {
    let mut parcels = cases.iter().flat_map(|case| &case.parcels);
    let parcel = parcels.find(|parcel| track.is_number(&parcel.tracking_no));
    parcel.map_or_else(String::new, |parcel| parcel.carrier.clone())
}

fn line(visit: &Visit, case: &Case, track: &Track) -> CaseLine {
    let mut parcels = case.parcels.iter().rev();
    let parcel = parcels.find(|parcel| track.is_number(&parcel.tracking_no));
    CaseLine {
        no: case.no.to_string(),
        kind: names::kind_name(visit.words, case.kind),
        state: names::state_name(visit.words, case.state),
        parcel: parcel.map_or("", |parcel| {
            names::parcel_kind_name(visit.words, parcel.kind)
        }),
    }
}

/// Those the number may belong to first, then all others.
fn carriers(visit: &Visit, track: &Track) -> Vec<Choice> {
    let guesses: Vec<Carrier> = recognise::recognise(&track.number)
        .iter()
        .map(|guess| guess.carrier)
        .collect();
    let rest = Carrier::ALL.iter().filter(|known| !guesses.contains(known));
    let mut choices: Vec<Choice> = guesses
        .iter()
        .chain(rest)
        .map(|known| Choice {
            value: known.code().to_owned(),
            name: names::carrier_name(visit.words, *known).to_owned(),
            chosen: known.code() == track.carrier,
        })
        .collect();
    // A carrier of a plugin, of which we only know the code.
    if !choices.iter().any(|choice| choice.chosen) {
        choices.insert(
            0,
            Choice {
                value: track.carrier.clone(),
                name: carrier_name(visit, track, ""),
                chosen: true,
            },
        );
    }
    choices
}
