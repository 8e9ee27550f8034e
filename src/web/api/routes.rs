//! The addresses for programs, part of the map of all.

use super::super::WORKERS;
use super::super::import;
use super::super::routes::Access;
use super::super::routes::Body;
use super::super::routes::Route;
use super::super::routes::get;
use super::super::routes::post;
use super::buyers;
use super::cases;
use super::desk;
use super::document;
use super::imports;
use super::orders;
use super::search;
use super::views;
use crate::actions::personal;
use crate::domain::token::Scope;
use crate::store::evidence;
use Access::AnyToken;
use Access::Open;

/// The bound of what a program tells.
const JSON: Body = Body::Json(1024 * 1024);
const CASES_READ: Access = Access::Token(Scope::CasesRead, &[]);
const CASES_ACT: Access = Access::Token(Scope::CasesAct, WORKERS);
const ORDERS_READ: Access = Access::Token(Scope::OrdersRead, &[]);
const BUYERS_READ: Access = Access::Token(Scope::BuyersRead, &[]);
const BUYERS_REVEAL: Access = Access::Token(Scope::BuyersReveal, personal::REVEALERS);
const IMPORTING: Access = Access::Token(Scope::Import, import::IMPORTERS);
/// The bound of one file from a program.
const CASE_FILE: Body = Body::Bytes(evidence::FILE_MOST);

/// Rows of one path stand together.
pub const ROUTES: &[Route] = &[
    get!("/api/v1/openapi.json", Open, document::file),
    get!("/api/v1/health", AnyToken, desk::health),
    get!("/api/v1/me", AnyToken, desk::me),
    get!("/api/v1/shops", AnyToken, desk::shops),
    get!("/api/v1/cases", CASES_READ, cases::list::list),
    post!("/api/v1/cases", CASES_ACT, JSON, cases::open::open),
    get!("/api/v1/cases/{no}", CASES_READ, cases::show::show),
    get!("/api/v1/cases/{no}/acts", CASES_READ, cases::show::possible),
    post!(
        "/api/v1/cases/{no}/acts/{verb}",
        CASES_ACT,
        JSON,
        cases::acts::act
    ),
    post!(
        "/api/v1/cases/{no}/files",
        CASES_ACT,
        CASE_FILE,
        cases::files::hand_in
    ),
    get!("/api/v1/views", CASES_READ, views::list),
    get!("/api/v1/orders", ORDERS_READ, orders::list::list),
    post!(
        "/api/v1/orders",
        Access::Token(Scope::OrdersWrite, WORKERS),
        JSON,
        orders::bring::bring
    ),
    get!("/api/v1/orders/{id}", ORDERS_READ, orders::list::show),
    post!(
        "/api/v1/orders/{id}/reveal",
        BUYERS_REVEAL,
        JSON,
        buyers::reveal_address
    ),
    get!("/api/v1/imports", IMPORTING, imports::list),
    post!(
        "/api/v1/imports",
        IMPORTING,
        Body::Bytes(200 * 1024 * 1024),
        imports::upload
    ),
    get!("/api/v1/imports/{id}", IMPORTING, imports::show),
    get!(
        "/api/v1/imports/{id}/bad-rows",
        IMPORTING,
        imports::bad_rows
    ),
    post!(
        "/api/v1/imports/{id}/start",
        IMPORTING,
        JSON,
        imports::start
    ),
    post!(
        "/api/v1/imports/{id}/cancel",
        IMPORTING,
        JSON,
        imports::cancel
    ),
    get!("/api/v1/buyers/{id}", BUYERS_READ, buyers::show),
    get!("/api/v1/buyers/{id}/cases", BUYERS_READ, buyers::cases_of),
    get!("/api/v1/buyers/{id}/orders", BUYERS_READ, buyers::orders_of),
    post!(
        "/api/v1/buyers/{id}/reveal",
        BUYERS_REVEAL,
        JSON,
        buyers::reveal
    ),
    get!(
        "/api/v1/search",
        Access::Token(Scope::Search, &[]),
        search::search
    ),
];
