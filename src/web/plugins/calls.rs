//! The last calls of a plugin: what was asked, how it ended, where it went. Never what was in it.

use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::id_in;
use super::path_of;
use crate::actions::plugins as acts;
use crate::app::App;
use crate::domain::plugin::called::Called;
use crate::domain::plugin::ending::Ending;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::plugin_calls;
use crate::store::plugins;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

const SHOWN: usize = 100;

struct CallLine {
    at: String,
    account: String,
    call: &'static str,
    ending: &'static str,
    is_bad: bool,
    why: String,
    took: String,
    requests: Vec<String>,
    log: Vec<String>,
}

#[derive(Template)]
#[template(path = "plugins/calls.html")]
struct CallsPage {
    frame: Frame,
    path: String,
    name: String,
    calls: Vec<CallLine>,
}

/// # Errors
/// `NotFound`.
pub async fn page(app: Data<App>, visit: Visit, at: Path<String>) -> Result<HttpResponse, Failure> {
    let id = id_in(&at)?;
    let page = app
        .read(move |view| {
            let plugin = acts::see(view, visit.viewer()?, &id)?;
            let shown = plugin.active().or(plugin.newest());
            let shown = shown.ok_or(Failure::NotFound)?;
            let accounts = plugins::accounts(view, &id)?;
            let name_of = |called: &Called| {
                let account = accounts.iter().find(|one| one.id == called.account);
                account.map_or_else(String::new, |account| account.name.clone())
            };
            let calls = plugin_calls::last(view, &id, SHOWN)?;
            Ok(CallsPage {
                frame: Frame::load(view, &visit)?,
                path: path_of(&id),
                name: shown.packed.manifest.name.of(visit.words.lang).to_owned(),
                calls: calls
                    .iter()
                    .map(|called| line(&visit, called, name_of(called)))
                    .collect(),
            })
        })
        .await?;
    page::show(&page)
}

fn line(visit: &Visit, called: &Called, account: String) -> CallLine {
    let words = visit.words;
    let requests = called.exchanges.iter().map(|one| {
        let status = match (&one.failed, one.status) {
            (Some(failed), _) => failed.clone(),
            (None, Some(status)) => status.to_string(),
            (None, None) => String::new(),
        };
        let size = formats::size(one.bytes);
        let (method, origin, path) = (&one.method, &one.origin, &one.path);
        format!(
            "{method} {origin}{path} → {status} · {size} · {} ms",
            one.ms
        )
    });
    let log = called
        .log
        .iter()
        .map(|line| format!("{} {}", line.level, line.text));
    CallLine {
        at: formats::short(called.at, &visit.zone, visit.now),
        account,
        call: called.call.code(),
        ending: names::plugin_ending_name(words, called.ending),
        is_bad: called.ending != Ending::Answered,
        why: called.why.clone(),
        took: format!("{} ms", called.ms),
        requests: requests.collect(),
        log: log.collect(),
    }
}
