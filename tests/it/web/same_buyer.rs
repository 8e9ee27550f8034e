//! Two records of one person: suggested when an order shows it, made one, and parted again.

use super::cases::UNSHIPPED;
use super::cases::case;
use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::domain::people::Role;
use aftercare::store::doctor;

const PHONE: &str = "13800138000";

/// An order written down by hand; its number in addresses.
async fn order(who: &mut Browser, no: &str, nick: &str, phone: &str) -> String {
    who.get("/orders/new").await.is(200);
    let fields = [
        ("order_no", no),
        ("status", "paid"),
        ("nick", nick),
        ("phone", phone),
        ("lines", "1"),
        ("title-0", "羊绒围巾"),
        ("qty-0", "1"),
        ("price-0", "24.00"),
    ];
    let answer = who.post("/orders/new", &fields).await.is(303);
    let at = answer.header("location");
    at.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Two buyers, the second of whom once ordered with the telephone of the first.
async fn two_of_one(desk: &Desk) -> (Browser, String, String) {
    let mut lead = desk.staff("zhao", Role::Supervisor).await;
    let first = order(&mut lead, "P-1", "小雨", PHONE).await;
    let second = order(&mut lead, "P-2", "yu_1990", "").await;
    order(&mut lead, "P-3", "yu_1990", PHONE).await;
    let one = case(&mut lead, &first, UNSHIPPED).await;
    let other = case(&mut lead, &second, UNSHIPPED).await;
    (lead, one, other)
}

/// Sends the confirming form of a comparison.
async fn confirm(who: &mut Browser, page: &Answer) -> Answer {
    let form = page
        .body
        .rsplit("<form")
        .find(|form| form.contains("other_rev"));
    let form = form.expect("a form to confirm");
    let field =
        |name: &str| between(form, &format!("name=\"{name}\" value=\""), "\"").expect("a field");
    let fields = [
        ("other", field("other")),
        ("rev", field("rev")),
        ("other_rev", field("other_rev")),
        ("command", field("command")),
    ];
    let path = between(form, "action=\"", "\"").expect("a path");
    who.post(path, &fields).await
}

#[actix_web::test]
async fn who_ordered_with_the_phone_of_another_is_suggested_compared_merged_and_parted() {
    let desk = Desk::set_up().await;
    let (mut lead, one, other) = two_of_one(&desk).await;
    lead.get("/buyers/1").await.is(200).says("可能是同一个人");
    lead.post("/buyers/1/note", &[("note", "要发票")])
        .await
        .is(303);
    lead.post("/buyers/2/note", &[("note", "周末收货")])
        .await
        .is(303);
    let page = lead
        .get("/buyers/1/merge?other=2")
        .await
        .is(200)
        .says("周末收货");
    assert!(!page.body.contains(PHONE), "masked in the comparison too");
    confirm(&mut lead, &page).await.leads_to("/buyers/1");
    // Sent twice, it is done once.
    confirm(&mut lead, &page).await.leads_to("/buyers/1");
    // Both links lead to one page with everything.
    lead.get("/buyers/2").await.leads_to("/buyers/1");
    let page = lead.get("/buyers/1").await.is(200);
    let page = page
        .says(&one)
        .says(&other)
        .says("要发票\n周末收货")
        .says("y**0</span>");
    for no in ["P-1", "P-2", "P-3"] {
        assert!(page.body.contains(no), "{no}");
    }
    assert!(!page.body.contains("可能是同一个人"), "it is");
    // Whichever of them orders next, it is this one.
    let fourth = order(&mut lead, "P-4", "yu_1990", "").await;
    lead.get(&format!("/orders/{fourth}"))
        .await
        .says("/buyers/1\"");
    let found = lead.get("/search?q=yu_1990").await;
    assert!(!found.body.contains("/buyers/2\""), "{}", found.body);
    sound(&desk);

    lead.post("/buyers/1/part", &[("other", "2")])
        .await
        .leads_to("/buyers/1");
    let page = lead.get("/buyers/1").await.is(200).says(&one).body;
    assert!(!page.contains(&other) && !page.contains("周末收货"));
    let page = lead.get("/buyers/2").await.is(200).says(&other);
    page.says("周末收货").says("P-2");
    lead.post("/buyers/1/part", &[("other", "2"), ("command", "again")])
        .await
        .is(404);
    sound(&desk);
}

#[actix_web::test]
async fn only_who_leads_and_sees_everything_of_both_may_merge() {
    let desk = Desk::set_up().await;
    let (mut lead, ..) = two_of_one(&desk).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let page = agent.get("/buyers/1").await.is(200).body;
    assert!(!page.contains("/buyers/1/merge"), "no way there");
    agent.get("/buyers/1/merge?other=2").await.is(403);
    let fields = [("other", "2"), ("rev", "1"), ("other_rev", "1")];
    agent.post("/buyers/1/merge", &fields).await.is(403);
    agent
        .post("/buyers/1/part", &[("other", "2")])
        .await
        .is(403);
    // Found by what identifies them; oneself and nobody are told apart.
    lead.get("/buyers/1/merge?other=yu_1990")
        .await
        .says("两边原来的链接都还能用");
    lead.get("/buyers/1/merge?other=http://127.0.0.1/buyers/2")
        .await
        .says("两边原来的链接都还能用");
    lead.get("/buyers/1/merge?other=1")
        .await
        .says("这就是同一份记录");
    lead.get("/buyers/1/merge?other=nobody")
        .await
        .says("没有找到这位买家");
    // Who was overtaken looks again.
    let page = lead.get("/buyers/1/merge?other=2").await.is(200);
    lead.post("/buyers/2/note", &[("note", "换过地址")])
        .await
        .is(303);
    confirm(&mut lead, &page).await.is(409).says("换过地址");
    lead.get("/buyers/2").await.is(200);
    // Of a shop one does not see, nothing is there.
    desk.only_other_shops("zhao").await;
    lead.get("/buyers/1/merge?other=2").await.is(404);
    lead.post("/buyers/1/merge", &fields).await.is(404);
}

/// Nothing stands in the indexes that the records do not say.
fn sound(desk: &Desk) {
    let report = doctor::examine(&desk.app.store, desk.app.moment().now).expect("examines");
    let broken: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.severity == doctor::Severity::Broken)
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[actix_web::test]
async fn two_people_of_one_household_are_told_apart_once_and_for_all() {
    let desk = Desk::set_up().await;
    let (mut lead, ..) = two_of_one(&desk).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let other = [("other", "2")];
    agent.post("/buyers/1/tell-apart", &other).await.is(403);
    lead.get("/buyers/1").await.says("不是同一个人");
    lead.get("/buyers/2").await.says("可能是同一个人");
    lead.post("/buyers/1/tell-apart", &other)
        .await
        .leads_to("/buyers/1");
    // Nor after the next order that carries what is of both.
    order(&mut lead, "P-5", "yu_1990", PHONE).await;
    for path in ["/buyers/1", "/buyers/2"] {
        let page = lead.get(path).await.is(200).body;
        assert!(!page.contains("可能是同一个人"), "{path}");
    }
    // Whoever finds that they are one after all may still say so.
    let page = lead.get("/buyers/1/merge?other=2").await.is(200);
    confirm(&mut lead, &page).await.leads_to("/buyers/1");
    lead.post("/buyers/1/tell-apart", &[("other", "1")])
        .await
        .is(422);
    sound(&desk);
}
