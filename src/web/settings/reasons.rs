//! The reason tree of the shop: what a reason is called, whether it is offered, and its own ones.

use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::history;
use super::rules::words as rule_words;
use crate::actions::rules as acts;
use crate::app::App;
use crate::domain::case::record::Fault;
use crate::domain::reasons;
use crate::domain::reasons::ReasonClass;
use crate::domain::rules::reason_book::MOST_OWN;
use crate::domain::rules::reason_book::OwnReason;
use crate::domain::rules::reason_book::ReasonBook;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::names;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

/// The longest name of a reason, in characters.
const LONGEST: usize = 30;

#[derive(Template)]
#[template(path = "settings/reasons.html")]
struct ReasonsPage {
    frame: Frame,
    classes: Vec<Class>,
    fields: Fields,
    errors: Errors,
    fresh_classes: Vec<Choice>,
    faults: Vec<Choice>,
    rev: u64,
    version: u32,
}

impl ReasonsPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

struct Class {
    name: &'static str,
    priority: &'static str,
    reasons: Vec<Row>,
}

struct Row {
    code: String,
    /// What it is called at first; the shop's own have none.
    built_in: String,
    text: String,
    fault: &'static str,
    offered: bool,
    own: bool,
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, Errors::default(), StatusCode::OK).await
}

async fn shown(
    app: &App,
    visit: Visit,
    typed: Option<Fields>,
    errors: Errors,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let pack = settings::rules(view)?;
            let words = visit.words;
            let classes = ReasonClass::ALL
                .iter()
                .map(|class| Class {
                    name: names::reason_class_name(words, *class),
                    priority: names::priority_name(words, class.priority()),
                    reasons: pack
                        .reasons
                        .of_class(*class)
                        .map(|code| row(words, &pack.reasons, code, typed.as_ref()))
                        .collect(),
                })
                .collect();
            let fields = typed.unwrap_or_default();
            Ok(ReasonsPage {
                classes,
                fresh_classes: ReasonClass::ALL
                    .iter()
                    .map(|class| Choice {
                        value: class.code().to_owned(),
                        name: names::reason_class_name(words, *class).to_owned(),
                        chosen: fields.text("new.class") == class.code(),
                    })
                    .collect(),
                faults: Fault::ALL
                    .iter()
                    .map(|fault| Choice {
                        value: fault.code().to_owned(),
                        name: names::fault_name(words, *fault).to_owned(),
                        chosen: fields.text("new.fault") == fault.code(),
                    })
                    .collect(),
                rev: history::of(view, &visit, acts::SUBJECT, rule_words::line_name)?.rev,
                version: pack.version,
                fields,
                errors,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::with_status(&page, status)
}

fn row(words: Words, book: &ReasonBook, code: &str, typed: Option<&Fields>) -> Row {
    let own = code.starts_with("own_");
    let fault = reasons::find(code).map_or(Fault::Unknown, |reason| reason.fault());
    Row {
        built_in: if own {
            String::new()
        } else {
            names::reason_name(words, code).to_owned()
        },
        text: match typed {
            Some(fields) => fields.raw(&format!("{code}.text")).to_owned(),
            None => book
                .words(code, words.lang as usize)
                .unwrap_or("")
                .to_owned(),
        },
        fault: names::fault_name(words, fault),
        offered: match typed {
            Some(fields) => fields.ticked(&format!("{code}.on")),
            None => book.offers(code),
        },
        own,
        code: code.to_owned(),
    }
}

/// The book as the form leaves it.
fn read(fields: &Fields, old: &ReasonBook, lang: usize) -> Result<ReasonBook, Errors> {
    let mut errors = Errors::default();
    let cut = |text: &str| -> String { text.trim().chars().take(LONGEST).collect() };
    let mut book = old.clone();
    for class in ReasonClass::ALL {
        for code in old.of_class(*class) {
            let text = cut(fields.raw(&format!("{code}.text")));
            if fields.ticked(&format!("{code}.on")) {
                book.off.remove(code);
            } else {
                book.off.insert(code.to_owned());
            }
            // What another language lends is shown here but belongs there.
            if old.words(code, lang).unwrap_or("") == text {
                continue;
            }
            if let Some(own) = book.own.iter_mut().find(|own| own.code == code) {
                if text.is_empty() {
                    errors.add("form", "error-reason-nameless");
                }
                own.text[lang] = text;
                continue;
            }
            let texts = book.renamed.entry(code.to_owned()).or_default();
            texts[lang] = text;
            if texts.iter().all(String::is_empty) {
                book.renamed.remove(code);
            }
        }
    }
    let text = cut(fields.text("new.text"));
    if !text.is_empty() {
        let class = ReasonClass::from_code(fields.text("new.class"));
        let fault = Fault::from_code(fields.text("new.fault"));
        match class.zip(fault) {
            _ if book.own.len() >= MOST_OWN => errors.add("new.text", "error-out-of-bounds"),
            None => errors.add("new.text", "error-required"),
            Some((class, fault)) => {
                let mut texts: [String; 3] = Default::default();
                texts[lang] = text;
                book.own.push(OwnReason {
                    code: book.next_code(class, fault),
                    text: texts,
                });
            }
        }
    }
    if ReasonClass::ALL
        .iter()
        .all(|class| old.of_class(*class).all(|code| !book.offers(code)))
    {
        errors.add("form", "error-reasons-all-off");
    }
    if errors.is_empty() {
        Ok(book)
    } else {
        Err(errors)
    }
}

pub async fn save(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    let pack = app.read(|view| Ok(settings::rules(view)?)).await?;
    let book = match read(&fields, &pack.reasons, visit.words.lang as usize) {
        Ok(book) => book,
        Err(errors) => return shown(&app, visit, Some(fields), errors, unprocessable).await,
    };
    let new = acts::NewVersion {
        lines: Vec::new(),
        checklists: None,
        reasons: Some(book),
        from: visit.now,
        why: visit.words.t("reasons-why").to_owned(),
    };
    let (by, moment) = (visit.viewer()?.staff.id, visit.moment());
    let seen = fields.text("rev").parse().ok();
    let made = app
        .write(fields.key(&visit), move |plan| {
            acts::adopt(plan, by, &new, seen, &moment)
        })
        .await;
    match made {
        Err(Failure::Invalid(wrong)) => {
            shown(&app, visit, Some(fields), wrong.into(), unprocessable).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("form", "error-settings-changed");
            shown(&app, visit, Some(fields), errors, StatusCode::CONFLICT).await
        }
        Err(failure) => Err(failure),
        Ok(_) => Ok(page::done(
            &visit,
            "/settings/reasons",
            &Flash::new("done-saved"),
        )),
    }
}
