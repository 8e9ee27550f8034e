//! The owner enters a mail server, sends a test letter, and sees which step failed.

use super::server::MailServer;
use super::server::Manners;
use crate::desk::Browser;
use crate::desk::Desk;
use aftercare::egress::Network;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::sync::Arc;

/// Signs for `shop.test`; made for these tests and used nowhere else.
const AUTHORITY: &[u8] = include_bytes!("../../fixtures/egress/authority.der");
pub const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/egress/server.der");
pub const KEY: &[u8] = include_bytes!("../../fixtures/egress/server-key.der");

const PASSWORD: &str = "app-pass-4711";

/// Every name leads to this machine; whom this authority vouches for is believed.
pub fn network(trusts: bool) -> Network {
    let mut network = Network::system();
    let here = vec![IpAddr::V4(Ipv4Addr::LOCALHOST)];
    network.look_up = Arc::new(move |_| {
        let here = here.clone();
        Box::pin(async move { Ok(here) })
    });
    if trusts {
        network.trust(AUTHORITY).expect("a certificate");
    }
    network
}

/// Fills in the form as an owner would.
async fn enter(owner: &mut Browser, port: u16, more: &[(&str, &str)]) -> String {
    let port = port.to_string();
    let mut fields = vec![
        ("from", "service@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "shop.test"),
        ("port", port.as_str()),
        ("lang", "zh-CN"),
    ];
    fields.extend_from_slice(more);
    owner.get("/settings/mail/new").await.is(200);
    let answer = owner.post("/settings/mail/new", &fields).await.is(303);
    answer.header("location").to_owned()
}

async fn test(owner: &mut Browser, at: &str) -> String {
    owner.get(at).await.is(200);
    let fields = [("act", "test"), ("to", "wang@example.com")];
    owner.post(at, &fields).await.is(200).body
}

#[actix_web::test]
async fn a_mail_server_is_entered_and_a_test_letter_arrives_encrypted() {
    let server = MailServer::encrypting(CERTIFICATE, KEY);
    server.behaves(Manners {
        wants: Some(("service@shop.test", PASSWORD)),
        ..Manners::default()
    });
    let desk = Desk::in_network("", network(true)).await;
    let mut owner = desk.owner().await;
    owner
        .get("/settings/mail")
        .await
        .is(200)
        .says("买家现在收不到任何通知");
    let more = [
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", PASSWORD),
    ];
    let at = enter(&mut owner, server.port, &more).await;
    let page = test(&mut owner, &at).await;
    assert!(page.contains("测试信已被服务器收下"), "{page}");
    for step in [
        "查服务器地址",
        "连接",
        "加密",
        "登录",
        "发件人",
        "收件人",
        "正文",
        "235 welcome",
    ] {
        assert!(page.contains(step), "{step}");
    }
    assert!(!page.contains(PASSWORD));
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, "wang@example.com");
    assert_eq!(taken[0].subject(), "测试信");
    // The form shows what is kept, and never the password.
    let page = owner.get(&at).await.is(200).says("已保存；留空则不变");
    assert!(!page.body.contains(PASSWORD));
}

#[actix_web::test]
async fn a_wrong_password_is_named_with_the_servers_own_words() {
    let server = MailServer::encrypting(CERTIFICATE, KEY);
    server.behaves(Manners {
        wants: Some(("service@shop.test", PASSWORD)),
        ..Manners::default()
    });
    let desk = Desk::in_network("", network(true)).await;
    let mut owner = desk.owner().await;
    let more = [
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", "wrong"),
    ];
    let at = enter(&mut owner, server.port, &more).await;
    let page = test(&mut owner, &at).await;
    assert!(page.contains("停在“登录”这一步"), "{page}");
    assert!(page.contains("authentication failed"), "{page}");
    assert!(server.taken().is_empty());
}

#[actix_web::test]
async fn a_certificate_nobody_vouches_for_stops_before_the_password() {
    let server = MailServer::encrypting(CERTIFICATE, KEY);
    let desk = Desk::in_network("", network(false)).await;
    let mut owner = desk.owner().await;
    let more = [
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", PASSWORD),
    ];
    let at = enter(&mut owner, server.port, &more).await;
    let page = test(&mut owner, &at).await;
    assert!(page.contains("停在“加密”这一步"), "{page}");
    let heard = server.heard();
    assert!(
        !heard
            .iter()
            .any(|said| said.starts_with("AUTH") || said.starts_with("MAIL"))
    );
}

#[actix_web::test]
async fn a_server_without_encryption_is_not_talked_into_a_password() {
    let server = MailServer::new();
    let desk = Desk::in_network("", network(true)).await;
    let mut owner = desk.owner().await;
    let more = [
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", PASSWORD),
    ];
    let at = enter(&mut owner, server.port, &more).await;
    let page = test(&mut owner, &at).await;
    assert!(page.contains("停在“加密”这一步"), "{page}");
    // And nobody can ask for a password without it.
    owner.get("/settings/mail/new").await.is(200);
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "店"),
        ("host", "shop.test"),
        ("security", "none"),
        ("user", "service"),
        ("password", PASSWORD),
    ];
    let page = owner.post("/settings/mail/new", &fields).await.is(422);
    let page = page
        .says("不加密就不能用密码登录")
        .says("value=\"shop.test\"");
    assert!(
        !page.body.contains(PASSWORD),
        "typed text stays, a password does not"
    );
}

#[actix_web::test]
async fn the_kept_password_never_goes_to_another_server() {
    let server = MailServer::encrypting(CERTIFICATE, KEY);
    let desk = Desk::in_network("", network(true)).await;
    let mut owner = desk.owner().await;
    let more = [
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", PASSWORD),
    ];
    let at = enter(&mut owner, server.port, &more).await;
    owner.get(&at).await.is(200);
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "店"),
        ("host", "evil.test"),
        ("security", "starttls"),
        ("user", "service@shop.test"),
        ("password", ""),
        ("lang", "zh-CN"),
    ];
    owner.post(&at, &fields).await.is(422);
    let mut agent = desk
        .staff("lin", aftercare::domain::people::Role::Agent)
        .await;
    agent.get("/settings/mail").await.is(403);
    agent.get(&at).await.is(403);
}
