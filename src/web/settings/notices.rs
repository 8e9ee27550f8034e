//! Which event tells whom by which ways, quiet hours, and how much is decent.

use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::notices;
use crate::app::App;
use crate::domain::notice::Audience;
use crate::domain::notice::caps::Caps;
use crate::domain::notice::delivery::Way;
use crate::domain::notice::hours::Quiet;
use crate::domain::notice::rules;
use crate::domain::notice::rules::NoticeRule;
use crate::domain::notice::rules::NoticeRules;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

struct Tick {
    value: String,
    name: &'static str,
    chosen: bool,
}

struct Row {
    what: &'static str,
    to: &'static str,
    ways: Vec<Tick>,
    held: Option<Tick>,
}

#[derive(Template)]
#[template(path = "settings/notices.html")]
struct RulesPage {
    frame: Frame,
    rows: Vec<Row>,
    fields: Fields,
    errors: Errors,
}

impl RulesPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None).await
}

/// # Errors
/// When the store takes no writes.
pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let new = read(&fields);
    let saved = app
        .write(fields.key(&visit), move |plan| {
            notices::save_rules(plan, &viewer, &new, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, Some((fields, wrong.into()))).await,
        Err(failure) => Err(failure),
        Ok(()) => Ok(page::done(
            &visit,
            "/settings/notices",
            &Flash::new("done-saved"),
        )),
    }
}

/// The ways a notice can take to its audience.
fn ways(to: Audience) -> &'static [Way] {
    match to {
        Audience::Buyer => &[Way::Email, Way::Sms],
        _ => &[Way::Robot],
    }
}

/// What was typed; a number that is none is one that no rule takes.
fn read(fields: &Fields) -> NoticeRules {
    let number = |name: &str| fields.text(name).parse::<i64>().unwrap_or(-1);
    let mut new = NoticeRules {
        quiet: Quiet {
            from: i8::try_from(number("quiet_from")).unwrap_or(-1),
            to: i8::try_from(number("quiet_to")).unwrap_or(-1),
        },
        caps: Caps {
            receiver: u32::try_from(number("cap_receiver")).unwrap_or(0),
            case: u32::try_from(number("cap_case")).unwrap_or(0),
            shop: u32::try_from(number("cap_shop")).unwrap_or(0),
        },
        ..NoticeRules::default()
    };
    for (kind, to) in rules::ALL {
        let ticked = |what: &str| {
            let value = format!("{kind}/{to}/{what}");
            fields.all("rule").any(|one| one == value)
        };
        let rule = NoticeRule {
            ways: ways(*to)
                .iter()
                .copied()
                .filter(|way| ticked(way.code()))
                .collect(),
            held: ticked("held"),
        };
        new.set(*kind, *to, rule);
    }
    new
}

async fn shown(
    app: &App,
    visit: Visit,
    typed: Option<(Fields, Errors)>,
) -> Result<HttpResponse, Failure> {
    let status = match &typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = app
        .read(move |view| {
            let words = visit.words;
            let kept = settings::notice_rules(view)?;
            let shown = match &typed {
                Some((fields, _)) => read(fields),
                None => NoticeRules::clone(&kept),
            };
            let row = |(kind, to): &(crate::domain::notice::NoticeKind, Audience)| {
                let rule = shown.of(*kind, *to);
                let tick = |what: &str, name, chosen| Tick {
                    value: format!("{kind}/{to}/{what}"),
                    name,
                    chosen,
                };
                Row {
                    what: names::notice_name(words, *kind),
                    to: names::audience_name(words, *to),
                    ways: ways(*to)
                        .iter()
                        .map(|way| {
                            let name = names::way_name(words, *way);
                            tick(way.code(), name, rule.ways.contains(way))
                        })
                        .collect(),
                    held: (*to == Audience::Buyer)
                        .then(|| tick("held", words.t("notices-held"), rule.held)),
                }
            };
            let rows = rules::ALL.iter().map(row).collect();
            let pair = |name: &str, value: String| (name.to_owned(), value);
            let (fields, errors) = typed.unwrap_or_else(|| {
                let pairs = vec![
                    pair("quiet_from", kept.quiet.from.to_string()),
                    pair("quiet_to", kept.quiet.to.to_string()),
                    pair("cap_receiver", kept.caps.receiver.to_string()),
                    pair("cap_case", kept.caps.case.to_string()),
                    pair("cap_shop", kept.caps.shop.to_string()),
                ];
                (Fields::new(pairs), Errors::default())
            });
            Ok(RulesPage {
                frame: Frame::load(view, &visit)?,
                rows,
                fields,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}
