//! Products: there as soon as an order names one, with what people write down about it.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;

const TO_KEEP: &[(&str, &str)] = &[
    ("title", "羊绒围巾"),
    ("care", "冷水手洗，平铺晾干<script>alert(1)</script>"),
    ("faults", "起球 → 用剃毛器轻推\n掉色"),
    ("selling", "100% 山羊绒"),
    ("specs", "180 × 30 cm"),
    ("warranty_months", "12"),
];

#[actix_web::test]
async fn what_is_known_about_a_product_stands_beside_its_cases() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    agent.get("/products").await.is(200).says("羊绒围巾");
    agent
        .get("/products?q=%E7%BE%8A%E7%BB%92")
        .await
        .is(200)
        .says("/products/1\"");
    agent
        .get("/products?q=nichts")
        .await
        .is(200)
        .says("没有编码或名称含");
    agent
        .get("/products/1")
        .await
        .is(200)
        .says("还没有写洗护说明");
    let page = agent.get("/products/1/edit").await.is(200);
    assert!(!page.body.contains("cost_price"), "agents do not see costs");
    let mut fields = vec![("rev", "1")];
    fields.extend_from_slice(TO_KEEP);
    // What one may not say is not listened to.
    fields.push(("cost_price", "1.00"));
    agent
        .post("/products/1/edit", &fields)
        .await
        .leads_to("/products/1");
    let page = agent
        .get("/products/1")
        .await
        .is(200)
        .says("冷水手洗")
        .says("用剃毛器轻推");
    assert!(!page.body.contains("<script>alert"));
    let mut owner = desk.owner().await;
    owner
        .get("/products/1/edit")
        .await
        .is(200)
        .says("name=\"cost_price\" type=\"text\" value=\"\"");
    agent
        .get(&format!("/orders/{order}"))
        .await
        .is(200)
        .says("href=\"/products/1\"");
    let kept = case(
        &mut agent,
        &order,
        &[
            ("kind", "refund_only"),
            ("subtype", "unshipped"),
            ("reason", "unwanted_unshipped"),
        ],
    )
    .await;
    agent
        .get(&format!("/cases/{kept}"))
        .await
        .is(200)
        .says("商品说明")
        .says("data-insert=\"冷水手洗")
        .says("href=\"/products/1\"");
    agent
        .get("/products/1")
        .await
        .says("售后率")
        .says(&format!("/cases/{kept}"));
}

#[actix_web::test]
async fn who_was_overtaken_sees_both_texts() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut owner = desk.owner().await;
    order(&mut agent, "T-1", "羊绒围巾").await;
    owner.get("/products/1/edit").await;
    let first = [("rev", "1"), ("title", "羊绒围巾"), ("care", "干洗")];
    owner.post("/products/1/edit", &first).await.is(303);
    let second = [("rev", "1"), ("title", "羊绒围巾"), ("care", "冷水手洗")];
    let page = agent.post("/products/1/edit", &second).await.is(409);
    let page = page
        .says(">冷水手洗</textarea>")
        .says("干洗")
        .says("对方保存的内容");
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"")
        .expect("a rev")
        .to_owned();
    let both = [
        ("rev", rev.as_str()),
        ("title", "羊绒围巾"),
        ("care", "干洗，或冷水手洗"),
        ("warranty_months", "x"),
    ];
    agent
        .post("/products/1/edit", &both)
        .await
        .is(422)
        .says("干洗，或冷水手洗");
    let both = [&both[..3], &[("warranty_months", "")]].concat();
    agent.post("/products/1/edit", &both).await.is(303);
}

#[actix_web::test]
async fn products_of_another_shop_are_not_found() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    order(&mut agent, "T-1", "羊绒围巾").await;
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    viewer.get("/products/1").await.is(200);
    viewer.get("/products/1/edit").await.is(403);
    let mut packer = desk.staff("bao", Role::Warehouse).await;
    packer.get("/products/1/edit").await.is(403);
    desk.only_other_shops("lin").await;
    for path in ["/products/1", "/products/1/edit", "/products/77"] {
        agent.get(path).await.is(404);
    }
    let list = agent.get("/products").await.is(200);
    assert!(!list.body.contains("羊绒围巾"));
    agent
        .post("/products/1/edit", &[("rev", "1"), ("title", "x")])
        .await
        .is(404);
}

#[actix_web::test]
async fn what_worked_for_the_same_goods_and_reason_is_told() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut finance = desk.staff("qian", Role::Finance).await;
    let asked = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
    ];
    let before = order(&mut agent, "T-1", "羊绒围巾").await;
    let done = case(&mut agent, &before, &asked).await;
    act(
        &mut agent,
        &done,
        "approve",
        &[("amount", "24"), ("reason", "未发货")],
    )
    .await
    .is(303);
    act(
        &mut finance,
        &done,
        "pay_start",
        &[("pay_method", "alipay")],
    )
    .await
    .is(303);
    act(
        &mut finance,
        &done,
        "pay_ok",
        &[("txn_no", "2026112200001")],
    )
    .await
    .is(303);
    act(&mut agent, &done, "call_back_done", &[("score", "5")])
        .await
        .is(303);
    let now = order(&mut agent, "T-2", "羊绒围巾").await;
    let new = case(&mut agent, &now, &asked).await;
    agent
        .get(&format!("/cases/{new}"))
        .await
        .is(200)
        .says("同款同因")
        .says("近两年 1 件里 1 件“已退款”")
        .says(&format!("/cases/{done}\""));
    // Other goods, or another reason, teach nothing here.
    let other = order(&mut agent, "T-3", "衬衫").await;
    let far = case(&mut agent, &other, &asked).await;
    let page = agent.get(&format!("/cases/{far}")).await.is(200);
    assert!(!page.body.contains("同款同因"));
}
