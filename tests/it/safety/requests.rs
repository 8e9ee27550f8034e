//! Requests nobody sends by accident.

use super::side_doors::TwoShops;
use crate::cli::program::Home;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::PASSWORD;
use crate::desk::between;
use crate::web::cases::case;
use crate::web::cases::order;
use actix_web::http::Method;
use aftercare::domain::people::Role;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;

#[actix_web::test]
async fn after_signing_in_no_address_leads_to_another_site() {
    let desk = Desk::set_up().await;
    for next in [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/%0d%0aLocation:%20https://evil.example",
        "/\r\nlocation: https://evil.example",
        "/\tx",
        "///evil.example",
        "/../..//evil.example",
        "@evil.example",
        "",
    ] {
        let mut browser = desk.browser();
        browser.get("/sign-in").await.is(200);
        let fields = [("login", "wang"), ("password", PASSWORD), ("next", next)];
        let answer = browser.post("/sign-in", &fields).await.is(303);
        let to = answer.header("location").to_owned();
        let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
        assert!(
            ours && !to.contains(['\r', '\n', '\t']),
            "{next:?} leads to {to:?}"
        );
    }
}

#[actix_web::test]
async fn a_message_two_readers_would_read_differently_is_refused() {
    let desk = Desk::set_up().await;
    let address = desk.base.trim_start_matches("http://").to_owned();
    for head in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: +5",
        "Content-Length: -1",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: xchunked",
        "Bad Header: x",
    ] {
        let address = address.clone();
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nHost: {address}\r\n{head}\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: {address}\r\n\r\n"
        );
        let answer = actix_web::rt::task::spawn_blocking(move || {
            let mut stream = TcpStream::connect(&address).expect("connects");
            stream
                .set_read_timeout(Some(std::time::Duration::from_secs(10)))
                .expect("takes a time");
            stream.write_all(request.as_bytes()).expect("sends");
            let mut answer = Vec::new();
            // The server closes what it cannot read.
            let _ = stream.read_to_end(&mut answer);
            String::from_utf8_lossy(&answer).into_owned()
        })
        .await
        .expect("asks");
        let first = answer.lines().next().unwrap_or_default();
        let refused = first.contains(" 400 ") || first.contains(" 501 ") || answer.is_empty();
        assert!(refused, "{head:?} answered {first:?}");
        assert!(
            !answer.contains("200 OK"),
            "{head:?} smuggled a request in:\n{answer}"
        );
    }
}

#[actix_web::test]
async fn a_refund_approved_a_hundred_times_at_once_is_approved_once() {
    let desk = Desk::set_up().await;
    let mut agent = desk.staff("lin", Role::Agent).await;
    let order = order(&mut agent, "T-1", "羊绒围巾").await;
    let wanted = [
        ("kind", "refund_only"),
        ("subtype", "unshipped"),
        ("reason", "unwanted_unshipped"),
    ];
    let no = case(&mut agent, &order, &wanted).await;
    let form = format!("/cases/{no}/acts/approve");
    let page = agent.get(&form).await.is(200);
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"").expect("a rev");
    let pressed = (0..100).map(|n| {
        let mut hand = agent.clone();
        let (form, rev) = (form.clone(), rev.to_owned());
        async move {
            let command = format!("press-{n}");
            let fields = [
                ("rev", rev.as_str()),
                ("command", command.as_str()),
                ("amount", "24"),
                ("reason", "未发货"),
            ];
            hand.post(&form, &fields).await.status
        }
    });
    let answers = futures_util::future::join_all(pressed).await;
    let through = answers
        .iter()
        .filter(|status| status.as_u16() == 303)
        .count();
    assert_eq!(through, 1, "{answers:?}");
    assert!(
        answers
            .iter()
            .all(|s| [303, 409, 503].contains(&s.as_u16())),
        "{answers:?}"
    );
    let page = agent.get(&format!("/cases/{no}")).await.is(200).body;
    let receipt = between(&page, "class=\"receipt\"", "</section>").expect("a receipt");
    assert_eq!(receipt.matches("货款退款").count(), 1, "{receipt}");
}

#[actix_web::test]
async fn what_is_handed_in_is_never_shown_as_a_page() {
    let two = TwoShops::open().await;
    let mut agent = two.person(Role::Agent).await;
    let page = format!("/cases/{}", two.own.case);
    let png = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>".to_vec();
    for (name, bytes) in [
        ("page.html", b"<html><script>alert(1)</script>".to_vec()),
        (
            "picture.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
        ),
        ("run.exe", b"MZ\x90\x00\x03\x00\x00\x00".to_vec()),
        ("../../etc/passwd.png", png.clone()),
        ("坏\"\r\nx.png", png),
    ] {
        agent.get(&page).await.is(200);
        let answer = attach(&mut agent, &two.own.case, name, &bytes).await;
        assert!([303, 422].contains(&answer), "{name}: {answer}");
    }
    let shown = agent.get(&page).await.is(200).body;
    let mut files = 0;
    for part in shown
        .split(&format!("/cases/{}/files/", two.own.case))
        .skip(1)
    {
        let hash = part.split('"').next().unwrap_or_default();
        let file = agent
            .get(&format!("/cases/{}/files/{hash}", two.own.case))
            .await
            .is(200);
        assert!(
            file.header("content-disposition")
                .starts_with("attachment;")
        );
        assert!(
            !file
                .header("content-disposition")
                .contains(['\r', '\n', '/'])
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.header("content-security-policy").contains("sandbox"));
        assert!(!["text/html", "image/svg+xml"].contains(&file.header("content-type")));
        // The same file is not there for a case that does not have it.
        agent
            .get(&format!("/cases/{}/files/{hash}", two.foreign.case))
            .await
            .is(404);
        files += 1;
    }
    assert!(files >= 1, "a picture is kept");
}

async fn attach(who: &mut Browser, no: &str, name: &str, bytes: &[u8]) -> u16 {
    let mut body = String::new();
    for (field, value) in [("csrf", who.csrf.as_str()), ("command", name)] {
        body += &format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
    }
    let shown = name
        .replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    body += &format!(
        "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{shown}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    let mut whole = body.into_bytes();
    whole.extend_from_slice(bytes);
    whole.extend_from_slice(b"\r\n--edge--\r\n");
    let kind = "multipart/form-data; boundary=edge";
    let path = format!("/cases/{no}/acts/attach");
    who.send_as(Method::POST, &path, kind, whole)
        .await
        .status
        .as_u16()
}

#[actix_web::test]
async fn nothing_a_request_says_breaks_a_line_of_the_log() {
    let home = Home::new();
    let desk = home.serve();
    let mut stranger = desk.browser();
    for path in [
        "/%0a{\"message\":\"forged\"}",
        "/%1b[31mred",
        "/%00",
        "/%e2%80%a8line",
        "/cases/%0d%0aset-cookie:x",
        "/%ff%fe",
    ] {
        let status = stranger.get(path).await.status;
        assert!(!status.is_server_error(), "{path}: {status}");
    }
    // Each line is one JSON object: `log` fails on any other.
    let forged = desk.log().iter().any(|line| line["message"] == "forged");
    assert!(!forged);
    assert!(!desk.log_text().contains('\u{1b}'));
    desk.stop();
}

#[actix_web::test]
async fn what_servers_often_leave_open_is_not_there() {
    let desk = Desk::set_up().await;
    for path in [
        "/.git/HEAD",
        "/.env",
        "/metrics",
        "/debug",
        "/admin",
        "/server-status",
        "/actuator",
        "/static/",
        "/static/0000/",
        "/backup",
        "/setup",
        "/demo/sign-in/x",
        "/robots.txt/..",
    ] {
        let answer = desk.browser().get(path).await;
        let away = answer.status == 404 || answer.header("location").starts_with("/sign-in");
        assert!(away, "{path}: {}", answer.status);
    }
    for method in [
        Method::TRACE,
        Method::OPTIONS,
        Method::DELETE,
        Method::CONNECT,
    ] {
        let answer = desk.browser().send(method.clone(), "/sign-in", None).await;
        assert!(!answer.status.is_success(), "{method}: {}", answer.status);
        assert!(answer.header("access-control-allow-origin").is_empty());
    }
}
