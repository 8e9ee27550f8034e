//! The map of all addresses: who may use each, and what a request to it may bring.

use super::api;
use super::assets;
use super::bulk;
use super::buyers;
use super::cases;
use super::demo;
use super::drafts;
use super::follow_ups;
use super::for_me;
use super::health;
use super::hooks;
use super::import;
use super::inbox;
use super::keys;
use super::lists;
use super::live;
use super::notices;
use super::orders;
use super::ownerless;
use super::parcels;
use super::plugins;
use super::products;
use super::promises;
use super::queues;
use super::search;
use super::second_step;
use super::sending;
use super::session;
use super::settings;
use super::settings::webhooks;
use super::settings::webhooks::delivery as posted;
use super::settings::webhooks::endpoint as webhook;
use super::setup;
use super::surveys;
use super::today;
use super::views;
use crate::actions::personal;
use crate::actions::same_buyer;
use crate::domain::people::Role;
use crate::domain::token::Scope;
use crate::store::evidence;
use actix_web::http::Method;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Files and health: no session is looked up.
    Open,
    /// Only while the desk is not set up; never found afterwards.
    Setup,
    /// People with and without a session.
    Anyone,
    /// Whoever is signed in.
    Staff,
    /// Someone with one of these roles, or the owner.
    Role(&'static [Role]),
    /// A program with a token that lives. Sessions are not looked at.
    AnyToken,
    /// A program whose token has this scope, of someone with one of these roles; none means any.
    Token(Scope, &'static [Role]),
}

/// What a request may bring, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    None,
    /// A form, read and checked by the guard.
    Form(usize),
    /// Files, read by the handler, which checks the token in the first field.
    Upload(usize),
    /// JSON from a program, read and checked by the handler.
    Json(usize),
    /// A file from a program, read by the handler.
    Bytes(usize),
}

/// One row of the map.
#[derive(Clone, Copy)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
    pub body: Body,
    pub(in crate::web) make: fn() -> actix_web::Route,
}

/// The usual bound of a form.
pub const FORM: Body = Body::Form(64 * 1024);
/// The bound of an act's form with its files.
const CASE_FILES: Body = Body::Upload(evidence::FILES_MOST * evidence::FILE_MOST);
/// The bound of what services outside send; the manifest's own is lower.
const HOOK: Body = Body::Bytes(hooks::MOST);
/// The bound of a form with long texts.
pub const LONG_FORM: Body = Body::Form(1024 * 1024);

const OWNER: Access = Access::Role(&[Role::Owner]);

macro_rules! get_row {
    ($path:literal, $access:expr, $handler:path) => {
        Route {
            method: "GET",
            path: $path,
            access: $access,
            body: Body::None,
            make: || actix_web::Route::new().to($handler),
        }
    };
}

macro_rules! post_row {
    ($path:literal, $access:expr, $body:expr, $handler:path) => {
        Route {
            method: "POST",
            path: $path,
            access: $access,
            body: $body,
            make: || actix_web::Route::new().to($handler),
        }
    };
}

pub(super) use get_row as get;
pub(super) use post_row as post;

/// Everyone who works on cases: all but those who only look. The owner may what they may.
pub const WORKERS: &[Role] = &[
    Role::Supervisor,
    Role::Agent,
    Role::Presales,
    Role::Warehouse,
    Role::Finance,
    Role::Technician,
];

const LEAD: Access = Access::Role(same_buyer::MERGERS);
const WORK: Access = Access::Role(WORKERS);

const REVEAL: Access = Access::Role(personal::REVEALERS);

/// Who writes down what is known about a product.
const NOTE_GOODS: Access = Access::Role(crate::actions::products::NOTERS);
const HANDLE: Access = Access::Role(ownerless::HANDLERS);
const IMPORT: Access = Access::Role(import::IMPORTERS);
/// The bound of an order file: the reader behind it has its own.
/// A reply with its files.
const REPLY: Body = Body::Upload(32 * 1024 * 1024);
const IMPORT_FILE: Body = Body::Upload(200 * 1024 * 1024);

use Access::Anyone;
use Access::Open;
use Access::Setup;
use Access::Staff;

/// Every address.
pub static ROUTES: &[Route] = &EVERY;
static EVERY: [Route; OF_PEOPLE.len() + api::ROUTES.len()] = {
    let mut every = [OF_PEOPLE[0]; OF_PEOPLE.len() + api::ROUTES.len()];
    let mut at = 0;
    while at < every.len() {
        every[at] = match at < OF_PEOPLE.len() {
            true => OF_PEOPLE[at],
            false => api::ROUTES[at - OF_PEOPLE.len()],
        };
        at += 1;
    }
    every
};

/// Those for people and services; those for programs are `api/routes.rs`. Rows of one path stand
/// together.
const OF_PEOPLE: &[Route] = &[
    get!("/healthz", Open, health::alive),
    get!("/readyz", Open, health::ready),
    get!("/static/{hash}/{file:.*}", Open, assets::file),
    get!("/favicon.ico", Open, assets::favicon),
    // For services that plugins work with.
    get!("/hooks/{token}", Open, hooks::is_here),
    post!("/hooks/{token}", Open, HOOK, hooks::take),
    post!("/hooks/{token}/{rest:.*}", Open, HOOK, hooks::take),
    // The beginning.
    get!("/setup", Setup, setup::page),
    post!("/setup", Setup, FORM, setup::carry_out),
    get!("/sign-in", Anyone, session::page),
    post!("/sign-in", Anyone, FORM, session::sign_in),
    get!("/sign-in/code", Anyone, second_step::page),
    post!("/sign-in/code", Anyone, FORM, second_step::check),
    post!("/sign-out", Staff, FORM, session::sign_out),
    post!("/look", Anyone, FORM, session::look),
    get!("/demo/sign-in/{token}", Anyone, demo::page),
    post!("/demo/sign-in/{token}", Anyone, FORM, demo::sign_in),
    // The desk.
    get!("/", Staff, today::page),
    get!("/for-me", Staff, for_me::page),
    post!("/for-me/read", Staff, FORM, for_me::read),
    get!("/cases", Staff, lists::page),
    get!("/keys", Staff, keys::sheet),
    get!("/cases/next", Staff, cases::next::lead),
    get!("/cases/{no}/replies", WORK, cases::replies::page),
    post!("/cases/{no}/promises", WORK, FORM, cases::promised::pass),
    get!("/cases/{no}/replies/list", WORK, cases::replies::list),
    get!("/cases/new", WORK, cases::new::page),
    post!("/cases/new", WORK, CASE_FILES, cases::new::open),
    get!("/cases/{no}", Staff, cases::show::page),
    get!("/cases/{no}/acts/merge", WORK, cases::merge::form),
    post!(
        "/cases/{no}/acts/merge",
        WORK,
        FORM,
        cases::merge::carry_out
    ),
    get!("/cases/{no}/acts/split", WORK, cases::split::form),
    post!(
        "/cases/{no}/acts/split",
        WORK,
        FORM,
        cases::split::carry_out
    ),
    get!("/cases/{no}/acts/convert", WORK, cases::convert::form),
    post!(
        "/cases/{no}/acts/convert",
        WORK,
        FORM,
        cases::convert::carry_out
    ),
    get!("/cases/{no}/acts/{verb}", WORK, cases::act::form),
    post!(
        "/cases/{no}/acts/{verb}",
        WORK,
        CASE_FILES,
        cases::act::carry_out
    ),
    get!("/cases/{no}/notices/{id}", Staff, cases::notices::show),
    post!("/cases/{no}/notices/{id}", WORK, FORM, notices::decide),
    post!("/cases/{no}/advice", WORK, FORM, cases::advice::ask),
    post!(
        "/cases/{no}/advice/{account}/away",
        WORK,
        FORM,
        cases::advice::put_away
    ),
    post!(
        "/cases/{no}/platform/{seq}/again",
        WORK,
        FORM,
        cases::platform::again
    ),
    get!("/cases/{no}/quick", WORK, cases::quick::page),
    post!(
        "/cases/{no}/quick/{verb}",
        WORK,
        FORM,
        cases::quick::carry_out
    ),
    get!("/cases/{no}/files/{hash}", Staff, cases::files::download),
    get!(
        "/warehouse",
        Access::Role(&[Role::Warehouse, Role::Supervisor, Role::Agent]),
        queues::warehouse
    ),
    get!(
        "/finance",
        Access::Role(&[Role::Finance, Role::Supervisor]),
        queues::finance
    ),
    get!("/search", Staff, search::page::page),
    get!("/search/suggest", Staff, search::suggest::propose),
    get!("/find", Staff, search::page::page),
    // What is written and not yet said.
    post!("/drafts", WORK, FORM, drafts::save::keep),
    post!("/drafts/discard", WORK, FORM, drafts::save::discard),
    post!("/sending/{id}/undo", WORK, FORM, sending::undo),
    // What changes while a page is open.
    get!("/live", Staff, live::stream::open),
    get!("/live/counts", Staff, live::counts::page),
    get!("/live/cases/{no}", Staff, live::beside::page),
    post!(
        "/live/cases/{no}/writing",
        WORK,
        FORM,
        live::beside::writing
    ),
    // One act on many cases.
    get!("/bulk", WORK, bulk::list),
    post!("/bulk", WORK, FORM, bulk::carry_out),
    post!("/bulk/preview", WORK, FORM, bulk::preview),
    get!("/bulk/{id}", WORK, bulk::page),
    post!("/bulk/{id}/undo", WORK, FORM, bulk::undo),
    // Lists kept under a name.
    get!("/views", Staff, views::page),
    post!("/views", Staff, FORM, views::keep),
    post!("/views/change", Staff, FORM, views::change),
    // Orders and buyers.
    get!("/orders", Staff, orders::list::page),
    get!("/orders/new", WORK, orders::by_hand::page),
    post!("/orders/new", WORK, FORM, orders::by_hand::save),
    get!("/orders/{id}", Staff, orders::show::page),
    post!("/orders/{id}/reveal", REVEAL, FORM, orders::reveal::address),
    get!("/buyers/{id}", Staff, buyers::show::page),
    post!(
        "/buyers/{id}/note",
        Access::Role(personal::NOTERS),
        FORM,
        buyers::note::keep
    ),
    post!(
        "/buyers/{id}/reveal",
        REVEAL,
        FORM,
        buyers::reveal::identity
    ),
    post!("/buyers/{id}/silence", WORK, FORM, buyers::silence::keep),
    get!("/buyers/{id}/merge", LEAD, buyers::merge::form),
    post!("/buyers/{id}/merge", LEAD, FORM, buyers::merge::carry_out),
    post!("/buyers/{id}/part", LEAD, FORM, buyers::merge::part),
    post!(
        "/buyers/{id}/tell-apart",
        LEAD,
        FORM,
        buyers::merge::tell_apart
    ),
    get!("/products", Staff, products::list::page),
    get!("/products/{id}", Staff, products::show::page),
    get!("/products/{id}/edit", NOTE_GOODS, products::edit::form),
    post!(
        "/products/{id}/edit",
        NOTE_GOODS,
        FORM,
        products::edit::save
    ),
    // Parcels nobody announced.
    get!("/warehouse/scan", HANDLE, ownerless::scan::lead),
    get!("/warehouse/ownerless", HANDLE, ownerless::list::page),
    post!(
        "/warehouse/ownerless",
        HANDLE,
        FORM,
        ownerless::list::receive
    ),
    get!("/warehouse/ownerless/{id}", HANDLE, ownerless::show::page),
    post!(
        "/warehouse/ownerless/{id}/{verb}",
        HANDLE,
        FORM,
        ownerless::show::carry_out
    ),
    // The ways of parcels.
    get!("/parcels/{carrier}/{number}", Staff, parcels::page),
    post!(
        "/parcels/{carrier}/{number}/events",
        HANDLE,
        FORM,
        parcels::add_event
    ),
    post!(
        "/parcels/{carrier}/{number}/paste",
        HANDLE,
        FORM,
        parcels::paste
    ),
    post!(
        "/parcels/{carrier}/{number}/carrier",
        HANDLE,
        FORM,
        parcels::set_carrier
    ),
    // Files in.
    get!("/import", IMPORT, import::overview::page),
    post!("/import", IMPORT, IMPORT_FILE, import::receive::take),
    get!("/import/{id}", IMPORT, import::job::page),
    post!("/import/{id}/mapping", IMPORT, FORM, import::run::map),
    post!("/import/{id}/start", IMPORT, FORM, import::run::start),
    post!("/import/{id}/cancel", IMPORT, FORM, import::run::cancel),
    get!("/import/{id}/bad-rows.csv", IMPORT, import::job::bad_rows),
    // Settings.
    get!("/settings", Staff, settings::overview::page),
    get!("/settings/profile", Staff, settings::profile::page),
    post!("/settings/profile", Staff, FORM, settings::profile::save),
    post!(
        "/settings/password",
        Staff,
        FORM,
        settings::profile::change_password
    ),
    post!(
        "/settings/login",
        Staff,
        FORM,
        settings::profile::change_login
    ),
    get!("/settings/confirm", Staff, settings::confirm::page),
    post!("/settings/confirm", Staff, FORM, settings::confirm::check),
    get!("/settings/sessions", Staff, settings::sessions::page),
    post!("/settings/sessions", Staff, FORM, settings::sessions::end),
    get!(
        "/settings/second-factor",
        Staff,
        settings::second_factor::page
    ),
    post!(
        "/settings/second-factor",
        Staff,
        FORM,
        settings::second_factor::change
    ),
    get!("/settings/security", OWNER, settings::security::page),
    post!("/settings/security", OWNER, FORM, settings::security::save),
    get!("/settings/audit", OWNER, settings::audit::show),
    get!("/settings/about", Staff, settings::about::page),
    get!("/settings/tokens", Staff, settings::tokens::page),
    post!("/settings/tokens", Staff, FORM, settings::tokens::create),
    post!(
        "/settings/tokens/{id}/revoke",
        Staff,
        FORM,
        settings::tokens::revoke
    ),
    get!("/settings/roles", Staff, settings::roles::page),
    get!(
        "/settings/rules-in-force",
        Staff,
        settings::rules::in_force::page
    ),
    get!("/settings/rules", OWNER, settings::rules::overview::page),
    get!(
        "/settings/rules/versions/{number}",
        OWNER,
        settings::rules::version::page
    ),
    post!(
        "/settings/rules/versions/{number}/withdraw",
        OWNER,
        FORM,
        settings::rules::overview::withdraw
    ),
    get!(
        "/settings/rules/extend",
        OWNER,
        settings::rules::extend::page
    ),
    post!(
        "/settings/rules/extend",
        OWNER,
        FORM,
        settings::rules::extend::save
    ),
    get!(
        "/settings/rules/{group}",
        OWNER,
        settings::rules::edit::page
    ),
    post!(
        "/settings/rules/{group}",
        OWNER,
        FORM,
        settings::rules::edit::save
    ),
    get!("/settings/reasons", OWNER, settings::reasons::page),
    post!("/settings/reasons", OWNER, FORM, settings::reasons::save),
    get!("/settings/calendar", OWNER, settings::calendar::page),
    post!("/settings/calendar", OWNER, FORM, settings::calendar::save),
    get!("/settings/staff", OWNER, settings::staff::page),
    post!("/settings/staff", OWNER, FORM, settings::staff::add),
    get!("/settings/staff/{id}", OWNER, settings::staff_member::page),
    post!(
        "/settings/staff/{id}",
        OWNER,
        FORM,
        settings::staff_member::save
    ),
    post!(
        "/settings/staff/{id}/password",
        OWNER,
        FORM,
        settings::staff_member::reset_password
    ),
    post!(
        "/settings/staff/{id}/sessions",
        OWNER,
        FORM,
        settings::staff_member::end_sessions
    ),
    post!(
        "/settings/staff/{id}/second-factor",
        OWNER,
        FORM,
        settings::staff_member::take_factor
    ),
    get!("/settings/shops", OWNER, settings::shops::page),
    post!("/settings/shops", OWNER, FORM, settings::shops::add),
    get!("/settings/shops/{id}", OWNER, settings::shops::edit),
    post!("/settings/shops/{id}", OWNER, FORM, settings::shops::save),
    get!(
        "/settings/shops/{id}/calendar",
        OWNER,
        settings::calendar::of_shop
    ),
    post!(
        "/settings/shops/{id}/calendar",
        OWNER,
        FORM,
        settings::calendar::save_of_shop
    ),
    post!(
        "/settings/shops/{id}/calendar/general",
        OWNER,
        FORM,
        settings::calendar::go_by_the_desks
    ),
    get!("/settings/couriers", OWNER, plugins::couriers::show),
    post!("/settings/couriers", OWNER, FORM, plugins::couriers::prefer),
    get!("/settings/plugins", OWNER, plugins::list::page),
    post!(
        "/settings/plugins",
        OWNER,
        Body::Upload(plugins::bring::FORM_MOST),
        plugins::bring::take
    ),
    post!(
        "/settings/plugins/official",
        OWNER,
        FORM,
        plugins::bring::official
    ),
    post!(
        "/settings/plugins/fetch",
        OWNER,
        FORM,
        plugins::bring::fetch
    ),
    get!("/settings/plugins/{id}", OWNER, plugins::show::page),
    post!("/settings/plugins/{id}", OWNER, FORM, plugins::show::act),
    get!(
        "/settings/plugins/{id}/settings.json",
        OWNER,
        plugins::show::export
    ),
    get!("/settings/plugins/{id}/calls", OWNER, plugins::calls::page),
    get!(
        "/settings/plugins/{id}/versions/{version}",
        OWNER,
        plugins::consent::page
    ),
    post!(
        "/settings/plugins/{id}/versions/{version}",
        OWNER,
        FORM,
        plugins::consent::act
    ),
    get!(
        "/settings/plugins/{id}/accounts",
        OWNER,
        plugins::account::new
    ),
    post!(
        "/settings/plugins/{id}/accounts",
        OWNER,
        LONG_FORM,
        plugins::account::add
    ),
    get!(
        "/settings/plugins/{id}/accounts/{account}",
        OWNER,
        plugins::account::edit
    ),
    post!(
        "/settings/plugins/{id}/accounts/{account}",
        OWNER,
        LONG_FORM,
        plugins::account::change
    ),
    get!(
        "/settings/plugins/{id}/remove",
        OWNER,
        plugins::remove::page
    ),
    post!(
        "/settings/plugins/{id}/remove",
        OWNER,
        FORM,
        plugins::remove::carry_out
    ),
    get!("/notices", Staff, notices::page),
    get!("/promises", Staff, promises::page),
    get!("/follow-ups", Staff, follow_ups::page),
    get!("/notices/mail", WORK, inbox::page),
    post!("/notices/mail", WORK, FORM, inbox::decide),
    get!("/surveys", LEAD, surveys::list),
    post!("/surveys", LEAD, FORM, surveys::seen),
    // For buyers, by the link of their closing notice.
    get!("/survey/{no}/{token}", Anyone, surveys::page),
    post!("/survey/{no}/{token}", Anyone, FORM, surveys::answer),
    get!("/settings/mail", OWNER, settings::mail::page),
    get!("/settings/mail/new", OWNER, settings::mail::new),
    post!("/settings/mail/new", OWNER, FORM, settings::mail::add),
    get!("/settings/mail/{id}", OWNER, settings::mail::edit),
    post!("/settings/mail/{id}", OWNER, FORM, settings::mail::change),
    get!("/settings/sms", OWNER, settings::sms::page),
    get!(
        "/settings/sms/{account}",
        OWNER,
        settings::sms::gateway::page
    ),
    post!(
        "/settings/sms/{account}",
        OWNER,
        FORM,
        settings::sms::gateway::save
    ),
    get!(
        "/settings/sms/{account}/{kind}",
        OWNER,
        settings::sms::template::page
    ),
    post!(
        "/settings/sms/{account}/{kind}",
        OWNER,
        FORM,
        settings::sms::template::act
    ),
    get!("/settings/webhooks", OWNER, webhooks::page),
    get!("/settings/webhooks/new", OWNER, webhook::new),
    post!("/settings/webhooks/new", OWNER, FORM, webhook::add),
    get!("/settings/webhooks/{id}", OWNER, webhook::page),
    post!("/settings/webhooks/{id}", OWNER, FORM, webhook::change),
    get!("/settings/webhooks/{id}/{n}", OWNER, posted::page),
    post!("/settings/webhooks/{id}/{n}", OWNER, FORM, posted::again),
    get!("/settings/replies", WORK, settings::replies::page),
    get!(
        "/settings/replies.toml",
        WORK,
        settings::replies::files::export
    ),
    post!(
        "/settings/replies.toml",
        WORK,
        Body::Upload(settings::replies::files::MOST),
        settings::replies::files::import
    ),
    post!(
        "/settings/replies/begin",
        LEAD,
        FORM,
        settings::replies::files::begin
    ),
    post!(
        "/settings/replies/words",
        LEAD,
        FORM,
        settings::replies::files::words
    ),
    get!("/settings/replies/new", WORK, settings::replies::edit::new),
    post!(
        "/settings/replies/new",
        WORK,
        REPLY,
        settings::replies::edit::add
    ),
    get!(
        "/settings/replies/{id}",
        WORK,
        settings::replies::edit::edit
    ),
    post!(
        "/settings/replies/{id}",
        WORK,
        REPLY,
        settings::replies::edit::change
    ),
    get!("/settings/notices", OWNER, settings::notices::page),
    post!("/settings/notices", OWNER, FORM, settings::notices::save),
    get!("/settings/backups", OWNER, settings::backups::page),
    post!("/settings/backups", OWNER, FORM, settings::backups::make),
    post!(
        "/settings/examination",
        OWNER,
        FORM,
        settings::backups::examine
    ),
];

/// The row for a method and a pattern; HEAD asks what GET would.
pub fn route(method: &Method, pattern: &str) -> Option<&'static Route> {
    let method = if *method == Method::HEAD {
        "GET"
    } else {
        method.as_str()
    };
    ROUTES
        .iter()
        .find(|route| route.method == method && route.path == pattern)
}
