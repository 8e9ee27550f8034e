//! Who did what besides cases: sign-ins, personal data shown, settings, plugins. Newest first.

use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use super::history;
use crate::app::App;
use crate::domain::audit::Deed;
use crate::domain::ids::StaffId;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::audit;
use crate::store::audit::AuditEvent;
use crate::store::audit::Place;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

const PAGE: usize = 100;

struct Line {
    at: String,
    iso: String,
    /// Empty when the desk did it by itself.
    who: String,
    deed: String,
    object: String,
    /// Where what it was done to is shown; empty when nowhere.
    path: String,
    changes: Vec<String>,
}

#[derive(Template)]
#[template(path = "settings/audit.html")]
struct AuditPage {
    frame: Frame,
    lines: Vec<Line>,
    /// The query of the next page.
    older: Option<String>,
    is_first: bool,
}

/// # Errors
/// `NotAllowed` for everyone but the owner.
pub async fn show(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let page = app
        .read(move |view| {
            visit.viewer()?.must_be(&[])?;
            build(view, &visit, place(query.text("before")))
        })
        .await?;
    page::show(&page)
}

/// `1795309200000.12`; anything else is the beginning.
fn place(text: &str) -> Option<Place> {
    let (at, n) = text.split_once('.')?;
    Some(Place(at.parse().ok()?, n.parse().ok()?))
}

fn build(view: &impl View, visit: &Visit, from: Option<Place>) -> Result<AuditPage, Failure> {
    let mut events = audit::before(view, from, PAGE + 1)?;
    let more = events.len() > PAGE;
    events.truncate(PAGE);
    let last = events
        .last()
        .map(|(Place(at, n), _)| format!("?before={at}.{n}"));
    let mut lines = Vec::new();
    for (_, event) in events {
        lines.push(line(view, visit, event)?);
    }
    Ok(AuditPage {
        frame: Frame::load(view, visit)?,
        lines,
        older: last.filter(|_| more),
        is_first: from.is_none(),
    })
}

fn line(view: &impl View, visit: &Visit, event: AuditEvent) -> Result<Line, Failure> {
    let words = visit.words;
    let who = match event.staff {
        Some(id) => people::by_id(view, id)?.map_or_else(String::new, |staff| staff.display_name),
        None => String::new(),
    };
    let object = event.object.as_str();
    let name = staff_name(view, object)?;
    let (object, path) = said(words, object, name.as_deref());
    let changes = event.changes.iter().map(|change| {
        let old = history::said(words, &visit.zone, &change.old);
        let new = history::said(words, &visit.zone, &change.new);
        format!("{old} → {new}")
    });
    Ok(Line {
        at: formats::full(event.at, &visit.zone),
        iso: formats::iso(event.at, &visit.zone),
        who,
        deed: Deed::from_code(&event.what)
            .map_or(event.what, |deed| names::deed_name(words, deed).to_owned()),
        object,
        path,
        changes: changes.collect(),
    })
}

/// The name of the member of staff something was done to.
fn staff_name(view: &impl View, object: &str) -> Result<Option<String>, Failure> {
    let (_, after) = object.split_once("staff ").unwrap_or_default();
    let id = after.split(' ').next().unwrap_or_default();
    let Ok(id) = id.parse().map(StaffId) else {
        return Ok(None);
    };
    Ok(people::by_id(view, id)?.map(|staff| staff.display_name))
}

/// What it was done to, in the reader's words, and where that is shown. The log keeps `buyer 12`,
/// `buyer 12 from 13`, `token 1 of staff 2`, `plugin cn.example.x 1.0.0 <sha256>`.
fn said(words: Words, kept: &str, staff: Option<&str>) -> (String, String) {
    let mut parts = kept.split(' ');
    let (noun, id) = (parts.next().unwrap_or_default(), parts.next());
    let folder = match noun {
        "buyer" => "/buyers/",
        "order" => "/orders/",
        "product" => "/products/",
        "staff" => "/settings/staff/",
        "plugin" => "/settings/plugins/",
        "ownerless" => "/warehouse/ownerless/",
        "import" => "/import/",
        _ => "",
    };
    let path = id.filter(|_| !folder.is_empty());
    let mut said: Vec<String> = Vec::new();
    let mut before = "";
    for part in kept.split(' ') {
        said.push(match staff {
            Some(name) if before == "staff" => name.to_owned(),
            _ => word(words, part),
        });
        before = part;
    }
    (
        said.join(" ").trim_end().to_owned(),
        path.map_or_else(String::new, |id| format!("{folder}{id}")),
    )
}

/// A word of an object: ours in the reader's language, a hash by its beginning, a name as it is.
fn word(words: Words, kept: &str) -> String {
    let key = format!("audit-of-{kept}");
    if words.has(&key) {
        return words.t(&key).to_owned();
    }
    match kept {
        "of" => "·".to_owned(),
        "from" => "←".to_owned(),
        "into" => "→".to_owned(),
        hash if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
            format!("{}…", &hash[..12])
        }
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Lang;

    #[test]
    fn an_object_is_said_in_the_readers_words_and_leads_to_its_page() {
        let words = Words::of(Lang::ZhCn);
        let hash = "ab12663fc2c530891cc7d87681a4ab6cdb10536cf11db8013b0b2003676ffce3";
        let said = |kept: &str| said(words, kept, None);
        assert_eq!(
            said("buyer 12 into 7"),
            ("买家 12 → 7".to_owned(), "/buyers/12".to_owned())
        );
        assert_eq!(
            said("token 1 of staff 1"),
            ("令牌 1 · 员工 1".to_owned(), String::new())
        );
        assert_eq!(
            super::said(words, "token 1 of staff 1", Some("周怡")),
            ("令牌 1 · 员工 周怡".to_owned(), String::new())
        );
        assert_eq!(
            said(&format!("plugin cn.example.x 1.0.0 {hash}")),
            (
                "插件 cn.example.x 1.0.0 ab12663fc2c5…".to_owned(),
                "/settings/plugins/cn.example.x".to_owned()
            )
        );
        assert_eq!(said(""), (String::new(), String::new()));
    }
}
