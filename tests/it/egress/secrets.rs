//! Secrets reach the server they are for, and nobody else: not another server, not the plugin.

use super::client::Desk;
use super::client::following;
use super::server::Server;
use super::server::answer;
use super::server::ok;
use super::server::redirect;
use aftercare::domain::plugin::permissions::Method;
use aftercare::domain::reach::Origin;
use aftercare::egress::Body;
use aftercare::egress::Credential;
use aftercare::egress::Header;
use aftercare::egress::Kind;
use aftercare::egress::Part;
use aftercare::egress::Placed;
use aftercare::egress::Request;

const SECRET: &str = "s3cret/of the shop";

fn secret(server: &Server) -> Vec<Part> {
    let origin = format!("http://shop.test:{}", server.port());
    vec![Part::Secret {
        name: "key".to_owned(),
        bytes: SECRET.as_bytes().to_vec(),
        origins: vec![Origin::parse(&origin).expect("an origin")],
    }]
}

fn desk(servers: &[&Server]) -> Desk {
    let origins: Vec<String> = servers
        .iter()
        .map(|server| format!("http://shop.test:{}", server.port()))
        .collect();
    Desk::at_home(&origins)
}

#[tokio::test]
async fn a_secret_arrives_and_is_not_told() {
    let server = Server::answering(|seen| {
        // Says the whole URL again, as servers do that want a slash at its end.
        let url = seen.line().split(' ').nth(1).expect("a path").to_owned();
        redirect("301 Moved Permanently", &format!("{url}&slash"))
    });
    let desk = desk(&[&server]);
    let request = Request {
        credentials: vec![
            Credential::Query {
                name: "key".to_owned(),
                value: secret(&server),
            },
            Credential::Bearer(secret(&server)),
        ],
        ..Request::to(Method::Get, &server.url("/query?x=1"))
    };
    let response = desk.send(&request).await.expect("answered");
    let seen = &server.seen()[0];
    let line = "GET /query?x=1&key=s3cret%2Fof+the+shop HTTP/1.1";
    assert_eq!(seen.line(), line);
    assert_eq!(seen.header("authorization"), [format!("Bearer {SECRET}")]);
    assert_eq!(response.final_url, server.url("/query?x=1"));
    assert!(!format!("{response:?}").contains("s3cret"));
    assert!(!format!("{request:?}").contains("s3cret"));
    assert!(!format!("{:?}", desk.traces()).contains("s3cret"));
}

#[tokio::test]
async fn a_redirect_to_another_origin_takes_no_credential_along() {
    let other = Server::answering(|_| ok("other"));
    let to = other.url("/elsewhere");
    let server = Server::answering(move |seen| match seen.line().contains("/same") {
        true => redirect("307 Temporary Redirect", &to),
        false => redirect("307 Temporary Redirect", "/same"),
    });
    let desk = desk(&[&server, &other]);
    let header = |name: &str, value: &str| Header {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    let request = Request {
        method: Method::Post,
        headers: vec![header("Cookie", "own=1"), header("X-Trace", "kept")],
        body: Some(Body::Text("{\"page\":1}".to_owned())),
        credentials: vec![
            Credential::Bearer(secret(&server)),
            Credential::Header {
                name: "X-Key".to_owned(),
                value: secret(&server),
            },
        ],
        ..following(&server.url("/first"))
    };
    desk.send(&request).await.expect("answered");
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    for hop in &seen {
        assert_eq!(hop.header("authorization"), [format!("Bearer {SECRET}")]);
        assert_eq!(hop.header("x-key"), [SECRET]);
        assert_eq!(hop.body, b"{\"page\":1}");
    }
    let there = &other.seen()[0];
    assert_eq!(there.line(), "POST /elsewhere HTTP/1.1");
    assert_eq!(there.header("x-trace"), ["kept"]);
    for gone in ["authorization", "x-key", "cookie"] {
        assert!(there.header(gone).is_empty(), "{gone}");
    }
    assert!(!there.head.contains("s3cret"));
}

#[tokio::test]
async fn a_secret_of_one_origin_is_not_sent_to_another_that_is_granted_too() {
    let server = Server::answering(|_| ok(""));
    let other = Server::answering(|_| ok(""));
    let desk = desk(&[&server, &other]);
    let request = Request {
        credentials: vec![Credential::Bearer(secret(&server))],
        ..Request::to(Method::Get, &other.url("/"))
    };
    let failure = desk.send(&request).await.expect_err("refused");
    assert_eq!(failure.kind, Kind::Denied);
    assert!(
        failure
            .message
            .starts_with("the secret \"key\" may not be sent")
    );
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_secret_in_the_path_cannot_lead_out_of_the_grant() {
    let server = Server::answering(|_| ok(""));
    let mut desk = desk(&[&server]);
    desk.reach[0].paths = vec!["/bot/".to_owned()];
    let with = |value: &str| Request {
        credentials: vec![Credential::Path(Placed {
            placeholder: "{token}".to_owned(),
            value: vec![Part::Plain(value.as_bytes().to_vec())],
            json: false,
        })],
        ..Request::to(Method::Get, &server.url("/bot/{token}/send"))
    };
    for bad in ["../admin", "..", "a/../../..", "x/./y"] {
        let failure = desk.send(&with(bad)).await.expect_err("refused");
        assert_eq!(failure.kind, Kind::Other, "{bad}");
    }
    desk.send(&with("12:AB?c#d")).await.expect("answered");
    assert_eq!(server.seen().len(), 1);
    let line = "GET /bot/12:AB%3Fc%23d/send HTTP/1.1";
    assert_eq!(server.seen()[0].line(), line);
}

#[tokio::test]
async fn a_failure_tells_no_secret_either() {
    let server = Server::answering(|_| answer("200 OK", &[("X", "\u{1}")], b""));
    let desk = desk(&[&server]);
    let request = Request {
        credentials: vec![Credential::Query {
            name: "key".to_owned(),
            value: secret(&server),
        }],
        ..Request::to(Method::Get, &server.url("/"))
    };
    let failure = desk.send(&request).await.expect_err("no answer");
    assert_eq!(failure.kind, Kind::Protocol);
    assert!(!format!("{failure:?}").contains("s3cret"), "{failure:?}");
}
