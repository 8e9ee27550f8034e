//! What one notice says through one gateway: the approved text, the values behind its variables, how
//! many pieces it costs, and a message to try it.

use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::visit::Visit;
use super::HOME;
use crate::actions::notices;
use crate::actions::notices::TypedTemplate;
use crate::app::App;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::Audience;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::rules;
use crate::domain::notice::sms::SmsTemplate;
use crate::domain::notice::sms::mobile;
use crate::domain::notice::sms::variables;
use crate::domain::notice::variable::Variable;
use crate::failure::Failure;
use crate::host::Host;
use crate::notices::sms;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::names;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// A variable of the text, and what may stand behind it.
struct Hole {
    field: String,
    name: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "settings/sms/template.html")]
struct TemplatePage {
    frame: Frame,
    gateway: String,
    gateway_path: String,
    path: String,
    what: &'static str,
    rev: u64,
    is_kept: bool,
    fields: Fields,
    errors: Errors,
    variables: Vec<Hole>,
    /// All values, for whoever writes the text.
    values: Vec<(&'static str, &'static str)>,
    /// As a buyer would read it, and into how many pieces it falls.
    example: String,
    pieces: String,
    tested: Option<String>,
    test_is_good: bool,
}

impl TemplatePage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// What a test came to: whether it went, and the gateway's words.
type Tested = Result<String, String>;

/// # Errors
/// `NotFound` for an account that sends no messages, or a notice that is none.
pub async fn page(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    at: Path<(u64, String)>,
) -> Result<HttpResponse, Failure> {
    let which = which(&at)?;
    shown(&app, &host, visit, which, None, None).await
}

fn which((account, kind): &(u64, String)) -> Result<(u64, NoticeKind), Failure> {
    let kind = NoticeKind::from_code(kind).ok_or(Failure::NotFound)?;
    match rules::ALL.contains(&(kind, Audience::Buyer)) {
        true => Ok((*account, kind)),
        false => Err(Failure::NotFound),
    }
}

/// Saves, tries out, or removes.
///
/// # Errors
/// As [`page`].
pub async fn act(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    at: Path<(u64, String)>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let which = which(&at)?;
    let (id, kind) = which;
    if fields.text("act") == "test" {
        return test(&app, &host, visit, which, fields).await;
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let account = PluginAccountId(id);
    let seen = fields.text("rev").parse().unwrap_or(0);
    let is_removed = fields.text("act") == "remove";
    let typed = TypedTemplate {
        account,
        kind,
        template: read(&fields),
        seen,
    };
    let saved = app
        .write(fields.key(&visit), move |plan| match is_removed {
            true => notices::remove_template(plan, &viewer, (account, kind, seen), &moment),
            false => notices::save_template(plan, &viewer, &typed, &moment),
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            let typed = Some((fields, wrong.into()));
            shown(&app, &host, visit, which, typed, None).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, &host, visit, which, Some((fields, errors)), None).await
        }
        Err(failure) => Err(failure),
        Ok(()) => {
            let back = match is_removed {
                true => format!("{HOME}/{id}"),
                false => format!("{HOME}/{id}/{kind}"),
            };
            Ok(page::done(&visit, &back, &Flash::new("done-saved")))
        }
    }
}

/// What was typed. A variable named like a value stands for it, unless somebody chose another.
fn read(fields: &Fields) -> SmsTemplate {
    let text = fields.text("text").replace("\r\n", " ");
    let names = variables(&text).unwrap_or_default();
    let values = names.into_iter().filter_map(|name| {
        let chosen = Variable::from_code(fields.text(&format!("value-{name}")));
        let own = Variable::from_code(&name.to_lowercase());
        Some((name, chosen.or(own)?))
    });
    SmsTemplate {
        code: fields.text("code").to_owned(),
        values: values.collect(),
        text,
    }
}

async fn test(
    app: &App,
    host: &Host,
    visit: Visit,
    which: (u64, NoticeKind),
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (id, kind) = which;
    let words = visit.words;
    let ready = app
        .read(move |view| {
            let (_, kept) = super::one(view, id)?;
            let template = kept.templates.get(&kind).ok_or(Failure::NotFound)?;
            sms::example(&kept, template, kind, words).ok_or(Failure::NotFound)
        })
        .await?;
    let Some(to) = mobile(fields.text("to")) else {
        let mut errors = Errors::default();
        errors.add("to", "error-sms-mobile");
        return shown(app, host, visit, which, Some((fields, errors)), None).await;
    };
    let mut message = ready;
    message.to = to;
    message.idempotency_key = format!("test-{}", app.token());
    let tested = sms::try_out(host, PluginAccountId(id), message).await?;
    if tested.is_ok() {
        let gateway = format!("plugin:{id}");
        app.write(None, move |plan| notices::gateway_works(plan, &gateway))
            .await?;
    }
    shown(app, host, visit, which, None, Some(tested)).await
}

async fn shown(
    app: &App,
    host: &Host,
    visit: Visit,
    (id, kind): (u64, NoticeKind),
    typed: Option<(Fields, Errors)>,
    tested: Option<Tested>,
) -> Result<HttpResponse, Failure> {
    let status = match &typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let words = visit.words;
    let (account, kept) = app.read(move |view| super::one(view, id)).await?;
    let template = kept.templates.get(&kind);
    let example = template.and_then(|template| sms::example(&kept, template, kind, words));
    let pieces = match &example {
        Some(message) => sms::estimate(host, account.id, message.clone()).await?,
        None => None,
    };
    // A test carries no template: what is kept is shown beside it.
    let is_test = typed
        .as_ref()
        .is_some_and(|(fields, _)| fields.text("act") == "test");
    let shown = match &typed {
        Some((fields, _)) if !is_test => read(fields),
        _ => template.cloned().unwrap_or_default(),
    };
    let (to, errors) = match typed {
        Some((fields, errors)) => (fields.text("to").to_owned(), errors),
        None => (String::new(), Errors::default()),
    };
    let fields = Fields::new(vec![
        ("code".to_owned(), shown.code.clone()),
        ("text".to_owned(), shown.text.clone()),
        ("to".to_owned(), to),
    ]);
    let page = app
        .read(move |view| {
            Ok(TemplatePage {
                gateway: account.name,
                gateway_path: format!("{HOME}/{id}"),
                path: format!("{HOME}/{id}/{kind}"),
                what: names::notice_name(words, kind),
                rev: kept.rev,
                is_kept: kept.templates.contains_key(&kind),
                variables: chosen(words, &shown),
                values: Variable::ALL
                    .iter()
                    .filter(|value| value.is_of_the_case())
                    .map(|value| (value.code(), names::variable_name(words, *value)))
                    .collect(),
                pieces: pieces.map_or_else(String::new, |count| {
                    let count = Arg::Number(i64::from(count));
                    words.with("sms-pieces", &[("count", count)])
                }),
                example: example.map_or_else(String::new, |message| match message.signature {
                    Some(signature) => format!("【{signature}】{}", message.text),
                    None => message.text,
                }),
                test_is_good: tested.as_ref().is_none_or(Result::is_ok),
                tested: tested.map(|tested| match tested {
                    Ok(_) => words.t("sms-test-good").to_owned(),
                    Err(why) => {
                        let why = match words.has(&why) {
                            true => words.t(&why).to_owned(),
                            false => why,
                        };
                        words.with("sms-test-bad", &[("why", why.as_str().into())])
                    }
                }),
                frame: Frame::load(view, &visit)?,
                fields,
                errors,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn chosen(words: Words, template: &SmsTemplate) -> Vec<Hole> {
    let names = variables(&template.text).unwrap_or_default();
    let of = |name: String| {
        let own = template.values.get(&name);
        let mut choices = vec![Choice {
            value: String::new(),
            name: words.t("variable-choose").to_owned(),
            chosen: own.is_none(),
        }];
        let offered = Variable::ALL.iter().filter(|value| value.is_of_the_case());
        choices.extend(offered.map(|value| Choice {
            value: value.code().to_owned(),
            name: names::variable_name(words, *value).to_owned(),
            chosen: own == Some(value),
        }));
        Hole {
            field: format!("value-{name}"),
            name,
            choices,
        }
    };
    names.into_iter().map(of).collect()
}
