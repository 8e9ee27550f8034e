//! The body of a request: JSON, bounded, every key known. What does not fit is told with its place.

use super::bearer::Bearer;
use super::change::Change;
use super::problem::Kind;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Wrong;
use super::values::Object;
use crate::web::Body;
use crate::web::guards::route_in;
use actix_web::FromRequest;
use actix_web::HttpMessage;
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;
use std::future::Future;
use std::pin::Pin;

/// What a request that changes something told, and its idempotency key.
#[derive(Debug)]
pub struct Told<T> {
    pub value: T,
    pub change: Change,
}

impl<T: DeserializeOwned + 'static> FromRequest for Told<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Told<T>, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let route = route_in(&request).ok_or_else(|| Problem::new(Kind::NotFound))?;
            let Body::Json(most) = route.body else {
                return Err(Problem::new(Kind::NotFound));
            };
            let bearer = Bearer::extract(&request).await?;
            if request.content_type() != "application/json" {
                return Err(Problem::new(Kind::WrongContentType));
            }
            let mut body = Vec::new();
            while let Some(chunk) = payload.next().await {
                let chunk = chunk.map_err(|_| Problem::new(Kind::Malformed))?;
                if body.len() + chunk.len() > most {
                    return Err(Problem::new(Kind::TooLarge));
                }
                body.extend_from_slice(&chunk);
            }
            let change = Change::of(&request, &bearer, route.path, &body)?;
            let value = read(&body)?;
            Ok(Told { value, change })
        })
    }
}

/// Reads JSON; `Malformed` when it is none, `Invalid` with the place of what does not fit.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value: Object<T> = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let place = place_of(error.path());
        let inner = error.into_inner();
        match inner.classify() {
            Category::Data => Problem::with(Kind::Invalid, vec![wrong(place, &inner.to_string())]),
            Category::Io | Category::Syntax | Category::Eof => Problem::new(Kind::Malformed),
        }
    })?;
    json.end().map_err(|_| Problem::new(Kind::Malformed))?;
    Ok(value.0)
}

fn place_of(path: &serde_path_to_error::Path) -> String {
    let parts: Vec<String> = path
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { variant } => Some(variant.clone()),
            Segment::Unknown => None,
        })
        .collect();
    parts.join("/")
}

/// The phrase key for what serde says, or what a type of ours said through it.
fn wrong(place: String, said: &str) -> Wrong {
    let named = |mark: &str| -> Option<String> {
        let name = said.strip_prefix(mark)?.split('`').next()?;
        Some(match place.as_str() {
            "" => name.to_owned(),
            place if place.split('/').next_back() == Some(name) => place.to_owned(),
            place => format!("{place}/{name}"),
        })
    };
    let (place, key) = if let Some(place) = named("unknown field `") {
        (place, "error-field-unknown")
    } else if let Some(place) = named("missing field `") {
        (place, "error-required")
    } else if let Some(place) = named("duplicate field `") {
        (place, "error-field-twice")
    } else if said.starts_with("unknown variant") {
        (place, "error-choice")
    } else if said.starts_with("error-") {
        let key = said.split(' ').next().unwrap_or_default();
        (place, key)
    } else {
        (place, "error-value-form")
    };
    Wrong {
        place: Place::Body(place),
        key: key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::values::Amount;
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[expect(dead_code, reason = "only read")]
        amount_fen: Amount,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sent {
        #[expect(dead_code, reason = "only read")]
        lines: Vec<Line>,
    }

    #[test]
    fn a_list_is_no_object_even_where_every_key_may_be_missing() {
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Nothing {}

        assert!(read::<Nothing>(b" {}").is_ok());
        assert!(read::<Nothing>(b" []").is_err());
    }

    #[test]
    fn nor_is_a_list_of_values_one_of_a_list_of_objects() {
        use crate::web::api::cases::input::ActInput;
        use crate::web::api::cases::open::NewCase;
        use crate::web::api::orders::bring::OrderTold;

        let order = |lines: &str| {
            format!(r#"{{"shop":1,"order_no":"1","status":"signed","lines":[{lines}]}}"#)
        };
        let line = r#"{"title":"羊毛围巾","qty":1,"unit_price_fen":1}"#;
        assert!(read::<OrderTold>(order(line).as_bytes()).is_ok());
        let listed = r#"["羊毛围巾",1,1,null,null,null,null,false]"#;
        assert!(read::<OrderTold>(order(listed).as_bytes()).is_err());

        let opens = |lines: &str| {
            format!(r#"{{"kind":"repair","reason":"broken","order":1,"lines":[{lines}]}}"#)
        };
        assert!(read::<NewCase>(opens(r#"{"line_no":1,"qty":1}"#).as_bytes()).is_ok());
        assert!(read::<NewCase>(opens("[1,1]").as_bytes()).is_err());

        let found = r#"{"inspection":[{"line":0,"passed":1,"failed":0,"grade":"a"}]}"#;
        assert!(read::<ActInput>(found.as_bytes()).is_ok());
        assert!(read::<ActInput>(br#"{"inspection":null}"#).is_ok());
        assert!(read::<ActInput>(br#"{"inspection":[[0,1,0,"a"]]}"#).is_err());
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        for (body, problem) in [
            (r#"{"lines":[{"amount_fen":1}]}"#, None),
            ("{", Some("malformed")),
            (r#"{"lines":[]} x"#, Some("malformed")),
            ("{}", Some("#/lines required")),
            (r#"{"lines":[],"extra":1}"#, Some("#/extra field_unknown")),
            (r#"{"lines":[],"lines":[]}"#, Some("#/lines field_twice")),
            (
                r#"{"lines":[{"amount_fen":1},{"amount_fen":-1}]}"#,
                Some("#/lines/1/amount_fen amount_range"),
            ),
            (
                r#"{"lines":[{"amount_fen":"1"}]}"#,
                Some("#/lines/0/amount_fen value_form"),
            ),
            (
                r#"{"lines":[{"amount":1}]}"#,
                Some("#/lines/0/amount field_unknown"),
            ),
            ("[]", Some("# value_form")),
        ] {
            let found = read::<Sent>(body.as_bytes()).err().map(|problem| {
                let words = crate::phrases::Words::of(crate::domain::people::Lang::En);
                let told = problem.told(words, &jiff::tz::TimeZone::UTC, "");
                match told.errors.first() {
                    None => told.code,
                    Some(error) => {
                        let pointer = error.pointer.clone().unwrap_or_default();
                        format!("{pointer} {}", error.code)
                    }
                }
            });
            assert_eq!(found.as_deref(), problem, "{body}");
        }
    }
}
