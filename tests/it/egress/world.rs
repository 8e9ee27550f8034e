//! What the host of plugins hands over, and what it gets back.

use super::client::NOW;
use super::client::local;
use super::client::network;
use super::server::HOME;
use super::server::Server;
use super::server::ok;
use aftercare::egress::Call;
use aftercare::egress::Client;
use aftercare::plugins::network::Body;
use aftercare::plugins::network::Credential;
use aftercare::plugins::network::Failed;
use aftercare::plugins::network::Network;
use aftercare::plugins::network::Outgoing;
use aftercare::plugins::network::Sealed;
use aftercare::plugins::world::World;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

#[tokio::test]
async fn a_request_of_a_plugin_goes_out_with_its_secret_and_comes_back_as_a_line() {
    let server = Server::answering(|_| ok("{\"state\":\"3\"}"));
    let origin = format!("http://shop.test:{}", server.port());
    let client = Client::new(&network(|_| Ok(vec![HOME])), Arc::new(|| NOW)).expect("a client");
    let world = World {
        client: Arc::new(client),
        plugin: "cn.example/1.0.0".to_owned(),
        account: "cn.example/1".to_owned(),
        reach: vec![local(&origin)],
        call: Call::new(5, Instant::now() + Duration::from_secs(30)),
        now: Arc::new(|| NOW.0),
    };
    let outgoing = |url: String, may_go: &str| Outgoing {
        method: "POST",
        url,
        headers: vec![("X-Own".to_owned(), "1".to_owned())],
        body: Some(Body::Text("{\"key\":\"$KEY\"}".to_owned())),
        credentials: vec![Credential::Body {
            placeholder: "$KEY".to_owned(),
            value: Sealed {
                value: b"s3cret".to_vec(),
                origins: vec![may_go.to_owned()],
            },
            json: true,
        }],
        as_text: true,
        timeout: 10_000,
        max_bytes: 1_000,
        follow_redirects: false,
    };
    let (answer, exchanges) = world.send(outgoing(server.url("/poll?x=1"), &origin)).await;
    let answer = answer.expect("answered");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, Body::Text("{\"state\":\"3\"}".to_owned()));
    assert_eq!(server.seen()[0].body, b"{\"key\":\"s3cret\"}");
    assert_eq!(server.seen()[0].header("x-own"), ["1"]);
    assert_eq!(exchanges.len(), 1);
    assert_eq!(exchanges[0].path, "/poll");
    assert_eq!(exchanges[0].status, Some(200));

    // Neither a secret of another place nor one that says no place is sent.
    for elsewhere in ["https://elsewhere.test", "{setting:base}"] {
        let request = outgoing(server.url("/poll"), elsewhere);
        let (answer, exchanges) = world.send(request).await;
        let failure = answer.expect_err("refused");
        assert_eq!(failure.kind, Failed::Denied);
        assert!(!failure.maybe_sent);
        let failed = exchanges[0].failed.as_deref().expect("failed");
        assert!(
            failed.starts_with("denied: a secret may not be sent to"),
            "{failed}"
        );
    }
    assert_eq!(server.seen().len(), 1);
}
