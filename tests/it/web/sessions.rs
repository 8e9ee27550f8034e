//! Where one is signed in, and the password asked again.

use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::between;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;

/// The name of the first session on the page that can be ended.
fn other_session(page: &str) -> String {
    between(page, "name=\"session\" value=\"", "\"")
        .expect("another session")
        .to_owned()
}

async fn two(desk: &Desk) -> (Browser, Browser) {
    let mut phone = desk.browser();
    phone.headers.push((
        "user-agent",
        "Mozilla/5.0 (iPhone) Version/18 Safari/604.1".into(),
    ));
    phone.get("/sign-in").await;
    let fields = [("login", "wang"), ("password", PASSWORD)];
    phone.post("/sign-in", &fields).await.leads_to("/");
    desk.later(Span::minutes(3));
    (desk.owner().await, phone)
}

#[actix_web::test]
async fn one_sees_every_device_and_ends_one_of_them() {
    let desk = Desk::set_up().await;
    let (mut here, mut phone) = two(&desk).await;
    let page = here
        .get("/settings/sessions")
        .await
        .is(200)
        .says("Safari · iPhone")
        .says("127.0.0.1")
        .says("本机")
        .says("Safari · iPhone 上的登录会马上失效，最近使用：3 分钟前")
        .says("确认退出");
    // Nothing that ends it stands open.
    assert!(between(&page.body, "<details class=\"sure\">", "</details>").is_some());
    assert!(!page.body.contains("<details class=\"sure\" open"));
    let name = other_session(&page.body);
    let away = desk.staff("li", Role::Agent).await;
    let mut away = away;
    away.get("/settings/sessions").await;
    away.post("/settings/sessions", &[("session", &name)])
        .await
        .is(404);
    here.get("/settings/sessions").await;
    here.post("/settings/sessions", &[("session", &name)])
        .await
        .leads_to("/settings/sessions");
    phone.get("/").await.leads_to("/sign-in");
    here.get("/").await.is(200);
}

#[actix_web::test]
async fn all_others_end_and_this_one_stays() {
    let desk = Desk::set_up().await;
    let (mut here, mut phone) = two(&desk).await;
    here.get("/settings/sessions").await;
    here.post("/settings/sessions", &[])
        .await
        .leads_to("/settings/sessions");
    phone.get("/").await.leads_to("/sign-in");
    here.get("/settings/sessions").await.is(200);
}

#[actix_web::test]
async fn the_owner_ends_the_sessions_of_staff() {
    let desk = Desk::set_up().await;
    let mut clerk = desk.staff("li", Role::Agent).await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/staff/2")
        .await
        .is(200)
        .says("127.0.0.1")
        .says("上的登录会马上失效")
        .says("确认退出");
    owner
        .post("/settings/staff/2/sessions", &[])
        .await
        .leads_to("/settings/staff/2");
    clerk.get("/").await.leads_to("/sign-in");
}

#[actix_web::test]
async fn the_owner_sets_how_long_a_session_lasts() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/security").await.says("value=\"12\"");
    let fields = [("idle", "2"), ("absolute", "1"), ("rev", "0")];
    owner
        .post("/settings/security", &fields)
        .await
        .leads_to("/settings/security");
    owner
        .get("/settings/security")
        .await
        .says("<del>12 小时</del>")
        .says("<ins>2 小时</ins>");
    // Someone who still has the old page open is told, and keeps what they typed.
    let stale = [("idle", "9"), ("absolute", "1"), ("rev", "0")];
    owner
        .post("/settings/security", &stale)
        .await
        .is(409)
        .says("别人改过")
        .says("value=\"9\"");
    let wrong = [("idle", "0"), ("absolute", "100"), ("rev", "1")];
    owner
        .post("/settings/security", &wrong)
        .await
        .is(422)
        .says("超出");
    desk.later(Span::minutes(119));
    owner.get("/").await.is(200);
    desk.later(Span::minutes(121));
    owner.get("/").await.leads_to("/sign-in");
    let mut owner = desk.owner().await;
    for _ in 0..23 {
        desk.later(Span::hours(1));
        owner.get("/").await.is(200);
    }
    desk.later(Span::minutes(61));
    owner.get("/").await.leads_to("/sign-in");
}

#[actix_web::test]
async fn another_login_asks_for_the_password_when_that_is_long_ago() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    desk.later(Span::minutes(11));
    owner.get("/settings/profile").await;
    owner
        .post("/settings/login", &[("login", "laoban")])
        .await
        .leads_to("/settings/confirm?next=/settings/profile");
    owner.get("/settings/confirm?next=/settings/profile").await;
    let wrong = [("password", "guess"), ("next", "/settings/profile")];
    owner.post("/settings/confirm", &wrong).await.is(422);
    let right = [("password", PASSWORD), ("next", "//evil.example")];
    owner.post("/settings/confirm", &right).await.leads_to("/");
    owner.get("/settings/profile").await;
    owner
        .post("/settings/login", &[("login", " Laoban ")])
        .await
        .leads_to("/settings/profile");
    owner.get("/settings/profile").await.says("laoban");
    desk.signed_in("laoban").await;
}

/// The rail's foot is not on a phone, so the settings carry the way out as well.
#[actix_web::test]
async fn the_settings_offer_to_sign_out() {
    let desk = Desk::set_up().await;
    let page = desk.owner().await.get("/settings").await.is(200);
    let main = between(&page.body, "<main", "</main>").expect("a main part");
    assert!(main.contains("action=\"/sign-out\""), "{main}");
}
