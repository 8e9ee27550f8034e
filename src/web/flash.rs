//! One sentence carried over a redirect: a phrase key and its variables, in a cookie.

use super::place::Place;
use crate::phrases::Arg;
use crate::phrases::Words;
use actix_web::cookie::Cookie;
use actix_web::cookie::SameSite;
use actix_web::cookie::time::Duration;

/// The name of the cookie.
pub const COOKIE: &str = "flash";

/// What was done, said once on the next page. Holds numbers people may see, never personal fields:
/// it travels in a cookie.
#[derive(Debug, Clone, PartialEq)]
pub struct Flash {
    key: String,
    args: Vec<(String, String)>,
}

impl Flash {
    pub fn new(key: &str) -> Flash {
        Flash {
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// With a variable of the phrase.
    pub fn and(mut self, name: &str, value: impl std::fmt::Display) -> Flash {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// The sentence; none when a cookie was made up and names no phrase of ours.
    pub fn words(&self, words: Words) -> Option<String> {
        if !self.key.starts_with("done-") || !words.has(&self.key) {
            return None;
        }
        let args: Vec<(&str, Arg<'_>)> = self
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), Arg::from(value)))
            .collect();
        Some(words.with(&self.key, &args))
    }

    pub fn cookie(&self, place: &Place) -> Cookie<'static> {
        let mut plain = self.key.clone();
        for (name, value) in &self.args {
            plain.push('\u{1}');
            plain.push_str(name);
            plain.push('\u{2}');
            plain.push_str(value);
        }
        let value: String = plain.bytes().map(|byte| format!("{byte:02x}")).collect();
        Cookie::build(COOKIE, value)
            .path(place.cookie_path())
            .http_only(true)
            .secure(place.https)
            .same_site(SameSite::Lax)
            .max_age(Duration::minutes(1))
            .finish()
    }

    /// Reads what [`Flash::cookie`] wrote.
    pub fn read(value: &str) -> Option<Flash> {
        if !value.is_ascii() || !value.len().is_multiple_of(2) || value.len() > 2000 {
            return None;
        }
        let bytes: Option<Vec<u8>> = (0..value.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&value[at..at + 2], 16).ok())
            .collect();
        let plain = String::from_utf8(bytes?).ok()?;
        let mut parts = plain.split('\u{1}');
        let mut flash = Flash::new(parts.next()?);
        for part in parts {
            let (name, value) = part.split_once('\u{2}')?;
            flash = flash.and(name, value);
        }
        Some(flash)
    }
}

/// The cookie that takes a flash away once it was shown.
pub fn gone(place: &Place) -> Cookie<'static> {
    let mut cookie = Cookie::build(COOKIE, "")
        .path(place.cookie_path())
        .http_only(true)
        .secure(place.https)
        .finish();
    cookie.make_removal();
    cookie
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_survives_its_cookie() {
        let flash = Flash::new("done-opened").and("no", "AS261122-0042K");
        let place = Place::of(&crate::config::Config::default());
        let cookie = flash.cookie(&place);
        assert_eq!(Flash::read(cookie.value()), Some(flash));
        assert_eq!(Flash::read("zz"), None);
        assert_eq!(Flash::read("语言"), None);
    }
}
