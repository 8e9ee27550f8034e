//! Canaries: words and secrets nobody may find in the log, and personal fields nobody may find in
//! the files of the data folder, however the desk was used and misused.

use crate::cli::program::Home;
use crate::cli::program::Running;
use crate::cli::serving::set_up;
use crate::desk::Browser;
use crate::desk::PASSWORD;
use crate::web::cases;
use actix_web::http::Method;
use std::fs;
use std::path::Path;

const PHONE: &str = "13912345678";
const NAME: &str = "金丝雀";
const WORDS: &str = "canary-words-of-a-buyer";
const QUERY: &str = "canary-in-a-query";
const WRONG: &str = "canary-wrong-password";

/// Everything a person might do with what is personal, rightly and wrongly.
async fn use_the_desk(desk: &Running) {
    let mut owner = desk.browser();
    owner.get("/sign-in").await.is(200);
    let wrong = [("login", "xiaoyu.typed.this"), ("password", WRONG)];
    owner.post("/sign-in", &wrong).await.is(422);
    let right = [("login", "xiaoyu.typed.this"), ("password", PASSWORD)];
    owner.post("/sign-in", &right).await.is(303);
    owner.get("/orders/new").await.is(200);
    let order = [
        ("order_no", "T-CANARY"),
        ("status", "paid"),
        ("nick", NAME),
        ("phone", PHONE),
        ("lines", "1"),
        ("title-0", "围巾"),
        ("qty-0", "1"),
        ("price-0", "24.00"),
    ];
    let kept = owner.post("/orders/new", &order).await.is(303);
    let id = kept
        .header("location")
        .rsplit('/')
        .next()
        .unwrap_or("")
        .to_owned();
    // The same once more: a refusal shows the form again with what was typed.
    owner.post("/orders/new", &order).await.is(422);
    let wanted = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
        ("buyer_text", WORDS),
    ];
    let no = cases::case(&mut owner, &id, &wanted).await;
    cases::act(&mut owner, &no, "note", &[("text", WORDS)])
        .await
        .is(303);
    owner.get(&format!("/orders/{id}")).await.is(200);
    owner.post(&format!("/orders/{id}/reveal"), &[]).await;
    owner.post("/buyers/1/reveal", &[("at", "0")]).await;
    for path in [
        "/cases",
        "/find",
        "/search",
        "/orders",
        "/nowhere",
        "/cases/none",
    ] {
        owner.get(&format!("{path}?q={QUERY}&phone={PHONE}")).await;
    }
    // Broken on purpose: what a fault says must not quote what was sent.
    let bad = Some(format!("phone={PHONE}&%zz&text={WORDS}"));
    owner
        .send(Method::POST, &format!("/cases/{no}/acts/note"), bad)
        .await;
    let json = Some(format!("{{\"phone\":\"{PHONE}\",\"text\":\"{WORDS}\""));
    owner
        .headers
        .push(("content-type", "application/json".into()));
    owner.send(Method::POST, "/api/v1/cases", json).await;
}

#[actix_web::test]
async fn no_personal_data_and_no_secret_reaches_the_log_or_lies_open_on_the_disk() {
    let home = Home::new();
    let desk = home.serve_with(&[("AFTERCARE_LOG", "debug")]);
    set_up(&desk).await;
    use_the_desk(&desk).await;
    let first = desk.log_text() + &desk.said();
    desk.stop();
    let made = home
        .run(&[
            "token",
            "create",
            "--login",
            "xiaoyu.typed.this",
            "--name",
            "canary",
            "--scope",
            "orders:read",
        ])
        .with(0);
    let token = made
        .out
        .split_whitespace()
        .find(|word| word.starts_with("as_"))
        .expect("a token is shown once")
        .to_owned();
    let desk = home.serve_with(&[("AFTERCARE_LOG", "debug")]);
    let mut program = Browser::new(&format!("http://{}", desk.listen));
    program
        .headers
        .push(("authorization", format!("Bearer {token}")));
    program.get(&format!("/api/v1/orders?q={QUERY}")).await;
    program.get("/api/v1/me").await.is(200);
    program.headers.pop();
    program
        .headers
        .push(("authorization", format!("Bearer {token}x")));
    program.get("/api/v1/me").await.is(401);
    let log = first + &desk.log_text() + &desk.said();
    desk.stop();
    assert!(log.lines().count() > 30, "the log says what happened");
    for secret in [PHONE, NAME, WORDS, QUERY, WRONG, PASSWORD, &token] {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
    let mut files = 0;
    every_file(&home.data(""), &mut |path, bytes| {
        files += 1;
        for secret in [PHONE, PASSWORD, WRONG, &token] {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{secret} lies open in {}", path.display());
        }
    });
    assert!(files > 1, "there is a data folder to look at");
}

fn every_file(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            every_file(&path, look);
        } else if let Ok(bytes) = fs::read(&path) {
            look(&path, &bytes);
        }
    }
}
