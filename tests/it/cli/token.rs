//! `token`: made, listed and revoked on a stopped desk, and good for a program on the running one.

use super::program::Ended;
use super::program::Home;
use super::program::Running;
use super::program::until;
use super::serving::set_up;
use serde_json::Value;

const OWNER: &str = "xiaoyu.typed.this";

#[actix_web::test]
async fn a_token_is_shown_once_opens_its_scope_and_ends_when_revoked() {
    let home = Home::new();
    home.run(&["token", "list"]).with(3).says("no data");
    let desk = home.serve();
    set_up(&desk).await;
    let create = ["token", "create", "--login", OWNER, "--name", "仓库脚本"];
    let wish = [&create[..], &["--scope", "cases:read"]].concat();
    // Two processes never have one folder.
    home.run(&wish).with(3).says(&desk.pid());
    desk.stop();

    home.run(&create).with(2).says("--scope");
    home.run(&[&create[..], &["--scope", "everything"]].concat())
        .with(2);
    home.run(&["token", "create", "--login", "nobody", "--scope", "search"])
        .with(1)
        .says("“nobody”");
    home.run(&[&wish[..], &["--expires", "2020-01-01"]].concat())
        .with(2);
    let token = shown(&home.run(&wish).with(0));
    let other = [&wish[..], &["--expires", "2199-12-31", "--json"]].concat();
    let other = json(&home.run(&other).with(0));
    let lasting = other["token"].as_str().expect("shown").to_owned();
    assert_eq!(other["scopes"], serde_json::json!(["cases:read"]));
    assert!(
        other["expires_at"]
            .as_str()
            .expect("a day")
            .starts_with("2199-12-31")
    );

    // Afterwards nothing tells it: not the list, and not the folder.
    let listed = home.run(&["token", "list"]).with(0).says("仓库脚本");
    let as_json = json(&home.run(&["token", "list", "--json"]).with(0));
    assert_eq!(as_json.as_array().map(Vec::len), Some(2));
    for secret in [&token, &lasting] {
        assert!(!format!("{listed:?} {as_json}").contains(secret.as_str()));
        let lies_open = files_of(&home).into_iter().find(|(_, bytes)| {
            let mut windows = bytes.windows(secret.len());
            windows.any(|window| window == secret.as_bytes())
        });
        assert_eq!(lies_open.map(|(name, _)| name), None);
    }

    let desk = home.serve();
    assert_eq!(ask(&desk, "/api/v1/cases", &token).await, 200);
    assert_eq!(ask(&desk, "/api/v1/cases", &lasting).await, 200);
    assert_eq!(ask(&desk, "/api/v1/orders", &token).await, 403);
    until("the log has it", || {
        desk.log_text().contains("/api/v1/orders").then_some(())
    });
    assert!(!desk.log_text().contains(&token));
    desk.stop();

    home.run(&["token", "revoke", "1"]).with(0).says("仓库脚本");
    home.run(&["token", "revoke", "4711"]).with(1).says("4711");
    let desk = home.serve();
    assert_eq!(ask(&desk, "/api/v1/cases", &token).await, 401);
    assert_eq!(ask(&desk, "/api/v1/cases", &lasting).await, 200);
}

/// The token that was made: it stands there in both languages, and nothing else does.
fn shown(ended: &Ended) -> String {
    let words = ended
        .out
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let mut tokens: Vec<&str> = words.filter(|word| word.starts_with("as_")).collect();
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "{ended:?}");
    assert_eq!(ended.err, "");
    tokens[0].to_owned()
}

fn json(ended: &Ended) -> Value {
    serde_json::from_str(&ended.out).expect("JSON")
}

/// Every file of the data folder.
fn files_of(home: &Home) -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![home.data("")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("reads");
                found.push((path.display().to_string(), bytes));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

async fn ask(desk: &Running, path: &str, token: &str) -> u16 {
    let client = awc::Client::default();
    let request = client.get(format!("http://{}{path}", desk.listen));
    let request = request.insert_header(("authorization", format!("Bearer {token}")));
    request.send().await.expect("an answer").status().as_u16()
}
