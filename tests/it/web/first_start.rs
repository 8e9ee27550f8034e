//! Set-up: once, by whoever holds the token.

use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::TOKEN;
use aftercare::domain::time::Span;

const SHOP: &[(&str, &str)] = &[
    ("display_name", "王老板"),
    ("login", "wang"),
    ("password", PASSWORD),
    ("shop_name", "女装旗舰店"),
    ("channel", "taobao"),
    ("lang", "zh-CN"),
    ("zone", "Asia/Shanghai"),
];

fn with_token(token: &str) -> Vec<(&str, &str)> {
    let mut fields = SHOP.to_vec();
    fields.push(("token", token));
    fields
}

#[actix_web::test]
async fn an_empty_desk_leads_to_set_up_then_the_mailbox_and_the_morning_page() {
    let desk = Desk::fresh().await;
    let mut owner = desk.browser();
    owner.get("/").await.leads_to("/setup");
    owner.get("/setup").await.is(200).says("店主账号");
    owner
        .post("/setup", &with_token(TOKEN))
        .await
        .leads_to("/settings/mail/new");
    owner
        .get("/settings/mail/new")
        .await
        .is(200)
        .says("最后一步")
        .says("以后再说");
    owner
        .get("/")
        .await
        .is(200)
        .says("女装旗舰店")
        .says("王老板");
    owner.get("/setup").await.is(404);
    owner.post("/setup", &with_token(TOKEN)).await.is(404);
    assert!(!desk.app.config.data.join("setup-token").exists());
}

#[actix_web::test]
async fn without_the_token_nothing_is_set_up_and_nothing_typed_is_lost() {
    let desk = Desk::fresh().await;
    let mut stranger = desk.browser();
    stranger.get("/setup").await;
    for token in ["", "wrong", "0123456789abcdef0123456789abcdeF"] {
        stranger
            .post("/setup", &with_token(token))
            .await
            .is(422)
            .says("王老板")
            .says("女装旗舰店");
    }
    desk.later(Span::hours(24));
    stranger.post("/setup", &with_token(TOKEN)).await.is(422);
    desk.browser().get("/").await.leads_to("/setup");
}

#[actix_web::test]
async fn of_two_who_set_up_at_once_one_wins() {
    let desk = Desk::fresh().await;
    let (mut one, mut other) = (desk.browser(), desk.browser());
    one.get("/setup").await;
    other.get("/setup").await;
    let fields = with_token(TOKEN);
    let (first, second) =
        futures_util::future::join(one.post("/setup", &fields), other.post("/setup", &fields))
            .await;
    let mut statuses = [first.status.as_u16(), second.status.as_u16()];
    statuses.sort_unstable();
    // The loser comes too late: by then set-up is gone, or the token is.
    assert_eq!(statuses[0], 303);
    assert!(matches!(statuses[1], 404 | 422), "{statuses:?}");
    desk.browser().get("/setup").await.is(404);
}

#[actix_web::test]
async fn a_weak_password_is_refused_at_its_field() {
    let desk = Desk::fresh().await;
    let mut owner = desk.browser();
    owner.get("/setup").await;
    let mut fields = with_token(TOKEN);
    fields.retain(|(name, _)| *name != "password");
    fields.push(("password", "password2026"));
    owner.post("/setup", &fields).await.is(422).says("太常见");
}

#[actix_web::test]
async fn with_the_example_the_first_page_is_full_of_work() {
    let desk = Desk::fresh().await;
    let mut owner = desk.browser();
    owner.get("/setup").await.says("示例数据");
    let mut fields = with_token(TOKEN);
    fields.push(("demo", "yes"));
    owner.post("/setup", &fields).await.leads_to("/");
    owner.get("/cases?list=all").await.is(200).says("/cases/AS");
    let page = owner.get("/").await.is(200);
    assert!(page.body.contains("平台自动"), "{}", page.body);
}
