//! Servers that want to exhaust, confuse or delay.

use super::client::Desk;
use super::client::impatient;
use super::server::Server;
use super::server::answer;
use super::server::hold;
use super::server::ok;
use super::server::read;
use aftercare::domain::plugin::permissions::Method;
use aftercare::egress::Body;
use aftercare::egress::Header;
use aftercare::egress::Kind;
use aftercare::egress::Request;
use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

fn desk(server: &Server) -> Desk {
    Desk::at_home(&[format!("http://shop.test:{}", server.port())])
}

/// 4 MiB of zeros, packed a thousand to one.
fn bomb() -> Vec<u8> {
    include_bytes!("../../fixtures/egress/bomb.gz").to_vec()
}

#[tokio::test]
async fn what_is_packed_counts_unpacked() {
    let packed = bomb();
    assert!(packed.len() < 8 * 1024);
    let server = Server::answering(|_| answer("200 OK", &[("Content-Encoding", "gzip")], &bomb()));
    let desk = desk(&server);
    let failure = desk.get(&server.url("/")).await.expect_err("too large");
    assert_eq!(failure.kind, Kind::TooLarge);
    assert!(failure.maybe_sent);
    let wide = Request {
        max_bytes: Some(5 << 20),
        ..Request::to(Method::Get, &server.url("/"))
    };
    let response = desk.send(&wide).await.expect("answered");
    assert!(matches!(response.body, Body::Text(text) if text.len() == 4 << 20));
}

#[tokio::test]
async fn a_body_ends_at_its_cap_announced_or_not() {
    let announced = Server::answering(|_| answer("200 OK", &[], &vec![b'a'; 2 << 20]));
    let endless = Server::doing(|stream, see| {
        let Some(seen) = read(stream) else { return };
        see(seen);
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let mut alive = stream.write_all(head.as_bytes()).is_ok();
        let chunk = [b"1000\r\n".as_slice(), &[b'a'; 4096], b"\r\n"].concat();
        while alive {
            alive = stream.write_all(&chunk).is_ok();
        }
    });
    for server in [announced, endless] {
        let desk = desk(&server);
        let request = Request {
            max_bytes: Some(1 << 20),
            ..Request::to(Method::Get, &server.url("/"))
        };
        let failure = desk.send(&request).await.expect_err("too large");
        assert_eq!(failure.kind, Kind::TooLarge);
        assert!(failure.message.contains("1048576"), "{failure}");
    }
    // What a request asks for is not more than the desk allows.
    let server = Server::answering(|_| answer("200 OK", &[], &vec![b'a'; (8 << 20) + 1]));
    let greedy = Request {
        max_bytes: Some(u32::MAX),
        ..Request::to(Method::Get, &server.url("/"))
    };
    let failure = desk(&server).send(&greedy).await.expect_err("too large");
    assert_eq!(failure.kind, Kind::TooLarge);
}

#[tokio::test]
async fn what_never_ends_is_given_up_in_time() {
    let silent: fn(&mut TcpStream) = |stream| hold(stream);
    let half_head: fn(&mut TcpStream) = |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Le");
        hold(stream);
    };
    let half_body: fn(&mut TcpStream) = |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
        hold(stream);
    };
    // A byte now and then, for ever: no pause is long, the whole is.
    let drip: fn(&mut TcpStream) = |stream| {
        let mut alive = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").is_ok();
        while alive {
            std::thread::sleep(Duration::from_millis(5));
            alive = stream.write_all(b"a").is_ok();
        }
    };
    for act in [silent, half_head, half_body, drip] {
        let server = Server::doing(move |stream, see| {
            if let Some(seen) = read(stream) {
                see(seen);
                act(stream);
            }
        });
        let request = impatient(Request::to(Method::Get, &server.url("/")));
        let failure = desk(&server).send(&request).await.expect_err("no answer");
        assert_eq!(failure.kind, Kind::Timeout);
        assert!(failure.maybe_sent);
    }
}

#[tokio::test]
async fn a_head_has_its_limits() {
    let large = Server::answering(|_| {
        let value = "a".repeat(30 * 1024);
        answer(
            "200 OK",
            &[("A", &value), ("B", &value), ("C", &value)],
            b"",
        )
    });
    let failure = desk(&large)
        .get(&large.url("/"))
        .await
        .expect_err("too large");
    assert_eq!(failure.kind, Kind::TooLarge);

    let many = Server::answering(|_| answer("200 OK", &[("X", "1"); 101], b""));
    let failure = desk(&many).get(&many.url("/")).await.expect_err("too many");
    assert_eq!(failure.kind, Kind::Protocol);

    let endless = Server::doing(|stream, _| {
        let mut alive = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ").is_ok();
        while alive {
            alive = stream.write_all(&[b'a'; 65536]).is_ok();
        }
    });
    let failure = desk(&endless)
        .get(&endless.url("/"))
        .await
        .expect_err("too large");
    assert_eq!(failure.kind, Kind::Protocol);
}

#[tokio::test]
async fn what_is_no_answer_of_http_is_a_failure_and_no_more() {
    for bytes in [
        &b"SSH-2.0-OpenSSH_9.6\r\n\r\n"[..],
        b"HTTP/1.1 999999 x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
        b"\0\0\0\0",
    ] {
        let server = Server::doing(move |stream, see| {
            if let Some(seen) = read(stream) {
                see(seen);
                let _ = stream.write_all(bytes);
            }
        });
        let failure = desk(&server)
            .get(&server.url("/"))
            .await
            .expect_err("no answer");
        assert_eq!(failure.kind, Kind::Protocol, "{}", bytes.escape_ascii());
        assert!(failure.maybe_sent);
    }
}

#[tokio::test]
async fn no_header_of_a_plugin_smuggles_a_second_request() {
    let server = Server::answering(|_| ok("ok"));
    let desk = desk(&server);
    let header = |name: &str, value: &str| Header {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    for (name, value) in [
        ("X", "1\r\n\r\nGET /admin HTTP/1.1\r\nHost: shop.test"),
        ("X\r\nContent-Length", "0"),
        ("X: y\r\nZ", "1"),
    ] {
        let request = Request {
            headers: vec![header(name, value)],
            ..Request::to(Method::Get, &server.url("/"))
        };
        let failure = desk.send(&request).await.expect_err("refused");
        assert_eq!(failure.kind, Kind::Other);
        assert!(!failure.maybe_sent);
    }
    let request = Request {
        headers: vec![
            header("Content-Length", "3"),
            header("Transfer-Encoding", "chunked"),
            header("Host", "admin.internal"),
            header("Connection", "upgrade"),
            header("Upgrade", "h2c"),
            header("Expect", "100-continue"),
            header("Proxy-Authorization", "Basic eA=="),
            header("User-Agent", "curl"),
            header("X-Own", "kept"),
        ],
        body: Some(Body::Bytes(b"GET /admin HTTP/1.1\r\n\r\n".to_vec())),
        ..Request::to(Method::Post, &server.url("/"))
    };
    desk.send(&request).await.expect("answered");
    let seen = &server.seen()[0];
    assert_eq!(seen.header("content-length"), ["23"]);
    assert_eq!(
        seen.header("host"),
        [format!("shop.test:{}", server.port())]
    );
    assert_eq!(seen.header("x-own"), ["kept"]);
    let agent = format!("aftercare/{} (cn.example/1.0.0)", env!("CARGO_PKG_VERSION"));
    assert_eq!(seen.header("user-agent"), [agent]);
    for gone in [
        "transfer-encoding",
        "connection",
        "upgrade",
        "expect",
        "proxy-authorization",
    ] {
        assert!(seen.header(gone).is_empty(), "{gone}");
    }
    assert_eq!(server.seen().len(), 1);
}
