//! How many requests there are, and when a server is left alone.

use super::client::Desk;
use super::client::NOW;
use super::client::following;
use super::client::local;
use super::client::network;
use super::client::post;
use super::server::HOME;
use super::server::Server;
use super::server::answer;
use super::server::ok;
use super::server::read;
use super::server::redirect;
use aftercare::domain::plugin::permissions::Rate;
use aftercare::egress::Call;
use aftercare::egress::Kind;
use std::io::Write;
use std::sync::Arc;
use std::sync::Barrier;
use std::time::Duration;
use tokio::time::Instant;

fn desk(server: &Server, rate: Rate) -> Desk {
    let mut row = local(&format!("http://shop.test:{}", server.port()));
    row.rate = rate;
    Desk::of(network(|_| Ok(vec![HOME])), vec![row])
}

const WIDE: Rate = Rate {
    per_second: 1_000,
    burst: 1_000,
    per_minute: None,
    per_day: 1_000_000,
};

#[tokio::test]
async fn a_call_has_its_number_of_requests_and_each_hop_is_one() {
    let server = Server::answering(|seen| match seen.line().contains("/hop") {
        true => redirect("302 Found", "/end"),
        false => ok("end"),
    });
    let mut desk = desk(&server, WIDE);
    desk.call = Call::new(3, Instant::now() + Duration::from_secs(60));
    desk.send(&following(&server.url("/hop")))
        .await
        .expect("two");
    desk.get(&server.url("/")).await.expect("three");
    let failure = desk.get(&server.url("/")).await.expect_err("four");
    assert_eq!(failure.kind, Kind::Budget);
    assert_eq!(failure.message, "this call has sent its 3 requests");
    assert!(!failure.maybe_sent);
    assert_eq!(server.seen().len(), 3);
    assert_eq!(desk.call.used(), 3);
}

#[tokio::test]
async fn a_call_whose_time_is_over_sends_nothing_more() {
    let server = Server::answering(|_| ok("ok"));
    let mut desk = desk(&server, WIDE);
    desk.call = Call::new(3, Instant::now());
    let failure = desk
        .send(&post(&server.url("/"), "x"))
        .await
        .expect_err("over");
    assert_eq!(failure.kind, Kind::Timeout);
    assert!(!failure.maybe_sent);
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn who_asks_more_often_than_declared_is_told_when_to_come_back() {
    let server = Server::answering(|_| ok("ok"));
    let rate = Rate {
        per_second: 1,
        burst: 2,
        per_minute: None,
        per_day: 100,
    };
    let mut desk = desk(&server, rate);
    for _ in 0..2 {
        desk.get(&server.url("/")).await.expect("answered");
    }
    let failure = desk.get(&server.url("/")).await.expect_err("too often");
    assert_eq!(failure.kind, Kind::Throttled);
    assert_eq!(failure.after_s, Some(1));
    assert!(!failure.maybe_sent);
    assert_eq!(server.seen().len(), 2);
    // Another account has its own.
    desk.account = "cn.example/2".to_owned();
    desk.get(&server.url("/")).await.expect("answered");
}

#[tokio::test]
async fn the_requests_of_a_day_are_counted_over_a_restart() {
    let server = Server::answering(|_| ok("ok"));
    let rate = Rate { per_day: 3, ..WIDE };
    let before = desk(&server, rate);
    for _ in 0..2 {
        before.get(&server.url("/")).await.expect("answered");
    }
    let spent = before.client.spent();
    assert_eq!(spent.len(), 1);
    assert_eq!(spent[0].requests, 2);

    let after = desk(&server, rate);
    after
        .client
        .recall(&after.account, &after.reach[0], &spent[0]);
    after.get(&server.url("/")).await.expect("the third");
    let failure = after.get(&server.url("/")).await.expect_err("the fourth");
    assert_eq!(failure.kind, Kind::Budget);
    // It is ten in the morning in Beijing.
    assert_eq!(NOW.0 % 86_400_000, 2 * 3_600_000);
    assert_eq!(failure.after_s, Some(14 * 3_600));
}

#[tokio::test]
async fn a_server_that_fails_ten_times_is_left_alone_for_a_minute() {
    let server = Server::answering(|_| answer("503 Service Unavailable", &[], b""));
    let well = Server::answering(|_| ok("ok"));
    let mut desk = desk(&server, WIDE);
    desk.reach
        .push(local(&format!("http://shop.test:{}", well.port())));
    for _ in 0..10 {
        let response = desk.get(&server.url("/")).await.expect("answered");
        assert_eq!(response.status, 503);
    }
    let failure = desk.get(&server.url("/")).await.expect_err("left alone");
    assert_eq!(failure.kind, Kind::CircuitOpen);
    assert!(failure.after_s.is_some_and(|s| (55..=60).contains(&s)));
    assert!(!failure.maybe_sent);
    assert_eq!(server.seen().len(), 10);
    // Others are not concerned, neither another server nor another account.
    desk.get(&well.url("/")).await.expect("answered");
    desk.account = "cn.example/2".to_owned();
    desk.get(&server.url("/")).await.expect("answered");
}

#[tokio::test]
async fn what_a_plugin_does_wrong_does_not_count_against_the_server() {
    let server = Server::answering(|_| answer("404 Not Found", &[], b""));
    let desk = desk(&server, WIDE);
    for _ in 0..12 {
        desk.get(&server.url("/")).await.expect("answered");
        desk.get("https://elsewhere.test/")
            .await
            .expect_err("refused");
    }
}

#[tokio::test]
async fn no_more_than_two_requests_of_an_account_are_under_way() {
    // The third would be needed to let the first two go.
    let gate = Arc::new(Barrier::new(3));
    let waits = Arc::clone(&gate);
    let server = Server::doing(move |stream, see| {
        if let Some(seen) = read(stream) {
            see(seen);
            waits.wait();
            let _ = stream.write_all(&ok("ok"));
        }
    });
    let desk = desk(&server, WIDE);
    let url = server.url("/");
    let patient = || desk.get(&url);
    let hurried = super::client::impatient(post(&server.url("/"), "x"));
    let third = async {
        while server.seen().len() < 2 {
            tokio::task::yield_now().await;
        }
        let failure = desk.send(&hurried).await.expect_err("no place");
        assert_eq!(failure.kind, Kind::Throttled);
        assert!(!failure.maybe_sent);
        let gate = Arc::clone(&gate);
        tokio::task::spawn_blocking(move || gate.wait())
            .await
            .expect("through");
    };
    let (one, two, ()) = tokio::join!(patient(), patient(), third);
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(server.seen().len(), 2);
}
