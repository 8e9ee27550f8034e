//! What goes wrong is told alike everywhere: problem details, in three languages, with the place.

use super::Program;
use super::a_return;
use super::order;
use super::with_a_case;
use crate::desk::Desk;
use actix_web::http::Method;
use serde_json::json;

#[actix_web::test]
async fn a_problem_is_told_in_the_language_that_is_asked_for() {
    let (_desk, mut owner, no) = with_a_case().await;
    let path = format!("/api/v1/cases/{no}/acts/scan_receive");
    let mut told = Vec::new();
    for language in ["zh-CN", "zh-TW", "en"] {
        owner.headers = vec![("accept-language", language.into())];
        let problem = owner
            .post(&path, json!({}))
            .await
            .problem(409, "wrong_state");
        let title = problem.json["title"].as_str().expect("a title").to_owned();
        let detail = problem.json["detail"]
            .as_str()
            .expect("a detail")
            .to_owned();
        assert_eq!(problem.json["request_id"], problem.header("x-request-id"));
        told.push((title, detail));
    }
    assert_eq!(told[0].0, "规则不允许");
    assert_eq!(told[1].0, "規則不允許");
    assert_eq!(told[2].0, "Refused by the rules");
    assert_ne!(told[0].1, told[1].1);
    assert_ne!(told[0].1, told[2].1);
}

#[actix_web::test]
async fn what_does_not_fit_is_told_with_its_place() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    let cases = [
        (json!({"extra": 1}), "#/extra", "field_unknown"),
        (json!({"status": "lost"}), "#/status", "choice"),
        (json!({"lines": []}), "#/lines", "order_without_lines"),
        (
            json!({"lines": [{"title": "a", "qty": 0, "unit_price_fen": 1}]}),
            "#/lines/0/qty",
            "number_form",
        ),
        (
            json!({"lines": [{"title": "a", "qty": 1, "unit_price_fen": -1}]}),
            "#/lines/0/unit_price_fen",
            "amount_range",
        ),
        (json!({"ordered_at": "昨天"}), "#/ordered_at", "time_form"),
    ];
    for (change, pointer, code) in cases {
        let mut body = order("1");
        for (name, value) in change.as_object().expect("an object") {
            body[name] = value.clone();
        }
        let problem = owner
            .post("/api/v1/orders", body)
            .await
            .problem(422, "invalid");
        let error = &problem.json["errors"][0];
        assert_eq!(error["pointer"], pointer, "{}", problem.body);
        assert_eq!(error["code"], code, "{}", problem.body);
    }
    // A code is text, as the document says, and not an object with the code as its field.
    for (field, value) in [("kind", "repair"), ("subtype", "faulty")] {
        let mut body = a_return(1);
        body[field] = json!({value: null});
        let problem = owner
            .post("/api/v1/cases", body)
            .await
            .problem(422, "invalid");
        let error = &problem.json["errors"][0];
        assert_eq!(error["pointer"], format!("#/{field}"), "{}", problem.body);
    }
    for (query, name, code) in [
        ("kind=party", "kind", "choice"),
        ("limit=0", "limit", "number_form"),
        ("limit=1&limit=2", "limit", "field_twice"),
        ("sort=no", "sort", "field_unknown"),
        ("after=xyz", "after", "cursor"),
    ] {
        let problem = owner
            .get(&format!("/api/v1/cases?{query}"))
            .await
            .problem(400, "invalid_query");
        assert_eq!(problem.json["errors"][0]["parameter"], name);
        assert_eq!(problem.json["errors"][0]["code"], code, "{query}");
    }
}

#[actix_web::test]
async fn what_is_no_json_too_large_or_elsewhere_is_told_too() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    let send = |kind: &'static str, body: Vec<u8>| {
        let owner = owner.clone();
        async move {
            let headers = [("content-type", kind), ("idempotency-key", "k")];
            let path = "/api/v1/orders";
            owner.send(Method::POST, path, &headers, Some(body)).await
        }
    };
    send("application/json", b"{".to_vec())
        .await
        .problem(400, "malformed");
    send("text/plain", b"{}".to_vec())
        .await
        .problem(415, "wrong_content_type");
    send("application/json", vec![b' '; 2 << 20])
        .await
        .problem(413, "too_large");
    owner.get("/api/v1/nothing").await.problem(404, "not_found");
    owner.get("/api/v2/cases").await.problem(404, "not_found");
    let wrong = owner
        .send(Method::DELETE, "/api/v1/cases", &[], None)
        .await
        .problem(405, "method_not_allowed");
    assert_eq!(wrong.header("allow"), "GET, HEAD, POST");
    let nobody = Program {
        token: String::new(),
        ..owner.clone()
    };
    let lost = nobody.get("/api/v1/nothing").await.is(404);
    assert!(lost.headers.iter().all(|(name, _)| name != "set-cookie"));
}

#[actix_web::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let desk = Desk::set_up_with(|config| {
        config.api_per_minute = 1;
        config.api_burst = 3;
    })
    .await;
    let owner = Program::of_owner(&desk).await;
    let other = Program::of_owner(&desk).await;
    for _ in 0..3 {
        owner.get("/api/v1/me").await.is(200);
    }
    let refused = owner
        .get("/api/v1/me")
        .await
        .problem(429, "too_many_requests");
    let wait: u64 = refused.header("retry-after").parse().expect("seconds");
    assert!((1..=61).contains(&wait), "{wait}");
    other.get("/api/v1/me").await.is(200);
    // Tokens nobody made are counted by place, and a right one from there still works.
    let mut thief = other.clone();
    thief.token = "as_nobody".to_owned();
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(thief.get("/api/v1/me").await.status);
    }
    assert_eq!(statuses[0], 401);
    assert!(statuses.contains(&429), "{statuses:?}");
    other.get("/api/v1/me").await.is(200);
}
