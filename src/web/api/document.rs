//! The OpenAPI document: what the handlers say of themselves, and what every address shares, taken
//! from the table of routes.

use super::buyers;
use super::cases;
use super::change::IDEMPOTENCY_KEY;
use super::change::KEY_MOST;
use super::desk;
use super::imports;
use super::orders;
use super::problem::ProblemDetails;
use super::search;
use super::values::Id;
use super::views;
use crate::web::Access;
use crate::web::Body;
use crate::web::ROUTES;
use crate::web::Route;
use crate::web::Site;
use actix_web::HttpResponse;
use actix_web::web::Data;
use utoipa::OpenApi;
use utoipa::openapi::ContentBuilder;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::Ref;
use utoipa::openapi::RefOr;
use utoipa::openapi::Required;
use utoipa::openapi::ResponseBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::path::Parameter;
use utoipa::openapi::path::ParameterBuilder;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::schema::Type;
use utoipa::openapi::security::HttpAuthScheme;
use utoipa::openapi::security::HttpBuilder;
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::security::SecurityScheme;
use utoipa::openapi::server::Server;

/// The name of the security scheme.
const SCHEME: &str = "token";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Aftercare · 售后台",
        version = "1",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    paths(
        desk::health,
        desk::me,
        desk::shops,
        cases::list::list,
        cases::open::open,
        cases::show::show,
        cases::show::possible,
        cases::acts::act,
        cases::files::hand_in,
        views::list,
        orders::list::list,
        orders::list::show,
        orders::bring::bring,
        imports::upload,
        imports::list,
        imports::show,
        imports::bad_rows,
        imports::start,
        imports::cancel,
        buyers::show,
        buyers::cases_of,
        buyers::orders_of,
        buyers::reveal,
        buyers::reveal_address,
        search::search,
    ),
    components(schemas(ProblemDetails, cases::list::CaseList, Id)),
    tags(
        (name = "desk", description = "The desk, the person behind the token, the shops"),
        (name = "cases", description = "Cases 售后单: list, open, act"),
        (name = "orders", description = "Orders 订单: list, create, update"),
        (name = "import", description = "Order files: upload, start, report"),
        (name = "buyers", description = "Buyers 买家: masked, one field shown at a time"),
        (name = "search", description = "Find by what is in hand"),
    )
)]
struct Handlers;

/// The document. Anyone may read it: it says nothing of this desk.
pub async fn file(site: Data<Site>) -> HttpResponse {
    let mut document = document();
    document.servers = Some(vec![Server::new(match site.place.prefix.as_str() {
        "" => "/",
        prefix => prefix,
    })]);
    HttpResponse::Ok().json(document)
}

/// The whole document.
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Handlers::openapi();
    if let Some(components) = &mut document.components {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("as_…")
            .description(Some(
                "A token made under Settings or with `aftercare token create`, shown once",
            ))
            .build();
        components.add_security_scheme(SCHEME, SecurityScheme::Http(scheme));
    }
    for route in ROUTES {
        if let Some(item) = document.paths.paths.get_mut(route.path)
            && let Some(operation) = operation_of(item, route.method)
        {
            complete(operation, route);
        }
    }
    document
}

fn operation_of<'a>(item: &'a mut PathItem, method: &str) -> Option<&'a mut Operation> {
    match method {
        "GET" => item.get.as_mut(),
        "POST" => item.post.as_mut(),
        _ => None,
    }
}

/// Adds what an address shares with every other of its kind.
fn complete(operation: &mut Operation, route: &Route) {
    let mut problems: Vec<(u16, &str)> = vec![
        (
            401,
            "No token, or one that is not known, expired or revoked",
        ),
        (429, "Too many requests; `Retry-After` says when"),
        (500, "Something broke; it is in the log under `request_id`"),
        (503, "No changes are taken just now, or too many wait"),
    ];
    let mut scopes = Vec::new();
    if let Access::Token(scope, _) = route.access {
        scopes.push(scope.code().to_owned());
        problems.push((403, "The token lacks the scope, or the person the role"));
        let needs = format!("Needs the scope `{}`.", scope.code());
        let said = operation.description.take().unwrap_or_default();
        operation.description = Some(format!("{said}\n\n{needs}").trim().to_owned());
    }
    operation.security = Some(vec![SecurityRequirement::new(SCHEME, scopes)]);
    if route.path.contains('{') {
        problems.push((404, "It is not there, or not for this person"));
    }
    let has_query =
        parameters(operation).any(|parameter| parameter.parameter_in == ParameterIn::Query);
    if has_query || route.body != Body::None {
        problems.push((400, "The query, the JSON or a header cannot be read"));
    }
    if route.body != Body::None {
        problems.extend([
            (413, "The body is too large"),
            (415, "The body is of another content type"),
            (422, "What was sent does not fit; `errors` says where"),
        ]);
        let key = ParameterBuilder::new()
            .name(IDEMPOTENCY_KEY)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "Names this change: sent again with the same body, it gets the same answer for \
                 seven days; with another body it is refused (422)",
            ))
            .schema(Some(
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .min_length(Some(1))
                    .max_length(Some(KEY_MOST))
                    .pattern(Some("^[!-~]+$"))
                    .examples(["order-1001-refund-1"]),
            ))
            .build();
        operation
            .parameters
            .get_or_insert_default()
            .push(key.into());
    }
    let language = ParameterBuilder::new()
        .name("Accept-Language")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The language of sentences: zh-CN, zh-TW or en; the person's own otherwise",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .examples(["zh-CN", "zh-TW", "en"]),
        ))
        .build();
    operation
        .parameters
        .get_or_insert_default()
        .push(language.into());
    for (status, description) in problems {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("ProblemDetails")))
            .build();
        let response = ResponseBuilder::new()
            .description(description)
            .content("application/problem+json", content)
            .build();
        operation
            .responses
            .responses
            .entry(status.to_string())
            .or_insert(response.into());
    }
}

/// What an operation says it takes.
fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .parameters
        .iter()
        .flatten()
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(parameter),
            RefOr::Ref(_) => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_document_and_the_routes_name_the_same_addresses() {
        let routes: BTreeSet<(String, &str)> = ROUTES
            .iter()
            .filter(|route| route.path.starts_with("/api/"))
            .filter(|route| !route.path.ends_with("/openapi.json"))
            .map(|route| (route.path.to_owned(), route.method))
            .collect();
        let mut told = BTreeSet::new();
        for (path, item) in &document().paths.paths {
            for (method, operation) in [("GET", &item.get), ("POST", &item.post)] {
                if operation.is_some() {
                    told.insert((path.clone(), method));
                }
            }
        }
        assert_eq!(told, routes);
    }

    #[test]
    fn every_hole_of_an_address_is_described() {
        for (path, item) in &document().paths.paths {
            for operation in [&item.get, &item.post].into_iter().flatten() {
                let told: BTreeSet<&str> = parameters(operation)
                    .filter(|parameter| parameter.parameter_in == ParameterIn::Path)
                    .map(|parameter| parameter.name.as_str())
                    .collect();
                let holes: BTreeSet<&str> = path
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next())
                    .collect();
                assert_eq!(told, holes, "{path}");
            }
        }
    }
}
