//! What does not go out is told to the owner, by a way that works.

use super::server::MailServer;
use super::told::desk_with;
use super::told::order_of;
use super::told::send;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::egress::server::answer;
use crate::plugins::vendors;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::case;
use aftercare::domain::time::Span;
use aftercare::jobs;

const AUTHORITY: &[u8] = include_bytes!("../../fixtures/notices/authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/notices/gateways.der");
const KEY: &[u8] = include_bytes!("../../fixtures/notices/gateways-key.der");
const MINE: &str = "boss@example.com";

async fn sound(desk: &Desk) -> usize {
    let host = desk.host.clone().into_inner();
    jobs::sound_alarms(host).await.expect("told")
}

/// A mailbox of the first shop at a port where nobody listens, and a buyer who was to be told.
async fn breaks(desk: &Desk, owner: &mut Browser) {
    owner.get("/settings/mail/new").await.is(200);
    let fields = [
        ("from", "shop@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "127.0.0.1"),
        ("port", "9"),
        ("security", "none"),
        ("lang", "zh-CN"),
        ("shop", "1"),
    ];
    owner.post("/settings/mail/new", &fields).await.is(303);
    let order = order_of(owner, "T-1", "zhang@example.com").await;
    case(owner, &order, UNSHIPPED).await;
    for _ in 0..4 {
        send(desk).await;
        desk.later(Span::minutes(20));
    }
    owner
        .get("/")
        .await
        .is(200)
        .says("发不出去：shop@shop.test");
}

#[actix_web::test]
async fn an_owner_gets_a_mail_about_the_broken_mailbox_from_the_one_that_works_once() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    breaks(&desk, &mut owner).await;
    // Nobody can be told: it waits.
    assert_eq!(sound(&desk).await, 0);
    owner.get("/settings/profile").await.is(200);
    let fields = [("display_name", "周怡"), ("lang", "zh-TW"), ("email", MINE)];
    owner.post("/settings/profile", &fields).await.is(303);
    assert_eq!(sound(&desk).await, 1);
    assert_eq!(sound(&desk).await, 0, "once");
    let taken = server.taken();
    let mail = taken.last().expect("a mail");
    assert_eq!((taken.len(), mail.to.as_str()), (1, MINE));
    assert_eq!(mail.subject(), "售後台有通道寄不出去");
    let text = mail.text();
    assert!(text.contains("寄不出去：shop@shop.test"), "{text}");
    // It works again, and breaks again: that is told anew.
    let port = server.port.to_string();
    owner.get("/settings/mail/2").await.is(200);
    let mut fields = vec![
        ("from", "shop@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", "zh-CN"),
        ("shop", "1"),
        ("rev", "1"),
    ];
    owner.post("/settings/mail/2", &fields).await.is(303);
    assert_eq!(sound(&desk).await, 0);
    owner.get("/settings/mail/2").await.is(200);
    fields[3].1 = "9";
    fields[7].1 = "2";
    owner.post("/settings/mail/2", &fields).await.is(303);
    let order = order_of(&mut owner, "T-2", "li@example.com").await;
    case(&mut owner, &order, UNSHIPPED).await;
    for _ in 0..4 {
        send(&desk).await;
        desk.later(Span::minutes(20));
    }
    assert_eq!(sound(&desk).await, 1);
}

#[actix_web::test]
async fn with_no_mailbox_that_works_the_robot_tells_the_group() {
    let server = vendors::speaking(CERTIFICATE, KEY, |_| {
        let sort = [("content-type", "application/json")];
        Some(answer("200 OK", &sort, br#"{"errcode":0,"errmsg":"ok"}"#))
    });
    let mut network = vendors::leading_here(AUTHORITY);
    network.port = server.port();
    let desk = Desk::in_network("", network).await;
    let key = [("key", "693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa")];
    vendors::install(&desk, "wecom-robot", &key).await;
    let mut owner = desk.owner().await;
    breaks(&desk, &mut owner).await;
    let before = server.seen().len();
    assert_eq!(sound(&desk).await, 1);
    assert_eq!(sound(&desk).await, 0, "once");
    let seen = server.seen();
    assert_eq!(seen.len(), before + 1);
    let said = String::from_utf8_lossy(&seen[before].body).into_owned();
    assert!(said.contains("发不出去：shop@shop.test"), "{said}");
}
