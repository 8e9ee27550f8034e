//! What a plugin is given of an answer, and what its log is told.

use super::client::Desk;
use super::client::text;
use super::server::Server;
use super::server::answer;
use super::server::ok;
use aftercare::domain::plugin::permissions::Method;
use aftercare::egress::Body;
use aftercare::egress::Kind;
use aftercare::egress::Request;
use aftercare::egress::ResponseAs;

fn desk(server: &Server) -> Desk {
    Desk::at_home(&[format!("http://shop.test:{}", server.port())])
}

#[tokio::test]
async fn a_text_in_gb18030_is_read_by_the_charset_it_came_with() {
    // 「签收」 in GBK.
    const SIGNED: &[u8] = b"\xc7\xa9\xca\xd5";
    let server = Server::answering(|_| {
        answer(
            "200 OK",
            &[("Content-Type", "text/html; charset=gb2312")],
            SIGNED,
        )
    });
    let desk = desk(&server);
    let response = desk.get(&server.url("/")).await.expect("answered");
    assert_eq!(text(&response), "签收");
    let raw = Request {
        response_as: ResponseAs::Bytes,
        ..Request::to(Method::Get, &server.url("/"))
    };
    let response = desk.send(&raw).await.expect("answered");
    assert_eq!(response.body, Body::Bytes(SIGNED.to_vec()));
}

#[tokio::test]
async fn a_text_is_held_to_its_cap_after_decoding_too() {
    let server = Server::answering(|_| {
        let sort = [("Content-Type", "text/plain; charset=gbk")];
        answer("200 OK", &sort, &b"\xc7\xa9".repeat(500))
    });
    let narrow = |bytes| Request {
        max_bytes: Some(bytes),
        ..Request::to(Method::Get, &server.url("/"))
    };
    let desk = desk(&server);
    let failure = desk.send(&narrow(1_000)).await.expect_err("1,500 bytes");
    assert_eq!(failure.kind, Kind::TooLarge);
    desk.send(&narrow(1_500)).await.expect("just so");
}

#[tokio::test]
async fn when_to_come_back_is_told_in_seconds() {
    for (value, seconds) in [
        ("120", Some(120)),
        ("Mon, 23 Nov 2026 02:10:00 GMT", Some(600)),
        ("Mon, 23 Nov 2026 01:00:00 GMT", Some(0)),
        ("soon", None),
    ] {
        let server = Server::answering(move |_| {
            answer("429 Too Many Requests", &[("Retry-After", value)], b"")
        });
        let response = desk(&server).get(&server.url("/")).await.expect("answered");
        assert_eq!(response.status, 429);
        assert_eq!(response.retry_after_s, seconds, "{value}");
    }
}

#[tokio::test]
async fn every_method_arrives_with_its_body() {
    let server = Server::answering(|_| ok(""));
    let desk = desk(&server);
    for method in Method::ALL {
        let request = Request {
            body: match method {
                Method::Get | Method::Head => None,
                _ => Some(Body::Form(vec![("号".to_owned(), "a b&c".to_owned())])),
            },
            ..Request::to(*method, &server.url("/x"))
        };
        // What is answered to HEAD has no body, whatever its length says.
        let response = desk.send(&request).await.expect("answered");
        assert_eq!(response.status, 200);
        let seen = server.seen().pop().expect("seen");
        assert_eq!(seen.line(), format!("{method} /x HTTP/1.1"));
        let wanted: &[u8] = match request.body {
            Some(_) => b"%E5%8F%B7=a+b%26c",
            None => b"",
        };
        assert_eq!(seen.body, wanted);
    }
}

#[tokio::test]
async fn the_log_has_a_line_for_each_exchange_and_nothing_that_was_said() {
    let server = Server::answering(|_| ok("the answer"));
    let desk = desk(&server);
    desk.get(&server.url("/poll/query?key=s3cret"))
        .await
        .expect("answered");
    desk.get("https://x.y/z?key=s3cret")
        .await
        .expect_err("refused");
    desk.get("https://u:s3cret@x.y/")
        .await
        .expect_err("unreadable");
    let traces = desk.traces();
    assert!(!format!("{traces:?}").contains("s3cret"));
    assert!(!format!("{traces:?}").contains("the answer"));
    assert_eq!(traces.len(), 3);
    assert_eq!(traces[0].method, Method::Get);
    assert_eq!(
        traces[0].origin,
        format!("http://shop.test:{}", server.port())
    );
    assert_eq!(traces[0].path, "/poll/query");
    assert_eq!(traces[0].status, Some(200));
    assert_eq!(traces[0].bytes, 10);
    let (kind, says) = traces[1].failed.clone().expect("refused");
    assert_eq!(kind, Kind::Denied);
    assert_eq!(
        says,
        "https://x.y/z is not in permissions.http; add [[permissions.http]] origin = \
         \"https://x.y\""
    );
    assert_eq!(traces[2].origin, "");
    assert!(desk.traces().is_empty());
}
