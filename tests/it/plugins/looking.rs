//! Orders and requests that are read by their id: what is older than the lists, and what a webhook
//! only points at.

use super::medusa;
use super::pulled::found;
use super::pulled::woocommerce;
use super::shop::Shop;
use super::vendor::json;
use super::vendors::give;
use super::woocommerce::order;
use crate::desk::between;
use actix_web::http::Method;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::looks;
use aftercare::store::plugins;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::hmac;
use std::sync::Arc;

async fn look(shop: &Shop) -> usize {
    jobs::look_at_marketplaces(Arc::clone(&shop.host))
        .await
        .expect("looked")
}

async fn waiting(shop: &Shop) -> usize {
    let account = shop.account;
    let read = move |view: &aftercare::store::ReadTx| Ok(looks::of_account(view, account)?.len());
    shop.desk.app.read(read).await.expect("read")
}

#[actix_web::test]
async fn a_return_of_an_order_older_than_the_lists_opens_its_case_all_the_same() {
    let (shop, books) = medusa::shop().await;
    books.lock().expect("whole").is_old = true;
    give(&shop.desk, "aftercare.medusa", shop.account).await;
    let read = jobs::pull_marketplaces(Arc::clone(&shop.host)).await;
    assert_eq!(read.expect("read"), 0, "its order is not here");
    assert_eq!(waiting(&shop).await, 2, "the order and the return");
    assert_eq!(look(&shop).await, 2);
    assert_eq!(waiting(&shop).await, 0);
    let mut owner = shop.desk.owner().await;
    owner.get("/cases?list=all").await.is(200).says("羊绒围巾");
    assert_eq!(look(&shop).await, 0, "once");
    // The buyer knows the order by a number of its own.
    owner
        .get("/orders/1")
        .await
        .is(200)
        .says("买家看到的单号 7");
}

#[actix_web::test]
async fn a_backend_that_is_down_meanwhile_is_asked_again_later_and_nothing_is_lost() {
    let (shop, books) = medusa::shop().await;
    books.lock().expect("whole").is_old = true;
    give(&shop.desk, "aftercare.medusa", shop.account).await;
    let read = jobs::pull_marketplaces(Arc::clone(&shop.host)).await;
    assert_eq!(read.expect("read"), 0);
    books.lock().expect("whole").cut = "/admin/orders/";
    look(&shop).await;
    assert_eq!(waiting(&shop).await, 2);
    assert_eq!(look(&shop).await, 0, "not at once again");
    books.lock().expect("whole").cut = "nowhere";
    shop.desk.later(Span::hours(2));
    assert_eq!(look(&shop).await, 2);
    assert_eq!(waiting(&shop).await, 0);
}

#[actix_web::test]
async fn what_a_webhook_points_at_is_read_by_its_id_and_what_is_gone_is_let_go() {
    let (shop, _) = woocommerce().await;
    give(&shop.desk, "aftercare.woocommerce", shop.account).await;
    let mut here = order(727);
    here["currency"] = "CNY".into();
    here["status"] = "processing".into();
    let refund = r#"{"id":900,"amount":"6.00","reason":"","refunded_payment":true,"date_created_gmt":"2026-01-02T03:04:05","line_items":[]}"#;
    let whole = here.to_string();
    shop.answers(move |seen| {
        let target = seen.line().split(' ').nth(1).unwrap_or_default();
        match target.split('?').next().unwrap_or_default() {
            "/wp-json/wc/v3/orders/727" => json("200 OK", &whole),
            "/wp-json/wc/v3/orders/727/refunds/900" => json("200 OK", refund),
            _ => json(
                "404 Not Found",
                r#"{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}"#,
            ),
        }
    });
    let account = shop.account;
    let read = move |view: &aftercare::store::ReadTx| {
        Ok(plugins::account(view, account)?.expect("kept").token)
    };
    let token = shop.desk.app.read(read).await.expect("read");
    // No whole order: it is told by its id, with two refunds of which one is gone by now.
    let body = r#"{"id":727,"refunds":[{"id":900},{"id":901}]}"#;
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"webhookSecret01");
    let signature = BASE64_STANDARD.encode(hmac::sign(&key, body.as_bytes()));
    let mut there = shop.desk.browser();
    there.headers = vec![
        ("x-wc-webhook-resource", "order".to_owned()),
        ("x-wc-webhook-delivery-id", "9e107d9d372bb682".to_owned()),
        ("x-wc-webhook-signature", signature),
    ];
    let hook = format!("/hooks/{token}");
    there
        .send_as(Method::POST, &hook, "application/json", body.into())
        .await
        .is(200);
    assert!(found(&shop, "727").await.is_none(), "not read yet");
    assert_eq!(waiting(&shop).await, 3);
    assert_eq!(look(&shop).await, 3);
    assert!(found(&shop, "727").await.is_some());
    assert_eq!(
        waiting(&shop).await,
        0,
        "what is gone is not asked for again"
    );
    let mut owner = shop.desk.owner().await;
    let list = owner.get("/cases?list=all").await.is(200);
    let no = between(&list.body, "href=\"/cases/AS", "\"").expect("its case");
    owner.get(&format!("/cases/AS{no}")).await.says("727-900");
    owner.get("/settings/audit").await.is(200).says("727-901");
}
