//! Orders and buyers: masked until someone asks, and then written down.

use crate::desk::Browser;
use crate::desk::Desk;
use aftercare::domain::people::Role;

async fn order(who: &mut Browser) -> String {
    who.get("/orders/new").await;
    let fields = [
        ("order_no", "T-7"),
        ("phone", "13800138000"),
        ("nick", "<i>小雨</i>"),
        ("lines", "2"),
        ("title-0", "衬衫"),
        ("qty-0", "1"),
        ("price-0", "10"),
        ("title-1", "裙子"),
        ("qty-1", "2"),
        ("price-1", "10"),
        ("paid_total", "20"),
    ];
    let answer = who.post("/orders/new", &fields).await.is(303);
    answer.header("location").to_owned()
}

#[actix_web::test]
async fn lines_are_added_one_by_one_without_losing_what_was_typed() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    agent.get("/orders/new").await.is(200);
    let fields = [("lines", "1"), ("title-0", "衬衫"), ("more", "1")];
    agent
        .post("/orders/new", &fields)
        .await
        .is(200)
        .says("value=\"衬衫\"")
        .says("name=\"title-1\"");
}

#[actix_web::test]
async fn what_was_paid_is_shared_out_over_the_lines() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let path = order(&mut agent).await;
    let page = agent.get(&path).await.is(200).says("¥6.67").says("¥13.33");
    assert!(!page.body.contains("<i>"));
    assert!(!page.body.contains("13800138000"));
    // The same number again is an error at its field.
    agent.get("/orders/new").await;
    agent
        .post(
            "/orders/new",
            &[("order_no", "T-7"), ("title-0", "x"), ("price-0", "1")],
        )
        .await
        .is(422)
        .says("这个店铺已有这个订单号");
}

#[actix_web::test]
async fn a_number_is_shown_once_on_request_and_only_so_often() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    order(&mut agent).await;
    let masked = agent.get("/buyers/1").await.is(200).says("138****8000");
    assert!(!masked.body.contains("13800138000"));
    for _ in 0..20 {
        agent
            .post("/buyers/1/reveal", &[("at", "0")])
            .await
            .is(200)
            .says("13800138000");
    }
    agent.post("/buyers/1/reveal", &[("at", "0")]).await.is(409);
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    viewer.get("/buyers/1").await.is(200);
    viewer
        .post("/buyers/1/reveal", &[("at", "0")])
        .await
        .is(403);
}

#[actix_web::test]
async fn what_belongs_to_another_shop_is_not_found() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let path = order(&mut agent).await;
    desk.only_other_shops("lin").await;
    agent.get(&path).await.is(404);
    agent.get("/buyers/1").await.is(404);
    agent.get("/cases/new?order=1").await.is(404);
    agent.post("/buyers/1/reveal", &[("at", "0")]).await.is(404);
}
