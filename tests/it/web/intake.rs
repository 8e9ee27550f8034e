//! A new case is checked before it is opened: what to look at first, and how much it asks for.

use super::cases::case;
use super::cases::order;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;

#[actix_web::test]
async fn a_warning_nobody_has_seen_holds_the_case_once_and_leads_to_the_other_one() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let lost = [
        ("kind", "logistics"),
        ("subtype", "lost"),
        ("reason", "flaw"),
        ("tracking_no", "SF7788990011"),
    ];
    let first = case(&mut agent, &order, &lost).await;
    let mut fields = vec![
        ("order", order.as_str()),
        ("qty-1", "1"),
        ("intake", "chat"),
        ("buyer_text", "快递还是没到"),
    ];
    fields.extend_from_slice(&lost);
    let held = agent.post("/cases/new", &fields).await.is(409);
    let held = held
        .says("这个运单号已在另一张售后单里")
        .says(&format!("/cases/{first}\""))
        .says("快递还是没到")
        .says("SF7788990011");
    // Having been shown, it does not stand in the way again.
    let seen = between(&held.body, "name=\"warned\" value=\"", "\"").expect("what was shown");
    fields.push(("warned", seen));
    agent.post("/cases/new", &fields).await.is(303);
    // What is known once the kind is chosen stands there at once.
    agent
        .get(&format!("/cases/new?order={order}&kind=refund_only"))
        .await
        .is(200)
        .says("这件商品已多次申请售后")
        .says("value=\"applied_often\"");
}

#[actix_web::test]
async fn the_amount_stands_there_and_follows_the_pieces_until_someone_changes_it() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let unshipped = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
        ("offered", "48.00"),
    ];
    let untouched = order(&mut agent, "T-1", "羊绒围巾").await;
    agent
        .get(&format!("/cases/new?order={untouched}&kind=refund_only"))
        .await
        .is(200)
        .says("name=\"amount\" type=\"text\" value=\"48.00\"")
        .says("name=\"offered\" value=\"48.00\"");
    let mut one = unshipped.to_vec();
    one.push(("amount", "48.00"));
    let no = case(&mut agent, &untouched, &one).await;
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("申请金额</dt><dd class=\"num\">¥24.00");
    let lowered = order(&mut agent, "T-2", "羊绒围巾").await;
    let mut less = unshipped.to_vec();
    less.push(("amount", "10"));
    let no = case(&mut agent, &lowered, &less).await;
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("申请金额</dt><dd class=\"num\">¥10.00");
    // A compensation is no refund: nobody means the whole price by leaving it empty.
    let owed = order(&mut agent, "T-3", "羊绒围巾").await;
    let fields = [
        ("order", owed.as_str()),
        ("kind", "compensation"),
        ("reason", "flaw"),
        ("qty-1", "1"),
        ("intake", "chat"),
    ];
    agent.post("/cases/new", &fields).await.is(422);
}
