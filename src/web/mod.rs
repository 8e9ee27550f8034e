//! HTTP: the pages of the desk and its API, and what lies behind the map of addresses.

pub mod api;
pub mod assets;
pub mod attempts;
mod bulk;
mod buyers;
mod cases;
mod choices;
mod demo;
mod drafts;
mod failure_page;
mod find;
pub mod flash;
mod follow_ups;
mod for_me;
pub mod form;
pub mod frame;
pub mod guards;
mod health;
mod hooks;
mod import;
mod inbox;
mod keys;
pub mod lists;
mod live;
mod notices;
mod orders;
mod ownerless;
mod page;
mod parcels;
mod password;
mod peer;
pub mod place;
mod plugins;
mod products;
mod promises;
mod queues;
mod routes;
mod rows;
mod search;
mod second_step;
mod sending;
mod server;
pub mod session;
mod settings;
mod setup;
mod surveys;
mod today;
pub mod upload;
mod views;
mod visit;

pub use routes::Access;
pub use routes::Body;
pub use routes::FORM;
pub use routes::LONG_FORM;
pub use routes::ROUTES;
pub use routes::Route;
pub use routes::WORKERS;
pub use routes::route;
pub use server::server;
pub use session::next_part as sign_in_next;
pub use visit::Visit;

use crate::app::App;
use crate::domain::time::Timestamp;
use actix_web::guard::fn_guard;
use actix_web::web;
use actix_web::web::ServiceConfig;
use attempts::Attempts;
use live::seats::Seats;
use place::Place;
use second_step::Halves;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What the web keeps besides the desk itself.
pub struct Site {
    pub place: Place,
    pub attempts: Attempts,
    /// Whose password was right and whose code is still to come.
    pub halves: Halves,
    pub started_at: Timestamp,
    /// How often programs may ask.
    pub api: api::Limits,
    /// A backup is being made.
    pub backing_up: AtomicBool,
    pub seats: Arc<Seats>,
}

impl Site {
    pub fn of(app: &App) -> Site {
        Site {
            place: Place::of(&app.config),
            attempts: Attempts::default(),
            halves: Halves::default(),
            started_at: app.now(),
            api: api::Limits::of(&app.config),
            backing_up: AtomicBool::new(false),
            seats: Arc::new(Seats::new(Arc::clone(&app.signals))),
        }
    }
}

/// What the addresses for programs begin with.
const API: &str = "/api/";

/// Lays every route out below the prefix, and the probes at the root as well.
pub fn lay_out(prefix: &str) -> impl FnOnce(&mut ServiceConfig) + '_ {
    move |config: &mut ServiceConfig| {
        let mut scope = web::scope(prefix);
        // Patterns are tried in this order; people wait, programs less so.
        let rows = || ROUTES.chunk_by(|a, b| a.path == b.path);
        let of_programs = |rows: &&[Route]| rows[0].path.starts_with(API);
        let of_people = rows().filter(|rows| !of_programs(rows));
        for rows in of_people.chain(rows().filter(of_programs)) {
            if !prefix.is_empty() && health::PROBES.contains(&rows[0].path) {
                config.service(resource(rows));
            }
            scope = scope.service(resource(rows));
        }
        config.service(scope);
    }
}

fn resource(rows: &'static [Route]) -> actix_web::Resource {
    let mut resource = web::resource(rows[0].path);
    for row in rows {
        let method = row.method;
        resource = resource.route((row.make)().guard(fn_guard(move |context| {
            let asked = context.head().method.as_str();
            asked == method || (asked == "HEAD" && method == "GET")
        })));
    }
    resource
}
