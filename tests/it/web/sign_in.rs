//! Signing in and out.

use crate::desk::Desk;
use crate::desk::PASSWORD;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;

#[actix_web::test]
async fn a_new_session_has_a_new_number_and_an_old_cookie_is_worth_nothing() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let first = owner.cookies["session"].clone();
    owner.get("/").await.is(200);
    let thief = owner.clone();
    owner.get("/").await;
    owner.post("/sign-out", &[]).await.leads_to("/sign-in");
    let mut thief = thief;
    thief.get("/").await.leads_to("/sign-in");
    let again = desk.owner().await;
    assert_ne!(again.cookies["session"], first);
}

#[actix_web::test]
async fn a_planted_session_is_not_taken_over() {
    let desk = Desk::set_up().await;
    let mut browser = desk.browser();
    browser.cookies.insert("session".into(), "planted".into());
    browser.get("/sign-in").await.is(200);
    let fields = [("login", "wang"), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.leads_to("/");
    assert_ne!(browser.cookies["session"], "planted");
}

#[actix_web::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let desk = Desk::set_up().await;
    let mut pages = Vec::new();
    for login in ["wang", "nobody"] {
        let mut browser = desk.browser();
        browser.get("/sign-in").await;
        let fields = [("login", login), ("password", "not this one")];
        let answer = browser.post("/sign-in", &fields).await.is(422);
        let page = answer.body.replace(&browser.csrf, "").replace(login, "");
        // The random number of the form differs every time.
        let (before, rest) = page.split_once("name=\"command\"").expect("a form");
        let (_, after) = rest.split_once('>').expect("a field");
        pages.push(format!("{before}{after}"));
    }
    assert_eq!(pages[0], pages[1]);
}

#[actix_web::test]
async fn after_five_wrong_passwords_one_waits_a_quarter_of_an_hour() {
    let desk = Desk::set_up().await;
    let mut browser = desk.browser();
    browser.get("/sign-in").await;
    for _ in 0..5 {
        let fields = [("login", "wang"), ("password", "guess")];
        browser.post("/sign-in", &fields).await.is(422);
    }
    let right = [("login", "wang"), ("password", PASSWORD)];
    browser
        .post("/sign-in", &right)
        .await
        .is(429)
        .says("15 分钟");
    desk.later(Span::minutes(16));
    browser.post("/sign-in", &right).await.leads_to("/");
}

#[actix_web::test]
async fn a_session_ends_after_twelve_idle_hours_and_after_fourteen_days() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    desk.later(Span::hours(11));
    owner.get("/").await.is(200);
    desk.later(Span::hours(11));
    owner.get("/").await.is(200);
    desk.later(Span::hours(13));
    owner.get("/").await.leads_to("/sign-in");
    let mut owner = desk.owner().await;
    for _ in 0..33 {
        desk.later(Span::hours(10));
        owner.get("/").await.is(200);
    }
    desk.later(Span::hours(10));
    owner.get("/").await.leads_to("/sign-in");
}

#[actix_web::test]
async fn one_comes_back_to_the_page_one_wanted_but_never_to_another_site() {
    let desk = Desk::set_up().await;
    let mut browser = desk.browser();
    browser
        .get("/settings/profile")
        .await
        .leads_to("/sign-in?next=/settings/profile");
    browser.get("/sign-in").await;
    let fields = [
        ("login", "wang"),
        ("password", PASSWORD),
        ("next", "//evil.example"),
    ];
    browser.post("/sign-in", &fields).await.leads_to("/");
}

#[actix_web::test]
async fn a_new_password_ends_the_other_sessions_only() {
    let desk = Desk::set_up().await;
    let mut here = desk.owner().await;
    let mut elsewhere = desk.owner().await;
    here.get("/settings/profile").await;
    let wrong = [
        ("old_password", "guess"),
        ("password", "six noisy summer geese"),
    ];
    here.post("/settings/password", &wrong).await.is(422);
    let fields = [
        ("old_password", PASSWORD),
        ("password", "six noisy summer geese"),
    ];
    here.post("/settings/password", &fields)
        .await
        .leads_to("/settings/profile");
    here.get("/").await.is(200);
    elsewhere.get("/").await.leads_to("/sign-in");
}

#[actix_web::test]
async fn roles_open_their_pages_and_no_others() {
    let desk = Desk::set_up().await;
    let mut packer = desk.staff("li", Role::Warehouse).await;
    packer.get("/warehouse").await.is(200);
    packer.get("/finance").await.is(403).says("没有权限");
}
