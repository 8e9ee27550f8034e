//! Every address for programs: with its scope and with every other, as every role, and about what is
//! of one's own shop, of another shop, and not there.

use super::side_doors::Shops;
use super::side_doors::TwoShops;
use crate::api::Answer;
use crate::api::Program;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use aftercare::domain::token::Scope;
use aftercare::web::Access;
use aftercare::web::Body;
use aftercare::web::ROUTES;
use aftercare::web::Route;
use serde_json::Value;
use serde_json::json;

/// The scope of every address, said a second time: the first row that fits counts. An address that no
/// row fits fails the test, and so does one whose route asks for something else. None: any token.
const SCOPES: &[(&str, &str, Option<Scope>)] = &[
    ("GET", "/api/v1/health", None),
    ("GET", "/api/v1/me", None),
    ("GET", "/api/v1/shops", None),
    ("GET", "/api/v1/cases", Some(Scope::CasesRead)),
    ("POST", "/api/v1/cases", Some(Scope::CasesAct)),
    ("GET", "/api/v1/views", Some(Scope::CasesRead)),
    (
        "POST",
        "/api/v1/orders/{id}/reveal",
        Some(Scope::BuyersReveal),
    ),
    ("GET", "/api/v1/orders", Some(Scope::OrdersRead)),
    ("POST", "/api/v1/orders", Some(Scope::OrdersWrite)),
    ("GET", "/api/v1/imports", Some(Scope::Import)),
    ("POST", "/api/v1/imports", Some(Scope::Import)),
    ("GET", "/api/v1/buyers/{id}", Some(Scope::BuyersRead)),
    (
        "POST",
        "/api/v1/buyers/{id}/reveal",
        Some(Scope::BuyersReveal),
    ),
    ("GET", "/api/v1/search", Some(Scope::Search)),
];

/// Addresses below `/api/` that ask for no token.
const OPEN: &[&str] = &["/api/v1/openapi.json"];

/// Where one's own is not found either: an order written on the page has no address to show.
const NOTHING_THERE: &str = "/api/v1/orders/{id}/reveal";

/// The things of one shop that a request may be about.
struct Things<'a> {
    /// The number of the shop.
    shop: u64,
    shops: &'a Shops,
    import: u64,
}

impl Things<'_> {
    /// What a request to this route sends: JSON that fits, so that nothing but the access decides.
    fn body(&self, route: &Route) -> Value {
        match route.path {
            "/api/v1/cases" => json!({
                "kind": "refund_only", "subtype": "unshipped", "reason": "unwanted_unshipped",
                "order": self.shops.order.parse::<u64>().expect("a number"),
            }),
            "/api/v1/cases/{no}/acts/{verb}" => json!({"text": "看过"}),
            "/api/v1/orders" => json!({
                "shop": self.shop, "order_no": "TOKEN-1", "status": "paid",
                "lines": [{"title": "羊绒围巾", "qty": 1, "unit_price_fen": 2_400}],
            }),
            "/api/v1/buyers/{id}/reveal" => json!({"identity": 0}),
            _ => json!({}),
        }
    }

    fn path(&self, route: &Route) -> String {
        let id = match route.path.split('/').nth(3) {
            Some("cases") => self.shops.case.clone(),
            Some("orders") => self.shops.order.clone(),
            Some("buyers") => self.shops.buyer.clone(),
            Some("imports") => self.import.to_string(),
            _ if route.path.contains('{') => panic!("{}: say in path() whose this is", route.path),
            _ => String::new(),
        };
        let path = route.path.replace("{no}", &id).replace("{id}", &id);
        let path = path.replace("{verb}", "note");
        assert!(!path.contains('{'), "{path}: a hole nobody fills");
        match (route.path, route.body) {
            ("/api/v1/cases/{no}/files", _) => format!("{path}?file_name=a.txt"),
            (_, Body::Bytes(_)) => format!("{path}?shop={}&file_name=a.csv", self.shop),
            ("/api/v1/search", _) => format!("{path}?q=%E8%80%B3%E6%9C%BA"),
            _ => path,
        }
    }

    async fn ask(&self, program: &Program, route: &Route) -> Answer {
        let path = self.path(route);
        match route.body {
            Body::Json(_) => program.post(&path, self.body(route)).await,
            Body::Bytes(_) => {
                let key = format!("file-{}", self.shop);
                let headers = [
                    ("content-type", "application/octet-stream"),
                    ("idempotency-key", key.as_str()),
                ];
                let file = b"a,b\n1,2\n".to_vec();
                program
                    .send(Method::POST, &path, &headers, Some(file))
                    .await
            }
            _ => program.get(&path).await,
        }
    }
}

fn scope_of(route: &Route) -> Option<Scope> {
    let row = SCOPES
        .iter()
        .find(|(method, path, _)| *method == route.method && route.path.starts_with(path));
    let row = row.unwrap_or_else(|| panic!("{} {}: say its scope", route.method, route.path));
    row.2
}

fn may(route: &Route, role: Role) -> bool {
    match route.access {
        Access::Token(_, roles) => roles.is_empty() || role == Role::Owner || roles.contains(&role),
        _ => true,
    }
}

async fn an_import(owner: &Program, shop: u64) -> u64 {
    let headers = [
        ("content-type", "application/octet-stream"),
        ("idempotency-key", "an-import"),
    ];
    let path = format!("/api/v1/imports?shop={shop}&file_name=orders.csv");
    let file = format!("订单编号\n{shop}\n").into_bytes();
    let made = owner.send(Method::POST, &path, &headers, Some(file)).await;
    made.is(201).json["id"].as_u64().expect("a number")
}

#[actix_web::test]
async fn every_address_for_programs_knows_scope_role_and_whose_the_thing_is() {
    let two = TwoShops::open().await;
    let owner = Program::of_owner(&two.desk).await;
    let own = Things {
        shop: 1,
        shops: &two.own,
        import: an_import(&owner, 1).await,
    };
    // Another key: the two are changes of one token.
    let second = Program::of_owner(&two.desk).await;
    let foreign = Things {
        shop: 2,
        shops: &two.foreign,
        import: an_import(&second, 2).await,
    };
    let missing = Things {
        shop: 4711,
        shops: &two.missing,
        import: 4711,
    };
    let mut checked = 0;
    for role in Role::ALL {
        let login = match role {
            Role::Owner => "wang".to_owned(),
            role => {
                two.person(*role).await;
                format!("p-{role}")
            }
        };
        for route in ROUTES.iter().filter(|r| r.path.starts_with("/api/")) {
            if OPEN.contains(&route.path) {
                assert_eq!(route.access, Access::Open, "{}", route.path);
                continue;
            }
            let what = format!("{} {} as {role}", route.method, route.path);
            let scope = scope_of(route);
            // A token of its own for each address: none is asked too often.
            if let Some(scope) = scope {
                let others = Scope::ALL.iter().copied().filter(|s| *s != scope);
                let others: Vec<Scope> = others.collect();
                let narrow = Program::of(&two.desk, &login, &others).await;
                for things in [&own, &foreign, &missing] {
                    let answer = things.ask(&narrow, route).await;
                    assert_eq!(answer.status, 403, "{what}, without {scope}");
                    answer.problem(403, "scope_missing");
                    checked += 1;
                }
            }
            // Where any token does, one of another purpose must do as well.
            let scopes = [scope.unwrap_or(Scope::Search)];
            let program = Program::of(&two.desk, &login, &scopes).await;
            if !may(route, *role) {
                for things in [&own, &foreign, &missing] {
                    let answer = things.ask(&program, route).await;
                    assert_eq!(answer.status, 403, "{what}");
                    answer.problem(403, "not_allowed");
                    checked += 1;
                }
                continue;
            }
            let of_a_shop = route.path.contains('{') || route.method == "POST";
            if of_a_shop {
                let absent = missing.ask(&program, route).await;
                assert_eq!(absent.status, 404, "{what}: {}", absent.body);
                checked += 1;
                // The owner works for every shop.
                if *role != Role::Owner {
                    let theirs = foreign.ask(&program, route).await;
                    assert_eq!(theirs.status, 404, "{what}: tells that it is there");
                    assert_eq!(theirs.json["detail"], absent.json["detail"], "{what}");
                    checked += 1;
                }
            }
            let answer = own.ask(&program, route).await;
            let status = answer.status;
            assert!(status < 500, "{what}: {}", answer.body);
            let closed = [400, 401, 404].contains(&status) && route.path != NOTHING_THERE;
            assert!(!closed, "{what}: {}", answer.body);
            if status == 403 {
                // Whether this person may do this act to this case say the tables of the case.
                assert!(route.path.ends_with("{verb}"), "{what}: {}", answer.body);
                answer.problem(403, "not_allowed");
            } else if *role != Role::Owner && route.method == "GET" {
                for word in ["FOREIGN-2", "隔壁", two.foreign.case.as_str()] {
                    assert!(!answer.body.contains(word), "{what}: names {word}");
                }
            }
            checked += 1;
        }
    }
    assert!(checked > 800, "only {checked} answers were looked at");
}
