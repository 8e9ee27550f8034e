//! What every route must hold, asked of the table of routes itself.

use crate::desk::Desk;
use actix_web::http::Method;
use aftercare::web::Access;
use aftercare::web::Body;
use aftercare::web::ROUTES;
use aftercare::web::guards::ALWAYS;

/// A path of a pattern, with something in every hole.
fn filled(pattern: &str) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some((before, hole)) = rest.split_once('{') {
        path.push_str(before);
        path.push('1');
        rest = hole.split_once('}').map_or("", |(_, after)| after);
    }
    path + rest
}

#[actix_web::test]
async fn every_answer_of_every_route_carries_the_headers() {
    let desk = Desk::set_up().await;
    let mut stranger = desk.browser();
    let mut owner = desk.owner().await;
    let mut paths: Vec<(Method, String)> = ROUTES
        .iter()
        .map(|route| (route.method.parse().expect("a method"), filled(route.path)))
        .filter(|(_, path)| path != "/sign-out")
        .collect();
    paths.push((Method::GET, "/no/such/page".into()));
    paths.push((Method::PUT, "/cases".into()));
    paths.push((Method::TRACE, "/".into()));
    for (method, path) in paths {
        for browser in [&mut stranger, &mut owner] {
            let body = (method == Method::POST).then(String::new);
            let answer = browser.send(method.clone(), &path, body).await;
            for (name, value) in ALWAYS {
                assert_eq!(answer.header(name), *value, "{method} {path}: {name}");
            }
            let cache = answer.header("cache-control");
            let open = path.starts_with("/static") || path == "/favicon.ico";
            assert!(open || cache == "no-store", "{method} {path}: {cache}");
            assert!(!answer.header("x-request-id").is_empty(), "{method} {path}");
            assert!(answer.header("strict-transport-security").is_empty());
        }
    }
}

#[actix_web::test]
async fn a_stranger_gets_no_further_than_the_pages_for_strangers() {
    let desk = Desk::set_up().await;
    for route in ROUTES {
        let path = filled(route.path);
        let mut stranger = desk.browser();
        stranger.get("/sign-in").await;
        let answer = match route.method {
            "POST" => stranger.post(&path, &[]).await,
            _ => stranger.get(&path).await,
        };
        match route.access {
            Access::Open | Access::Anyone => {}
            Access::Setup => assert_eq!(answer.status, 404, "{path}"),
            Access::AnyToken | Access::Token(..) => assert_eq!(answer.status, 401, "{path}"),
            Access::Staff | Access::Role(_) => {
                assert_eq!(answer.status, 303, "{} {path}", route.method);
                assert!(answer.header("location").starts_with("/sign-in"), "{path}");
            }
        }
    }
}

#[actix_web::test]
async fn every_form_needs_the_right_page_and_the_right_token() {
    let desk = Desk::set_up().await;
    let owner = desk.owner().await;
    let host = desk.base.clone();
    // Sec-Fetch-Site, Origin, token: whether it goes through.
    let matrix: &[(Option<&str>, Option<&str>, bool, bool)] = &[
        (Some("same-origin"), None, true, true),
        (Some("none"), None, true, true),
        (Some("same-origin"), None, false, false),
        (Some("same-site"), None, true, false),
        (Some("cross-site"), None, true, false),
        (Some("cross-site"), Some("ours"), true, false),
        (None, Some("ours"), true, true),
        (None, Some("ours"), false, false),
        (None, Some("http://evil.example"), true, false),
        (None, Some("null"), true, false),
        (None, None, true, true),
        (None, None, false, false),
    ];
    for (site, origin, token, passes) in matrix {
        let mut browser = owner.clone();
        browser.get("/settings/profile").await;
        if let Some(site) = site {
            browser.headers.push(("sec-fetch-site", (*site).into()));
        }
        if let Some(origin) = origin {
            let origin = if *origin == "ours" { &host } else { *origin };
            browser.headers.push(("origin", origin.into()));
        }
        let csrf = if *token {
            browser.csrf.clone()
        } else {
            "0".repeat(32)
        };
        let fields = [
            ("csrf", csrf.as_str()),
            ("display_name", "王"),
            ("lang", "zh-CN"),
        ];
        let answer = browser.post_raw("/settings/profile", &fields).await;
        let expected = if *passes { 303 } else { 403 };
        assert_eq!(answer.status, expected, "{site:?} {origin:?} {token}");
    }
}

#[actix_web::test]
async fn no_form_of_any_route_goes_through_without_its_token() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    for route in ROUTES.iter().filter(|route| route.method == "POST") {
        if matches!(route.body, Body::Form(_)) && route.access != Access::Setup {
            let path = filled(route.path);
            let answer = owner.post_raw(&path, &[("csrf", "")]).await;
            assert_eq!(answer.status, 403, "{path}");
        }
    }
}

#[actix_web::test]
async fn a_token_from_before_signing_in_is_worth_nothing_after_it() {
    let desk = Desk::set_up().await;
    let mut browser = desk.browser();
    browser.get("/sign-in").await;
    let before = browser.csrf.clone();
    let mut owner = desk.owner().await;
    let fields = [("csrf", before.as_str()), ("display_name", "王")];
    owner.post_raw("/settings/profile", &fields).await.is(403);
}

#[actix_web::test]
async fn a_form_beyond_its_bound_is_refused() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/profile").await;
    let long = "长".repeat(30_000);
    let fields = [("display_name", long.as_str())];
    owner
        .post("/settings/profile", &fields)
        .await
        .is(413)
        .says("超过了允许的大小");
}

/// Every row of every table.
pub async fn everything(desk: &Desk) -> Vec<(Vec<u8>, Vec<u8>)> {
    use aftercare::store::Direction;
    use aftercare::store::Table;
    use aftercare::store::View;
    use std::ops::ControlFlow;
    desk.app
        .read(|view| {
            let mut all = Vec::new();
            for table in Table::ALL {
                view.scan(*table, &[], &[], Direction::Forward, &mut |key, value| {
                    all.push((key.to_vec(), value.to_vec()));
                    Ok(ControlFlow::Continue(()))
                })?;
            }
            Ok(all)
        })
        .await
        .expect("reads")
}

#[actix_web::test]
async fn under_a_path_every_link_begins_with_it() {
    let desk = Desk::under("/aftercare").await;
    desk.make_owner().await;
    let mut owner = desk.owner().await;
    for path in [
        "/",
        "/cases",
        "/warehouse",
        "/finance",
        "/settings",
        "/settings/profile",
        "/settings/sessions",
        "/settings/second-factor",
        "/settings/staff/1",
        "/settings/security",
        "/settings/about",
        "/find?q=x",
    ] {
        let page = owner.get(path).await.is(200).body;
        for (at, _) in page
            .match_indices("href=\"/")
            .chain(page.match_indices("action=\"/"))
        {
            let target = page[at..].split('"').nth(1).expect("a value");
            assert!(target.starts_with("/aftercare/"), "{path}: {target}");
        }
    }
    let style = owner.get("/").await.body;
    let style = crate::desk::between(&style, "stylesheet\" href=\"/aftercare", "\"");
    owner.get(style.expect("a style sheet")).await.is(200);
    let cookie = owner.get("/no-such-page").await.is(404);
    assert!(cookie.body.contains("/aftercare/"));
}
