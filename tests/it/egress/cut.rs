//! Whether a request may have reached its server when no answer came: what must not be done twice
//! hangs on it.

use super::client::Desk;
use super::client::impatient;
use super::client::local;
use super::client::network;
use super::client::post;
use super::server::HOME;
use super::server::Server;
use super::server::read;
use aftercare::egress::Kind;
use aftercare::egress::Network;
use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = free.local_addr().expect("an address").port();
    drop(free);
    let desk = Desk::at_home(&[format!("http://shop.test:{port}")]);
    let request = post(&format!("http://shop.test:{port}/sms"), "send it");
    let failure = desk.send(&request).await.expect_err("no connection");
    assert_eq!(failure.kind, Kind::Connect);
    assert!(!failure.maybe_sent);
}

#[tokio::test]
async fn a_name_that_is_not_found_or_not_in_time_sent_nothing() {
    let row = || vec![local("http://shop.test")];
    let request = impatient(post("http://shop.test/sms", "send it"));
    let unknown = network(|_| Err(std::io::Error::other("no such name")));
    let failure = Desk::of(unknown, row())
        .send(&request)
        .await
        .expect_err("no name");
    assert_eq!(failure.kind, Kind::Dns);
    assert!(!failure.maybe_sent);
    let nowhere = network(|_| Ok(Vec::new()));
    let failure = Desk::of(nowhere, row())
        .send(&request)
        .await
        .expect_err("no name");
    assert_eq!(failure.kind, Kind::Dns);

    let mut silent = Network::system();
    silent.look_up = Arc::new(|_| Box::pin(std::future::pending()));
    let failure = Desk::of(silent, row())
        .send(&request)
        .await
        .expect_err("no name");
    assert_eq!(failure.kind, Kind::Timeout);
    assert!(!failure.maybe_sent);
}

#[tokio::test]
async fn what_was_written_may_have_been_done() {
    // Cut before, in and after the answer; each time the request was whole at the server.
    for answer in [
        &b""[..],
        b"HTTP/1.1 200 O",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ] {
        let server = Server::doing(move |stream, see| {
            if let Some(seen) = read(stream) {
                see(seen);
                let _ = stream.write_all(answer);
            }
        });
        let desk = Desk::at_home(&[format!("http://shop.test:{}", server.port())]);
        let request = post(&server.url("/sms"), "send it");
        let failure = desk.send(&request).await.expect_err("cut");
        assert_eq!(failure.kind, Kind::Protocol);
        assert!(failure.maybe_sent);
        // Nothing is sent a second time behind the plugin's back.
        assert_eq!(server.seen().len(), 1);
        assert_eq!(server.connections(), 1);
    }
}

#[tokio::test]
async fn what_is_cut_while_it_is_written_may_have_been_done() {
    let server = Server::doing(|stream, _| {
        use std::io::Read;
        // A part of the request, then gone.
        let _ = stream.read(&mut [0; 64]);
    });
    let desk = Desk::at_home(&[format!("http://shop.test:{}", server.port())]);
    let request = post(&server.url("/sms"), &"a".repeat(1 << 20));
    let failure = desk.send(&request).await.expect_err("cut");
    assert_eq!(failure.kind, Kind::Protocol);
    assert!(failure.maybe_sent);
}

#[tokio::test]
async fn a_connection_closed_while_idle_costs_no_request() {
    // Each connection answers once and is closed without a word.
    let server = Server::doing(|stream, see| {
        if let Some(seen) = read(stream) {
            see(seen);
            let _ = stream.write_all(&super::server::ok("ok"));
        }
    });
    let desk = Desk::of(
        network(|_| Ok(vec![HOME])),
        vec![local(&format!("http://shop.test:{}", server.port()))],
    );
    for _ in 0..2 {
        desk.send(&post(&server.url("/"), "x"))
            .await
            .expect("answered");
    }
    assert_eq!(server.seen().len(), 2);
    assert_eq!(server.connections(), 2);
}
