//! What a form sent: names and values in order, read and checked once by the guard.

use super::visit::Visit;
use crate::domain::money::Fen;
use crate::failure::Failure;
use actix_web::FromRequest;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use std::future::Ready;
use std::future::ready;
use std::sync::Arc;

/// The name of the field every form carries against forgery.
pub const CSRF: &str = "csrf";
/// The name of the field that makes sending a form twice happen once.
pub const COMMAND: &str = "command";

/// The fields of a form. Cheap to copy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(Arc<Vec<(String, String)>>);

impl Fields {
    pub fn new(pairs: Vec<(String, String)>) -> Fields {
        Fields(Arc::new(pairs))
    }

    /// Reads `a=1&b=2`; none when it is not that.
    pub fn read(text: &str) -> Option<Fields> {
        actix_web::web::Query::<Vec<(String, String)>>::from_query(text)
            .ok()
            .map(|pairs| Fields::new(pairs.into_inner()))
    }

    /// What stands in a field, as it was typed; empty when it was not sent.
    pub fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// What stands in a field, without blanks around it.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The same, or none when nothing was typed.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Every value of a field that may be sent several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Names and values in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Money, where a field may be left empty.
    ///
    /// # Errors
    /// The phrase key of what is wrong.
    pub fn money(&self, name: &str) -> Result<Option<Fen>, &'static str> {
        match self.filled(name) {
            None => Ok(None),
            Some(text) => Fen::parse(text).map(Some).ok_or("error-money-form"),
        }
    }

    /// The idempotency key of this form: bound to the person and the route, so that nobody gets
    /// another one's answer.
    pub fn key(&self, visit: &Visit) -> Option<String> {
        let command = self.filled(COMMAND).filter(|text| text.len() <= 80)?;
        Some(Fields::key_on(command, visit, visit.route))
    }

    /// The idempotency key that a form with this command has at a route.
    pub fn key_on(command: &str, visit: &Visit, route: &str) -> String {
        let who = visit.viewer.as_ref().map_or(0, |viewer| viewer.staff.id.0);
        format!("{who} {route} {command}")
    }
}

impl FromRequest for Fields {
    type Error = Failure;
    type Future = Ready<Result<Fields, Failure>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let fields = request.extensions().get::<Fields>().cloned();
        ready(Ok(fields.unwrap_or_default()))
    }
}

/// The fields that did not fit, with the phrase key of what is wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Errors(Vec<(String, String)>);

impl Errors {
    pub fn add(&mut self, field: &str, key: &str) {
        self.0.push((field.to_owned(), key.to_owned()));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The phrase key for a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, key)| key.as_str())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, key)| (name.as_str(), key.as_str()))
    }

    /// # Errors
    /// `Invalid` with these fields, when there are any.
    pub fn into_result(self) -> Result<(), Failure> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Failure::Invalid(self.0))
        }
    }
}

impl From<Vec<(String, String)>> for Errors {
    fn from(fields: Vec<(String, String)>) -> Errors {
        Errors(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_order_and_repeats() {
        let fields =
            Fields::read("role=agent&role=finance&name=+%E5%BC%A0+&amount=1%2C290").expect("reads");
        assert_eq!(fields.all("role").collect::<Vec<_>>(), ["agent", "finance"]);
        assert_eq!(fields.text("name"), "张");
        assert_eq!(fields.raw("name"), " 张 ");
        assert_eq!(fields.money("amount"), Ok(Some(Fen(129_000))));
        assert_eq!(fields.filled("absent"), None);
    }
}
