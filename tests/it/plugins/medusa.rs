//! Medusa v2 on a real desk, against a backend that knows one key, takes only what the vendor's
//! validators take, remembers what was done, and lies, limits and fails.

use super::shop::Shop;
use super::vendor::json;
use super::vendor::query;
use crate::egress::server::Seen;
use aftercare::domain::plugin::ending::Ending;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::AckState;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Decision;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Request;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::RequestState;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Verdict;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Window;
use aftercare::plugins::contract::aftercare::plugin::types::Money;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use serde_json::json as value;
use std::sync::Arc;
use std::sync::Mutex;

const KEY: &str = "sk_loopback000000000000000000000000000000000000000000000000000001";
const CREATED: &str = "2026-01-01T08:00:00.000Z";

/// What a backend remembers.
pub(super) struct Books {
    pub(super) status: &'static str,
    pub(super) version: u32,
    /// A receipt that was begun and not confirmed.
    is_open: bool,
    pub(super) refunds: Vec<Value>,
    /// Its order changed before the window began: the list does not have it.
    pub(super) is_old: bool,
    /// Does what it is asked, and then gives no answer to this path.
    pub(super) cut: &'static str,
}

pub(super) type Kept = Arc<Mutex<Books>>;

pub(super) async fn shop() -> (Shop, Kept) {
    let shop = Shop::of("medusa", &[("api-key", KEY)]).await;
    let books = Arc::new(Mutex::new(Books {
        status: "requested",
        version: 0,
        is_open: false,
        refunds: Vec::new(),
        is_old: false,
        cut: "nowhere",
    }));
    let of_shop = Arc::clone(&books);
    shop.answers(move |seen| {
        let books = &mut of_shop.lock().expect("whole");
        let answer = answer_of(seen, books);
        answer.filter(|_| !seen.line().contains(books.cut))
    });
    (shop, books)
}

fn the_return(books: &Books) -> Value {
    value!({
        "id": "return_01", "order_id": "order_01", "status": books.status, "display_id": 1,
        "refund_amount": 199, "created_at": CREATED, "canceled_at": null,
        "updated_at": format!("2026-01-01T08:00:0{}.000Z", books.version),
        "items": [{ "id": "ri_1", "item_id": "ordli_1", "quantity": 1,
            "received_quantity": u32::from(books.status == "received") }],
    })
}

fn the_order(books: &Books) -> Value {
    value!({
        "id": "order_01", "display_id": 7, "status": "pending", "payment_status": "captured",
        "fulfillment_status": "delivered", "email": "li@example.com", "currency_code": "cny",
        "total": 358.2, "shipping_total": 0, "created_at": CREATED, "updated_at": CREATED,
        "items": [{ "id": "ordli_1", "title": "羊绒围巾", "quantity": 2, "unit_price": 199,
            "total": 358.2 }],
        "payment_collections": [{ "payments": [{ "id": "pay_01", "captures": [{ "amount": 358.2 }],
            "refunds": books.refunds.clone() }] }],
    })
}

/// The vendor's validators: which fields a body may have, and no others.
fn is_valid(path: &str, body: &Value) -> bool {
    let known: &[&str] = match path {
        "returns/return_01/receive" => &["internal_note", "description", "metadata"],
        "returns/return_01/receive-items" => &["items"],
        "returns/return_01/receive/confirm" | "returns/return_01/cancel" => &["no_notification"],
        "payments/pay_01/refund" => &["amount", "refund_reason_id", "note"],
        _ => return false,
    };
    let fields = body.as_object().expect("an object");
    let items = body["items"].as_array();
    let amount = body.get("amount").map(|amount| amount.as_f64());
    fields.keys().all(|field| known.contains(&field.as_str()))
        && amount.is_none_or(|amount| amount.is_some_and(|amount| amount > 0.0))
        && items.is_none_or(|items| {
            items.iter().all(|item| {
                item["id"].is_string() && item["quantity"].as_u64().is_some_and(|n| n >= 1)
            })
        })
}

fn refused(message: &str) -> Option<Vec<u8>> {
    let body = value!({ "type": "invalid_data", "message": message });
    json("400 Bad Request", &body.to_string())
}

fn answer_of(seen: &Seen, books: &mut Books) -> Option<Vec<u8>> {
    let key = BASE64_STANDARD.encode(format!("{KEY}:"));
    if seen.header("authorization") != [format!("Basic {key}")] {
        return json("401 Unauthorized", r#"{"message":"Unauthorized"}"#);
    }
    let mut words = seen.line().split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let path = target.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("/admin/").expect("the admin API");
    if method == "POST" {
        let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
        return match is_valid(path, &body) {
            true => act(path, &body, books),
            false => refused("Unrecognized fields or values"),
        };
    }
    let list = |name: &str, rows: Vec<Value>| {
        let fields = query(seen);
        assert!(fields.contains_key("updated_at[$gte]"), "{fields:?}");
        let page = value!({ name: rows, "count": rows.len(), "offset": 0, "limit": 20 });
        json("200 OK", &page.to_string())
    };
    match path {
        "orders" if query(seen).get("limit").is_some_and(|limit| limit == "1") => {
            json("200 OK", r#"{"orders":[],"count":0}"#)
        }
        "orders" if books.is_old => list("orders", Vec::new()),
        "orders" => list("orders", vec![the_order(books)]),
        "returns" => list("returns", vec![the_return(books)]),
        "exchanges" => list("exchanges", Vec::new()),
        "claims" => list("claims", Vec::new()),
        "orders/order_01" => json("200 OK", &value!({ "order": the_order(books) }).to_string()),
        "returns/return_01" => json(
            "200 OK",
            &value!({ "return": the_return(books) }).to_string(),
        ),
        _ => json(
            "404 Not Found",
            r#"{"type":"not_found","message":"not there"}"#,
        ),
    }
}

fn act(path: &str, body: &Value, books: &mut Books) -> Option<Vec<u8>> {
    match path {
        "returns/return_01/receive" if books.is_open => {
            return refused("Order (order_01) already has an existing active order change");
        }
        "returns/return_01/receive" => books.is_open = true,
        "returns/return_01/receive-items" if !books.is_open => return refused("no active change"),
        "returns/return_01/receive-items" => {}
        "returns/return_01/receive/confirm" => {
            books.is_open = false;
            books.status = "received";
            books.version += 1;
        }
        "returns/return_01/cancel" => {
            books.status = "canceled";
            books.version += 1;
        }
        "payments/pay_01/refund" => {
            let id = format!("ref_{}", books.refunds.len());
            let note = body["note"].clone();
            books
                .refunds
                .push(value!({ "id": id, "amount": body["amount"], "note": note }));
            let payment = value!({ "id": "pay_01", "refunds": books.refunds.clone() });
            return json("200 OK", &value!({ "payment": payment }).to_string());
        }
        other => panic!("{other}"),
    }
    json(
        "200 OK",
        &value!({ "return": the_return(books) }).to_string(),
    )
}

fn window(cursor: Option<String>) -> Window {
    Window {
        cursor,
        since: "2026-01-01T00:00:00.000Z".to_owned(),
        until: "2026-01-02T00:00:00.000Z".to_owned(),
        limit: 20,
    }
}

/// Everything that can be pulled, list after list.
async fn requests(shop: &Shop) -> Vec<Request> {
    let (mut cursor, mut all) = (None, Vec::new());
    loop {
        let Answer::Requests(page) = shop.answer(Ask::PullRequests(window(cursor))).await else {
            panic!("no requests");
        };
        all.extend(page.items);
        cursor = page.next_cursor;
        if !page.has_more {
            return all;
        }
    }
}

fn decided(key: &str, verdict: Verdict, revision: Option<String>) -> Decision {
    Decision {
        idempotency_key: key.to_owned(),
        request_id: "returns/return_01".to_owned(),
        order_id: "order_01".to_owned(),
        revision,
        verdict,
        note: None,
        attrs: Vec::new(),
    }
}

fn refund(key: &str) -> Decision {
    let amount = Money {
        amount: "199.00".to_owned(),
        currency: "CNY".to_owned(),
    };
    decided(key, Verdict::ApproveRefund(amount), None)
}

async fn acked(shop: &Shop, ask: Ask) -> AckState {
    match shop.answer(ask).await {
        Answer::Ack(ack) => ack.state,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn a_return_comes_is_received_and_paid_back_and_each_shows_there() {
    let (shop, books) = shop().await;
    assert!(matches!(
        shop.answer(Ask::Verify).await,
        Answer::Verified(_)
    ));
    let Answer::Orders(orders) = shop.answer(Ask::PullOrders(window(None))).await else {
        panic!("no orders");
    };
    assert_eq!(orders.items[0].total.amount, "358.2");
    let pulled = requests(&shop).await;
    assert_eq!(pulled.len(), 1);
    assert_eq!(pulled[0].state, RequestState::AwaitReturn);
    let received = decided(
        "case-7/1",
        Verdict::ConfirmReceived,
        pulled[0].revision.clone(),
    );
    let ask = || Ask::PushDecision(received.clone());
    assert_eq!(acked(&shop, ask()).await, AckState::Applied);
    assert_eq!(acked(&shop, ask()).await, AckState::AlreadyApplied);
    assert_eq!(books.lock().expect("whole").status, "received");
    assert_eq!(requests(&shop).await[0].state, RequestState::Arrived);
    let pay = || Ask::PushDecision(refund("case-7/2"));
    assert_eq!(acked(&shop, pay()).await, AckState::Applied);
    assert_eq!(acked(&shop, pay()).await, AckState::AlreadyApplied);
    // The payment covers no second one of that sum.
    let third = shop.ending(Ask::PushDecision(refund("case-7/3"))).await;
    assert_eq!(third, Ending::Refused);
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
}

#[actix_web::test]
async fn what_was_changed_there_is_read_again_before_anything_is_done() {
    let (shop, books) = shop().await;
    let seen = requests(&shop).await.remove(0).revision;
    books.lock().expect("whole").version = 5;
    let reject = decided("case-7/1", Verdict::Reject("超过七天".to_owned()), seen);
    assert_eq!(
        shop.ending(Ask::PushDecision(reject)).await,
        Ending::Conflict
    );
    let seen = requests(&shop).await.remove(0).revision;
    let reject = decided("case-7/1", Verdict::Reject("超过七天".to_owned()), seen);
    assert_eq!(
        acked(&shop, Ask::PushDecision(reject)).await,
        AckState::Applied
    );
    assert_eq!(requests(&shop).await[0].state, RequestState::Closed);
}

#[actix_web::test]
async fn a_refund_whose_answer_is_lost_is_looked_for_and_never_paid_twice() {
    let (shop, books) = shop().await;
    let never = shop.ending(Ask::CheckDecision(refund("case-7"))).await;
    assert_eq!(never, Ending::NotFound);
    books.lock().expect("whole").cut = "/refund?";
    let lost = shop.ending(Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(lost, Ending::Unknown);
    let stands = acked(&shop, Ask::CheckDecision(refund("case-7"))).await;
    assert_eq!(stands, AckState::Applied);
    let again = acked(&shop, Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(again, AckState::AlreadyApplied);
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
}

#[actix_web::test]
async fn a_receipt_that_stops_half_way_is_unknown_and_waits_for_a_person() {
    let (shop, books) = shop().await;
    books.lock().expect("whole").cut = "/receive-items ";
    let received = || decided("case-7", Verdict::ConfirmReceived, None);
    let half = shop.ending(Ask::PushDecision(received())).await;
    assert_eq!(half, Ending::Unknown);
    let check = shop.ending(Ask::CheckDecision(received())).await;
    assert_eq!(check, Ending::NotFound);
    books.lock().expect("whole").cut = "nowhere";
    let again = shop.ending(Ask::PushDecision(received())).await;
    assert_eq!(again, Ending::Conflict);
    assert_eq!(books.lock().expect("whole").status, "requested");
}

#[actix_web::test]
async fn a_backend_that_lies_limits_or_fails_is_told_apart() {
    let (shop, _) = shop().await;
    let pull = || Ask::PullRequests(window(None));
    shop.says("429 Too Many Requests", &[("Retry-After", "9")], "");
    let (ending, after, _) = shop.ask(pull()).await;
    assert_eq!((ending, after), (Ending::RateLimited, Some(9_000)));
    let broken = r#"{"type":"unknown_error","message":"An unknown error occurred."}"#;
    shop.says("500 Internal Server Error", &[], broken);
    assert_eq!(shop.ending(pull()).await, Ending::Retryable);
    shop.says("200 OK", &[], "<!doctype html>");
    assert_eq!(shop.ending(pull()).await, Ending::Upstream);
    shop.says(
        "200 OK",
        &[],
        r#"{"returns":[{"id":"return_01"}],"count":1}"#,
    );
    assert_eq!(shop.ending(pull()).await, Ending::Upstream);
    shop.says("401 Unauthorized", &[], r#"{"message":"Unauthorized"}"#);
    assert_eq!(shop.ending(pull()).await, Ending::Auth);
}
