//! Who may ask: living tokens with the scope, and never more than the person behind them.

use super::Program;
use super::hire;
use super::with_a_case;
use crate::desk::Desk;
use actix_web::http::Method;
use aftercare::actions::people;
use aftercare::actions::tokens;
use aftercare::domain::ids::ShopId;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::domain::token::Scope;
use aftercare::store::people as staff;
use aftercare::web::Access;
use aftercare::web::Body;
use aftercare::web::ROUTES;
use serde_json::json;

/// Every address for programs that needs a token.
fn routes() -> impl Iterator<Item = &'static aftercare::web::Route> {
    ROUTES
        .iter()
        .filter(|route| matches!(route.access, Access::AnyToken | Access::Token(..)))
}

fn filled(pattern: &str) -> String {
    pattern
        .replace("{no}", "AS261122-0001X")
        .replace("{id}", "999999")
        .replace("{verb}", "approve")
}

async fn ask(program: &Program, route: &aftercare::web::Route) -> super::Answer {
    let method: Method = route.method.parse().expect("a method");
    let path = filled(route.path);
    match route.body {
        Body::None => program.send(method, &path, &[], None).await,
        Body::Bytes(_) => {
            let headers = [
                ("content-type", "application/octet-stream"),
                ("idempotency-key", "k"),
            ];
            let path = format!("{path}?shop=999&file_name=a.csv");
            program
                .send(method, &path, &headers, Some(vec![b'a']))
                .await
        }
        _ => program.post(&path, json!({})).await,
    }
}

#[actix_web::test]
async fn without_a_living_token_nothing_is_answered() {
    let desk = Desk::set_up().await;
    let mut program = Program::of_owner(&desk).await;
    let whole = program.token.clone();
    for wrong in ["", "as_00000000000000000000000000000000", &whole[..60]] {
        program.token = wrong.to_owned();
        for route in routes().take(4) {
            let answer = ask(&program, route).await.problem(401, "not_authenticated");
            let asks = answer.header("www-authenticate");
            assert_eq!(asks, "Bearer realm=\"aftercare\"", "{}", route.path);
        }
    }
}

#[actix_web::test]
async fn a_session_of_a_browser_opens_no_address_for_programs() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    for route in routes().filter(|route| route.method == "GET").take(5) {
        owner.get(&filled(route.path)).await.is(401);
    }
    // And a token opens no page.
    let program = Program::of_owner(&desk).await;
    program.get("/cases").await.is(303);
}

#[actix_web::test]
async fn every_address_asks_for_its_scope_and_no_other() {
    let desk = Desk::set_up().await;
    for scope in Scope::ALL {
        let program = Program::of(&desk, "wang", &[*scope]).await;
        for route in routes() {
            let answer = ask(&program, route).await;
            let open = match route.access {
                Access::Token(needed, _) => needed == *scope,
                _ => true,
            };
            if open {
                assert_ne!(answer.status, 403, "{scope} {}", route.path);
                assert_ne!(answer.status, 401, "{scope} {}", route.path);
            } else {
                answer.problem(403, "scope_missing");
            }
        }
    }
}

#[actix_web::test]
async fn a_token_may_never_more_than_its_person() {
    let (desk, owner, no) = with_a_case().await;
    hire(&desk, "kuang", Role::Warehouse).await;
    hire(&desk, "kan", Role::Viewer).await;
    let warehouse = Program::of(&desk, "kuang", Scope::ALL).await;
    let viewer = Program::of(&desk, "kan", Scope::ALL).await;
    let approve = format!("/api/v1/cases/{no}/acts/approve");
    warehouse
        .post(&approve, json!({}))
        .await
        .problem(403, "not_allowed");
    viewer
        .post(&approve, json!({}))
        .await
        .problem(403, "not_allowed");
    warehouse
        .post("/api/v1/imports/1/start", json!({}))
        .await
        .problem(403, "not_allowed");
    viewer.get(&format!("/api/v1/cases/{no}")).await.is(200);
    let state = owner.get(&format!("/api/v1/cases/{no}")).await.is(200);
    assert_eq!(state.json["case"]["state"], "submitted");
}

#[actix_web::test]
async fn what_belongs_to_another_shop_is_not_there() {
    let (desk, owner, no) = with_a_case().await;
    hire(&desk, "wai", Role::Agent).await;
    desk.only_other_shops("wai").await;
    let stranger = Program::of(&desk, "wai", Scope::ALL).await;
    for path in [
        format!("/api/v1/cases/{no}"),
        format!("/api/v1/cases/{no}/acts"),
        "/api/v1/orders/1".to_owned(),
        "/api/v1/buyers/1".to_owned(),
        "/api/v1/buyers/1/cases".to_owned(),
    ] {
        owner.get(&path).await.is(200);
        stranger.get(&path).await.problem(404, "not_found");
    }
    let missing = stranger.get("/api/v1/orders/424242").await;
    let foreign = stranger.get("/api/v1/orders/1").await;
    assert_eq!(missing.json["detail"], foreign.json["detail"]);
    for (path, body) in [
        (
            format!("/api/v1/cases/{no}/acts/note"),
            json!({"text": "x"}),
        ),
        ("/api/v1/orders".to_owned(), super::order("77")),
        ("/api/v1/buyers/1/reveal".to_owned(), json!({"identity": 0})),
        ("/api/v1/orders/1/reveal".to_owned(), json!({})),
    ] {
        stranger.post(&path, body).await.problem(404, "not_found");
    }
    for (path, list) in [
        ("/api/v1/cases?list=all", "cases"),
        ("/api/v1/orders", "orders"),
        ("/api/v1/search?q=1001", "orders"),
        ("/api/v1/shops", "shops"),
    ] {
        let answer = stranger.get(path).await.is(200);
        assert_eq!(answer.json[list], json!([]), "{path}");
    }
}

#[actix_web::test]
async fn an_expired_a_revoked_and_a_leavers_token_are_dead() {
    let desk = Desk::set_up().await;
    hire(&desk, "lin", Role::Agent).await;
    let until = desk.app.now() + Span::days(1);
    let ends = Program::until(&desk, "lin", &[Scope::CasesRead], Some(until)).await;
    let revoked = Program::of(&desk, "lin", &[Scope::CasesRead]).await;
    let leaver = Program::of(&desk, "lin", &[Scope::CasesRead]).await;
    for program in [&ends, &revoked, &leaver] {
        program.get("/api/v1/me").await.is(200);
    }
    desk.later(Span::days(1));
    ends.get("/api/v1/me")
        .await
        .problem(401, "not_authenticated");
    let (id, moment) = (revoked.id, desk.app.moment());
    desk.app
        .write(None, move |plan| {
            tokens::revoke_any(plan, id, None, &moment).map(|_| ())
        })
        .await
        .expect("revokes");
    revoked.get("/api/v1/me").await.is(401);
    leaver.get("/api/v1/me").await.is(200);
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let lin = staff::by_login(plan, "lin")?.expect("lin");
            people::change(plan, lin.id, |lin| lin.active = false, &moment)
        })
        .await
        .expect("leaves");
    leaver.get("/api/v1/me").await.is(401);
}

#[actix_web::test]
async fn looking_with_a_token_is_noted_once_an_hour() {
    let desk = Desk::set_up().await;
    let program = Program::of_owner(&desk).await;
    let used = async || {
        let tokens = desk
            .app
            .read(|view| Ok(aftercare::store::tokens::all(view)?))
            .await
            .expect("reads");
        tokens[0].used_at
    };
    assert_eq!(used().await, None);
    program.get("/api/v1/me").await.is(200);
    let first = used().await.expect("noted");
    desk.later(Span::minutes(59));
    program.get("/api/v1/me").await.is(200);
    assert_eq!(used().await, Some(first));
    desk.later(Span::minutes(1));
    program.get("/api/v1/me").await.is(200);
    assert_eq!(used().await, Some(first + Span::hours(1)));
}

#[actix_web::test]
async fn a_person_makes_a_token_on_a_page_sees_it_once_and_revokes_it() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    agent.get("/settings/tokens").await.is(200);
    let wanted = [
        ("name", "仓库脚本"),
        ("scopes", "cases:read"),
        ("expires", "90"),
    ];
    // The password first, once signing in is a while ago.
    desk.later(Span::minutes(11));
    agent
        .post("/settings/tokens", &wanted)
        .await
        .leads_to("/settings/confirm?next=/settings/tokens");
    agent.get("/settings/confirm?next=/settings/tokens").await;
    let confirm = [
        ("password", crate::desk::PASSWORD),
        ("next", "/settings/tokens"),
    ];
    agent
        .post("/settings/confirm", &confirm)
        .await
        .leads_to("/settings/tokens");
    agent.get("/settings/tokens").await.is(200);
    let empty = [("name", "仓库脚本"), ("expires", "90")];
    agent
        .post("/settings/tokens", &empty)
        .await
        .is(422)
        .says("至少勾一项")
        .says("value=\"仓库脚本\"");
    let mut with_key = wanted.to_vec();
    with_key.push(("command", "once"));
    let page = agent.post("/settings/tokens", &with_key).await.is(200);
    let token = crate::desk::between(&page.body, "class=\"secret\">", "<");
    let token = token.expect("shown").to_owned();
    // The same form again makes no other token and shows none.
    let again = agent.post("/settings/tokens", &with_key).await.is(200);
    assert!(!again.body.contains("class=\"secret\""), "{}", again.body);
    let list = agent.get("/settings/tokens").await.is(200).says("仓库脚本");
    assert!(!list.body.contains(&token));

    let mut program = Program::of_owner(&desk).await;
    program.token = token;
    let me = program.get("/api/v1/me").await.is(200);
    assert_eq!(me.json["login"], "lin");
    assert_eq!(me.json["token"]["scopes"], json!(["cases:read"]));

    let mut colleague = desk.staff("zhao", Role::Agent).await;
    colleague.get("/settings/tokens").await;
    colleague
        .post("/settings/tokens/1/revoke", &[])
        .await
        .is(404);
    agent
        .post("/settings/tokens/1/revoke", &[])
        .await
        .leads_to("/settings/tokens");
    program.get("/api/v1/me").await.is(401);
}

#[actix_web::test]
async fn people_of_other_shops_get_only_theirs() {
    let (desk, _, _) = with_a_case().await;
    hire(&desk, "lin", Role::Agent).await;
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let lin = staff::by_login(plan, "lin")?.expect("lin");
            people::change(plan, lin.id, |lin| lin.shops = vec![ShopId(1)], &moment)
        })
        .await
        .expect("changes");
    let agent = Program::of(&desk, "lin", Scope::ALL).await;
    let cases = agent.get("/api/v1/cases").await.is(200);
    assert_eq!(cases.json["cases"].as_array().map(Vec::len), Some(1));
}
