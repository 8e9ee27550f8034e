//! What was told to whom about a case, and one notice word for word.

use super::known::Known;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::notice::delivery::Way;
use crate::failure::Failure;
use crate::notices::content;
use crate::notices::letter;
use crate::notices::sms;
use crate::phrases::names;
use crate::store::View;
use crate::store::outbox;
use crate::store::settings;
use crate::web::Visit;
use crate::web::frame::Frame;
use crate::web::notices;
use crate::web::notices::Line;
use crate::web::page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// Lines on the page of a case, newest first.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "cases/notice.html")]
struct NoticePage {
    frame: Frame,
    no: String,
    title: &'static str,
    text: String,
    line: Line,
}

/// # Errors
/// When the disk does.
pub fn read(
    view: &impl View,
    visit: &Visit,
    known: &Known<'_>,
    may_act: bool,
) -> Result<Vec<Line>, Failure> {
    let all = outbox::of_case(view, known.case.id)?;
    let newest = all.iter().rev().take(MOST);
    Ok(newest
        .map(|one| notices::line(visit, one, &known.case.no, may_act))
        .collect())
}

/// One notice: what was sent, or what would be.
///
/// # Errors
/// `NotFound` for a case one may not see.
pub async fn show(
    app: Data<App>,
    visit: Visit,
    at: Path<(String, u64)>,
) -> Result<HttpResponse, Failure> {
    let (no, id) = at.into_inner();
    let no = CaseNo::parse(&no).ok_or(Failure::NotFound)?;
    let of = Data::clone(&app);
    let page = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            let (_, case) = see_case(view, viewer, &no)?;
            let found = outbox::delivery(view, id)?.filter(|one| one.case == case.id);
            let one = found.ok_or(Failure::NotFound)?;
            let text = match &one.said {
                Some(said) => of.store.vault().open_sealed(said)?,
                // What a robot says is put into words when it says it.
                None if one.way == Way::Robot => return Err(Failure::NotFound),
                None if one.way == Way::Sms => sms::text(view, &one)?.ok_or(Failure::NotFound)?,
                None => {
                    let profiles = settings::mail_profiles(view)?;
                    let mut profiles = profiles.iter();
                    let profile = profiles.find(|profile| profile.gateway() == one.gateway);
                    let lang = profile.map_or(visit.words.lang, |profile| profile.lang);
                    let content = content::of(view, (&case, one.seq), one.kind, lang)?;
                    letter::text(&content.ok_or(Failure::NotFound)?)?
                }
            };
            let may_act = visit.may(crate::web::WORKERS);
            Ok(NoticePage {
                no: no.to_string(),
                title: names::notice_name(visit.words, one.kind),
                text,
                line: notices::line(&visit, &one, &no, may_act),
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}
