//! The shop's own programs hear of cases: signed, in order, again when it did not arrive, and seen by
//! the owner.

use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::answer;
use crate::egress::server::ok;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use crate::web::cases::order;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::jobs;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::Hmac;
use hmac::KeyInit;
use hmac::Mac;
use sha2::Sha256;
use std::sync::Arc;
use std::sync::Mutex;

/// How the shop's program answers: the next first, 200 when there is none left.
type Answers = Arc<Mutex<Vec<Vec<u8>>>>;

fn erp() -> (Server, Answers) {
    let answers = Answers::default();
    let left = Arc::clone(&answers);
    let server = Server::answering(move |_| {
        let mut left = left.lock().expect("whole");
        match left.is_empty() {
            true => ok(""),
            false => left.remove(0),
        }
    });
    (server, answers)
}

async fn send(desk: &Desk) -> usize {
    let host = desk.host.clone().into_inner();
    jobs::send_webhooks(host).await.expect("sent")
}

/// A webhook at this server: its path in the settings, and its secret.
async fn hook(owner: &mut Browser, server: &Server, more: &[(&str, &str)]) -> (String, String) {
    owner.get("/settings/webhooks/new").await.is(200);
    let url = format!("http://127.0.0.1:{}/hooks/aftercare?shop=1", server.port());
    let mut fields = vec![("name", "ERP"), ("url", url.as_str()), ("private", "on")];
    fields.extend(more);
    let page = owner.post("/settings/webhooks/new", &fields).await.is(200);
    let secret = between(&page.body, "<code class=\"secret\">", "</code>");
    let secret = secret.expect("a secret").to_owned();
    let list = owner.get("/settings/webhooks").await.is(200);
    let id = list
        .body
        .match_indices("/settings/webhooks/")
        .filter_map(|(at, found)| {
            let rest = &list.body[at + found.len()..];
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u32>().ok()
        })
        .max();
    (format!("/settings/webhooks/{}", id.expect("an id")), secret)
}

/// Checks a request as the receiver's library would; gives its body.
fn checked(seen: &Seen, secrets: &[&str]) -> serde_json::Value {
    let header = |name: &str| {
        seen.header(name)
            .first()
            .copied()
            .expect("a header")
            .to_owned()
    };
    let signatures = header("webhook-signature");
    let body = String::from_utf8(seen.body.clone()).expect("UTF-8");
    let signed = format!(
        "{}.{}.{body}",
        header("webhook-id"),
        header("webhook-timestamp")
    );
    let made: Vec<String> = secrets
        .iter()
        .map(|secret| {
            let key = secret.strip_prefix("whsec_").expect("its prefix");
            let key = BASE64_STANDARD.decode(key).expect("base64");
            assert_eq!(key.len(), 32);
            let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
            mac.update(signed.as_bytes());
            format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
        })
        .collect();
    assert_eq!(signatures, made.join(" "));
    assert_eq!(header("content-type"), "application/json");
    serde_json::from_str(&body).expect("JSON")
}

fn types(server: &Server) -> Vec<String> {
    let seen = server.seen();
    let body = |one: &Seen| serde_json::from_slice::<serde_json::Value>(&one.body).expect("JSON");
    seen.iter()
        .map(|one| body(one)["type"].as_str().expect("a type").to_owned())
        .collect()
}

#[actix_web::test]
async fn the_erp_hears_of_a_case_in_order_and_signed_and_of_no_buyer() {
    let (server, _) = erp();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let (_, secret) = hook(&mut owner, &server, &[]).await;
    let order = order(&mut owner, "T-1", "羊绒围巾").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let granted = [("amount", "1"), ("reason", "未发货")];
    act(&mut owner, &no, "approve", &granted).await.is(303);
    assert!(send(&desk).await >= 2);
    assert_eq!(send(&desk).await, 0, "once");
    let seen = server.seen();
    let bodies: Vec<_> = seen.iter().map(|one| checked(one, &[&secret])).collect();
    let first = &bodies[0]["data"];
    assert_eq!(first["case"], no.as_str());
    assert_eq!(
        (first["event"].as_u64(), first["topic"].as_str()),
        (Some(0), Some("opened"))
    );
    let approved = bodies.iter().find(|body| body["type"] == "case.approve");
    let approved = &approved.expect("the approval")["data"];
    assert_eq!(approved["amount_fen"], 100);
    assert_eq!(approved["by"], "staff");
    let numbers: Vec<u64> = bodies
        .iter()
        .filter_map(|body| body["data"]["event"].as_u64())
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert!(seen[0].line().starts_with("POST /hooks/aftercare?shop=1 "));
    let all: String = seen
        .iter()
        .map(|one| String::from_utf8_lossy(&one.body))
        .collect();
    for word in ["羊绒围巾", "T-1", "买家", "138"] {
        assert!(!all.contains(word), "{word}");
    }
}

#[actix_web::test]
async fn what_did_not_arrive_comes_again_under_its_own_name_and_the_log_tells() {
    let (server, answers) = erp();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let (path, secret) = hook(&mut owner, &server, &[("topics", "opened")]).await;
    let order = order(&mut owner, "T-1", "围巾").await;
    let busy = answer("503 Busy", &[("Retry-After", "600")], b"<b>restarting</b>");
    answers.lock().expect("whole").push(busy);
    case(&mut owner, &order, UNSHIPPED).await;
    assert_eq!(send(&desk).await, 1);
    desk.later(Span::minutes(9));
    assert_eq!(send(&desk).await, 0, "not before it wants to");
    desk.later(Span::minutes(2));
    assert_eq!(send(&desk).await, 1);
    let seen = server.seen();
    assert_eq!(seen[0].body, seen[1].body);
    assert_eq!(seen[0].header("webhook-id"), seen[1].header("webhook-id"));
    assert_ne!(
        seen[0].header("webhook-timestamp"),
        seen[1].header("webhook-timestamp")
    );
    checked(&seen[1], &[&secret]);
    let page = owner.get(&path).await.is(200).says("已送达");
    let log = between(&page.body, &format!("{path}/"), "\"").expect("its row");
    let row = format!("{path}/{log}");
    let page = owner
        .get(&row)
        .await
        .is(200)
        .says("HTTP 503")
        .says("HTTP 200");
    assert!(
        page.body.contains("&lt;b&gt;restarting") || page.body.contains("&#60;b&#62;restarting")
    );
    // Sent once more by hand: the same again.
    owner.post(&row, &[]).await.is(303);
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[2].header("webhook-id"), seen[0].header("webhook-id"));
    // The number of the delivery belongs to its own webhook only.
    owner
        .get(&format!("/settings/webhooks/99/{log}"))
        .await
        .is(404);
}

#[actix_web::test]
async fn a_changed_secret_signs_beside_the_old_one_for_a_day_and_a_trial_shows_at_once() {
    let (server, answers) = erp();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let (path, old) = hook(&mut owner, &server, &[]).await;
    let page = owner.post(&path, &[("act", "secret")]).await.is(200);
    let new = between(&page.body, "<code class=\"secret\">", "</code>");
    let new = new.expect("a secret").to_owned();
    assert_ne!(new, old);
    owner.get(&path).await.is(200).lacks(&new).says("旧密钥到");
    owner.post(&path, &[("act", "try")]).await.is(303);
    assert_eq!(checked(&server.seen()[0], &[&new, &old])["type"], "test");
    desk.later(Span::hours(11));
    owner.get(&path).await.is(200);
    desk.later(Span::hours(11));
    owner.get(&path).await.is(200);
    desk.later(Span::hours(3));
    owner.get(&path).await.is(200).lacks("旧密钥到");
    owner.post(&path, &[("act", "try")]).await.is(303);
    checked(&server.seen()[1], &[&new]);
    // 410: it wants to hear nothing any more.
    answers
        .lock()
        .expect("whole")
        .push(answer("410 Gone", &[], b""));
    owner.post(&path, &[("act", "try")]).await.is(303);
    owner.get(&path).await.is(200).says("已停用");
    let order = order(&mut owner, "T-1", "围巾").await;
    case(&mut owner, &order, UNSHIPPED).await;
    assert_eq!(send(&desk).await, 0);
    assert_eq!(types(&server), ["test", "test", "test"]);
}

#[actix_web::test]
async fn a_receiver_that_is_away_is_named_on_the_first_page_and_holds_up_nobody() {
    let (server, _) = erp();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let (gone, _) = {
        let (away, _) = erp();
        hook(&mut owner, &away, &[("topics", "opened")]).await
    };
    hook(&mut owner, &server, &[("topics", "opened")]).await;
    let order = order(&mut owner, "T-1", "围巾").await;
    case(&mut owner, &order, UNSHIPPED).await;
    for _ in 0..3 {
        send(&desk).await;
        desk.later(Span::minutes(40));
    }
    assert_eq!(types(&server).len(), 1);
    owner.get("/").await.is(200).says("连续失败");
    // Typed anew, it is tried at once; a password is not needed for that.
    let page = owner.get(&gone).await.is(200);
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"").expect("a version");
    let url = format!("http://127.0.0.1:{}/", server.port());
    let fields = [
        ("rev", rev),
        ("name", "ERP"),
        ("url", url.as_str()),
        ("private", "on"),
        ("active", "on"),
    ];
    owner.post(&gone, &fields).await.is(303);
    owner.get("/").await.is(200).lacks("连续失败");
}

#[actix_web::test]
async fn an_address_that_is_none_or_lies_inside_unmeant_is_refused_and_only_owners_come_here() {
    let (server, _) = erp();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/webhooks/new").await.is(200);
    for wrong in [
        "http://erp.example.cn/",
        "erp",
        "https://u:p@erp.example.cn/",
    ] {
        let fields = [("name", "ERP"), ("url", wrong)];
        let page = owner.post("/settings/webhooks/new", &fields).await.is(422);
        page.says("地址要以 https://").says(wrong);
    }
    // https, but to this machine, and not said to be.
    let url = format!("https://127.0.0.1:{}/", server.port());
    let fields = [("name", "ERP"), ("url", url.as_str())];
    let page = owner.post("/settings/webhooks/new", &fields).await.is(200);
    let path = between(&page.body, "action=\"/settings/webhooks/", "\"").expect("its path");
    let path = format!("/settings/webhooks/{path}");
    owner.post(&path, &[("act", "try")]).await.is(303);
    assert_eq!(server.seen().len(), 0);
    owner
        .get("/settings/webhooks")
        .await
        .is(200)
        .says("请在 Webhook 里勾选");
    let mut agent = desk.staff("zhao", Role::Agent).await;
    agent.get("/settings/webhooks").await.is(403);
    agent.get(&path).await.is(403);
}
