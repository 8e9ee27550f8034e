//! What staff decide reaches the marketplace: once, by the job, and what it says comes back into
//! the case. The marketplace is a Medusa on loopback that takes only what the real one takes.

use super::medusa;
use super::medusa::Kept;
use super::shop::Shop;
use super::vendors::give;
use crate::desk::Browser;
use crate::desk::between;
use crate::web::cases::act;
use aftercare::domain::case::Case;
use aftercare::domain::case::State;
use aftercare::domain::people::ActorRef;
use aftercare::domain::plugin::telling::Standing;
use aftercare::domain::plugin::telling::Telling;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::cases;
use aftercare::store::tellings;
use std::sync::Arc;

/// One piece, as good as new.
const PASSED: &[(&str, &str)] = &[("passed-0", "1"), ("failed-0", "0"), ("grade-0", "a")];

/// A desk whose Medusa was read: one return that waits for its goods.
async fn with_a_return() -> (Shop, Kept, Browser, String) {
    let (shop, books) = medusa::shop().await;
    give(&shop.desk, "aftercare.medusa", shop.account).await;
    let read = jobs::pull_marketplaces(Arc::clone(&shop.host)).await;
    assert_eq!(read.expect("read"), 2, "an order and a return");
    let mut owner = shop.desk.owner().await;
    let list = owner.get("/cases?list=all").await.is(200);
    let no = between(&list.body, "href=\"/cases/AS", "\"").expect("its case");
    let no = format!("AS{no}");
    (shop, books, owner, no)
}

async fn tell(shop: &Shop) -> usize {
    jobs::tell_decisions(Arc::clone(&shop.host))
        .await
        .expect("told")
}

async fn case_and_tellings(shop: &Shop, no: &str) -> (Case, Vec<Telling>) {
    let no = no.parse_case();
    let read = move |view: &aftercare::store::ReadTx| {
        let id = cases::id_by_no(view, &no)?.expect("its number");
        let case = cases::by_id(view, id)?.expect("the case");
        Ok((case, tellings::of_case(view, id)?))
    };
    shop.desk.app.read(read).await.expect("read")
}

trait ParseCase {
    fn parse_case(&self) -> aftercare::domain::case::CaseNo;
}

impl ParseCase for str {
    fn parse_case(&self) -> aftercare::domain::case::CaseNo {
        aftercare::domain::case::CaseNo::parse(self).expect("a number")
    }
}

fn refunds_asked(shop: &Shop) -> usize {
    let seen = shop.server.seen();
    let refunds = seen.iter().filter(|seen| seen.line().contains("/refund"));
    refunds.count()
}

/// Takes the goods in and lets finance start to pay back what the platform was paid.
async fn take_in_and_pay(owner: &mut Browser, no: &str) {
    for (verb, said) in [
        ("scan_receive", &[][..]),
        ("inspect", PASSED),
        (
            "approve_money",
            &[("amount", "179.1"), ("reason", "退货已收到")],
        ),
    ] {
        act(owner, no, verb, said).await.is(303);
    }
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    if page.body.contains("acts/finance_ok") {
        act(owner, no, "finance_ok", &[]).await.is(303);
    }
    act(owner, no, "pay_start", &[("pay_method", "platform")])
        .await
        .is(303);
}

#[actix_web::test]
async fn a_return_is_taken_in_and_paid_back_here_and_shows_there_once() {
    let (shop, books, mut owner, no) = with_a_return().await;
    let (case, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(case.state, State::AwaitReturn);
    assert!(told.is_empty(), "what it told us is not told back");
    act(&mut owner, &no, "scan_receive", &[]).await.is(303);
    assert_eq!(books.lock().expect("whole").status, "requested");
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("已收到退货").says("待告诉");
    assert_eq!(tell(&shop).await, 1);
    assert_eq!(books.lock().expect("whole").status, "received");
    assert_eq!(tell(&shop).await, 0, "once");

    act(&mut owner, &no, "inspect", PASSED).await.is(303);
    let amount = [("amount", "179.1"), ("reason", "退货已收到")];
    act(&mut owner, &no, "approve_money", &amount).await.is(303);
    act(&mut owner, &no, "pay_start", &[("pay_method", "platform")])
        .await
        .is(303);
    assert_eq!(tell(&shop).await, 1);
    let (case, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(case.state, State::Notified, "paid, and the buyer is told");
    assert!(told.iter().all(|one| one.standing == Standing::Told));
    let paid = case.money.iter().find(|entry| entry.paid_at.is_some());
    assert!(paid.is_some_and(|entry| entry.txn_no.is_some()));
    let payer = ActorRef::Plugin("aftercare.medusa".to_owned());
    let events = {
        let id = case.id;
        let read = move |view: &aftercare::store::ReadTx| Ok(cases::timeline(view, id)?);
        shop.desk.app.read(read).await.expect("read")
    };
    assert!(events.iter().any(|(event, _)| event.actor == payer));
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
    assert_eq!(refunds_asked(&shop), 1);
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("同意退款").says("对方已办");
}

#[actix_web::test]
async fn what_the_marketplace_calls_things_is_shown_and_a_word_nobody_knows_is_not_guessed() {
    let (shop, books, mut owner, no) = with_a_return().await;
    let account = format!(
        "/settings/plugins/aftercare.medusa/accounts/{}",
        shop.account
    );
    let page = owner.get(&account).await.is(200);
    page.says("平台状态对照")
        .says("requested")
        .says("待买家退货")
        .says("目前没有");
    {
        let mut books = books.lock().expect("whole");
        books.status = "held_by_customs";
        books.version = 3;
    }
    shop.desk.later(Span::hours(1));
    let read = jobs::pull_marketplaces(Arc::clone(&shop.host)).await;
    read.expect("read");
    let (case, _) = case_and_tellings(&shop, &no).await;
    assert_eq!(case.state, State::AwaitReturn, "never guessed");
    let page = owner.get(&account).await.is(200);
    page.says("held_by_customs").says(&no);
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("held_by_customs").says("不在插件的对照表里");
}

#[actix_web::test]
async fn a_refund_whose_answer_is_lost_is_looked_for_and_paid_once() {
    let (shop, books, mut owner, no) = with_a_return().await;
    take_in_and_pay(&mut owner, &no).await;
    assert_eq!(tell(&shop).await, 1, "first what was decided first");
    books.lock().expect("whole").cut = "/refund?";
    assert_eq!(tell(&shop).await, 1);
    let (case, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(case.state, State::Paying);
    assert_eq!(told[1].standing, Standing::Unsure);
    books.lock().expect("whole").cut = "nowhere";
    shop.desk.later(Span::minutes(1));
    assert_eq!(tell(&shop).await, 1);
    let (case, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(told[1].standing, Standing::Told);
    assert_eq!(case.state, State::Notified);
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
    assert_eq!(refunds_asked(&shop), 1, "looked for, not sent again");
}

#[actix_web::test]
async fn a_process_that_ends_in_the_middle_of_a_call_pays_nothing_twice() {
    let (shop, books, mut owner, no) = with_a_return().await;
    take_in_and_pay(&mut owner, &no).await;
    assert_eq!(tell(&shop).await, 1);
    // What the start of the call writes stays; what came of it is lost with the process.
    let (_, told) = case_and_tellings(&shop, &no).await;
    let waiting = told[1].clone();
    let now = shop.desk.app.now();
    let begun = shop.desk.app.write(None, move |plan| {
        aftercare::actions::plugins::tellings::begin(plan, &waiting, now)
    });
    assert!(begun.await.expect("begun").is_some());
    {
        let mut books = books.lock().expect("whole");
        let note = serde_json::json!({ "id": "ref_0", "amount": 179.1, "note": mark(&told[1]) });
        books.refunds.push(note);
    }
    assert_eq!(tell(&shop).await, 1);
    let (case, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(told[1].standing, Standing::Told);
    assert_eq!(case.state, State::Notified);
    assert_eq!(refunds_asked(&shop), 0, "asked for, not sent");
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
}

/// The mark the plugin puts into the note of a refund.
fn mark(telling: &Telling) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, telling.key().as_bytes());
    let hex: String = hash.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    format!("ref {}", &hex[..16])
}

#[actix_web::test]
async fn a_no_is_shown_with_its_reason_and_told_again_when_somebody_says_so() {
    let (shop, books, mut owner, no) = with_a_return().await;
    // Somebody takes it back over there at the same time.
    books.lock().expect("whole").status = "canceled";
    act(&mut owner, &no, "scan_receive", &[]).await.is(303);
    assert_eq!(tell(&shop).await, 1);
    let (_, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(told[0].standing, Standing::Refused);
    let home = format!("/cases/{no}");
    let page = owner.get(&home).await.is(200);
    let page = page.says("对方没有接受").says("再告诉一次");
    assert!(!told[0].why.is_empty() && page.body.contains("canceled"));
    owner.get("/for-me").await.is(200).says(&no);
    books.lock().expect("whole").status = "requested";
    let again = format!("/cases/{no}/platform/{}/again", told[0].seq);
    owner.post(&again, &[]).await.leads_to(&home);
    assert_eq!(tell(&shop).await, 1);
    assert_eq!(books.lock().expect("whole").status, "received");
    let (_, told) = case_and_tellings(&shop, &no).await;
    assert_eq!(told[0].standing, Standing::Told);
    // What was told is not told again.
    owner.post(&again, &[]).await.is(404);
}
