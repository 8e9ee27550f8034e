//! Cases carried by people at their screens.

use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::store::faulty_backend::Fault;
use crate::store::faulty_backend::FaultyDisk;
use aftercare::domain::case::Kind;
use aftercare::domain::people::Role;

/// An order typed in by hand; its number in addresses.
pub async fn order(who: &mut Browser, no: &str, title: &str) -> String {
    who.get("/orders/new").await.is(200);
    let fields = [
        ("order_no", no),
        ("status", "paid"),
        ("nick", "<b>张三</b>"),
        ("lines", "1"),
        ("title-0", title),
        ("qty-0", "2"),
        ("price-0", "24.00"),
        ("freight", "2"),
    ];
    let answer = who.post("/orders/new", &fields).await.is(303);
    let at = answer.header("location");
    at.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A case opened from the form; its number.
pub async fn case(who: &mut Browser, order: &str, more: &[(&str, &str)]) -> String {
    let mut fields = vec![("order", order), ("qty-1", "1"), ("intake", "chat")];
    fields.extend_from_slice(more);
    who.get(&format!("/cases/new?order={order}")).await.is(200);
    let answer = who.post("/cases/new", &fields).await.is(303);
    let at = answer.header("location");
    at.rsplit('/').next().unwrap_or_default().to_owned()
}

pub const UNSHIPPED: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "unshipped"),
    ("reason", "unwanted_unshipped"),
    ("buyer_text", "不想要了<script>alert(1)</script>"),
];

/// Does one act from the case's page, as a browser would.
pub async fn act(who: &mut Browser, no: &str, verb: &str, said: &[(&str, &str)]) -> Answer {
    let page = who.get(&format!("/cases/{no}/acts/{verb}")).await.is(200);
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"").unwrap_or_default();
    let command = between(&page.body, "name=\"command\" value=\"", "\"").unwrap_or_default();
    let mut fields = vec![("rev", rev), ("command", command)];
    fields.extend_from_slice(said);
    who.post(&format!("/cases/{no}/acts/{verb}"), &fields).await
}

#[actix_web::test]
async fn an_agent_grants_a_refund_finance_pays_it_and_the_buyer_is_called_back() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut finance = desk.staff("qian", Role::Finance).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let page = agent.get(&format!("/cases/{no}")).await.is(200);
    let page = page.says("同意退款 ¥24.00").says("不想要了");
    assert!(
        !page.body.contains("<script>alert"),
        "what a buyer says is text"
    );
    let home = format!("/cases/{no}");
    act(
        &mut agent,
        &no,
        "approve",
        &[("amount", "24"), ("reason", "未发货")],
    )
    .await
    .leads_to(&home);
    act(&mut finance, &no, "pay_start", &[("pay_method", "alipay")])
        .await
        .leads_to(&home);
    // Neither number nor proof: refused, and said why.
    act(&mut finance, &no, "pay_ok", &[]).await.is(409);
    act(&mut finance, &no, "pay_ok", &[("txn_no", "2026112200001")])
        .await
        .leads_to(&home);
    finance
        .get(&home)
        .await
        .says("2026112200001")
        .says("已打款");
    act(&mut agent, &no, "call_back_done", &[("score", "5")])
        .await
        .leads_to(&home);
    agent.get(&home).await.says("已关闭").says("买家实得");
}

#[actix_web::test]
async fn what_was_pressed_twice_happens_once() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let fields = [("text", "打过电话，没人接"), ("command", "same")];
    for _ in 0..2 {
        agent
            .post(&format!("/cases/{no}/acts/note"), &fields)
            .await
            .leads_to(&format!("/cases/{no}"));
    }
    let page = agent.get(&format!("/cases/{no}")).await.body;
    assert_eq!(page.matches("打过电话，没人接").count(), 1);
}

#[actix_web::test]
async fn a_form_that_saw_an_older_case_keeps_its_text_and_shows_what_happened() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut owner = desk.owner().await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let path = format!("/cases/{no}/acts/reject");
    let page = agent.get(&path).await.is(200).body;
    let rev = between(&page, "name=\"rev\" value=\"", "\"").expect("a rev");
    let seen = between(&page, "name=\"seen\" value=\"", "\"").expect("a place in the timeline");
    act(&mut owner, &no, "set_priority", &[("priority", "urgent")])
        .await
        .is(303);
    let fields = [("rev", rev), ("seen", seen), ("reason", "照片看不出问题")];
    agent
        .post(&path, &fields)
        .await
        .is(409)
        .says("照片看不出问题")
        .says("改优先级");
    agent.get(&format!("/cases/{no}")).await.says("待审核");
}

#[actix_web::test]
async fn what_does_not_fit_stands_at_its_field_and_nothing_typed_is_lost() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    act(
        &mut agent,
        &no,
        "approve",
        &[("amount", "12.345"), ("reason", "先退一半")],
    )
    .await
    .is(422)
    .says("12.345")
    .says("先退一半")
    .says("field--wrong");
    act(
        &mut agent,
        &no,
        "approve",
        &[("amount", "30"), ("reason", "全退")],
    )
    .await
    .is(409)
    .says("最多还能退 ¥24.00");
    // The same line is not asked for twice.
    let mut fields = vec![
        ("order", order.as_str()),
        ("qty-1", "1"),
        ("intake", "chat"),
    ];
    fields.extend_from_slice(UNSHIPPED);
    agent.post("/cases/new", &fields).await.is(409).says(&no);
}

#[actix_web::test]
async fn who_only_looks_has_no_buttons_and_may_not_act() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut viewer = desk.staff("shen", Role::Viewer).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let page = viewer.get(&format!("/cases/{no}")).await.is(200).body;
    assert!(!page.contains("/acts/"), "{page}");
    viewer
        .post(&format!("/cases/{no}/acts/note"), &[("text", "x")])
        .await
        .is(403);
    viewer
        .get(&format!("/cases/new?order={order}"))
        .await
        .is(403);
    // A colleague of another trade is told whose step it is.
    let mut finance = desk.staff("qian", Role::Finance).await;
    finance.get(&format!("/cases/{no}")).await.says("这一步由");
    finance
        .post(&format!("/cases/{no}/acts/reject"), &[("reason", "x")])
        .await
        .is(403);
}

#[actix_web::test]
async fn a_case_of_every_kind_can_be_opened_and_each_of_its_buttons_leads_to_a_form() {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    for kind in Kind::ALL {
        let order = order(&mut owner, &format!("K-{kind}"), "台灯").await;
        owner
            .get(&format!("/cases/new?order={order}&kind={kind}"))
            .await
            .is(200);
        let subtype = kind.subtypes().first().map_or("", |subtype| subtype.code());
        let fields = [
            ("kind", kind.code()),
            ("subtype", subtype),
            ("reason", "flaw"),
            ("amount", "3"),
            ("buyer_text", "灯不亮"),
            ("policy_override", "店主同意"),
        ];
        let no = case(&mut owner, &order, &fields).await;
        let page = owner.get(&format!("/cases/{no}")).await.is(200).body;
        let links: Vec<&str> = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| path.contains("/acts/"))
            .collect();
        assert!(links.len() > 5, "{kind}: {links:?}");
        for link in links {
            owner.get(link).await.is(200).says("name=\"csrf\"");
        }
    }
}

#[actix_web::test]
async fn when_the_disk_is_full_the_words_stay_in_the_form_and_go_in_once_there_is_room() {
    let disk = FaultyDisk::new();
    let desk = Desk::on(&disk).await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let path = format!("/cases/{no}/acts/note");
    disk.fail(Fault::SyncFails);
    let words = "买家说明天再打，声音很急";
    let fields = [("text", words), ("command", "note-1")];
    let answer = agent.post(&path, &fields).await.is(503).says(words);
    let command = between(&answer.body, "name=\"command\" value=\"", "\"");
    assert_eq!(command, Some("note-1"), "the same command is sent again");
    agent.get("/readyz").await.is(503);
    agent.get(&format!("/cases/{no}")).await.is(200);

    disk.fail(Fault::None);
    desk.app.store.try_reopen().expect("reopens");
    agent
        .post(&path, &fields)
        .await
        .leads_to(&format!("/cases/{no}"));
    let page = agent.get(&format!("/cases/{no}")).await.body;
    assert_eq!(page.matches(words).count(), 1);
}

#[actix_web::test]
async fn what_can_be_chosen_is_what_the_rules_take() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, UNSHIPPED).await;
    let form = format!("/cases/{no}/acts/add_money");
    let page = agent.get(&form).await.is(200).body;
    assert!(page.contains("value=\"return_freight\""));
    assert!(
        !page.contains("value=\"goods_refund\""),
        "the refund itself is not beside the refund"
    );
    let page = agent.get(&format!("/cases/{no}/acts/convert")).await.body;
    assert!(page.contains("convert?kind=exchange") && !page.contains("convert?kind=refund_only"));

    let form = format!("/cases/{no}/acts/claim_open");
    agent.get(&form).await.is(200).says("丢件");
    act(&mut agent, &no, "claim_open", &[("reason", "lost")])
        .await
        .leads_to(&format!("/cases/{no}"));
    act(&mut agent, &no, "claim_file", &[("amount", "24")])
        .await
        .leads_to(&format!("/cases/{no}"));
    agent.get(&format!("/cases/{no}")).await.says("快递索赔");
}
