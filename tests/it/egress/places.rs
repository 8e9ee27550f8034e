//! Where a request may lead: names, addresses, redirects.

use super::client::Desk;
use super::client::following;
use super::client::local;
use super::client::network;
use super::client::text;
use super::client::world;
use super::server::HOME;
use super::server::Server;
use super::server::WORLD;
use super::server::answer;
use super::server::ok;
use super::server::read;
use super::server::redirect;
use aftercare::domain::plugin::permissions::Method;
use aftercare::egress::Kind;
use aftercare::egress::Request;
use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

fn world_server(port: u16, answer: fn(u16) -> Vec<u8>) -> Server {
    Server::at(WORLD, port, move |stream, see| {
        while let Some(seen) = read(stream) {
            see(seen);
            let port = stream.local_addr().expect("an address").port();
            if stream.write_all(&answer(port)).is_err() {
                return;
            }
        }
    })
}

#[tokio::test]
async fn a_name_that_leads_into_the_local_network_is_refused_without_a_connection() {
    let server = Server::answering(|_| ok("secret of the house"));
    let origin = format!("http://shop.test:{}", server.port());
    for inside in [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "fd00::1",
        "fe80::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ] {
        let inside: IpAddr = inside.parse().expect("an address");
        let desk = Desk::of(network(move |_| Ok(vec![inside])), vec![world(&origin)]);
        let failure = desk.get(&server.url("/")).await.expect_err("refused");
        assert_eq!(failure.kind, Kind::Denied, "{inside}");
        assert!(!failure.maybe_sent);
        let lacks = format!("needs private = true in [[permissions.http]] origin = \"{origin}\"");
        assert!(failure.message.ends_with(&lacks), "{failure}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn the_owner_may_allow_a_named_local_host_and_still_no_metadata() {
    let server = Server::answering(|_| ok("from the shop's own"));
    let origin = format!("http://shop.test:{}", server.port());
    let desk = Desk::at_home(std::slice::from_ref(&origin));
    let response = desk.get(&server.url("/")).await.expect("answered");
    assert_eq!(text(&response), "from the shop's own");

    let metadata = network(|_| Ok(vec!["169.254.169.254".parse().expect("an address")]));
    let desk = Desk::of(metadata, vec![local(&origin)]);
    let failure = desk.get(&server.url("/")).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    let says = format!("{origin} leads only to addresses that no plugin may reach");
    assert_eq!(failure.message, says);
}

#[tokio::test]
async fn a_star_never_stands_for_a_host_of_the_local_network() {
    let server = Server::answering(|_| ok("inside"));
    let star = format!("http://*.stores.test:{}", server.port());
    let desk = Desk::at_home(&[star]);
    let url = format!("http://a.stores.test:{}/", server.port());
    let failure = desk.get(&url).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_name_is_looked_up_once_and_what_was_checked_is_connected_to() {
    // The first answer is of the world, each later one of the house: rebinding.
    let outside = world_server(0, |_| {
        answer("200 OK", &[("Connection", "close")], b"outside")
    });
    let inside = Server::at([127, 0, 0, 1].into(), outside.port(), |stream, see| {
        if let Some(seen) = read(stream) {
            see(seen);
            let _ = stream.write_all(&ok("inside"));
        }
    });
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let rebinding = network(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => Ok(vec![IpAddr::V4(WORLD)]),
        _ => Ok(vec![HOME]),
    });
    let origin = format!("http://shop.test:{}", outside.port());
    let desk = Desk::of(rebinding, vec![world(&origin)]);
    let response = desk.get(&outside.url("/")).await.expect("answered");
    assert_eq!(text(&response), "outside");
    assert_eq!(asked.load(Ordering::SeqCst), 1);

    let failure = desk.get(&outside.url("/")).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn of_several_addresses_only_those_of_the_world_are_tried() {
    let outside = world_server(0, |_| ok("outside"));
    let inside = Server::at([127, 0, 0, 1].into(), outside.port(), |_, _| {});
    let both = network(|_| {
        let closed = "169.254.169.254".parse().expect("an address");
        Ok(vec![closed, HOME, IpAddr::V4(WORLD)])
    });
    let origin = format!("http://shop.test:{}", outside.port());
    let desk = Desk::of(both, vec![world(&origin)]);
    let response = desk.get(&outside.url("/")).await.expect("answered");
    assert_eq!(text(&response), "outside");
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn an_address_in_place_of_a_name_is_refused_in_every_spelling() {
    let server = Server::answering(|_| ok("inside"));
    let port = server.port();
    let hosts = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "169.254.169.254",
        "0xa9fea9fe",
    ];
    // Even with all of these granted as names, and each as itself without `private`.
    let mut reach = vec![world(&format!("http://localhost:{port}"))];
    for host in hosts {
        reach.push(world(&format!("http://{host}:{port}")));
    }
    let desk = Desk::of(network(|_| Ok(vec![HOME])), reach);
    for host in hosts {
        let failure = desk
            .get(&format!("http://{host}:{port}/"))
            .await
            .expect_err("refused");
        assert_eq!(failure.kind, Kind::Denied, "{host}");
        assert!(!failure.maybe_sent);
    }
    for host in ["127.0.0.1.", "127.0.0.1%00", "a@127.0.0.1", "１２７.0.0.1"] {
        let url = format!("http://{host}:{port}/");
        let failure = desk.get(&url).await.expect_err("refused");
        assert_eq!(failure.kind, Kind::Denied, "{host}");
    }
    assert_eq!(server.connections(), 0);

    let desk = Desk::at_home(&[format!("http://127.0.0.1:{port}")]);
    let response = desk.get(&format!("http://0x7f.1:{port}/")).await;
    assert_eq!(text(&response.expect("answered")), "inside");
}

#[tokio::test]
async fn a_path_cannot_climb_out_of_its_grant() {
    let server = Server::answering(|_| ok("ok"));
    let mut row = local(&format!("http://shop.test:{}", server.port()));
    row.paths = vec!["/poll/".to_owned()];
    let desk = Desk::of(network(|_| Ok(vec![HOME])), vec![row]);
    for path in [
        "/admin",
        "/poll/../admin",
        "/poll/%2e%2e/admin",
        "/poll/%2E./admin",
        "/poll/..%2fadmin",
        "/poll/%252e%252e/admin",
        "/poll/..;/admin",
        "/poll\\..\\admin",
        "/poll",
    ] {
        let failure = desk.get(&server.url(path)).await.expect_err("refused");
        assert_eq!(failure.kind, Kind::Denied, "{path}");
    }
    desk.get(&server.url("/poll/a/../b?x=/../y"))
        .await
        .expect("answered");
    let lines: Vec<String> = server.seen().iter().map(|s| s.line().to_owned()).collect();
    assert_eq!(lines, ["GET /poll/b?x=/../y HTTP/1.1"]);
}

#[tokio::test]
async fn a_redirect_into_the_house_is_refused() {
    let house = Server::answering(|_| ok("secret of the house"));
    let port = house.port();
    let locations = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://localhost:{port}/"),
        format!("//127.1:{port}/"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.1:6379/_FLUSHALL".to_owned(),
        "http://u:p@shop.test/".to_owned(),
    ];
    for location in locations {
        let to = location.clone();
        let server = Server::answering(move |_| redirect("302 Found", &to));
        let desk = Desk::at_home(&[format!("http://shop.test:{}", server.port())]);
        let failure = desk
            .send(&following(&server.url("/")))
            .await
            .expect_err("refused");
        assert_eq!(failure.kind, Kind::Denied, "{location}");
        // The first request did reach its server.
        assert!(failure.maybe_sent);
        assert_eq!(server.seen().len(), 1);
    }
    assert_eq!(house.connections(), 0);
}

#[tokio::test]
async fn a_redirect_is_followed_only_when_asked_for_and_at_most_three_times() {
    let server = Server::answering(|seen| {
        let n: u32 = seen.line()[5..]
            .split(' ')
            .next()
            .expect("a path")
            .parse()
            .expect("n");
        redirect("302 Found", &format!("/{}", n + 1))
    });
    let desk = Desk::at_home(&[format!("http://shop.test:{}", server.port())]);
    let response = desk.get(&server.url("/0")).await.expect("answered");
    assert_eq!(response.status, 302);
    assert_eq!(server.seen().len(), 1);
    let failure = desk
        .send(&following(&server.url("/0")))
        .await
        .expect_err("too many");
    assert_eq!(failure.kind, Kind::Protocol);
    assert_eq!(failure.message, "more than 3 redirects");
    assert_eq!(server.seen().len(), 1 + 4);
    // Each hop counts and leaves its line.
    assert_eq!(desk.call.used(), 5);
    assert_eq!(desk.traces().len(), 5);
}

#[tokio::test]
async fn a_redirect_needs_the_grant_of_its_method_too() {
    let server = Server::answering(|seen| match seen.line().starts_with("POST") {
        true => redirect("303 See Other", "/done"),
        false => ok("done"),
    });
    let mut row = local(&format!("http://shop.test:{}", server.port()));
    row.methods = vec![Method::Post];
    let mut desk = Desk::of(network(|_| Ok(vec![HOME])), vec![row]);
    let request = Request {
        method: Method::Post,
        ..following(&server.url("/start"))
    };
    let failure = desk.send(&request).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert!(
        failure.message.starts_with("GET http://shop.test"),
        "{failure}"
    );
    desk.reach[0].methods.push(Method::Get);
    let response = desk.send(&request).await.expect("answered");
    assert_eq!(text(&response), "done");
    assert_eq!(response.final_url, server.url("/done"));
}

#[tokio::test]
async fn a_connection_made_under_a_private_grant_is_not_used_without_one() {
    let server = Server::answering(|_| ok("inside"));
    let origin = format!("http://shop.test:{}", server.port());
    let mut desk = Desk::at_home(&[origin]);
    desk.get(&server.url("/")).await.expect("answered");
    // The connection is still open; another plugin has the same origin, but not the house.
    desk.reach[0].private = false;
    let failure = desk.get(&server.url("/")).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert_eq!(server.seen().len(), 1);
}
