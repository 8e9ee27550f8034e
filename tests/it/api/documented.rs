//! The manual is true: every example of `docs/api.md` is sent as it stands there, and what the
//! OpenAPI document says of an answer is what comes.

use super::Program;
use super::a_return;
use super::order;
use crate::desk::Desk;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const MANUAL: &str = include_str!("../../../docs/api.md");

/// The shell blocks of the manual.
fn examples() -> Vec<&'static str> {
    MANUAL
        .split("```sh\n")
        .skip(1)
        .filter_map(|rest| rest.split("\n```").next())
        .filter(|block| block.contains("curl "))
        .collect()
}

#[actix_web::test]
async fn every_example_of_the_manual_does_what_it_says() {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("left out: no curl");
        return;
    }
    let desk = Desk::set_up().await;
    let owner = Program::of_owner(&desk).await;
    owner.post("/api/v1/orders", order("1001")).await.is(201);
    let opened = owner.post("/api/v1/cases", a_return(1)).await.is(201);
    let no = opened.json["no"].as_str().expect("a number").to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("orders.csv"), "a,b\n1,2\n").expect("writes");
    std::fs::write(folder.path().join("chat.txt"), "买家：收到就坏了\n").expect("writes");
    let examples = examples();
    assert!(examples.len() >= 8, "{}", examples.len());
    for example in examples {
        let status = run(example, &desk.base, &owner.token, &no, folder.path()).await;
        assert!((200..300).contains(&status), "{status} from\n{example}");
    }
}

/// Runs an example; the status it was answered with.
async fn run(example: &str, base: &str, token: &str, no: &str, folder: &Path) -> u16 {
    let script = example.replace("curl ", "curl -s -o answer -w '%{http_code}' ");
    let mut command = Command::new("sh");
    command
        .args(["-euc", &script])
        .current_dir(folder)
        .env("DESK", base)
        .env("TOKEN", token)
        .env("CASE", no);
    let ended = actix_web::web::block(move || command.output())
        .await
        .expect("not cancelled")
        .expect("a shell");
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let said = said.trim().trim_end_matches('\n');
    said.parse().unwrap_or_else(|_| {
        let error = String::from_utf8_lossy(&ended.stderr).into_owned();
        panic!("{said:?} {error} from\n{example}")
    })
}

#[actix_web::test]
async fn the_document_is_there_for_anyone_and_names_every_problem() {
    let desk = Desk::under("/aftercare").await;
    let mut stranger = desk.browser();
    let answer = stranger.get("/api/v1/openapi.json").await.is(200);
    let document: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert!(
        document["openapi"]
            .as_str()
            .is_some_and(|v| v.starts_with("3.1"))
    );
    assert_eq!(document["servers"][0]["url"], "/aftercare");
    let paths = document["paths"].as_object().expect("paths");
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("operations") {
            let what = format!("{method} {path}");
            assert!(operation["summary"].is_string(), "{what}");
            assert!(operation["security"][0]["token"].is_array(), "{what}");
            for status in ["401", "429", "500", "503"] {
                let told = &operation["responses"][status]["content"];
                assert!(
                    told["application/problem+json"].is_object(),
                    "{what} {status}"
                );
            }
            if method == "post" {
                let parameters = operation["parameters"].as_array().expect("parameters");
                let key = parameters.iter().find(|p| p["name"] == "Idempotency-Key");
                assert_eq!(key.expect("a key")["required"], true, "{what}");
                assert!(operation["requestBody"]["content"].is_object(), "{what}");
            }
        }
    }
}

#[test]
fn every_kind_of_problem_stands_in_the_manual() {
    for kind in aftercare::web::api::problem_types() {
        assert!(
            MANUAL.contains(&format!("`{kind}`")),
            "{kind} is not in docs/api.md"
        );
    }
}
