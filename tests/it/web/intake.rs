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

#[actix_web::test]
async fn a_photo_handed_in_before_is_pointed_out_and_nothing_typed_is_lost() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let photo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR a hole in a scarf";
    let hash = desk.app.store.files().put(photo).expect("keeps a file");
    let kept = format!("{hash} 破洞.png");
    let wish = [
        ("kind", "refund_only"),
        ("subtype", "keep_goods"),
        ("reason", "flaw"),
        ("amount", "5"),
        ("kept", kept.as_str()),
    ];
    let first = order(&mut agent, "T-1", "羊绒围巾").await;
    let first = case(&mut agent, &first, &wish).await;
    agent
        .get(&format!("/cases/{first}"))
        .await
        .is(200)
        .says("破洞.png");
    let second = order(&mut agent, "T-2", "羊绒围巾").await;
    let mut fields = vec![
        ("order", second.as_str()),
        ("qty-1", "1"),
        ("intake", "chat"),
        ("buyer_text", "又一条破的"),
    ];
    fields.extend_from_slice(&wish);
    let held = agent.post("/cases/new", &fields).await.is(409);
    let held = held
        .says("另一张售后单里有同一张照片")
        .says(&first)
        .says("又一条破的")
        .says("破洞.png")
        .says(&hash);
    // Added to the other case: everything typed is there, and no case more.
    let mut into = fields.clone();
    into.push(("into", first.as_str()));
    agent
        .post("/cases/new", &into)
        .await
        .leads_to(&format!("/cases/{first}"));
    agent
        .get(&format!("/cases/{first}"))
        .await
        .says("又一条破的")
        .says("买家就同一件事又来申请：仅退款");
    // Or opened all the same; then each page tells of the other.
    let seen = between(&held.body, "name=\"warned\" value=\"same_photo", "\"").expect("a warning");
    let seen = format!("same_photo{seen}");
    fields.push(("warned", seen.as_str()));
    let opened = agent.post("/cases/new", &fields).await.is(303);
    let opened = opened.header("location").to_owned();
    agent
        .get(&opened)
        .await
        .is(200)
        .says("可能是同一件事")
        .says("同一张照片“破洞.png”")
        .says(&first);
    // What is no file of ours is not taken for one.
    let third = order(&mut agent, "T-3", "羊绒围巾").await;
    let made_up = format!("{} x.png", "ab".repeat(32));
    let mut odd = vec![
        ("order", third.as_str()),
        ("qty-1", "1"),
        ("intake", "chat"),
    ];
    odd.extend_from_slice(&wish[..4]);
    odd.push(("kept", made_up.as_str()));
    let opened = agent.post("/cases/new", &odd).await.is(303);
    let page = agent.get(opened.header("location")).await.is(200);
    assert!(!page.body.contains("x.png"));
}
