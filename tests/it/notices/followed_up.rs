//! 今日跟进 and 早报: whom a person gets in touch with today stands on one page, and in their mail each
//! morning.

use super::server::MailServer;
use super::server::Manners;
use super::told::desk_with;
use super::told::order_of;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::time::Span;
use aftercare::jobs;

const MINE: &str = "boss@example.com";

async fn mornings(desk: &Desk) -> usize {
    let host = desk.host.clone().into_inner();
    jobs::send_mornings(host).await.expect("sent")
}

/// The list on the page.
async fn listed(owner: &mut Browser) -> String {
    let page = owner.get("/follow-ups").await.is(200).body;
    between(&page, "<ul class=\"waits\">", "</ul>")
        .unwrap_or_default()
        .to_owned()
}

async fn enter_address(owner: &mut Browser, address: &str, status: u16) -> String {
    owner.get("/settings/profile").await.is(200);
    let fields = [
        ("display_name", "周怡"),
        ("lang", "zh-CN"),
        ("email", address),
    ];
    owner
        .post("/settings/profile", &fields)
        .await
        .is(status)
        .body
}

#[actix_web::test]
async fn a_person_finds_what_to_follow_up_and_gets_it_by_mail_once_a_morning() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    owner
        .get("/follow-ups")
        .await
        .is(200)
        .says("今天没有要跟进的");
    assert!(
        enter_address(&mut owner, "no address", 422)
            .await
            .contains("no address")
    );
    enter_address(&mut owner, MINE, 303).await;
    // Nothing to follow up: no mail.
    assert_eq!(mornings(&desk).await, 0);
    desk.later(Span::days(1));
    let mut owner = desk.owner().await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let home = format!("/cases/{no}");
    owner.get(&home).await.is(200);
    let list = listed(&mut owner).await;
    assert!(list.contains(&no) && list.contains("时限到"), "{list}");
    assert!(!list.contains("答应过的时间"), "{list}");
    let noon = [("due", "2026-11-23T15:00"), ("reason", "问仓库查到没有")];
    act(&mut owner, &no, "remind", &noon).await.is(303);
    act(
        &mut owner,
        &no,
        "promise",
        &[("due", "2026-11-23T14:00"), ("text", "下午两点前答复")],
    )
    .await
    .is(303);
    let list = listed(&mut owner).await;
    for why in ["答应过的时间", "提醒", "时限到"] {
        assert!(list.contains(why), "{why}: {list}");
    }
    assert_eq!(mornings(&desk).await, 1);
    assert_eq!(mornings(&desk).await, 0, "once");
    let mail = server.taken().pop().expect("a mail");
    assert_eq!(mail.to, MINE);
    assert_eq!(mail.subject(), "今日跟进 1 件");
    assert!(mail.text().contains(&no), "{}", mail.text());
    assert!(mail.text().contains("早报邮箱"), "{}", mail.text());
    assert!(!mail.raw.contains("zhang@example.com"));
    // What is done is gone.
    let done = [("reminder", "1")];
    act(&mut owner, &no, "remind_done", &done).await.is(303);
    let list = listed(&mut owner).await;
    assert!(!list.contains("提醒"), "{list}");
    // The next morning again; in the afternoon nobody is sent a morning mail.
    desk.later(Span::hours(24));
    assert_eq!(mornings(&desk).await, 1);
    desk.later(Span::hours(30));
    assert_eq!(mornings(&desk).await, 0);
}

#[actix_web::test]
async fn a_server_that_is_away_in_the_morning_is_tried_again() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    enter_address(&mut owner, MINE, 303).await;
    let order = order_of(&mut owner, "T-1", "").await;
    case(&mut owner, &order, UNSHIPPED).await;
    server.behaves(Manners {
        greeting: Some("421 too many connections"),
        ..Manners::default()
    });
    assert_eq!(mornings(&desk).await, 0);
    server.behaves(Manners::default());
    desk.later(Span::minutes(10));
    assert_eq!(mornings(&desk).await, 1);
}
