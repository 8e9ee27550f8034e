//! A message to the buyer: ten seconds in which it can be taken back, then it is said once.

use super::cases::case;
use super::cases::order;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::store::faulty_backend::Fault;
use crate::store::faulty_backend::FaultyDisk;
use aftercare::actions;
use aftercare::actions::access::Viewer;
use aftercare::actions::access::see_case;
use aftercare::domain::case::Act;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::Verb;
use aftercare::domain::money::Fen;
use aftercare::domain::people::Actor;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::people;

const REFUND: &[(&str, &str)] = &[
    ("kind", "refund_only"),
    ("subtype", "unshipped"),
    ("reason", "unwanted_unshipped"),
    ("buyer_text", "不想要了"),
];

async fn at_work() -> (Desk, Browser, String) {
    let desk = Desk::set_up().await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    (desk, lin, no)
}

/// Writes to the buyer; the path that takes it back.
async fn write(who: &mut Browser, no: &str, text: &str) -> String {
    let home = format!("/cases/{no}");
    let fields = [("text", text)];
    who.post(&format!("{home}/acts/message"), &fields)
        .await
        .leads_to(&home);
    let page = who.get(&home).await.is(200).says("马上发给买家").says(text);
    let path = between(&page.body, "data-send-at", "</form>")
        .and_then(|form| between(form, "action=\"", "\""));
    path.expect("a way to take it back").to_owned()
}

fn events(page: &str) -> usize {
    page.matches("<li class=\"event ").count()
}

async fn send_due(desk: &Desk) -> usize {
    let app = desk.app.clone().into_inner();
    jobs::send_messages(app).await.expect("sends")
}

#[actix_web::test]
async fn a_message_goes_out_once_when_its_moment_is_over() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    write(&mut lin, &no, "已经帮您登记").await;
    let page = lin.get(&home).await.body;
    let before = events(&page);
    assert_eq!(send_due(&desk).await, 0, "not yet");
    // A colleague sees that something is on its way, and cannot stop it.
    let mut owner = desk.owner().await;
    let theirs = owner.get(&home).await.is(200).says("lin的消息马上发给买家");
    assert!(!theirs.body.contains("/undo"));

    desk.later(Span(10_001));
    assert_eq!(send_due(&desk).await, 1);
    assert_eq!(send_due(&desk).await, 0, "once");
    let page = lin.get(&home).await.body;
    assert_eq!(events(&page), before + 1);
    assert_eq!(page.matches("已经帮您登记").count(), 1);
    assert!(!page.contains("马上发给买家"));
}

#[actix_web::test]
async fn a_message_taken_back_was_never_said_and_stands_in_its_box_again() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    let undo = write(&mut lin, &no, "给您退两百").await;
    let mut owner = desk.owner().await;
    owner.get(&home).await;
    owner.post(&undo, &[("no", &no)]).await.is(404);
    lin.post(&undo, &[("no", &no)])
        .await
        .leads_to(&format!("{home}#say"));
    desk.later(Span::minutes(1));
    assert_eq!(send_due(&desk).await, 0);
    let page = lin.get(&home).await.body;
    assert!(page.contains("给您退两百</textarea>"), "{page}");
    assert!(page.contains("已撤回的消息"));
    assert_eq!(page.matches("给您退两百").count(), 1, "only in the box");
    // Twice is too late, and does nothing.
    lin.post(&undo, &[("no", &no), ("command", "again")])
        .await
        .is(303);
    lin.get(&home).await.says("撤不回来了");
}

#[actix_web::test]
async fn pressed_twice_it_is_one_message() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    lin.get(&home).await;
    let fields = [("text", "稍等一下"), ("command", "same")];
    for _ in 0..2 {
        lin.post(&format!("{home}/acts/message"), &fields)
            .await
            .leads_to(&home);
    }
    desk.later(Span(10_001));
    assert_eq!(send_due(&desk).await, 1);
}

#[actix_web::test]
async fn what_the_case_takes_no_more_comes_back_to_its_writer() {
    let (desk, mut lin, no) = at_work().await;
    let home = format!("/cases/{no}");
    // The rules refuse it at once where they would refuse it then.
    lin.post(&format!("{home}/acts/message"), &[("text", "")])
        .await
        .is(422);
    write(&mut lin, &no, "我们再看看").await;
    // The buyer withdraws within the ten seconds.
    let number = CaseNo::parse(&no).expect("a number");
    let moment = desk.app.moment();
    desk.app
        .write(None, move |plan| {
            let owner = people::by_login(plan, "wang")?.expect("the owner");
            let viewer = Viewer::new(owner, Fen(0));
            let (case, _) = see_case(plan, &viewer, &number)?;
            let act = Act::of(Verb::Withdraw);
            actions::cases::act(plan, case, None, &act, &Actor::Buyer, &moment)
        })
        .await
        .expect("withdraws");
    desk.later(Span(10_001));
    assert_eq!(send_due(&desk).await, 1);
    let page = lin.get(&home).await.body;
    assert!(page.contains("没有发出"), "{page}");
    assert_eq!(page.matches("我们再看看").count(), 1, "only as a draft");
}

#[actix_web::test]
async fn a_crash_before_or_while_it_goes_out_neither_loses_nor_doubles_it() {
    let disk = FaultyDisk::new();
    let desk = Desk::on(&disk).await;
    let mut lin = desk.staff("lin", Role::Agent).await;
    let order = order(&mut lin, "T-1", "羊绒围巾").await;
    let no = case(&mut lin, &order, REFUND).await;
    let home = format!("/cases/{no}");
    write(&mut lin, &no, "已经帮您登记").await;
    // The database is opened anew within the ten seconds, as after a crash.
    desk.app.store.try_reopen().expect("reopens");
    lin.get(&home).await.says("马上发给买家");
    // The disk fails in the commit that sends it: whether it happened is not known.
    desk.later(Span(10_001));
    disk.fail(Fault::SyncFails);
    let app = desk.app.clone().into_inner();
    assert!(jobs::send_messages(app).await.is_err());
    disk.fail(Fault::None);
    desk.app.store.try_reopen().expect("reopens");
    send_due(&desk).await;
    send_due(&desk).await;
    let page = lin.get(&home).await.body;
    assert_eq!(page.matches("已经帮您登记").count(), 1);
    assert!(!page.contains("马上发给买家"));
}
