//! A plugin that pays and labels (`plugins/examples/clerk`) on a real desk: refunds that people
//! approved are paid through the shop's own payment service, once; new cases are labelled, and advice
//! is asked for.

use super::shop::Shop;
use super::vendor::json;
use super::vendors::give;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::egress::server::Seen;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use crate::web::cases::order;
use aftercare::domain::case::Case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::State;
use aftercare::domain::case::record::Priority;
use aftercare::domain::plugin::telling::Standing;
use aftercare::domain::plugin::telling::Telling;
use aftercare::domain::time::Span;
use aftercare::domain::time::Timestamp;
use aftercare::jobs;
use aftercare::store::automating;
use aftercare::store::cases;
use aftercare::store::tellings;
use serde_json::Value;
use serde_json::json as value;
use std::sync::Arc;
use std::sync::Mutex;

/// What the payment service remembers, and how it misbehaves.
#[derive(Default)]
struct Till {
    paid: Vec<Value>,
    /// Pays, and then no answer.
    is_cut: bool,
    /// The state it says instead of "paid".
    says: Option<&'static str>,
    refuses: bool,
}

type Kept = Arc<Mutex<Till>>;

fn answer_of(seen: &Seen, till: &mut Till) -> Option<Vec<u8>> {
    let mut words = seen.line().split(' ');
    let (method, path) = (words.next()?, words.next()?);
    let known = |till: &Till, key: &str| till.paid.iter().find(|one| one["key"] == key).cloned();
    let state = till.says.unwrap_or("paid");
    match method {
        "POST" if till.refuses => json("422 Unprocessable Entity", "{}"),
        "POST" => {
            let asked: Value = serde_json::from_slice(&seen.body).expect("JSON");
            let key = asked["key"].as_str().expect("a key").to_owned();
            if known(till, &key).is_none() {
                till.paid.push(asked);
            }
            if till.is_cut {
                return None;
            }
            json(
                "200 OK",
                &value!({ "state": state, "ref": "po_1" }).to_string(),
            )
        }
        _ => match known(till, path.strip_prefix("/payouts/")?) {
            Some(_) => json(
                "200 OK",
                &value!({ "state": state, "ref": "po_1" }).to_string(),
            ),
            None => json("404 Not Found", "{}"),
        },
    }
}

/// A desk with the clerk, which pays for its shop.
async fn shop() -> (Shop, Kept) {
    let shop = Shop::of("examples/clerk", &[]).await;
    let till = Kept::default();
    let books = Arc::clone(&till);
    shop.answers(move |seen| answer_of(seen, &mut books.lock().expect("whole")));
    give(&shop.desk, "example.clerk", shop.account).await;
    (shop, till)
}

/// A refund of 24.00 that finance starts to pay.
async fn paying(shop: &Shop, owner: &mut Browser, no: &str) -> String {
    let order = order(owner, no, "羊绒围巾").await;
    let case = case(owner, &order, UNSHIPPED).await;
    let granted = [("amount", "24"), ("reason", "未发货")];
    act(owner, &case, "approve", &granted).await.is(303);
    act(owner, &case, "pay_start", &[("pay_method", "alipay")])
        .await
        .is(303);
    let (found, _) = read(&shop.desk, &case).await;
    assert_eq!(found.state, State::Paying);
    case
}

async fn read(desk: &Desk, no: &str) -> (Case, Vec<Telling>) {
    let no = CaseNo::parse(no).expect("a number");
    let read = move |view: &aftercare::store::ReadTx| {
        let id = cases::id_by_no(view, &no)?.expect("its number");
        let case = cases::by_id(view, id)?.expect("the case");
        Ok((case, tellings::of_case(view, id)?))
    };
    desk.app.read(read).await.expect("read")
}

async fn tell(shop: &Shop) -> usize {
    let host = Arc::clone(&shop.host);
    jobs::tell_decisions(host).await.expect("told")
}

async fn hear(shop: &Shop) -> usize {
    let host = Arc::clone(&shop.host);
    jobs::tell_automations(host).await.expect("told")
}

#[actix_web::test]
async fn a_refund_that_was_approved_is_paid_by_the_service_once_though_its_answer_was_lost() {
    let (shop, till) = shop().await;
    let mut owner = shop.desk.owner().await;
    let no = paying(&shop, &mut owner, "T-1").await;
    till.lock().expect("whole").is_cut = true;
    assert_eq!(tell(&shop).await, 1);
    let (found, told) = read(&shop.desk, &no).await;
    assert_eq!(
        (found.state, told[0].standing),
        (State::Paying, Standing::Unsure)
    );
    till.lock().expect("whole").is_cut = false;
    shop.desk.later(Span::minutes(5));
    assert_eq!(tell(&shop).await, 1);
    let (found, told) = read(&shop.desk, &no).await;
    assert_eq!(told[0].standing, Standing::Told);
    assert_eq!(found.state, State::Notified, "paid, and the buyer is told");
    let entry = &found.money[0];
    assert_eq!(entry.txn_no.as_deref(), Some("po_1"));
    let paid = till.lock().expect("whole").paid.clone();
    assert_eq!(paid.len(), 1);
    assert_eq!(paid[0]["amount"], "24.00");
    assert_eq!(paid[0]["method"], "alipay");
    assert_eq!(paid[0]["key"], entry.idempotency_key.as_str());
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("付款服务").says("对方已办").says("po_1");
}

#[actix_web::test]
async fn a_service_that_refuses_fails_the_payment_and_the_next_try_has_the_same_key() {
    let (shop, till) = shop().await;
    let mut owner = shop.desk.owner().await;
    let no = paying(&shop, &mut owner, "T-1").await;
    till.lock().expect("whole").refuses = true;
    assert_eq!(tell(&shop).await, 1);
    let (found, told) = read(&shop.desk, &no).await;
    assert_eq!(
        (found.state, told[0].standing),
        (State::PayFailed, Standing::Refused)
    );
    till.lock().expect("whole").refuses = false;
    act(&mut owner, &no, "retry", &[]).await.is(303);
    assert_eq!(tell(&shop).await, 1);
    let (found, told) = read(&shop.desk, &no).await;
    assert_eq!(found.state, State::Notified);
    assert_eq!(told[0].key(), told[1].key());
}

#[actix_web::test]
async fn money_that_was_paid_by_hand_meanwhile_is_not_sent() {
    let (shop, till) = shop().await;
    let mut owner = shop.desk.owner().await;
    let no = paying(&shop, &mut owner, "T-1").await;
    act(&mut owner, &no, "pay_ok", &[("txn_no", "2026112200001")])
        .await
        .is(303);
    assert_eq!(tell(&shop).await, 0);
    let (_, told) = read(&shop.desk, &no).await;
    assert_eq!(told[0].standing, Standing::Dropped);
    assert!(till.lock().expect("whole").paid.is_empty());
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("已另行付款");
}

#[actix_web::test]
async fn a_state_the_plugin_does_not_know_is_never_taken_for_paid() {
    let (shop, till) = shop().await;
    let mut owner = shop.desk.owner().await;
    let no = paying(&shop, &mut owner, "T-1").await;
    till.lock().expect("whole").says = Some("on_hold_by_bank");
    for _ in 0..6 {
        tell(&shop).await;
        shop.desk.later(Span::hours(1));
    }
    let (found, told) = read(&shop.desk, &no).await;
    assert_eq!(
        (found.state, told[0].standing),
        (State::Paying, Standing::Person)
    );
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("on_hold_by_bank").says("请到对方后台核实");
}

#[actix_web::test]
async fn a_new_case_is_labelled_by_the_plugin_and_its_advice_stands_beside_it() {
    let (shop, _) = shop().await;
    let mut owner = shop.desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    assert!(hear(&shop).await >= 1);
    let (found, _) = read(&shop.desk, &no).await;
    assert_eq!(found.tags, ["clerk"]);
    assert_eq!(found.priority, Priority::High);
    let home = format!("/cases/{no}");
    let page = owner.get(&home).await.is(200);
    page.says("Ask for a photo").says("seen: refund_only");
    // What it did itself it is not told: it would answer itself for ever.
    assert_eq!(hear(&shop).await, 0);

    owner
        .post(&format!("{home}/advice"), &[])
        .await
        .leads_to(&home);
    let page = owner.get(&home).await.is(200);
    let page = page.says(&format!("Call about {no}"));
    assert!(
        !page.body.contains("Ask for a photo"),
        "new advice takes its place"
    );
    let (found, _) = read(&shop.desk, &no).await;
    assert!(found.tags.is_empty(), "{:?}", found.tags);
    assert_eq!(found.priority, Priority::High, "a priority that is none");
    let away = format!("{home}/advice/{}/away", shop.account);
    owner.post(&away, &[]).await.leads_to(&home);
    let page = owner.get(&home).await.is(200);
    assert!(!page.body.contains("Call about"));
}

#[actix_web::test]
async fn a_plugin_that_falls_is_left_alone_and_the_case_goes_on() {
    let (shop, _) = shop().await;
    let mut owner = shop.desk.owner().await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    hear(&shop).await;
    act(&mut owner, &no, "tag", &[("tag", "boom")])
        .await
        .is(303);
    assert_eq!(hear(&shop).await, 1);
    assert_eq!(hear(&shop).await, 0, "it waits");
    for _ in 0..30 {
        shop.desk.later(Span::hours(1));
        hear(&shop).await;
    }
    let (found, _) = read(&shop.desk, &no).await;
    assert!(found.tags.contains(&"boom".to_owned()));
    let waiting =
        |view: &aftercare::store::ReadTx| Ok(automating::due(view, Timestamp(i64::MAX), 10)?.len());
    let waiting = shop.desk.app.read(waiting).await.expect("read");
    assert_eq!(waiting, 0, "after a day it is no longer told");
    let mut owner = shop.desk.owner().await;
    owner.get(&format!("/cases/{no}")).await.is(200);
}
