//! A marketplace read by the clock: whose orders they are is said first, nothing is doubled, and a
//! reading that is cut off goes on where it was.

use super::shop::Shop;
use super::vendor::json;
use super::vendor::query;
use super::vendors::give;
use super::woocommerce::order;
use crate::desk::between;
use crate::egress::server::Seen;
use crate::egress::server::answer;
use actix_web::http::Method;
use aftercare::domain::case::State;
use aftercare::domain::ids::ShopId;
use aftercare::domain::money::Fen;
use aftercare::domain::order::Order;
use aftercare::domain::order::OrderSource;
use aftercare::domain::people::ActorRef;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::cases;
use aftercare::store::orders;
use aftercare::store::plugins;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use serde_json::Value;
use std::sync::Arc;
use std::sync::Mutex;

/// What the shop over there is made to do.
#[derive(Clone)]
pub(super) struct There {
    currency: &'static str,
    status: &'static str,
    is_cut_at_two: bool,
    is_refunded: bool,
}

pub(super) type Kept = Arc<Mutex<There>>;

pub(super) async fn woocommerce() -> (Shop, Kept) {
    let typed = [
        (
            "consumer-key",
            "ck_loopback00000000000000000000000000000001",
        ),
        (
            "consumer-secret",
            "cs_loopback00000000000000000000000000000002",
        ),
        ("webhook-secret", "webhookSecret01"),
        ("refund-by-gateway", "true"),
    ];
    let shop = Shop::of("woocommerce", &typed).await;
    let there = Arc::new(Mutex::new(There {
        currency: "CNY",
        status: "processing",
        is_cut_at_two: false,
        is_refunded: false,
    }));
    let kept = Arc::clone(&there);
    shop.answers(move |seen| answer_of(seen, &kept.lock().expect("whole").clone()));
    (shop, there)
}

fn answer_of(seen: &Seen, there: &There) -> Option<Vec<u8>> {
    if seen.line().contains("/refunds") {
        let refund = r#"[{"id":900,"amount":"6.00","reason":"","refunded_payment":true,"date_created_gmt":"2026-01-02T03:04:05","line_items":[]}]"#;
        return json("200 OK", refund);
    }
    let made = |id| {
        let mut order = order(id);
        order["currency"] = there.currency.into();
        order["status"] = there.status.into();
        if there.is_refunded && id == 727 {
            order["refunds"] = serde_json::json!([{"id": 900, "reason": "", "total": "-6.00"}]);
        }
        order
    };
    let page = query(seen).get("page").cloned().unwrap_or_default();
    if page == "2" && there.is_cut_at_two {
        return None;
    }
    let orders = match page.as_str() {
        "1" => vec![made(727), made(728)],
        "2" => vec![made(729)],
        _ => Vec::new(),
    };
    let headers = [
        ("X-WP-Total", "3"),
        ("X-WP-TotalPages", "2"),
        ("content-type", "application/json"),
    ];
    let body = Value::Array(orders).to_string();
    Some(answer("200 OK", &headers, body.as_bytes()))
}

async fn give_to_the_shop(shop: &Shop) {
    give(&shop.desk, "aftercare.woocommerce", shop.account).await;
}

async fn pull(shop: &Shop) -> usize {
    jobs::pull_marketplaces(Arc::clone(&shop.host))
        .await
        .expect("pulled")
}

pub(super) async fn found(shop: &Shop, no: &'static str) -> Option<Order> {
    let read = move |view: &aftercare::store::ReadTx| {
        let to = orders::shops(view)?
            .first()
            .map_or(ShopId(0), |shop| shop.id);
        match orders::id_by_no(view, to, no)? {
            Some(id) => Ok(orders::by_id(view, id)?),
            None => Ok(None),
        }
    };
    shop.desk.app.read(read).await.expect("read")
}

#[actix_web::test]
async fn orders_and_refunds_come_by_the_clock_once_somebody_said_whose_they_are() {
    let (shop, there) = woocommerce().await;
    assert_eq!(pull(&shop).await, 0);
    assert!(shop.server.seen().is_empty(), "nobody said whose they are");
    give_to_the_shop(&shop).await;
    there.lock().expect("whole").is_refunded = true;
    assert_eq!(pull(&shop).await, 4, "three orders and a refund");
    let order = found(&shop, "727").await.expect("the order");
    assert_eq!(order.source, OrderSource::Plugin);
    assert_eq!(order.channel_status, "processing");
    assert_eq!(order.paid_total, Fen(2_935));
    assert_eq!(order.lines[0].line_paid, Fen(645), "with its tax");
    let to = order.shop;
    let case = shop
        .desk
        .app
        .read(move |view| {
            let id = cases::id_by_platform_no(view, to, "727-900")?.expect("its case");
            Ok(cases::by_id(view, id)?.expect("the case"))
        })
        .await
        .expect("read");
    assert_eq!(case.state, State::Refunded);
    assert_eq!(case.order, Some(order.id));
    let id = case.id;
    let read = move |view: &aftercare::store::ReadTx| Ok(cases::timeline(view, id)?);
    let events = shop.desk.app.read(read).await.expect("read");
    let teller = ActorRef::Plugin("aftercare.woocommerce".to_owned());
    assert!(!events.is_empty() && events.iter().all(|(event, _)| event.actor == teller));
    let asked = shop.server.seen().len();
    assert_eq!(pull(&shop).await, 0);
    assert_eq!(
        shop.server.seen().len(),
        asked,
        "below the floor of its schedule"
    );
    shop.desk.later(Span::hours(1));
    there.lock().expect("whole").status = "completed";
    assert_eq!(
        pull(&shop).await,
        3,
        "the orders changed, the refund did not"
    );
    let again = found(&shop, "727").await.expect("the order");
    assert_eq!(again.id, order.id, "updated, never doubled");
    assert_eq!(again.channel_status, "completed");
}

#[actix_web::test]
async fn a_reading_that_was_cut_off_goes_on_where_it_was() {
    let (shop, there) = woocommerce().await;
    give_to_the_shop(&shop).await;
    there.lock().expect("whole").is_cut_at_two = true;
    assert_eq!(pull(&shop).await, 2);
    assert!(found(&shop, "728").await.is_some());
    assert!(found(&shop, "729").await.is_none());
    there.lock().expect("whole").is_cut_at_two = false;
    let before = shop.server.seen().len();
    shop.desk.later(Span::hours(1));
    assert_eq!(pull(&shop).await, 1, "what is here is not taken again");
    let first = shop.server.seen().get(before).map(query).expect("asked");
    assert_eq!(first.get("page").map(String::as_str), Some("2"));
    assert!(found(&shop, "729").await.is_some());
}

#[actix_web::test]
async fn an_order_in_another_currency_stays_out_and_is_written_down() {
    let (shop, there) = woocommerce().await;
    give_to_the_shop(&shop).await;
    there.lock().expect("whole").currency = "USD";
    assert_eq!(pull(&shop).await, 0);
    assert!(found(&shop, "727").await.is_none());
}

#[actix_web::test]
async fn an_order_the_shop_tells_of_is_there_at_once_and_a_strangers_is_not() {
    let (shop, _) = woocommerce().await;
    // The owner says whose orders they are, on the account's page.
    let mut owner = shop.desk.owner().await;
    let path = format!(
        "/settings/plugins/aftercare.woocommerce/accounts/{}",
        shop.account
    );
    let page = owner.get(&path).await.is(200);
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"").expect("a revision");
    let url = format!("https://shop.test:{}", shop.server.port());
    let fields = [
        ("rev", rev),
        ("name", "旗舰店"),
        ("shop", "1"),
        ("set-shop-url", url.as_str()),
        (
            "set-consumer-key",
            "ck_loopback00000000000000000000000000000001",
        ),
        ("set-refund-by-gateway", "true"),
    ];
    owner.post(&path, &fields).await.is(303);
    let account = shop.account;
    let token = shop
        .desk
        .app
        .read(move |view| Ok(plugins::account(view, account)?.expect("kept").token))
        .await
        .expect("read");
    let mut told = order(727);
    told["currency"] = "CNY".into();
    told["status"] = "processing".into();
    let body = told.to_string();
    for (secret, status) in [("guessed", 401), ("webhookSecret01", 200)] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let signature = STANDARD.encode(hmac::sign(&key, body.as_bytes()));
        let mut there = shop.desk.browser();
        there.headers = vec![
            ("x-wc-webhook-topic", "order.updated".to_owned()),
            ("x-wc-webhook-resource", "order".to_owned()),
            ("x-wc-webhook-event", "updated".to_owned()),
            ("x-wc-webhook-id", "142".to_owned()),
            ("x-wc-webhook-delivery-id", "9e107d9d372bb682".to_owned()),
            ("x-wc-webhook-signature", signature),
        ];
        let hook = format!("/hooks/{token}");
        let body = body.clone().into_bytes();
        there
            .send_as(Method::POST, &hook, "application/json", body)
            .await
            .is(status);
        assert_eq!(found(&shop, "727").await.is_some(), status == 200);
    }
}
