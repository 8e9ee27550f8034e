//! One reply: what it says, what it fits, how it is not said, what to ask first; and how it reads on a
//! real case.

use super::super::super::choices::Choice;
use super::super::super::flash::Flash;
use super::super::super::form::Errors;
use super::super::super::form::Fields;
use super::super::super::frame::Frame;
use super::super::super::page;
use super::super::super::upload;
use super::super::super::upload::Brought;
use super::super::super::visit::Visit;
use super::HOME;
use super::attached;
use super::variables;
use crate::actions::access::see_case;
use crate::actions::replies;
use crate::actions::replies::Wanted;
use crate::app::App;
use crate::domain::case::CaseNo;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::ids::ShopId;
use crate::domain::notice::variable::Variable;
use crate::domain::reasons::ReasonClass;
use crate::domain::reply::Attached;
use crate::domain::reply::Reply;
use crate::domain::reply::Scope;
use crate::domain::reply::Tone;
use crate::domain::reply::exchange::Written;
use crate::domain::reply::wording;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::replies as stored;
use crate::store::settings;
use crate::web::cases::replies::filled_for;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use actix_web::web::Payload;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/replies/edit.html")]
struct EditPage {
    frame: Frame,
    path: String,
    is_new: bool,
    may_keep: bool,
    rev: u64,
    title: String,
    body: String,
    wrong_example: String,
    probing: String,
    /// The files that go along.
    files: Vec<Choice>,
    scopes: Vec<Choice>,
    tones: Vec<Choice>,
    kinds: Vec<Choice>,
    phases: Vec<Choice>,
    reasons: Vec<Choice>,
    variables: Vec<&'static str>,
    errors: Errors,
    /// What to look at again in the text.
    cautions: Vec<(&'static str, String)>,
    /// The case it was tried on, and how it reads there.
    tried: String,
    preview: Option<String>,
}

impl EditPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// # Errors
/// When the disk does.
pub async fn new(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, None).await
}

/// # Errors
/// `NotFound` for one that this person does not see.
pub async fn edit(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Some(*at), None).await
}

/// # Errors
/// `NotAllowed` for those who only look.
pub async fn add(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let brought = upload::read(&app, &visit, &request, payload).await?;
    save(app, visit, None, brought).await
}

/// Saves, tries or removes.
///
/// # Errors
/// `NotFound`; `NotAllowed` where others decide.
pub async fn change(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Failure> {
    let brought = upload::read(&app, &visit, &request, payload).await?;
    if brought.fields.text("act") != "remove" {
        return save(app, visit, Some(*at), brought).await;
    }
    let fields = brought.fields;
    let (viewer, moment, id) = (visit.viewer()?.clone(), visit.moment(), *at);
    app.write(fields.key(&visit), move |plan| {
        replies::remove(plan, &viewer, id, &moment)
    })
    .await?;
    Ok(page::done(&visit, HOME, &Flash::new("done-reply-removed")))
}

async fn save(
    app: Data<App>,
    visit: Visit,
    id: Option<u64>,
    brought: Brought,
) -> Result<HttpResponse, Failure> {
    let fields = brought.fields;
    let files = attached::of_form(&app, &visit, &fields, &brought.files).await?;
    let typed = |errors| Typed {
        fields: fields.clone(),
        files: files.clone(),
        errors,
    };
    if let Some(wrong) = brought.wrong {
        let mut errors = Errors::default();
        errors.add("files", wrong);
        return shown(&app, visit, id, Some(typed(errors))).await;
    }
    if fields.text("act") == "try" {
        return shown(&app, visit, id, Some(typed(Errors::default()))).await;
    }
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let own = viewer.staff.id;
    let wanted = Wanted {
        id,
        scope: match fields.text("scope") {
            "everyone" => Scope::Everyone,
            "own" => Scope::Own(own),
            shop => Scope::Shop(ShopId(shop.parse().unwrap_or(0))),
        },
        written: read(&fields),
        files: files.clone(),
        seen: fields.text("rev").parse().unwrap_or(0),
    };
    let saved = app
        .write(fields.key(&visit), move |plan| {
            replies::save(plan, &viewer, &wanted, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => shown(&app, visit, id, Some(typed(wrong.into()))).await,
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, id, Some(typed(errors))).await
        }
        Err(failure) => Err(failure),
        Ok(id) => Ok(page::done(
            &visit,
            &format!("{HOME}/{id}"),
            &Flash::new("done-saved"),
        )),
    }
}

/// What was typed.
fn read(fields: &Fields) -> Written {
    let lines = |name: &str| {
        let lines = fields.text(name).lines().map(str::trim);
        lines
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    Written {
        title: fields.text("title").to_owned(),
        kinds: fields.all("kinds").filter_map(Kind::from_code).collect(),
        phases: fields.all("phases").filter_map(Phase::from_code).collect(),
        reasons: fields
            .all("reasons")
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect(),
        tone: Tone::from_code(fields.text("tone")).unwrap_or(Tone::Plain),
        body: variables::kept(&fields.text("body").replace("\r\n", "\n")),
        wrong: fields.text("wrong").replace("\r\n", "\n"),
        probing: lines("probing"),
        files: Vec::new(),
    }
}

/// What was typed and chosen, and what is wrong with it.
struct Typed {
    fields: Fields,
    files: Vec<Attached>,
    errors: Errors,
}

async fn shown(
    app: &App,
    visit: Visit,
    id: Option<u64>,
    typed: Option<Typed>,
) -> Result<HttpResponse, Failure> {
    let page = app.read(move |view| build(view, &visit, id, typed)).await?;
    let status = match page.errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page::with_status(&page, status)
}

fn build(
    view: &impl View,
    visit: &Visit,
    id: Option<u64>,
    typed: Option<Typed>,
) -> Result<EditPage, Failure> {
    let (words, viewer) = (visit.words, visit.viewer()?);
    let kept = match id {
        Some(id) => {
            let kept = stored::by_id(view, id)?;
            let kept = kept.filter(|kept| replies::sees(viewer, kept.scope));
            Some(kept.ok_or(Failure::NotFound)?)
        }
        None => None,
    };
    let (fields, files, errors) = match typed {
        Some(typed) => (Some(typed.fields), typed.files, typed.errors),
        None => {
            let files = kept
                .as_ref()
                .map_or_else(Vec::new, |kept| kept.files.clone());
            (None, files, Errors::default())
        }
    };
    let shown = match (&fields, &kept) {
        (Some(fields), _) => read(fields),
        (None, Some(kept)) => Written::of(kept),
        (None, None) => Written {
            title: String::new(),
            kinds: Vec::new(),
            phases: Vec::new(),
            reasons: Vec::new(),
            tone: Tone::Plain,
            body: String::new(),
            wrong: String::new(),
            probing: Vec::new(),
            files: Vec::new(),
        },
    };
    let scope = match &fields {
        Some(fields) => fields.text("scope").to_owned(),
        None => kept.as_ref().map_or("own".to_owned(), scope_code),
    };
    let tried = fields
        .as_ref()
        .map_or(String::new(), |fields| fields.text("case").to_owned());
    let mut errors = errors;
    let preview = match CaseNo::parse(&tried) {
        Some(no) => match see_case(view, viewer, &no) {
            Ok((_, case)) => Some(filled_for(view, visit, &case, &shown.body)?),
            Err(_) => {
                errors.add("case", "error-reply-case");
                None
            }
        },
        None if tried.is_empty() => None,
        None => {
            errors.add("case", "error-reply-case");
            None
        }
    };
    let own = settings::harsh_words(view)?;
    let calendar = settings::calendar(view)?;
    let remarks = wording::cautions(&shown.body, &own, visit.now, &calendar);
    let choice = |value: &str, name: &str, chosen: bool| Choice {
        value: value.to_owned(),
        name: name.to_owned(),
        chosen,
    };
    let mut scopes = vec![choice("own", words.t("reply-scope-own"), scope == "own")];
    if replies::may_keep(viewer, Scope::Everyone) {
        let name = words.t("reply-scope-everyone");
        scopes.push(choice("everyone", name, scope == "everyone"));
    }
    for shop in orders::shops(view)? {
        if replies::may_keep(viewer, Scope::Shop(shop.id)) {
            let value = shop.id.to_string();
            scopes.push(choice(&value, &shop.name, scope == value));
        }
    }
    let pack = settings::rules(view)?;
    let mut reasons = Vec::new();
    for class in ReasonClass::ALL {
        for code in pack.reasons.of_class(*class) {
            if pack.reasons.offers(code) || shown.reasons.iter().any(|own| own == code) {
                let name = names::reason_name_in(words, &pack.reasons, code);
                reasons.push(choice(
                    code,
                    name,
                    shown.reasons.iter().any(|own| own == code),
                ));
            }
        }
    }
    Ok(EditPage {
        path: id.map_or_else(|| format!("{HOME}/new"), |id| format!("{HOME}/{id}")),
        is_new: id.is_none(),
        may_keep: kept
            .as_ref()
            .is_none_or(|kept| replies::may_keep(viewer, kept.scope)),
        rev: kept.as_ref().map_or(0, |kept| kept.rev),
        scopes,
        tones: Tone::ALL
            .iter()
            .map(|tone| {
                choice(
                    tone.code(),
                    names::tone_name(words, *tone),
                    *tone == shown.tone,
                )
            })
            .collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| {
                let chosen = shown.kinds.contains(kind);
                choice(kind.code(), names::kind_name(words, *kind), chosen)
            })
            .collect(),
        phases: Phase::ALL
            .iter()
            .map(|phase| {
                let chosen = shown.phases.contains(phase);
                choice(phase.code(), names::phase_name(words, *phase), chosen)
            })
            .collect(),
        reasons,
        variables: Variable::ALL
            .iter()
            .map(|variable| names::variable_name(words, *variable))
            .collect(),
        cautions: remarks
            .into_iter()
            .filter(|remark| remark.what != wording::Caution::Open)
            .map(|remark| (names::caution_name(words, remark.what), remark.words))
            .collect(),
        title: shown.title,
        body: variables::named(words, &shown.body),
        wrong_example: shown.wrong,
        probing: shown.probing.join("\n"),
        files: files
            .iter()
            .map(|file| choice(&attached::value(file), &file.name, true))
            .collect(),
        tried,
        preview,
        errors,
        frame: Frame::load(view, visit)?,
    })
}

fn scope_code(reply: &Reply) -> String {
    match reply.scope {
        Scope::Everyone => "everyone".to_owned(),
        Scope::Own(_) => "own".to_owned(),
        Scope::Shop(shop) => shop.to_string(),
    }
}
