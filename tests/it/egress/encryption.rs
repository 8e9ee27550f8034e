//! TLS on the way out: whom the desk believes.

use super::client::Desk;
use super::client::local;
use super::client::network;
use super::client::post;
use super::client::text;
use super::server::HOME;
use super::server::Server;
use super::server::ok;
use super::server::read;
use aftercare::egress::Kind;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use std::io::Read;
use std::io::Write;
use std::sync::Arc;

/// Signs for `shop.test`, `*.stores.test` and 127.0.0.1; made for these tests and used nowhere else.
const AUTHORITY: &[u8] = include_bytes!("../../fixtures/egress/authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/egress/server.der");
const KEY: &[u8] = include_bytes!("../../fixtures/egress/server-key.der");

fn server() -> Server {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(
            vec![CERTIFICATE.to_vec().into()],
            KEY.to_vec().try_into().expect("a key"),
        )
        .expect("a certificate");
    let config = Arc::new(config);
    Server::doing(move |stream, see| {
        let mut tls = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut secure = Stream::new(&mut tls, stream);
        while let Some(seen) = read(&mut secure) {
            see(seen);
            if secure.write_all(&ok("in confidence")).is_err() {
                return;
            }
        }
    })
}

fn desk(origins: &[String], believes: bool) -> Desk {
    let mut network = network(|_| Ok(vec![HOME]));
    if believes {
        network.trust(AUTHORITY).expect("a certificate");
    }
    Desk::of(
        network,
        origins.iter().map(|origin| local(origin)).collect(),
    )
}

#[tokio::test]
async fn a_server_is_believed_when_someone_trusted_vouches_for_its_name() {
    let server = server();
    let port = server.port();
    let origins: Vec<String> = ["shop.test", "a.stores.test", "other.test", "127.0.0.1"]
        .iter()
        .map(|host| format!("https://{host}:{port}"))
        .collect();
    let desk = desk(&origins, true);
    for host in ["shop.test", "a.stores.test", "127.0.0.1"] {
        let response = desk.get(&format!("https://{host}:{port}/")).await;
        assert_eq!(text(&response.expect("answered")), "in confidence");
    }
    let wrong = desk
        .send(&post(&format!("https://other.test:{port}/"), "x"))
        .await
        .expect_err("another name");
    assert_eq!(wrong.kind, Kind::Tls);
    assert!(!wrong.maybe_sent);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn a_server_nobody_trusted_vouches_for_gets_nothing() {
    let server = server();
    let url = format!("https://shop.test:{}/", server.port());
    let desk = desk(&[format!("https://shop.test:{}", server.port())], false);
    let failure = desk
        .send(&post(&url, "secret"))
        .await
        .expect_err("untrusted");
    assert_eq!(failure.kind, Kind::Tls);
    assert!(!failure.maybe_sent);
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn no_encryption_is_no_fallback() {
    let plain = Server::doing(|stream, _| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(&ok("in the open"));
    });
    let url = format!("https://shop.test:{}/", plain.port());
    let desk = desk(&[format!("https://shop.test:{}", plain.port())], true);
    let failure = desk.get(&url).await.expect_err("no TLS");
    assert_eq!(failure.kind, Kind::Tls);
    // And http is not granted with https.
    let failure = desk.get(&plain.url("/")).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert!(plain.seen().is_empty());
}
