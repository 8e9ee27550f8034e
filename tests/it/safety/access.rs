//! Every route, every role, and an object of one's own shop, of another shop, and of none.

use super::side_doors::Shops;
use super::side_doors::TwoShops;
use crate::desk::Browser;
use actix_web::http::StatusCode;
use aftercare::domain::people::Role;
use aftercare::web::Access;
use aftercare::web::ROUTES;
use aftercare::web::Route;

/// Whose the thing is that a pattern names.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Object {
    Case,
    Order,
    Buyer,
    Ownerless,
    Product,
    Parcel,
    /// Not a thing of a shop: only roles, or the person, decide.
    OfTheDesk,
}

/// The first row that fits says what the first hole of a pattern names. A route with a hole that no
/// row fits fails the test: whoever adds one says here whose it is.
const OBJECTS: &[(&str, Object)] = &[
    ("/cases/{no}", Object::Case),
    ("/live/cases/{no}", Object::Case),
    ("/orders/{id}", Object::Order),
    ("/buyers/{id}", Object::Buyer),
    ("/warehouse/ownerless/{id}", Object::Ownerless),
    ("/products/{id}", Object::Product),
    ("/parcels/{carrier}", Object::Parcel),
    // Whoever may import may for every shop; the report shows masked rows.
    ("/import/{id}", Object::OfTheDesk),
    // Only who sent it takes it back; for anyone else it is not there.
    ("/sending/", Object::OfTheDesk),
    // Whoever ran it may see it, and who leads; its cases are asked for one by one.
    ("/bulk/{id}", Object::OfTheDesk),
    ("/settings/", Object::OfTheDesk),
    ("/demo/", Object::OfTheDesk),
    // Whoever has the link of the closing notice; without it nobody.
    ("/survey/", Object::OfTheDesk),
    ("/static/", Object::OfTheDesk),
];

/// Requests that end the very session that asks.
const ENDS_THE_SESSION: &[&str] = &["/sign-out", "/settings/password"];

fn object(pattern: &str) -> Option<Object> {
    pattern.contains('{').then(|| {
        OBJECTS
            .iter()
            .find(|(prefix, _)| pattern.starts_with(prefix))
            .unwrap_or_else(|| panic!("{pattern}: say in OBJECTS whose this is"))
            .1
    })
}

/// The path of a pattern for what a shop has.
fn path(pattern: &str, object: Option<Object>, shops: &Shops) -> String {
    let first = match object {
        Some(Object::Case) => shops.case.clone(),
        Some(Object::Order) => shops.order.clone(),
        Some(Object::Buyer) => shops.buyer.clone(),
        Some(Object::Ownerless) => shops.ownerless.clone(),
        Some(Object::Product) => shops.product.clone(),
        Some(Object::Parcel) => "sf".to_owned(),
        Some(Object::OfTheDesk) | None => "1".to_owned(),
    };
    let verb = if object == Some(Object::Ownerless) {
        "match"
    } else {
        "note"
    };
    let mut out = String::new();
    let mut rest = pattern;
    let mut holes = 0;
    while let Some((before, hole)) = rest.split_once('{') {
        let (name, after) = hole.split_once('}').expect("a hole ends");
        out.push_str(before);
        out.push_str(match (holes, name) {
            (_, "verb") => verb,
            (1, "number") if object == Some(Object::Parcel) => &shops.parcel,
            (0, _) => &first,
            _ => "1",
        });
        holes += 1;
        rest = after;
    }
    out + rest
}

fn may(route: &Route, role: Role) -> bool {
    match route.access {
        Access::Role(roles) => role == Role::Owner || roles.contains(&role),
        _ => true,
    }
}

async fn ask(who: &mut Browser, route: &Route, path: &str) -> StatusCode {
    let answer = match route.method {
        "GET" => who.get(path).await,
        _ => who.post(path, &[("command", "00-0")]).await,
    };
    answer.status
}

#[actix_web::test]
async fn every_route_knows_every_role_and_whose_the_thing_is() {
    let two = TwoShops::open().await;
    let mut checked = 0;
    for role in Role::ALL {
        let mut who = two.person(*role).await;
        who.get("/settings/profile").await.is(200);
        for route in ROUTES {
            let staffed = matches!(route.access, Access::Staff | Access::Role(_));
            if !staffed || ENDS_THE_SESSION.contains(&route.path) {
                continue;
            }
            let object = object(route.path);
            let [own, foreign, missing] =
                [&two.own, &two.foreign, &two.missing].map(|shops| path(route.path, object, shops));
            let what = format!("{} {} as {role}", route.method, route.path);
            // A person without a shop of their own sees all shops: only the owner here.
            let bounded = *role != Role::Owner;
            let of_a_shop = object.is_some_and(|object| object != Object::OfTheDesk);
            if !may(route, *role) {
                for path in [&own, &foreign, &missing] {
                    let status = ask(&mut who, route, path).await;
                    assert_eq!(status, 403, "{what}: {path}");
                }
                checked += 3;
                continue;
            }
            if of_a_shop {
                let absent = ask(&mut who, route, &missing).await;
                assert!(
                    !absent.is_success() && !absent.is_redirection(),
                    "{what}: {missing}"
                );
                if bounded {
                    let status = ask(&mut who, route, &foreign).await;
                    assert_eq!(status, absent, "{what}: {foreign} tells that it is there");
                    checked += 1;
                }
                if route.method == "GET" {
                    assert_eq!(absent, 404, "{what}: {missing}");
                }
                checked += 1;
            }
            let status = ask(&mut who, route, &own).await;
            assert!(!status.is_server_error(), "{what}: {own} answered {status}");
            let through = ![403, 405].contains(&status.as_u16());
            assert!(through, "{what}: {own} answered {status}");
            if route.method == "GET"
                && object != Some(Object::OfTheDesk)
                && !route.path.ends_with("{hash}")
            {
                assert_ne!(status, 404, "{what}: {own}");
            }
            checked += 1;
        }
    }
    assert!(checked > 500, "only {checked} answers were looked at");
}
