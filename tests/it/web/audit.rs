//! Who did what besides cases, for the owner.

use crate::desk::Desk;
use aftercare::domain::people::Role;

#[actix_web::test]
async fn the_owner_reads_who_signed_in_and_what_was_changed_page_by_page() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let mut stranger = desk.browser();
    stranger.get("/sign-in").await;
    let wrong = [("login", "wang"), ("password", "no idea"), ("next", "/")];
    stranger.post("/sign-in", &wrong).await;
    let page = owner.get("/settings/audit").await.is(200);
    let page = page.says("开设售后台").says("登录失败").says("王老板");
    let failed = page.body.find("登录失败").expect("there");
    assert!(
        failed < page.body.find("开设售后台").expect("there"),
        "newest first"
    );
    assert!(!page.body.contains("?before="), "one page");

    for _ in 0..110 {
        desk.owner().await;
    }
    let first = owner.get("/settings/audit").await.is(200);
    assert!(!first.body.contains("开设售后台"));
    let older = crate::desk::between(&first.body, "/settings/audit?before=", "\"");
    let older = format!("/settings/audit?before={}", older.expect("more"));
    owner.get(&older).await.is(200).says("开设售后台");

    let mut lead = desk.staff("zhou", Role::Supervisor).await;
    lead.get("/settings/audit").await.is(403);
}
