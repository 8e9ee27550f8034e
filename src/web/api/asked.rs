//! The query of a request: every name known and there once.

use super::problem::Kind;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Wrong;
use crate::web::form::Fields;
use crate::web::lists::cursor;
use actix_web::FromRequest;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::web::Query;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::DeserializeOwned;
use serde::de::Error;
use std::borrow::Cow;
use std::future::Ready;
use std::future::ready;
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::schema::Type;

/// What a query asked for.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Asked<T> {
    type Error = Problem;
    type Future = Ready<Result<Asked<T>, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Asked))
    }
}

/// Reads `a=1&b=2`.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    let fields = Fields::read(text).ok_or_else(|| Problem::new(Kind::InvalidQuery))?;
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in fields.pairs() {
        if names.contains(&name) {
            wrong.push(at(name, "error-field-twice"));
        }
        names.push(name);
    }
    if !wrong.is_empty() {
        return Err(Problem::with(Kind::InvalidQuery, wrong));
    }
    Query::<T>::from_query(text)
        .map(Query::into_inner)
        .map_err(|error| {
            let whole = error.to_string();
            // The whole says what is wrong, each pair by itself where.
            for pair in text.split('&') {
                let Err(error) = Query::<T>::from_query(pair) else {
                    continue;
                };
                let said = error.to_string();
                let name = Fields::read(pair).and_then(|fields| {
                    let (name, _) = fields.pairs().next()?;
                    Some(name.to_owned())
                });
                if let (Some(name), false) = (name, said.contains("missing field")) {
                    wrong.push(at(&name, key_of(&said)));
                }
            }
            if wrong.is_empty()
                && let Some((_, rest)) = whole.split_once("missing field `")
            {
                let name = rest.split('`').next().unwrap_or_default();
                wrong.push(at(name, "error-required"));
            }
            Problem::with(Kind::InvalidQuery, wrong)
        })
}

fn at(name: &str, key: &str) -> Wrong {
    Wrong {
        place: Place::Parameter(name.to_owned()),
        key: key.to_owned(),
    }
}

fn key_of(said: &str) -> &str {
    match said.find("error-") {
        Some(start) => said[start..].split(' ').next().unwrap_or_default(),
        None if said.contains("unknown field") => "error-field-unknown",
        None if said.contains("unknown variant") => "error-choice",
        None => "error-value-form",
    }
}

/// How many rows a page has.
#[derive(Debug, Clone, Copy)]
pub struct PageSize(pub usize);

impl PageSize {
    const MOST: usize = 200;
    const USUAL: usize = 50;
}

impl Default for PageSize {
    fn default() -> PageSize {
        PageSize(PageSize::USUAL)
    }
}

impl<'de> Deserialize<'de> for PageSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PageSize, D::Error> {
        let size = usize::deserialize(deserializer)?;
        match (1..=PageSize::MOST).contains(&size) {
            true => Ok(PageSize(size)),
            false => Err(D::Error::custom("error-number-form")),
        }
    }
}

impl PartialSchema for PageSize {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(1))
            .maximum(Some(PageSize::MOST as u32))
            .default(Some(PageSize::USUAL.into()))
            .into()
    }
}

impl ToSchema for PageSize {
    fn name() -> Cow<'static, str> {
        "PageSize".into()
    }
}

/// Where a page begins: the `next` of the page before.
#[derive(Debug, Clone)]
pub struct Cursor(pub Vec<u8>);

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cursor, D::Error> {
        let text = String::deserialize(deserializer)?;
        cursor(&text)
            .filter(|key| !key.is_empty())
            .map(Cursor)
            .ok_or_else(|| D::Error::custom("error-cursor"))
    }
}

impl PartialSchema for Cursor {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(2))
            .max_length(Some(256))
            .pattern(Some("^([0-9a-f]{2})+$"))
            .description(Some("The `next` of the page before"))
            .into()
    }
}

impl ToSchema for Cursor {
    fn name() -> Cow<'static, str> {
        "Cursor".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Kind as CaseKind;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        q: String,
        #[serde(default)]
        limit: PageSize,
        kind: Option<CaseKind>,
    }

    #[test]
    fn every_name_is_known_and_there_once() {
        let wanted: Wanted = read("q=a&limit=7&kind=repair").expect("fits");
        assert_eq!((wanted.q.as_str(), wanted.limit.0), ("a", 7));
        assert_eq!(wanted.kind, Some(CaseKind::Repair));
        for (query, problem) in [
            ("", "q required"),
            ("q=a&q=b", "q field_twice"),
            ("q=a&x=1", "x field_unknown"),
            ("q=a&limit=0", "limit number_form"),
            ("q=a&limit=many", "limit value_form"),
            ("q=a&kind=party", "kind choice"),
        ] {
            let error = read::<Wanted>(query).expect_err("does not fit");
            let words = crate::phrases::Words::of(crate::domain::people::Lang::En);
            let told = error.told(words, &jiff::tz::TimeZone::UTC, "");
            let first = told.errors.first().expect("says where");
            let name = first.parameter.clone().unwrap_or_default();
            assert_eq!(format!("{name} {}", first.code), problem, "{query}");
        }
    }
}
