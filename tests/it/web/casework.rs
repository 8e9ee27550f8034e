//! The daily work on a case: contacts, notes that name colleagues, hand-over, snooze, checklist.

use super::cases::act;
use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use aftercare::actions;
use aftercare::domain::case::Kind;
use aftercare::domain::case::Phase;
use aftercare::domain::people::Role;
use aftercare::domain::rules::RulePack;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::doctor;
use aftercare::store::people;
use aftercare::store::settings;

const KEEPS: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "keep_goods"),
    ("reason", "flaw"),
    ("buyer_text", "扣子掉了两颗"),
];

/// The number of a member of staff, as forms send it.
async fn id_of(desk: &Desk, login: &str) -> String {
    let login = login.to_owned();
    let staff = desk
        .app
        .read(move |view| Ok(people::by_login(view, &login)?))
        .await;
    staff
        .expect("reads")
        .expect("someone we made")
        .id
        .to_string()
}

/// Presses a button of the case's own page.
async fn press(who: &mut Browser, no: &str, verb: &str, said: &[(&str, &str)]) {
    let home = format!("/cases/{no}");
    who.get(&home).await.is(200);
    who.post(&format!("{home}/acts/{verb}"), said)
        .await
        .leads_to(&home);
}

#[actix_web::test]
async fn a_contact_is_logged_with_two_clicks() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    let page = agent.get(&format!("/cases/{no}")).await.is(200);
    page.says("name=\"contact_channel\" value=\"phone_out\" checked")
        .says("name=\"contact_outcome\" value=\"no_answer\"");
    let said = [("contact_channel", "wechat"), ("contact_outcome", "sent")];
    press(&mut agent, &no, "log_contact", &said).await;
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("记一次沟通")
        .says("我方联系")
        .says("name=\"contact_channel\" value=\"wechat\" checked");
    // A call that was only sent is none: refused in words, and the choice is still there.
    let said = [
        ("contact_channel", "phone_out"),
        ("contact_outcome", "sent"),
    ];
    agent
        .post(&format!("/cases/{no}/acts/log_contact"), &said)
        .await
        .is(409)
        .says("沟通结果");
}

#[actix_web::test]
async fn who_is_named_in_a_note_finds_it_and_marks_it_read() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut other = desk.staff("luo", Role::Supervisor).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    press(&mut agent, &no, "note", &[("text", "@luo 看一下照片")]).await;
    let page = agent.get(&format!("/cases/{no}")).await;
    page.says("提到luo");
    other
        .get("/")
        .await
        .says("提到我的")
        .says("@luo 看一下照片");
    other
        .get(&format!("/cases/{no}"))
        .await
        .says("lin在这里提到了你");
    other
        .post("/for-me/read", &[("case", &no), ("back", "1")])
        .await
        .leads_to(&format!("/cases/{no}"));
    let page = other.get("/").await;
    assert!(!page.body.contains("提到我的"), "it was read");
    other.get("/for-me").await.says("@luo 看一下照片");
    // Who acts on the case has read it too.
    let luo = id_of(&desk, "luo").await;
    let said = [("text", "再看一次"), ("mentions", luo.as_str())];
    press(&mut agent, &no, "note", &said).await;
    other.get("/").await.says("再看一次");
    press(&mut other, &no, "note", &[("text", "看过了")]).await;
    let page = other.get("/").await;
    assert!(!page.body.contains("再看一次"), "answered");
}

#[actix_web::test]
async fn a_colleague_who_cannot_see_the_case_is_not_named_nor_given_it() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    desk.staff("far", Role::Agent).await;
    desk.only_other_shops("far").await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    agent.get(&format!("/cases/{no}")).await.is(200);
    agent
        .post(
            &format!("/cases/{no}/acts/note"),
            &[("text", "@far 帮忙看下")],
        )
        .await
        .is(409)
        .says("far看不到这张单")
        .says("@far 帮忙看下");
    let far = id_of(&desk, "far").await;
    act(&mut agent, &no, "assign", &[("staff", &far)])
        .await
        .is(409)
        .says("far看不到这张单");
}

#[actix_web::test]
async fn a_case_changes_hands_with_a_card_the_receiver_confirms() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let mut next = desk.staff("tang", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    let home = format!("/cases/{no}");
    let note = [("text", "照片上少两颗"), ("pinned", "1")];
    press(&mut agent, &no, "note", &note).await;
    // The sender sees the card before it goes out, with a summary to edit.
    let page = agent.get(&format!("{home}/acts/hand_over")).await.is(200);
    page.says("扣子掉了两颗")
        .says("照片上少两颗")
        .says("仅退款，原因是");
    let tang = id_of(&desk, "tang").await;
    let said = [("staff", tang.as_str()), ("text", "要退款")];
    agent
        .post(&format!("{home}/acts/hand_over"), &said)
        .await
        .is(422)
        .says("要退款");
    let said = [
        ("staff", tang.as_str()),
        ("reason", "我下班了"),
        ("text", "要退款"),
    ];
    act(&mut agent, &no, "hand_over", &said)
        .await
        .leads_to(&home);
    agent.get("/for-me").await.says("我下班了").says("未确认");
    next.get("/").await.says("交接给我").says("我下班了");
    next.get(&home).await.says("买家说").says("待买家确认");
    // Before the buyer agrees, nothing else is said to them.
    act(&mut next, &no, "message", &[("text", "您好")])
        .await
        .is(409)
        .says("接手人先向买家复述");
    press(&mut next, &no, "take_over", &[("text", "您要退款，对吗")]).await;
    agent.get("/for-me").await.says("已接手");
    let said = [("text", "您要退款，对吗"), ("buyer_agreed", "1")];
    press(&mut next, &no, "take_over", &said).await;
    press(&mut next, &no, "message", &[("text", "今天18:00前给您办")]).await;
    let page = agent.get("/for-me").await;
    assert!(!page.body.contains("我下班了"), "it is done");
}

#[actix_web::test]
async fn a_snoozed_case_is_out_of_sight_until_its_time() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    let page = agent.get(&format!("/cases/{no}")).await.body;
    let later = between(&page, "id=\"later-why\"", "</form>").expect("a form");
    let due = between(later, "type=\"radio\" name=\"due\" value=\"", "\"").expect("a time");
    // One's own time stays empty: the named one counts.
    let said = [("reason", "等厂家"), ("due", ""), ("due", due)];
    press(&mut agent, &no, "snooze", &said).await;
    let said = [("reason", "问厂家"), ("due", due)];
    press(&mut agent, &no, "remind", &said).await;
    agent.get(&format!("/cases/{no}")).await.says("等厂家");
    let mine = |page: &str| {
        let mine = page.split("id=\"mine\"").nth(1).unwrap_or_default();
        mine.contains(&no)
    };
    let page = agent.get("/").await;
    assert!(!mine(&page.body), "it rests");
    assert!(!page.body.contains("问厂家"), "not due yet");
    desk.later(Span::days(1));
    let mut agent = desk.signed_in("lin").await;
    let page = agent.get("/").await.says("问厂家");
    assert!(mine(&page.body), "it is back");
    press(&mut agent, &no, "remind_done", &[("reminder", "1")]).await;
    let page = agent.get("/").await;
    assert!(!page.body.contains("问厂家"));
}

#[actix_web::test]
async fn required_items_hold_the_case_back_and_say_so() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    desk.app
        .write(None, |plan| {
            let mut pack = RulePack::clone(&*settings::rules(plan)?);
            for item in pack.checklists.iter_mut() {
                item.required = item.kind == Kind::RefundOnly && item.stage == Phase::Review;
            }
            Ok(settings::put(plan, "rules", &pack)?)
        })
        .await
        .expect("a stricter pack");
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    agent
        .get(&format!("/cases/{no}"))
        .await
        .says("检查项")
        .says("先勾选这些检查项：订单号无误、商品编号和规格无误、问题描述清楚。");
    for item in ["order_no", "product", "problem"] {
        press(&mut agent, &no, "check", &[("item", item)]).await;
    }
    let page = agent.get(&format!("/cases/{no}")).await.says("3/3");
    assert!(!page.body.contains("先勾选"));
    let said = [("amount", "10"), ("reason", "掉扣")];
    act(&mut agent, &no, "approve", &said)
        .await
        .leads_to(&format!("/cases/{no}"));
}

#[actix_web::test]
async fn what_waits_for_people_is_found_again_from_the_records() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    desk.staff("luo", Role::Supervisor).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    press(&mut agent, &no, "note", &[("text", "@luo")]).await;
    let said = [("reason", "x"), ("due", "2026-12-01T10:00")];
    press(&mut agent, &no, "remind", &said).await;
    let luo = id_of(&desk, "luo").await;
    let said = [("staff", luo.as_str()), ("reason", "x"), ("text", "y")];
    act(&mut agent, &no, "hand_over", &said).await.is(303);
    let viewer = luo.parse().expect("a number");
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let staff = aftercare::domain::ids::StaffId(viewer);
            actions::mentions::read(plan, staff, actions::mentions::Which::All, &moment)
        })
        .await
        .expect("marks");
    let report = doctor::examine(&desk.app.store, desk.app.moment().now).expect("examines");
    let broken = report.findings.iter();
    let broken: Vec<_> = broken
        .filter(|finding| finding.severity == doctor::Severity::Broken)
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[actix_web::test]
async fn what_is_restated_to_the_buyer_can_be_taken_back_like_a_message() {
    let (desk, mut next, no) = handed_over().await;
    let home = format!("/cases/{no}");
    next.get(&home).await.is(200);
    act(&mut next, &no, "restate", &[("text", "您要退一百，对吗")])
        .await
        .leads_to(&home);
    let page = next
        .get(&home)
        .await
        .says("马上发给买家")
        .says("您要退一百");
    let undo = between(&page.body, "data-send-at", "</form>")
        .and_then(|form| between(form, "action=\"", "\""))
        .expect("a way to take it back")
        .to_owned();
    next.post(&undo, &[("no", &no), ("box", "restate")])
        .await
        .leads_to(&format!("{home}#restate"));
    let page = next.get(&home).await.body;
    assert!(page.contains("您要退一百，对吗</textarea>"), "{page}");
    assert_eq!(page.matches("您要退一百").count(), 1, "only in its box");
    // Said once more and left alone, it goes out as what it is.
    act(&mut next, &no, "restate", &[("text", "您要退款，对吗")])
        .await
        .leads_to(&home);
    desk.later(Span(10_001));
    let app = desk.app.clone().into_inner();
    assert_eq!(jobs::send_messages(app).await.expect("sends"), 1);
    let page = next.get(&home).await.says("向买家复述").body;
    assert!(!page.contains("马上发给买家"));
    // It stays the receiver's duty until the buyer agreed.
    act(&mut next, &no, "message", &[("text", "您好")])
        .await
        .is(409);
}

#[actix_web::test]
async fn a_case_given_back_waits_for_its_sender_until_they_do_something() {
    let (desk, mut next, no) = handed_over().await;
    let mut lin = desk.signed_in("lin").await;
    press(&mut next, &no, "give_back", &[("reason", "我也下班了")]).await;
    let page = lin.get("/for-me").await.is(200).body;
    let handed = between(&page, "id=\"handed\"", "</section>").expect("its part");
    assert!(handed.contains("我也下班了"), "why it came back: {handed}");
    assert!(handed.contains("tang") && handed.contains("已退回"));
    lin.get("/").await.says("我也下班了");
    next.get("/for-me").await.says("没有等你接手的单");
    press(&mut lin, &no, "note", &[("text", "我接着办")]).await;
    lin.get("/for-me").await.says("没有等你接手的单");
}

#[actix_web::test]
async fn a_reminder_is_done_where_it_stands() {
    let (_desk, mut next, no) = handed_over().await;
    let page = next.get(&format!("/cases/{no}")).await.body;
    let later = between(&page, "id=\"later-why\"", "</form>").expect("a form");
    let due = between(later, "type=\"radio\" name=\"due\" value=\"", "\"").expect("a time");
    let said = [("reason", "问厂家"), ("due", due)];
    press(&mut next, &no, "remind", &said).await;
    let page = next.get("/for-me").await.says("问厂家").body;
    let form = page
        .split("<form")
        .find(|form| form.contains("remind_done"))
        .expect("its form");
    let field =
        |name: &str| between(form, &format!("name=\"{name}\" value=\""), "\"").expect("a field");
    let path = between(form, "action=\"", "\"").expect("its path");
    next.post(
        path,
        &[("reminder", field("reminder")), ("back", field("back"))],
    )
    .await
    .leads_to("/for-me");
    let page = next.get("/for-me").await.says("没有提醒").body;
    assert!(page.contains(&no), "what was done is said");
}

/// A case that lin handed to tang, who is the browser.
async fn handed_over() -> (Desk, Browser, String) {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let next = desk.staff("tang", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let no = case(&mut agent, &order, KEEPS).await;
    let tang = id_of(&desk, "tang").await;
    let said = [
        ("staff", tang.as_str()),
        ("reason", "我下班了"),
        ("text", "要退款"),
    ];
    press(&mut agent, &no, "hand_over", &said).await;
    (desk, next, no)
}
