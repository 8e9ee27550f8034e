//! WooCommerce on a real desk, against a shop with encryption that knows one key, keeps the refunds
//! it makes, and lies, limits and fails.

use super::shop::Shop;
use super::vendor::json;
use super::vendor::query;
use super::vendors::give;
use crate::egress::server::Seen;
use crate::egress::server::answer;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::ids::ShopId;
use aftercare::domain::plugin::ending::Ending;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::http::Header;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Ack;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::AckState;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Decision;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::OrderState;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Verdict;
use aftercare::plugins::contract::aftercare::plugin::marketplace_types::Window;
use aftercare::plugins::contract::aftercare::plugin::push::Incoming;
use aftercare::plugins::contract::aftercare::plugin::types::Money;
use aftercare::plugins::contract::exports::aftercare::plugin::marketplace_push::News;
use aftercare::store::orders;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::hmac;
use serde_json::Value;
use serde_json::json as value;
use std::sync::Arc;
use std::sync::Mutex;

const KEY: &str = "ck_loopback00000000000000000000000000000001";
const SECRET: &str = "cs_loopback00000000000000000000000000000002";
const HOOK: &str = "webhookSecret01";

/// The vendor's own sample.
pub fn order(id: u64) -> Value {
    let file = include_str!("../../../plugins/woocommerce/tests/vectors.json");
    let file: Value = serde_json::from_str(file).expect("vectors");
    let cases = file["cases"].as_array().expect("cases").iter();
    let mut named = cases.filter(|case| case["name"] == "order/Create an order/official-response");
    let mut order = named.next().expect("the sample")["inputs"]["body"].clone();
    order["id"] = id.into();
    order
}

/// What a shop remembers.
#[derive(Default)]
struct Books {
    refunds: Vec<Value>,
    /// Makes the refund, and then no answer.
    is_cut: bool,
    /// Takes CNY, as the desk's shop does; the sample is in USD.
    is_cny: bool,
}

impl Books {
    const fn currency(&self) -> &'static str {
        match self.is_cny {
            true => "CNY",
            false => "USD",
        }
    }
}

type Kept = Arc<Mutex<Books>>;

async fn shop() -> (Shop, Kept) {
    let typed = [
        ("consumer-key", KEY),
        ("consumer-secret", SECRET),
        ("webhook-secret", HOOK),
        ("refund-by-gateway", "true"),
    ];
    let shop = Shop::of("woocommerce", &typed).await;
    let books = Kept::default();
    open(&shop, &books);
    (shop, books)
}

/// The shop as it should be.
fn open(shop: &Shop, books: &Kept) {
    let books = Arc::clone(books);
    shop.answers(move |seen| answer_of(seen, &mut books.lock().expect("whole")));
}

fn answer_of(seen: &Seen, books: &mut Books) -> Option<Vec<u8>> {
    let pair = BASE64_STANDARD.encode(format!("{KEY}:{SECRET}"));
    if seen.header("authorization") != [format!("Basic {pair}")] {
        let refusal =
            r#"{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":401}}"#;
        return json("401 Unauthorized", refusal);
    }
    let mut words = seen.line().split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let path = target.split('?').next().unwrap_or_default();
    match (
        method,
        path.strip_prefix("/wp-json/wc/v3/").expect("the API"),
    ) {
        ("GET", "orders") => Some(page(seen, books)),
        ("GET", "orders/727") => {
            let found = value!({ "id": 727, "currency": books.currency() });
            json("200 OK", &found.to_string())
        }
        ("GET", "orders/727/refunds") => {
            json("200 OK", &Value::Array(books.refunds.clone()).to_string())
        }
        ("POST", "orders/727/refunds") => {
            let mut made: Value = serde_json::from_slice(&seen.body).expect("JSON");
            assert_eq!(made["api_refund"], true);
            made["id"] = (900 + books.refunds.len()).into();
            made["refunded_payment"] = true.into();
            made["date_created_gmt"] = "2026-01-02T03:04:05".into();
            books.refunds.push(made.clone());
            match books.is_cut {
                true => None,
                false => json("201 Created", &made.to_string()),
            }
        }
        other => panic!("{other:?}"),
    }
}

/// Three orders, two to a page.
fn page(seen: &Seen, books: &Books) -> Vec<u8> {
    let fields = query(seen);
    let order = |id| {
        let mut order = order(id);
        order["currency"] = books.currency().into();
        order
    };
    let orders = match fields.get("page").map(String::as_str) {
        Some("1") => vec![order(727), order(728)],
        Some("2") => vec![order(729)],
        _ => Vec::new(),
    };
    let headers = [("X-WP-Total", "3"), ("X-WP-TotalPages", "2")];
    answer(
        "200 OK",
        &headers,
        Value::Array(orders).to_string().as_bytes(),
    )
}

fn window(cursor: Option<String>) -> Window {
    Window {
        cursor,
        since: "2026-01-01T00:00:00.000Z".to_owned(),
        until: "2026-01-02T00:00:00.000Z".to_owned(),
        limit: 2,
    }
}

fn refund(key: &str) -> Decision {
    Decision {
        idempotency_key: key.to_owned(),
        request_id: String::new(),
        order_id: "727".to_owned(),
        revision: None,
        verdict: Verdict::ApproveRefund(Money {
            amount: "10.00".to_owned(),
            currency: "USD".to_owned(),
        }),
        note: None,
        attrs: Vec::new(),
    }
}

async fn ack(shop: &Shop, ask: Ask) -> Ack {
    match shop.answer(ask).await {
        Answer::Ack(ack) => ack,
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn orders_come_page_by_page_and_an_approved_refund_is_paid_once() {
    let (shop, books) = shop().await;
    assert!(matches!(
        shop.answer(Ask::Verify).await,
        Answer::Verified(_)
    ));
    let mut cursor = None;
    let mut ids = Vec::new();
    loop {
        let Answer::Orders(page) = shop.answer(Ask::PullOrders(window(cursor))).await else {
            panic!("no orders");
        };
        assert!(
            page.items
                .iter()
                .all(|order| order.state == OrderState::Paid)
        );
        ids.extend(page.items.into_iter().map(|order| order.external_id));
        cursor = page.next_cursor;
        if !page.has_more {
            break;
        }
    }
    assert_eq!(ids, ["727", "728", "729"]);
    let paid = ack(&shop, Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(paid.state, AckState::Applied);
    let again = ack(&shop, Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(again.state, AckState::AlreadyApplied);
    assert_eq!(again.external_ref, paid.external_ref);
    let other = ack(&shop, Ask::PushDecision(refund("case-8"))).await;
    assert_eq!(other.state, AckState::Applied);
    assert_eq!(books.lock().expect("whole").refunds.len(), 2);
}

#[actix_web::test]
async fn a_refund_whose_answer_is_lost_is_looked_for_and_never_paid_twice() {
    let (shop, books) = shop().await;
    let never = shop.ending(Ask::CheckDecision(refund("case-7"))).await;
    assert_eq!(never, Ending::NotFound);
    books.lock().expect("whole").is_cut = true;
    let lost = shop.ending(Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(lost, Ending::Unknown);
    let stands = ack(&shop, Ask::CheckDecision(refund("case-7"))).await;
    assert_eq!(stands.state, AckState::Applied);
    let again = ack(&shop, Ask::PushDecision(refund("case-7"))).await;
    assert_eq!(again.state, AckState::AlreadyApplied);
    assert_eq!(books.lock().expect("whole").refunds.len(), 1);
}

#[actix_web::test]
async fn a_shop_that_lies_limits_or_fails_is_told_apart() {
    let (shop, _) = shop().await;
    let pull = || Ask::PullOrders(window(None));
    shop.says(
        "429 Too Many Requests",
        &[("Retry-After", "12")],
        "slow down",
    );
    let (ending, after, _) = shop.ask(pull()).await;
    assert_eq!((ending, after), (Ending::RateLimited, Some(12_000)));
    shop.says(
        "500 Internal Server Error",
        &[],
        "There has been a critical error",
    );
    assert_eq!(shop.ending(pull()).await, Ending::Retryable);
    shop.says("200 OK", &[], "<!doctype html>");
    assert_eq!(shop.ending(pull()).await, Ending::Upstream);
    shop.says("200 OK", &[], "{}");
    assert_eq!(shop.ending(pull()).await, Ending::Upstream);
    // An answer that breaks off is one nobody can read.
    shop.answers(|_| None);
    assert_eq!(shop.ending(pull()).await, Ending::Upstream);
    shop.says(
        "401 Unauthorized",
        &[],
        r#"{"code":"woocommerce_rest_cannot_view"}"#,
    );
    assert_eq!(shop.ending(pull()).await, Ending::Auth);
}

#[actix_web::test]
async fn another_key_pauses_the_account() {
    let typed = [
        ("consumer-key", "ck_other"),
        ("consumer-secret", "cs_other"),
    ];
    let shop = Shop::of("woocommerce", &typed).await;
    open(&shop, &Kept::default());
    assert_eq!(shop.ending(Ask::Verify).await, Ending::Auth);
}

fn incoming(body: &str, secret: &str) -> Ask {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = BASE64_STANDARD.encode(hmac::sign(&key, body.as_bytes()));
    let headers = [
        ("x-wc-webhook-resource", "order"),
        ("x-wc-webhook-delivery-id", "d1"),
        ("x-wc-webhook-signature", signature.as_str()),
    ];
    let header = |(name, value): (&str, &str)| Header {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    Ask::ReadMarketplacePush(Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: Vec::new(),
        headers: headers.map(header).into(),
        body: body.as_bytes().to_vec(),
        text: Some(body.to_owned()),
        form: Vec::new(),
        received_at: "2026-01-02T03:04:05.678Z".to_owned(),
    })
}

#[actix_web::test]
async fn a_signed_webhook_brings_the_order_and_a_forged_one_nothing() {
    let (shop, _) = shop().await;
    let (first, second) = (order(727).to_string(), order(728).to_string());
    let Answer::MarketplacePush(reading) = shop.answer(incoming(&first, HOOK)).await else {
        panic!("not read");
    };
    assert!(matches!(&reading.news[..], [News::Order(order)] if order.external_id == "727"));
    assert_eq!(reading.answer.status, 200);
    // Two orders of one second come with one delivery id.
    let Answer::MarketplacePush(other) = shop.answer(incoming(&second, HOOK)).await else {
        panic!("not read");
    };
    assert_ne!(reading.dedupe_key, other.dedupe_key);
    let forged = shop.ending(incoming(&first, "another")).await;
    assert_eq!(forged, Ending::Auth);
    assert!(shop.server.seen().is_empty());
}

#[actix_web::test]
async fn a_refund_decided_at_the_desk_is_paid_by_the_shop_once_and_the_case_says_so() {
    let (shop, books) = shop().await;
    books.lock().expect("whole").is_cny = true;
    give(&shop.desk, "aftercare.woocommerce", shop.account).await;
    let read = jobs::pull_marketplaces(Arc::clone(&shop.host)).await;
    assert_eq!(read.expect("read"), 3);
    let read = |view: &aftercare::store::ReadTx| {
        let shop = orders::shops(view)?
            .first()
            .map_or(ShopId(0), |shop| shop.id);
        Ok(orders::id_by_no(view, shop, "727")?.expect("the order"))
    };
    let order = shop.desk.app.read(read).await.expect("read").to_string();
    let mut owner = shop.desk.owner().await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let granted = [("amount", "3.2"), ("reason", "未发货，退一件")];
    act(&mut owner, &no, "approve", &granted).await.is(303);
    let by = [("pay_method", "platform")];
    act(&mut owner, &no, "pay_start", &by).await.is(303);
    let tell = || jobs::tell_decisions(Arc::clone(&shop.host));
    // The shop pays, and the line breaks: it is looked for, and not paid twice.
    books.lock().expect("whole").is_cut = true;
    assert_eq!(tell().await.expect("told"), 1);
    books.lock().expect("whole").is_cut = false;
    shop.desk.later(Span::hours(1));
    assert_eq!(tell().await.expect("told"), 1);
    assert_eq!(tell().await.expect("told"), 0);
    let refunds = books.lock().expect("whole").refunds.clone();
    assert_eq!(refunds.len(), 1, "{refunds:?}");
    assert_eq!(refunds[0]["amount"], "3.20");
    let page = owner.get(&format!("/cases/{no}")).await.is(200);
    page.says("同意退款").says("对方已办");
}
