//! What the owner sets, and nobody else.

use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use aftercare::domain::people::Role;

const CLERK: &[(&str, &str)] = &[
    ("display_name", "小李"),
    ("login", "xiaoli"),
    ("password", PASSWORD),
    ("roles", "agent"),
    ("roles", "finance"),
    ("limit", "300"),
];

async fn with_clerk(desk: &Desk) -> Browser {
    let mut owner = desk.owner().await;
    owner.get("/settings/staff").await.is(200);
    owner
        .post("/settings/staff", CLERK)
        .await
        .leads_to("/settings/staff");
    owner
}

#[actix_web::test]
async fn someone_the_owner_adds_can_sign_in_and_sees_their_pages() {
    let desk = Desk::set_up().await;
    let mut owner = with_clerk(&desk).await;
    owner.get("/settings/staff").await.says("小李").says("财务");
    owner.get("/settings/staff/2").await.is(200).says("300.00");
    let mut clerk = desk.signed_in("xiaoli").await;
    clerk.get("/finance").await.is(200);
    clerk.get("/settings/staff").await.is(403);
}

#[actix_web::test]
async fn a_login_twice_is_refused_and_what_was_typed_stays() {
    let desk = Desk::set_up().await;
    let mut owner = with_clerk(&desk).await;
    owner
        .post("/settings/staff", CLERK)
        .await
        .is(422)
        .says("已经有人用了")
        .says("value=\"小李\"")
        .says("value=\"agent\" checked");
}

#[actix_web::test]
async fn the_same_form_sent_twice_adds_one() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/staff").await;
    let mut form = CLERK.to_vec();
    form.push(("command", "form-1"));
    owner
        .post("/settings/staff", &form)
        .await
        .leads_to("/settings/staff");
    owner
        .post("/settings/staff", &form)
        .await
        .leads_to("/settings/staff");
    owner.get("/settings/staff/3").await.is(404);
}

#[actix_web::test]
async fn who_is_deactivated_is_out_at_once() {
    let desk = Desk::set_up().await;
    let mut owner = with_clerk(&desk).await;
    let mut clerk = desk.signed_in("xiaoli").await;
    clerk.get("/").await.is(200);
    let fields = [("display_name", "小李"), ("roles", "agent")];
    owner
        .post("/settings/staff/2", &fields)
        .await
        .leads_to("/settings/staff");
    clerk.get("/").await.leads_to("/sign-in");
    clerk.get("/sign-in").await;
    let fields = [("login", "xiaoli"), ("password", PASSWORD)];
    clerk.post("/sign-in", &fields).await.is(422);
}

#[actix_web::test]
async fn the_last_owner_stays() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/staff/1").await;
    let fields = [
        ("display_name", "王老板"),
        ("roles", "agent"),
        ("active", "yes"),
    ];
    owner
        .post("/settings/staff/1", &fields)
        .await
        .is(422)
        .says("至少要有一位在职的店主");
}

#[actix_web::test]
async fn a_shop_keeps_its_address_and_what_looks_like_markup_stays_text() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/shops").await.says("还没有退货地址");
    owner.get("/settings/shops/1").await.is(200);
    let fields = [
        ("shop_name", "女装旗舰店"),
        ("channel", "tmall"),
        (
            "return_address",
            "杭州市 </textarea><script>alert(1)</script>",
        ),
    ];
    owner
        .post("/settings/shops/1", &fields)
        .await
        .leads_to("/settings/shops");
    let page = owner.get("/settings/shops/1").await.says("杭州市");
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    owner
        .post("/settings/shops/1", &[("shop_name", "")])
        .await
        .is(422);
    owner.get("/settings/shops/9").await.is(404);
}

#[actix_web::test]
async fn a_backup_is_made_and_listed_and_the_records_are_found_sound() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/backups").await.says("还没有备份");
    owner
        .post("/settings/backups", &[])
        .await
        .leads_to("/settings/backups");
    owner.get("/settings/backups").await.says("完好");
    owner
        .post("/settings/examination", &[])
        .await
        .is(200)
        .says("全部完好");
    let mut clerk = desk.staff("li", Role::Agent).await;
    clerk.get("/settings/backups").await.is(403);
}

#[actix_web::test]
async fn a_shop_has_an_address_for_some_products_and_says_who_changed_what() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/shops/1").await.says("CNY");
    let fields = [
        ("shop_name", "女装旗舰店"),
        ("channel", "taobao"),
        ("return_address", "杭州市余杭区 1 号"),
        ("place_prefix", "gz-"),
        ("place_address", "广州市白云区 2 号"),
        ("place_prefix", ""),
        ("place_address", ""),
        ("currency", "CNY"),
        ("signature", "客服部"),
        ("rev", "0"),
    ];
    owner
        .post("/settings/shops/1", &fields)
        .await
        .leads_to("/settings/shops");
    let page = owner
        .get("/settings/shops/1")
        .await
        .says("value=\"GZ-\"")
        .says("广州市白云区")
        .says("修改记录");
    assert!(
        !page.body.contains("<ins>杭州市"),
        "addresses stay out of the record"
    );
    owner
        .post("/settings/shops/1", &fields)
        .await
        .is(422)
        .says("别人改过");
    let half = [
        ("shop_name", "女装旗舰店"),
        ("place_prefix", "gz-"),
        ("place_address", ""),
    ];
    owner
        .post("/settings/shops/1", &half)
        .await
        .is(422)
        .says("都要填");
    let closed = [("shop_name", "女装旗舰店"), ("closed", "yes")];
    owner
        .post("/settings/shops/1", &closed)
        .await
        .is(422)
        .says("至少要有一家营业的店铺");
}

#[actix_web::test]
async fn a_reason_is_renamed_switched_off_and_added() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let page = owner.get("/settings/reasons").await.is(200);
    let names: Vec<String> = page
        .body
        .split("name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| name.ends_with(".on"))
        .map(str::to_owned)
        .collect();
    assert!(names.len() > 40);
    let mut fields: Vec<(&str, &str)> = names
        .iter()
        .filter(|name| *name != "itchy.on")
        .map(|name| (name.as_str(), "yes"))
        .collect();
    fields.extend([
        ("size.text", "穿着不合身"),
        ("new.text", "油漆味重"),
        ("new.class", "quality"),
        ("new.fault", "courier"),
    ]);
    owner
        .post("/settings/reasons", &fields)
        .await
        .leads_to("/settings/reasons");
    owner
        .get("/settings/reasons")
        .await
        .says("own_quality_courier_1")
        .says("value=\"油漆味重\"");
    owner
        .get("/settings/rules/versions/2")
        .await
        .says("穿着不合身");
    owner.post("/settings/reasons", &[]).await.is(422);
}
