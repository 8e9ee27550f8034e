//! The list of cases: open ones by what runs out first, or all of them, newest first.

use super::super::choices::Choice;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::rows::Row;
use super::super::rows::Writing;
use super::super::visit::Visit;
use crate::app::App;
use crate::domain::case::Kind;
use crate::domain::ids::StaffId;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::people;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// Rows on a page.
pub const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "cases/list.html", blocks = ["rows"])]
struct ListPage {
    frame: Frame,
    title: String,
    tabs: Vec<Tab>,
    kinds: Vec<Choice>,
    roles: Vec<Choice>,
    owners: Vec<Choice>,
    rows: Vec<Row>,
    next: Option<String>,
}

/// A list one click away.
pub struct Tab {
    pub path: String,
    pub name: &'static str,
    pub here: bool,
}

/// What the address asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Wanted {
    Open(OpenList),
    All,
}

impl Wanted {
    fn read(query: &Fields, me: StaffId) -> Wanted {
        if let Some(kind) = Kind::from_code(query.text("kind")) {
            return Wanted::Open(OpenList::Kind(kind));
        }
        if let Some(role) = Role::from_code(query.text("role")) {
            return Wanted::Open(OpenList::Role(role));
        }
        if let Ok(owner) = query.text("owner").parse() {
            return Wanted::Open(OpenList::Owner(StaffId(owner)));
        }
        match query.text("list") {
            "mine" => Wanted::Open(OpenList::Owner(me)),
            "by-itself" => Wanted::Open(OpenList::ByItself),
            "disputed" => Wanted::Open(OpenList::Disputed),
            "promised" => Wanted::Open(OpenList::Promised),
            "all" => Wanted::All,
            _ => Wanted::Open(OpenList::All),
        }
    }

    /// The query that asks for this again.
    fn query(self, me: StaffId) -> String {
        match self {
            Wanted::All => "list=all".to_owned(),
            Wanted::Open(OpenList::All) => "list=open".to_owned(),
            Wanted::Open(OpenList::Owner(id)) if id == me => "list=mine".to_owned(),
            Wanted::Open(OpenList::Owner(id)) => format!("owner={id}"),
            Wanted::Open(OpenList::Role(role)) => format!("role={role}"),
            Wanted::Open(OpenList::Kind(kind)) => format!("kind={kind}"),
            Wanted::Open(OpenList::ByItself) => "list=by-itself".to_owned(),
            Wanted::Open(OpenList::Disputed) => "list=disputed".to_owned(),
            Wanted::Open(OpenList::Promised) => "list=promised".to_owned(),
        }
    }
}

pub async fn page(
    app: Data<App>,
    visit: Visit,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let page = app
        .read(move |view| list_page(view, &visit, &query))
        .await?;
    page::show(&page)
}

fn list_page(view: &impl View, visit: &Visit, query: &Fields) -> Result<ListPage, Failure> {
    let me = visit.viewer()?.staff.id;
    let words = visit.words;
    let wanted = Wanted::read(query, me);
    let after = query.filled("after").and_then(cursor);
    let found = match wanted {
        Wanted::Open(list) => cases::open_page(view, list, after.as_deref(), ROWS)?,
        Wanted::All => cases::page_by_opened(view, after.as_deref(), ROWS)?,
    };
    let writing = Writing::load(view, visit)?;
    let asked = wanted.query(me);
    let tabs = [
        ("list=open", "list-open"),
        ("list=mine", "list-mine"),
        ("list=by-itself", "list-by-itself"),
        ("list=disputed", "list-disputed"),
        ("list=promised", "list-promised"),
        ("list=all", "list-all"),
    ];
    Ok(ListPage {
        frame: Frame::load(view, visit)?,
        title: words.t("list-title").to_owned(),
        tabs: tabs
            .into_iter()
            .map(|(query, key)| Tab {
                path: format!("/cases?{query}"),
                name: words.t(key),
                here: query == asked,
            })
            .collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| Choice {
                value: kind.code().to_owned(),
                name: names::kind_name(words, *kind).to_owned(),
                chosen: wanted == Wanted::Open(OpenList::Kind(*kind)),
            })
            .collect(),
        roles: Role::ALL
            .iter()
            .filter(|role| !matches!(role, Role::Viewer | Role::Presales))
            .map(|role| Choice {
                value: role.code().to_owned(),
                name: names::role_name(words, *role).to_owned(),
                chosen: wanted == Wanted::Open(OpenList::Role(*role)),
            })
            .collect(),
        owners: people::all(view)?
            .into_iter()
            .filter(|staff| staff.active)
            .map(|staff| Choice {
                value: staff.id.to_string(),
                chosen: wanted == Wanted::Open(OpenList::Owner(staff.id)) && staff.id != me,
                name: staff.display_name,
            })
            .collect(),
        rows: writing.rows(&found.rows),
        next: found
            .next
            .map(|key| format!("/cases?{asked}&after={}", hex(&key))),
    })
}

/// A key as it stands in an address.
pub fn hex(key: &[u8]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a key from an address; an odd one begins the list anew.
pub fn cursor(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) || text.len() > 256 {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}
