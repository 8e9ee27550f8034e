//! `serve` from its first start to its next: the link, the probes, the log, the end.

use super::program::Home;
use super::program::Running;
use super::program::until;
use crate::desk::Browser;
use crate::desk::PASSWORD;
use std::os::unix::fs::PermissionsExt;

pub const LOGIN: &str = "xiaoyu.typed.this";
const ASKED: &str = "words-nobody-may-log";

/// Sets the desk up with the link it showed.
pub async fn set_up(desk: &Running) {
    let link = desk.set_up_link();
    let (_, token) = link.split_once('#').expect("a token in the fragment");
    let mut owner = desk.browser();
    owner.get("/setup").await.is(200);
    let fields = [
        ("display_name", "王老板"),
        ("login", LOGIN),
        ("password", PASSWORD),
        ("shop_name", "女装旗舰店"),
        ("channel", "taobao"),
        ("lang", "zh-CN"),
        ("zone", "Asia/Shanghai"),
        ("token", token),
    ];
    let done = owner.post("/setup", &fields).await;
    done.leads_to("/settings/mail/new");
}

/// Signs in through the page and says what the front page shows.
pub async fn front_page(desk: &Running, login: &str, password: &str) -> String {
    let mut browser = signed_in(desk, login, password).await;
    browser.get("/").await.is(200).body
}

pub async fn signed_in(desk: &Running, login: &str, password: &str) -> Browser {
    let mut browser = desk.browser();
    browser.get("/sign-in").await.is(200);
    let fields = [("login", login), ("password", password)];
    browser.post("/sign-in", &fields).await.leads_to("/");
    browser
}

#[actix_web::test]
async fn a_desk_is_set_up_stopped_and_started_again_with_the_same_data() {
    let home = Home::new();
    let desk = home.serve();
    let link = desk.set_up_link();
    let (page, token) = link.split_once('#').expect("a token in the fragment");
    assert_eq!(page, format!("http://{}/setup", desk.listen));
    let file = home.data("setup-token");
    let written = std::fs::read_to_string(&file).expect("the token lies in the folder");
    assert_eq!(written.lines().next(), Some(token));
    let mode = std::fs::metadata(&file).expect("is there").permissions();
    assert_eq!(mode.mode() & 0o777, 0o600);

    set_up(&desk).await;
    assert!(!file.exists(), "a link works once");
    desk.stop();

    let again = home.serve();
    assert!(
        !again.said().contains("/setup"),
        "nobody is invited a second time"
    );
    let page = front_page(&again, LOGIN, PASSWORD).await;
    assert!(
        page.contains("女装旗舰店") && page.contains("王老板"),
        "{page}"
    );
    again.stop();
}

#[actix_web::test]
async fn a_killed_desk_is_started_again_and_offers_the_same_link() {
    let home = Home::new();
    let desk = home.serve();
    let token = |desk: &Running| {
        let link = desk.set_up_link();
        link.split_once('#').expect("a token").1.to_owned()
    };
    let before = token(&desk);
    // Dropping it kills it.
    drop(desk);
    assert_eq!(token(&home.serve()), before);
}

#[test]
fn a_desk_whose_terminal_is_gone_stops_when_it_is_asked_to() {
    let home = Home::new();
    let mut desk = home.serve_at_a_terminal();
    desk.nobody_reads();
    desk.stop();
}

#[actix_web::test]
async fn those_who_watch_a_desk_learn_how_it_is() {
    let home = Home::new();
    let desk = home.serve();
    let mut probe = desk.browser();
    probe.get("/healthz").await.is(200).says("ok");
    probe.get("/readyz").await.is(200).says("ready");
    let listen = desk.listen.clone();
    let asks = ["healthcheck", "--listen", listen.as_str()];
    home.run(&asks).with(0).says(&listen);
    for words in [["doctor", "--json"], ["reindex", "--json"]] {
        let refused = home.run(&words).with(3);
        assert_eq!(refused.out, "");
        refused.says(&desk.pid()).says("stopped desk");
    }
    desk.stop();
    home.run(&asks).with(1).says("Not well");
    home.run(&["doctor"]).with(0).says("All is well.");
}

#[actix_web::test]
async fn the_log_says_what_happened_and_nothing_that_was_typed() {
    let home = Home::new();
    let desk = home.serve();
    let link = desk.set_up_link();
    let (_, token) = link.split_once('#').expect("a token in the fragment");
    set_up(&desk).await;
    let mut stranger = desk.browser();
    for page in ["/", "/sign-in", "/orders", "/cases", "/find", "/nowhere"] {
        stranger.get(&format!("{page}?q={ASKED}")).await;
    }
    let wrong = [("login", LOGIN), ("password", "a-wrong-password")];
    stranger.get("/sign-in").await;
    stranger.post("/sign-in", &wrong).await.is(422);
    let requests = until("every request is logged", || {
        let mut lines = desk.log();
        lines.retain(|line| line["message"] == "request");
        (lines.len() >= 10).then_some(lines)
    });
    for line in &requests {
        let id = line["request"].as_str().unwrap_or_default();
        assert_eq!(id.len(), 16, "{line}");
        assert!(
            line["status"].is_u64() && line["ms"].is_u64() && line["route"].is_string(),
            "{line}"
        );
    }
    let mut ids: Vec<&str> = requests
        .iter()
        .filter_map(|line| line["request"].as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), requests.len(), "every request has its own");
    let log = desk.log_text();
    for kept_out in [
        token,
        LOGIN,
        PASSWORD,
        "a-wrong-password",
        ASKED,
        "女装旗舰店",
    ] {
        assert!(!log.contains(kept_out), "{kept_out} stands in the log");
    }
}
