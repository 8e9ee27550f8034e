//! Orders, buyers, files and search through the API.

use super::Program;
use super::order;
use super::with_a_case;
use crate::desk::Desk;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use aftercare::domain::token::Scope;
use serde_json::json;

#[actix_web::test]
async fn an_order_is_made_then_brought_up_to_date_then_left_alone() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    let made = owner.post("/api/v1/orders", order("1001")).await.is(201);
    assert_eq!(made.header("location"), "/api/v1/orders/1");
    let same = owner.post("/api/v1/orders", order("1001")).await.is(200);
    assert_eq!(same.json, json!({"id": 1, "brought": "unchanged"}));
    let mut more = order("1001");
    more["freight_paid_fen"] = json!(1_000);
    let updated = owner.post("/api/v1/orders", more).await.is(200);
    assert_eq!(updated.json, json!({"id": 1, "brought": "updated"}));
    let shown = owner.get("/api/v1/orders/1").await.is(200);
    assert_eq!(shown.json["paid_total_fen"], 41_000);
    assert_eq!(shown.json["lines"][0]["line_paid_fen"], 40_000);
    assert_eq!(shown.json["signed_at"], "2026-11-21T02:00:00.000Z");
    assert!(!shown.body.contains("13800138000"));
    let found = owner.get("/api/v1/orders?order_no=1001").await.is(200);
    assert_eq!(found.json["orders"][0]["id"], 1);
}

#[actix_web::test]
async fn a_personal_field_is_masked_until_it_is_asked_for_and_then_written_down() {
    let (desk, owner, _) = with_a_case().await;
    let buyer = owner.get("/api/v1/buyers/1").await.is(200);
    assert!(!buyer.body.contains("13800138000"), "{}", buyer.body);
    let identities = buyer.json["identities"].as_array().expect("identities");
    let phone = identities
        .iter()
        .find(|i| i["kind"] == "phone")
        .expect("a phone");
    assert_eq!(phone["masked"], "138****8000");
    let which = json!({"identity": phone["at"]});
    let shown = owner.post("/api/v1/buyers/1/reveal", which).await.is(200);
    assert_eq!(shown.json["values"], json!(["13800138000"]));
    let events = desk
        .app
        .read(|view| Ok(aftercare::store::audit::newest(view, 1)?))
        .await
        .expect("reads");
    assert_eq!(events[0].what, "reveal");
    let key = aftercare::actions::personal::REVEALS_AN_HOUR;
    for _ in 1..key {
        owner
            .post("/api/v1/buyers/1/reveal", json!({"identity": 0}))
            .await
            .is(200);
    }
    owner
        .post("/api/v1/buyers/1/reveal", json!({"identity": 0}))
        .await
        .problem(409, "too_often");
    for (path, list) in [("cases", "cases"), ("orders", "orders")] {
        let rows = owner.get(&format!("/api/v1/buyers/1/{path}")).await.is(200);
        assert_eq!(rows.json[list].as_array().map(Vec::len), Some(1));
    }
}

#[actix_web::test]
async fn search_finds_by_number_parcel_and_phone_what_the_token_may_read() {
    let (desk, owner, no) = with_a_case().await;
    for q in [no.as_str(), "1001", "SF1001", "8000", "13800138000"] {
        let hits = owner.get(&format!("/api/v1/search?q={q}")).await.is(200);
        let found = ["cases", "orders", "buyers"]
            .iter()
            .map(|list| hits.json[*list].as_array().map_or(0, Vec::len))
            .sum::<usize>();
        assert!(found > 0, "{q}: {}", hits.body);
    }
    let narrow = Program::of(&desk, "wang", &[Scope::Search]).await;
    let hits = narrow.get("/api/v1/search?q=1001").await.is(200);
    for list in ["cases", "orders", "buyers"] {
        assert_eq!(hits.json[list], json!([]), "{}", hits.body);
    }
}

#[actix_web::test]
async fn a_file_is_uploaded_started_once_and_reported() {
    let desk = Desk::set_up().await;
    desk.staff("lin", Role::Agent).await;
    let program = Program::of(&desk, "lin", &[Scope::Import]).await;
    let headers = [
        ("content-type", "application/octet-stream"),
        ("idempotency-key", "file-1"),
    ];
    let path = "/api/v1/imports?shop=1&file_name=nonsense.csv";
    let bytes = b"a,b\n1,2\n".to_vec();
    let kept = program
        .send(Method::POST, path, &headers, Some(bytes.clone()))
        .await
        .is(201);
    assert_eq!(kept.json["state"], "waiting");
    let again = program
        .send(Method::POST, path, &headers, Some(bytes))
        .await
        .is(201);
    assert_eq!(again.json["id"], kept.json["id"]);
    let at = kept.header("location").to_owned();
    assert_eq!(at, "/api/v1/imports/1");
    let started = program
        .post(&format!("{at}/start"), json!({}))
        .await
        .is(202);
    assert!(["running", "refused"].contains(&started.json["state"].as_str().expect("a state")));
    let list = program.get("/api/v1/imports").await.is(200);
    assert_eq!(list.json["imports"].as_array().map(Vec::len), Some(1));
    program.get(&format!("{at}/bad-rows")).await.is(200);
    let wrong = [("content-type", "text/csv"), ("idempotency-key", "file-2")];
    program
        .send(Method::POST, path, &wrong, Some(vec![b'a']))
        .await
        .problem(415, "wrong_content_type");
}
