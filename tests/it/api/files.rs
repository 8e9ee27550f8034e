//! Files of a case handed in by a program, named in acts, and saved views read.

use super::Program;
use super::hire;
use super::with_a_case;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use aftercare::domain::token::Scope;
use serde_json::json;

async fn hand_in(who: &Program, no: &str, key: &str, name: &str, bytes: &[u8]) -> super::Answer {
    let headers = [
        ("content-type", "application/octet-stream"),
        ("idempotency-key", key),
    ];
    let path = format!("/api/v1/cases/{no}/files?file_name={name}");
    who.send(Method::POST, &path, &headers, Some(bytes.to_vec()))
        .await
}

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

#[actix_web::test]
async fn a_photograph_is_handed_in_once_and_named_in_an_act() {
    let (_desk, owner, no) = with_a_case().await;
    let first = hand_in(&owner, &no, "photo-1", "box.png", PICTURE)
        .await
        .is(201);
    assert_eq!(first.json["file"]["kind"], "photo");
    assert_eq!(first.json["file"]["name"], "box.png");
    assert_eq!(first.json["file"]["mime"], "image/png");
    let again = hand_in(&owner, &no, "photo-1", "box.png", PICTURE)
        .await
        .is(201);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.json, first.json);
    hand_in(&owner, &no, "photo-1", "box.png", b"other words")
        .await
        .problem(422, "idempotency_key_reused");
    let hash = first.json["file"]["hash"].as_str().expect("a hash");
    let noted = format!("/api/v1/cases/{no}/acts/attach");
    owner
        .post(&noted, json!({"files": [hash], "text": "外箱也坏了"}))
        .await
        .is(200);
    let other = "0".repeat(64);
    let wrong = owner
        .post(&noted, json!({"files": [other]}))
        .await
        .problem(422, "invalid");
    assert_eq!(wrong.json["errors"][0]["pointer"], "#/files");
    let shown = owner.get(&format!("/api/v1/cases/{no}")).await.is(200);
    let files = shown.json["case"]["files"].as_array().expect("files");
    assert_eq!(files.len(), 1, "{}", shown.body);
}

#[actix_web::test]
async fn what_a_page_does_not_take_a_program_cannot_hand_in() {
    let (desk, owner, no) = with_a_case().await;
    for bytes in [&b""[..], b"MZ\x90\0\x03\0\0\0", b"<html><script>1</script>"] {
        hand_in(&owner, &no, "bad", "a.png", bytes)
            .await
            .problem(422, "invalid");
    }
    hand_in(&owner, &no, "large", "a.txt", &vec![b'a'; (20 << 20) + 1])
        .await
        .problem(413, "too_large");
    let path = format!("/api/v1/cases/{no}/files?file_name=a.png");
    let form = [("content-type", "image/png"), ("idempotency-key", "k")];
    owner
        .send(Method::POST, &path, &form, Some(PICTURE.to_vec()))
        .await
        .problem(415, "wrong_content_type");
    hire(&desk, "kan", Role::Viewer).await;
    let looks = Program::of(&desk, "kan", &[Scope::CasesAct]).await;
    hand_in(&looks, &no, "k", "a.png", PICTURE)
        .await
        .problem(403, "not_allowed");
}

#[actix_web::test]
async fn a_saved_view_narrows_the_list_and_what_is_asked_for_stands_above_it() {
    let (desk, owner, _) = with_a_case().await;
    let mut page = desk.owner().await;
    page.get("/cases?kind=exchange").await.is(200);
    let kept = [
        ("name", "换货"),
        ("query", "kind=exchange"),
        ("shared", "on"),
    ];
    page.post("/views", &kept).await.is(303);
    let told = owner.get("/api/v1/views").await.is(200);
    let views = told.json["views"].as_array().expect("views");
    assert!(
        views.iter().any(|view| view["id"] == "mine-1"),
        "{}",
        told.body
    );
    let ours = views.iter().find(|view| view["name"] == "换货");
    let ours = ours.unwrap_or_else(|| panic!("{}", told.body));
    assert_eq!(ours["shared"], true);
    assert_eq!(ours["query"], "kind=exchange");
    let id = ours["id"].as_str().expect("an id");
    let list = async |query: &str| {
        let path = format!("/api/v1/cases?view={id}{query}");
        let page = owner.get(&path).await.is(200);
        page.json["cases"].as_array().map(Vec::len)
    };
    assert_eq!(list("").await, Some(0));
    assert_eq!(list("&kind=return_refund").await, Some(1));
    for nobody in ["mine-99", "shared-99", "x", "mine-"] {
        owner
            .get(&format!("/api/v1/cases?view={nobody}"))
            .await
            .problem(404, "not_found");
    }
    // What one person keeps is not another's.
    let mine = [
        ("name", "我的"),
        ("query", "kind=repair"),
        ("whose", "mine"),
    ];
    page.post("/views", &mine).await.is(303);
    hire(&desk, "lin", Role::Agent).await;
    let agent = Program::of(&desk, "lin", &[Scope::CasesRead]).await;
    let told = agent.get("/api/v1/views").await.is(200);
    assert!(told.body.contains("换货") && !told.body.contains("kind=repair"));
}
