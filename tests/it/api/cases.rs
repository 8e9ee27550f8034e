//! Cases through the API: opened once, listed, acted on, refused.

use super::Program;
use super::a_return;
use super::order;
use super::with_a_case;
use crate::desk::Desk;
use futures_util::future::join_all;
use serde_json::json;

#[actix_web::test]
async fn the_same_case_sent_twenty_times_at_once_is_opened_once() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    owner.post("/api/v1/orders", order("1001")).await.is(201);
    let sent = (0..20).map(|_| owner.post_as("once", "/api/v1/cases", a_return(1)));
    let answers = join_all(sent).await;
    let numbers: Vec<String> = answers
        .iter()
        .map(|answer| {
            assert_eq!(answer.status, 201, "{}", answer.body);
            answer.json["no"].to_string()
        })
        .collect();
    assert!(numbers.iter().all(|no| *no == numbers[0]), "{numbers:?}");
    let fresh = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed").is_empty());
    assert_eq!(fresh.count(), 1);
    let cases = owner.get("/api/v1/cases?list=all").await.is(200);
    assert_eq!(cases.json["cases"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn a_key_names_one_change_and_no_other() {
    let (_desk, owner, no) = with_a_case().await;
    let path = format!("/api/v1/cases/{no}/acts/note");
    owner
        .post_as("k1", &path, json!({"text": "一"}))
        .await
        .is(200);
    let again = owner
        .post_as("k1", &path, json!({"text": "一"}))
        .await
        .is(200);
    assert_eq!(again.header("idempotency-replayed"), "true");
    owner
        .post_as("k1", &path, json!({"text": "二"}))
        .await
        .problem(422, "idempotency_key_reused");
    owner
        .post_with(&[], &path, json!({"text": "三"}))
        .await
        .problem(400, "idempotency_key_missing");
    owner
        .post_as("two words", &path, json!({"text": "三"}))
        .await
        .problem(400, "idempotency_key_missing");
    let case = owner.get(&format!("/api/v1/cases/{no}")).await.is(200);
    let notes = case.json["timeline"].as_array().expect("events");
    let notes: Vec<_> = notes.iter().filter(|e| e["verb"] == "note").collect();
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0]["text"], "一");
}

#[actix_web::test]
async fn an_act_on_what_was_read_before_a_change_is_not_done() {
    let (_desk, owner, no) = with_a_case().await;
    let read = owner.get(&format!("/api/v1/cases/{no}")).await.is(200);
    let etag = read.header("etag").to_owned();
    assert_eq!(etag, format!("\"{}\"", read.json["case"]["rev"]));
    let path = format!("/api/v1/cases/{no}/acts/note");
    let with = |etag: String, key: &'static str| {
        let (owner, path) = (owner.clone(), path.clone());
        async move {
            let headers = [("if-match", etag.as_str()), ("idempotency-key", key)];
            owner.post_with(&headers, &path, json!({"text": "x"})).await
        }
    };
    let done = with(etag.clone(), "a").await.is(200);
    assert_ne!(done.header("etag"), etag);
    with(etag.clone(), "b")
        .await
        .problem(412, "precondition_failed");
    // The one that was done stays done, also for who asks again.
    with(etag, "a").await.is(200);
    with("*".into(), "c").await.is(200);
    with("12".into(), "d").await.problem(400, "malformed");
}

#[actix_web::test]
async fn a_refusal_says_in_words_and_codes_what_is_possible_instead() {
    let (_desk, owner, no) = with_a_case().await;
    let refused = owner
        .post(&format!("/api/v1/cases/{no}/acts/scan_receive"), json!({}))
        .await
        .is(409);
    assert_eq!(refused.json["type"], "urn:aftercare:problem:refused");
    assert_eq!(refused.json["code"], "wrong_state");
    let instead = refused.json["instead"].as_array().expect("what else");
    assert!(
        instead.iter().any(|act| act["verb"] == "approve"),
        "{refused:?}"
    );
    let acts = owner.get(&format!("/api/v1/cases/{no}/acts")).await.is(200);
    let acts = acts.json["acts"].as_array().expect("acts").clone();
    let approve = acts.iter().find(|act| act["verb"] == "approve");
    let approve = approve.expect("may be approved");
    assert_eq!(approve["can_be_done"], true);
    for act in &acts {
        assert_eq!(
            act["why_not"].is_null(),
            act["can_be_done"] == true,
            "{act}"
        );
    }
}

#[actix_web::test]
async fn a_case_is_approved_and_its_timeline_tells_who() {
    let (_desk, owner, no) = with_a_case().await;
    let acts = owner.get(&format!("/api/v1/cases/{no}/acts")).await.is(200);
    let acts = acts.json["acts"].as_array().expect("acts").clone();
    let approve = acts
        .iter()
        .find(|act| act["verb"] == "approve")
        .expect("is there");
    let mut told = json!({});
    for field in approve["fields"].as_array().expect("fields") {
        let name = field["field"].as_str().expect("a name");
        if field["required"] == true {
            told[name] = match name {
                "address" => json!("杭州市西湖区 1 号"),
                "freight_payer" => json!("shop"),
                name if name.ends_with("_fen") => json!(20_000),
                other => panic!("approve needs {other}"),
            };
        }
    }
    let done = owner
        .post(&format!("/api/v1/cases/{no}/acts/approve"), told)
        .await
        .is(200);
    assert_eq!(done.json["state"], "await_return");
    let case = owner.get(&format!("/api/v1/cases/{no}")).await.is(200);
    let events = case.json["timeline"].as_array().expect("events");
    let last = events
        .iter()
        .find(|event| event["verb"] == "approve")
        .expect("told");
    assert_eq!(last["actor"], json!({"kind": "staff", "staff": 1}));
    assert_eq!(case.json["case"]["lines"][0]["qty_approved"], 1);
    assert!(!case.body.contains("13800138000"));
}

#[actix_web::test]
async fn warnings_are_accepted_before_a_case_is_opened() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    let mut old = order("1001");
    old["ordered_at"] = json!("2026-08-01T10:00:00+08:00");
    old["signed_at"] = json!("2026-08-03T10:00:00+08:00");
    owner.post("/api/v1/orders", old).await.is(201);
    let mut wanted = a_return(1);
    wanted["subtype"] = json!("no_reason");
    wanted["reason"] = json!("seven_days");
    wanted["policy_override"] = json!("老顾客");
    let warned = owner
        .post("/api/v1/cases", wanted.clone())
        .await
        .problem(409, "warned");
    let warnings: Vec<_> = warned.json["warnings"]
        .as_array()
        .expect("warnings")
        .iter()
        .map(|warning| warning["warning"].clone())
        .collect();
    assert!(warnings.contains(&json!("after_window")), "{warned:?}");
    wanted["accept_warnings"] = json!(warnings);
    owner.post("/api/v1/cases", wanted).await.is(201);
}

#[actix_web::test]
async fn the_list_is_narrowed_and_read_to_its_end_page_by_page() {
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    for n in 0..7 {
        let no = format!("20{n}");
        owner.post("/api/v1/orders", order(&no)).await.is(201);
        owner.post("/api/v1/cases", a_return(n + 1)).await.is(201);
    }
    let mut path = "/api/v1/cases?list=all&kind=return_refund&limit=3".to_owned();
    let mut seen = Vec::new();
    let mut pages = 0;
    loop {
        let page = owner.get(&path).await.is(200);
        for case in page.json["cases"].as_array().expect("rows") {
            seen.push(case["no"].to_string());
        }
        pages += 1;
        let Some(next) = page.json["next"].as_str() else {
            break;
        };
        path = format!("/api/v1/cases?list=all&kind=return_refund&limit=3&after={next}");
    }
    assert_eq!((seen.len(), pages), (7, 3));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 7);
    let none = owner.get("/api/v1/cases?kind=repair").await.is(200);
    assert_eq!(none.json, json!({"cases": [], "next": null}));
}
