//! Mailboxes the shop sends from: list, form, test letter with the whole dialogue.

use super::super::choices;
use super::super::choices::Choice;
use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::notices;
use crate::actions::notices::SigningKey;
use crate::actions::notices::Wanted;
use crate::app::App;
use crate::domain::ids::ShopId;
use crate::domain::notice::mail::MailProfile;
use crate::domain::notice::mail::Security;
use crate::domain::notice::mail::is_address;
use crate::domain::notice::sender::Dkim;
use crate::domain::notice::sender::Dmarc;
use crate::domain::notice::sender::Spf;
use crate::domain::people::Lang;
use crate::failure::Failure;
use crate::host::Host;
use crate::notices as gateways;
use crate::notices::Checked;
use crate::notices::signing;
use crate::notices::smtp::Failed;
use crate::notices::smtp::Line;
use crate::phrases::Words;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;
use std::sync::Arc;

const HOME: &str = "/settings/mail";

struct Row {
    path: String,
    from: String,
    host: String,
    shop: String,
    broken: String,
}

#[derive(Template)]
#[template(path = "settings/mail.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// A line of the dialogue.
struct Said {
    step: &'static str,
    said: String,
    is_good: bool,
}

/// One of the records receivers look at.
struct Record {
    name: &'static str,
    came: &'static str,
    text: String,
    is_good: bool,
}

#[derive(Template)]
#[template(path = "settings/mailbox.html")]
struct MailboxPage {
    frame: Frame,
    path: String,
    is_new: bool,
    fields: Fields,
    errors: Errors,
    securities: Vec<Choice>,
    in_securities: Vec<Choice>,
    may_fetch: bool,
    shops: Vec<Choice>,
    langs: Vec<Choice>,
    rev: u64,
    has_password: bool,
    tested: Option<String>,
    test_is_good: bool,
    dialogue: Vec<Said>,
    /// What DNS says of the sender.
    checked: Vec<Record>,
    /// Where the key that signs belongs in DNS, and what belongs there.
    key: Option<(String, String)>,
    /// There is none yet: it is the last step of the set-up.
    is_first: bool,
}

impl MailboxPage {
    fn wrong(&self, field: &str) -> Option<&'static str> {
        self.errors.of(field).map(|key| self.frame.words().t(key))
    }
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let gateways = settings::gateways(view)?;
            let mut rows = Vec::new();
            for profile in settings::mail_profiles(view)?.iter() {
                let shop = profile.shop.map(|id| orders::shop(view, id)).transpose()?;
                let broken = gateways.get(&profile.gateway());
                rows.push(Row {
                    path: format!("{HOME}/{}", profile.id),
                    from: profile.from.clone(),
                    host: format!("{}:{}", profile.host, profile.port),
                    shop: shop
                        .flatten()
                        .map_or_else(|| visit.words.t("mail-shop-all").to_owned(), |s| s.name),
                    broken: broken
                        .filter(|gateway| gateway.is_broken())
                        .map_or_else(String::new, |gateway| gateway.why.clone()),
                });
            }
            Ok(ListPage {
                frame: Frame::load(view, &visit)?,
                rows,
            })
        })
        .await?;
    page::show(&page)
}

/// # Errors
/// When the disk does.
pub async fn new(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    shown(&app, visit, None, None, None).await
}

/// # Errors
/// `NotFound`.
pub async fn edit(app: Data<App>, visit: Visit, id: Path<u32>) -> Result<HttpResponse, Failure> {
    shown(&app, visit, Some(*id), None, None).await
}

/// # Errors
/// When the store takes no writes.
pub async fn add(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    save(app, visit, None, fields).await
}

/// Saves, tests or removes.
///
/// # Errors
/// `NotFound`.
pub async fn change(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    id: Path<u32>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    match fields.text("act") {
        "test" => test(app, host, visit, *id, fields).await,
        "fetch" => fetch(app, host, visit, *id).await,
        "remove" => {
            let (viewer, moment, id) = (visit.viewer()?.clone(), visit.moment(), *id);
            app.write(fields.key(&visit), move |plan| {
                notices::remove_mailbox(plan, &viewer, id, &moment)
            })
            .await?;
            Ok(page::done(&visit, HOME, &Flash::new("done-mail-removed")))
        }
        _ => save(app, visit, Some(*id), fields).await,
    }
}

async fn save(
    app: Data<App>,
    visit: Visit,
    id: Option<u32>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let (viewer, moment) = (visit.viewer()?.clone(), visit.moment());
    let Ok(key) = signing_key(&app, id, &fields).await? else {
        let mut errors = Errors::default();
        errors.add("signing_key", "error-mail-signing-key");
        return shown(&app, visit, id, Some((fields, errors)), None).await;
    };
    let wanted = Wanted {
        id,
        shop: fields.text("shop").parse().ok().map(ShopId),
        host: fields.text("host").to_owned(),
        port: fields.text("port").to_owned(),
        security: Security::from_code(fields.text("security")).unwrap_or(Security::Tls),
        user: fields.text("user").to_owned(),
        password: fields.raw("password").to_owned(),
        from_name: fields.text("from_name").to_owned(),
        from: fields.text("from").to_owned(),
        reply_to: fields.text("reply_to").to_owned(),
        in_host: fields.text("in_host").to_owned(),
        in_port: fields.text("in_port").to_owned(),
        in_security: Security::from_code(fields.text("in_security")).unwrap_or(Security::Tls),
        in_folder: fields.text("in_folder").to_owned(),
        selector: fields.text("selector").to_owned(),
        key,
        lang: Lang::from_code(fields.text("lang")).unwrap_or(visit.words.lang),
        seen: fields.text("rev").parse().ok(),
    };
    let store = Arc::clone(&app.store);
    let saved = app
        .write(fields.key(&visit), move |plan| {
            notices::save_mailbox(plan, store.vault(), &viewer, &wanted, &moment)
        })
        .await;
    match saved {
        Err(Failure::Invalid(wrong)) => {
            shown(&app, visit, id, Some((fields, wrong.into())), None).await
        }
        Err(Failure::ChangedMeanwhile) => {
            let mut errors = Errors::default();
            errors.add("rev", "error-settings-changed");
            shown(&app, visit, id, Some((fields, errors)), None).await
        }
        Err(failure) => Err(failure),
        Ok(id) => Ok(page::done(
            &visit,
            &format!("{HOME}/{id}"),
            &Flash::new("done-saved"),
        )),
    }
}

/// The key that was typed, or a new one under a name that has none yet; `Err` when what was typed is
/// no key.
async fn signing_key(
    app: &App,
    id: Option<u32>,
    fields: &Fields,
) -> Result<Result<Option<SigningKey>, ()>, Failure> {
    let Some(selector) = fields.filled("selector").map(str::to_owned) else {
        return Ok(Ok(None));
    };
    let typed = fields.text("signing_key");
    if !typed.is_empty() {
        return Ok(signing::read(typed).map(Some).ok_or(()));
    }
    let kept = app
        .read(move |view| id.map(|id| notices::mailbox(view, id)).transpose())
        .await?;
    let signing = kept.and_then(|kept| kept.signing);
    if signing.is_some_and(|signing| signing.selector == selector) {
        return Ok(Ok(None));
    }
    let made = actix_web::web::block(signing::generate).await;
    let made = made.map_err(|error| Failure::Fault(error.into()))?;
    Ok(Ok(Some(made.map_err(Failure::Fault)?)))
}

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    Sending,
    Fetching,
}

/// What a test came to.
struct Tested {
    what: Tried,
    dialogue: Vec<Line>,
    failed: Option<Failed>,
    sender: Option<Checked>,
}

async fn test(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    id: u32,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let to = fields.text("to").to_owned();
    let profile = app.read(move |view| notices::mailbox(view, id)).await?;
    if !is_address(&to) {
        let mut errors = Errors::default();
        errors.add("to", "error-mail-address");
        let mut kept = as_fields(&profile);
        kept.push(("to".to_owned(), to));
        return shown(
            &app,
            visit,
            Some(id),
            Some((Fields::new(kept), errors)),
            None,
        )
        .await;
    }
    let (letter, sender) = futures_util::join!(
        gateways::test_letter(&host, &profile, &to, visit.words.lang),
        gateways::check_sender(host.network(), &profile),
    );
    let (dialogue, failed) = letter?;
    if failed.is_none() {
        let gateway = profile.gateway();
        app.write(None, move |plan| notices::gateway_works(plan, &gateway))
            .await?;
    }
    let tested = Tested {
        what: Tried::Sending,
        dialogue,
        failed,
        sender: Some(sender),
    };
    shown(&app, visit, Some(id), None, Some(tested)).await
}

/// Opens the folder once, and shows what its server said.
async fn fetch(
    app: Data<App>,
    host: Data<Host>,
    visit: Visit,
    id: u32,
) -> Result<HttpResponse, Failure> {
    let profile = app.read(move |view| notices::mailbox(view, id)).await?;
    let incoming = profile.incoming.clone().ok_or(Failure::NotFound)?;
    let (dialogue, failed) = gateways::test_inbox(&host, &profile, &incoming).await;
    if failed.is_none() {
        let inbox = profile.inbox();
        app.write(None, move |plan| notices::gateway_works(plan, &inbox))
            .await?;
    }
    let tested = Tested {
        what: Tried::Fetching,
        dialogue,
        failed,
        sender: None,
    };
    shown(&app, visit, Some(id), None, Some(tested)).await
}

async fn shown(
    app: &App,
    visit: Visit,
    id: Option<u32>,
    typed: Option<(Fields, Errors)>,
    tested: Option<Tested>,
) -> Result<HttpResponse, Failure> {
    let status = match &typed {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = app
        .read(move |view| build(view, &visit, id, typed, tested))
        .await?;
    page::with_status(&page, status)
}

fn build(
    view: &impl View,
    visit: &Visit,
    id: Option<u32>,
    typed: Option<(Fields, Errors)>,
    tested: Option<Tested>,
) -> Result<MailboxPage, Failure> {
    let words = visit.words;
    let old = id.map(|id| notices::mailbox(view, id)).transpose()?;
    let old = old.as_ref();
    let (fields, errors) = typed.unwrap_or_else(|| {
        let kept = old.map_or_else(Vec::new, as_fields);
        (Fields::new(kept), Errors::default())
    });
    let security = fields.filled("security").unwrap_or("tls").to_owned();
    let securities = Security::ALL.iter().map(|one| Choice {
        value: one.code().to_owned(),
        name: names::mail_security_name(words, *one).to_owned(),
        chosen: one.code() == security,
    });
    let shops = choices::shops(view, words.t("mail-shop-all"), fields.text("shop"))?;
    let in_security = fields.filled("in_security").unwrap_or("tls").to_owned();
    // A password goes through no open line.
    let in_securities = [Security::Tls, Security::StartTls].map(|one| Choice {
        value: one.code().to_owned(),
        name: words.code("mail-fetch", one.code()).to_owned(),
        chosen: one.code() == in_security,
    });
    let said = tested.as_ref().map(|tested| outcome(words, tested));
    let test_is_good = tested.as_ref().is_none_or(|tested| tested.failed.is_none());
    let checked = tested.as_ref().and_then(|tested| tested.sender.as_ref());
    let key = old.and_then(|old| {
        let signing = old.signing.as_ref()?;
        Some((signing.place(old.domain()), signing.record()))
    });
    Ok(MailboxPage {
        frame: Frame::load(view, visit)?,
        path: id.map_or_else(|| format!("{HOME}/new"), |id| format!("{HOME}/{id}")),
        is_new: id.is_none(),
        securities: securities.collect(),
        in_securities: in_securities.into(),
        may_fetch: old.is_some_and(|old| old.incoming.is_some()),
        shops,
        langs: choices::langs(words, fields.filled("lang").unwrap_or(words.tag())),
        rev: old.map_or(0, |old| old.rev),
        has_password: old.is_some_and(|old| old.password.is_some()),
        test_is_good,
        tested: said,
        checked: checked.map_or_else(Vec::new, |checked| records(words, checked)),
        key,
        is_first: settings::mail_profiles(view)?.is_empty(),
        dialogue: tested
            .into_iter()
            .flat_map(|tested| tested.dialogue)
            .map(|line| Said {
                step: words.code("smtp", line.step.code()),
                said: line.said,
                is_good: line.is_good,
            })
            .collect(),
        fields,
        errors,
    })
}

/// A test in one line.
fn outcome(words: Words, tested: &Tested) -> String {
    let (good, bad) = match tested.what {
        Tried::Sending => ("mail-test-good", "mail-test-bad"),
        Tried::Fetching => ("mail-fetch-good", "mail-fetch-bad"),
    };
    match &tested.failed {
        None => words.t(good).to_owned(),
        Some(failed) => {
            let step = words.code("smtp", failed.step.code());
            words.with(bad, &[("step", step.into())])
        }
    }
}

fn records(words: Words, checked: &Checked) -> Vec<Record> {
    let (spf, dkim, dmarc) = (&checked.spf, &checked.dkim, &checked.dmarc);
    vec![
        Record {
            name: "SPF",
            came: names::spf_name(words, spf.came),
            text: spf.record.clone(),
            is_good: spf.came == Spf::Good,
        },
        Record {
            name: "DKIM",
            came: names::dkim_name(words, dkim.came),
            text: dkim.record.clone(),
            is_good: matches!(dkim.came, Dkim::Good | Dkim::Off),
        },
        Record {
            name: "DMARC",
            came: names::dmarc_name(words, dmarc.came),
            text: dmarc.record.clone(),
            is_good: dmarc.came == Dmarc::Good,
        },
    ]
}

fn as_fields(profile: &MailProfile) -> Vec<(String, String)> {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let incoming = profile.incoming.iter().flat_map(|incoming| {
        [
            pair("in_host", incoming.host.clone()),
            pair("in_port", incoming.port.to_string()),
            pair("in_security", incoming.security.code().to_owned()),
            pair("in_folder", incoming.folder.clone()),
        ]
    });
    let mut fields = vec![
        pair("host", profile.host.clone()),
        pair("port", profile.port.to_string()),
        pair("security", profile.security.code().to_owned()),
        pair("user", profile.user.clone()),
        pair("from_name", profile.from_name.clone()),
        pair("from", profile.from.clone()),
        pair("reply_to", profile.reply_to.clone()),
        pair("lang", profile.lang.code().to_owned()),
        pair(
            "shop",
            profile
                .shop
                .map_or_else(String::new, |shop| shop.to_string()),
        ),
    ];
    fields.extend(incoming);
    if let Some(signing) = &profile.signing {
        fields.push(pair("selector", signing.selector.clone()));
    }
    fields
}
