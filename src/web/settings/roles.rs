//! Who may do what: every act and every page by role, from the transition tables and the routes.

use super::super::Access;
use super::super::frame::Frame;
use super::super::page;
use super::super::route;
use super::super::visit::Visit;
use super::side;
use crate::app::App;
use crate::domain::case::kind::Machine;
use crate::domain::case::tables;
use crate::domain::case::verb::Verb;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::settings;
use actix_web::HttpResponse;
use actix_web::http::Method;
use actix_web::web::Data;
use askama::Template;

#[derive(Template)]
#[template(path = "settings/roles.html")]
struct RolesPage {
    frame: Frame,
    roles: Vec<Column>,
    acts: Vec<Row>,
    pages: Vec<Row>,
}

struct Column {
    name: &'static str,
    /// The most this role approves alone; empty for none.
    limit: String,
}

struct Row {
    name: &'static str,
    may: Vec<bool>,
}

/// Pages besides the settings, with their names in the rail.
const PAGES: &[(&str, &str)] = &[
    ("/cases", "nav-all"),
    ("/cases/new", "case-new"),
    ("/orders", "nav-orders"),
    ("/warehouse", "nav-warehouse"),
    ("/finance", "nav-finance"),
    ("/import", "order-import"),
];

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let pack = settings::rules(view)?;
            let words = visit.words;
            let columns = Role::ALL.iter().map(|role| {
                let limit = pack.limits.of_roles(&[*role]);
                Column {
                    name: names::role_name(words, *role),
                    limit: match limit {
                        Fen(i64::MAX) => words.t("limit-none").to_owned(),
                        Fen(0) => String::new(),
                        limit => formats::money(limit, "CNY"),
                    },
                }
            });
            let pages = PAGES.iter().copied().chain(side::pages());
            Ok(RolesPage {
                roles: columns.collect(),
                acts: Verb::ALL
                    .iter()
                    .map(|verb| Row {
                        name: names::verb_name(words, *verb),
                        may: Role::ALL.iter().map(|role| may_act(*verb, *role)).collect(),
                    })
                    .filter(|row| row.may.contains(&true))
                    .collect(),
                pages: pages
                    .filter(|(path, _)| route(&Method::GET, path).is_some())
                    .map(|(path, name)| Row {
                        name: words.t(name),
                        may: Role::ALL.iter().map(|role| may_open(path, *role)).collect(),
                    })
                    .collect(),
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&page)
}

/// Whether some row of some table lets the role do it.
fn may_act(verb: Verb, role: Role) -> bool {
    let actor = Actor::Staff {
        id: StaffId(0),
        roles: vec![role],
        limit: Fen::ZERO,
    };
    Machine::ALL
        .iter()
        .flat_map(|machine| tables::rows(*machine))
        .any(|row| row.verb == verb && row.by.iter().any(|by| by.is(&actor)))
}

fn may_open(path: &str, role: Role) -> bool {
    route(&Method::GET, path).is_some_and(|route| match route.access {
        Access::Role(roles) => role == Role::Owner || roles.contains(&role),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_may_what_any_role_may_and_a_viewer_only_looks() {
        for verb in Verb::ALL {
            let some = Role::ALL.iter().any(|role| may_act(*verb, *role));
            assert_eq!(some, may_act(*verb, Role::Owner), "{verb}");
            assert!(!may_act(*verb, Role::Viewer), "{verb}");
        }
        assert!(may_open("/finance", Role::Finance));
        assert!(!may_open("/finance", Role::Warehouse));
    }
}
