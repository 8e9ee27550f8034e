//! 今日跟进: whom this person gets in touch with today, and why, what comes first first.

use super::frame::Frame;
use super::page;
use super::rows::Due;
use super::visit::Visit;
use crate::actions::follow_ups;
use crate::actions::follow_ups::FollowUp;
use crate::app::App;
use crate::domain::follow_up::Why;
use crate::domain::follow_up::midnight;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

struct Row {
    no: String,
    about: String,
    buyer: String,
    /// Why, and until when.
    whys: Vec<(String, String)>,
    /// The buyer waits, or a time that was said is near.
    is_pressing: bool,
    due: Due,
}

#[derive(Template)]
#[template(path = "follow-ups.html")]
struct FollowUpsPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let until = midnight(visit.now, &visit.zone);
            let found = follow_ups::of(view, visit.viewer()?, visit.now, until)?;
            Ok(FollowUpsPage {
                rows: found.iter().map(|one| row(&visit, one)).collect(),
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

fn row(visit: &Visit, one: &FollowUp) -> Row {
    let whys = one.whys.iter().map(|(why, at)| {
        let at = formats::short(*at, &visit.zone, visit.now);
        (names::follow_up_name(visit.words, *why).to_owned(), at)
    });
    let pressing = |why: &Why| matches!(why, Why::Reply | Why::Promise);
    let case = &one.case;
    Row {
        no: case.no.to_string(),
        about: names::kind_name(visit.words, case.kind).to_owned(),
        buyer: case.buyer_shown.clone(),
        whys: whys.collect(),
        is_pressing: one.whys.iter().any(|(why, _)| pressing(why)),
        due: Due::at(visit, one.whys[0].1),
    }
}
