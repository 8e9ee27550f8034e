//! One request as the handlers know it: who asks, when, in which language, from which page.

use super::flash::Flash;
use super::place::Place;
use crate::actions::Moment;
use crate::actions::access::Viewer;
use crate::actions::second_factor;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::negotiate;
use crate::store::sessions::TokenHash;
use crate::store::settings::Desk;
use actix_web::FromRequest;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header;
use jiff::tz::TimeZone;
use std::future::Ready;
use std::future::ready;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

/// The name of the cookie that holds the language of someone who is not signed in.
pub const LANG_COOKIE: &str = "lang";
/// The name of the cookie that holds the theme.
pub const THEME_COOKIE: &str = "theme";

crate::codes! {
    /// Light or dark, or what the system says.
    pub enum Theme {
        Auto = "auto",
        Light = "light",
        Dark = "dark",
    }
}

/// Everything about one request that pages and acts need. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Visit(Arc<Facts>);

/// What [`Visit`] points at.
#[derive(Debug)]
pub struct Facts {
    pub now: Timestamp,
    pub request_id: String,
    /// Random, hex, different for each request: forms take their idempotency keys from it.
    pub seed: String,
    pub place: Place,
    /// The path without the prefix, as the browser asked for it.
    pub path: String,
    /// The pattern of the route: `/cases/{no}`.
    pub route: &'static str,
    pub peer: Option<IpAddr>,
    pub words: Words,
    pub theme: Theme,
    pub zone: TimeZone,
    pub desk: Option<Desk>,
    pub viewer: Option<Viewer>,
    pub session: Option<TokenHash>,
    /// When the person last showed who they are, with their password.
    pub confirmed_at: Option<Timestamp>,
    /// What the forms of this page must bring back.
    pub csrf: String,
    pub flash: Option<Flash>,
    pub read_only: bool,
}

impl Deref for Visit {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl Visit {
    pub fn new(facts: Facts) -> Visit {
        Visit(Arc::new(facts))
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `NotAllowed` for a stranger; the guards let none through to a page that asks this.
    pub fn viewer(&self) -> Result<&Viewer, Failure> {
        self.viewer.as_ref().ok_or(Failure::NotAllowed)
    }

    /// Whether the person has one of the roles; the owner has all of them.
    pub fn may(&self, roles: &[Role]) -> bool {
        self.viewer
            .as_ref()
            .is_some_and(|viewer| viewer.must_be(roles).is_ok())
    }

    /// Whether this person has to enrol a second factor before anything else.
    pub fn must_enrol(&self) -> bool {
        let (Some(viewer), Some(desk)) = (&self.viewer, &self.desk) else {
            return false;
        };
        second_factor::is_missing(&desk.security, &viewer.staff)
    }

    /// Now, with the chance of this request.
    pub fn moment(&self) -> Moment {
        Moment {
            now: self.now,
            salt: self.seed.clone(),
        }
    }

    pub fn url(&self, path: &str) -> String {
        self.place.url(path)
    }
}

impl FromRequest for Visit {
    type Error = Failure;
    type Future = Ready<Result<Visit, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visit = request.extensions().get::<Visit>().cloned();
        ready(visit.ok_or_else(|| {
            Failure::Fault(anyhow::anyhow!(
                "a page outside the session guard was asked"
            ))
        }))
    }
}

/// The language of someone whose settings are not known: cookie, browser, desk.
pub fn lang_of(request: &HttpRequest, desk: Option<&Desk>) -> Lang {
    let chosen = request
        .cookie(LANG_COOKIE)
        .and_then(|cookie| Lang::from_code(cookie.value()));
    let asked = || {
        let header = request.headers().get(header::ACCEPT_LANGUAGE)?;
        Some(negotiate(header.to_str().ok()?))
    };
    chosen
        .or_else(asked)
        .or(desk.map(|desk| desk.lang))
        .unwrap_or(Lang::ZhCn)
}

pub fn theme_of(request: &HttpRequest) -> Theme {
    request
        .cookie(THEME_COOKIE)
        .and_then(|cookie| Theme::from_code(cookie.value()))
        .unwrap_or(Theme::Auto)
}

/// The desk's zone; Shanghai before it is set up.
pub fn zone_of(desk: Option<&Desk>) -> TimeZone {
    formats::zone(desk.map_or("Asia/Shanghai", |desk| desk.zone.as_str()))
}
