//! What a buyer is told, when, and what happens when it does not go.

use super::server::MailServer;
use super::server::Manners;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::notice::delivery::Delivery;
use aftercare::domain::notice::delivery::Standing;
use aftercare::domain::time::Span;
use aftercare::jobs;
use aftercare::store::cases;
use aftercare::store::outbox;

/// A desk with a mailbox at this server.
pub async fn desk_with(server: &MailServer, lang: &str) -> (Desk, Browser) {
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    owner.get("/settings/mail/new").await.is(200);
    let port = server.port.to_string();
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", lang),
    ];
    owner.post("/settings/mail/new", &fields).await.is(303);
    (desk, owner)
}

/// An order of a buyer with this address.
pub async fn order_of(who: &mut Browser, no: &str, email: &str) -> String {
    who.get("/orders/new").await.is(200);
    let nick = format!("买家 {no}");
    let fields = [
        ("order_no", no),
        ("status", "paid"),
        ("nick", nick.as_str()),
        ("email", email),
        ("lines", "1"),
        ("title-0", "羊绒围巾 <b>"),
        ("qty-0", "2"),
        ("price-0", "24.00"),
        ("freight", "2"),
    ];
    let answer = who.post("/orders/new", &fields).await.is(303);
    let at = answer.header("location");
    at.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Lets the moment of taking back pass, and sends what is due.
pub async fn send(desk: &Desk) -> usize {
    desk.later(Span(11_000));
    let host = desk.host.clone().into_inner();
    jobs::send_notices(host).await.expect("sent")
}

pub async fn deliveries(desk: &Desk, no: &str) -> Vec<Delivery> {
    let no = CaseNo::parse(no).expect("a number");
    let read = move |view: &aftercare::store::ReadTx| {
        let id = cases::id_by_no(view, &no)?.expect("its number");
        Ok(outbox::of_case(view, id)?)
    };
    desk.app.read(read).await.expect("read")
}

#[actix_web::test]
async fn a_buyer_is_told_that_the_request_came_that_it_is_paid_and_how_it_ended() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    // What was opened by a slip can be taken back for a moment.
    let host = desk.host.clone().into_inner();
    assert_eq!(jobs::send_notices(host).await.expect("sent"), 0);
    assert_eq!(send(&desk).await, 1);
    assert_eq!(send(&desk).await, 0, "once");
    let granted = [("amount", "24"), ("reason", "未发货")];
    act(&mut owner, &no, "approve", &granted).await.is(303);
    act(&mut owner, &no, "pay_start", &[("pay_method", "alipay")])
        .await
        .is(303);
    act(&mut owner, &no, "pay_ok", &[("txn_no", "2026112200001")])
        .await
        .is(303);
    send(&desk).await;
    send(&desk).await;
    send(&desk).await;
    send(&desk).await;
    let taken = server.taken();
    let subjects: Vec<String> = taken.iter().map(super::server::Taken::subject).collect();
    assert_eq!(
        subjects,
        [
            "我们收到了你的售后申请",
            "你的售后申请已同意",
            "退款已完成",
            "你的售后已办结"
        ]
    );
    assert!(taken.iter().all(|mail| mail.to == "zhang@example.com"));
    let paid = taken[2].text();
    for part in ["¥24.00", "2026112200001", "支付宝", &no] {
        assert!(paid.contains(part), "{part} in {paid}");
    }
    // R56: the four parts, always.
    let closing = taken[3].text();
    for part in ["申请信息", "处理结果", "处理时间", "处理方式"] {
        assert!(closing.contains(part), "{part} in {closing}");
    }
    // A buyer's words and goods are text in the page of a mail, never markup.
    assert!(
        taken[0].html().contains("&#60;b&#62;"),
        "{}",
        taken[0].html()
    );
    for mail in &taken {
        assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
        assert_eq!(
            mail.header("References"),
            taken[0].header("References"),
            "one thread"
        );
        assert!(mail.header("Message-ID").is_some());
    }
    // The case shows that it was told, and word for word what.
    let home = format!("/cases/{no}");
    let page = owner.get(&home).await.is(200);
    let page = page.says("退款完成").says("已发出");
    assert!(!page.body.contains("zhang@example.com"), "masked");
    let last = deliveries(&desk, &no).await.pop().expect("the last");
    let page = owner
        .get(&format!("{home}/notices/{}", last.id))
        .await
        .is(200);
    page.says("处理方式");
}

#[actix_web::test]
async fn nobody_is_woken_up_at_night() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    // 22:30.
    desk.later(Span::minutes(13 * 60 + 30));
    let mut owner = desk.owner().await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    assert_eq!(send(&desk).await, 0);
    let waiting = deliveries(&desk, &no).await;
    assert_eq!(waiting[0].standing, Standing::Waiting);
    desk.later(Span(waiting[0].next.0 - desk.app.now().0));
    assert_eq!(send(&desk).await, 1);
    assert_eq!(server.taken().len(), 1);
}

#[actix_web::test]
async fn bad_news_waits_until_a_person_has_read_it() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    send(&desk).await;
    let said = [("reason", "超过七天无理由的期限，商品页写明不支持")];
    act(&mut owner, &no, "reject", &said).await.is(303);
    assert_eq!(send(&desk).await, 0);
    owner
        .get("/notices")
        .await
        .is(200)
        .says("等人看过再发")
        .says(&no);
    let held = deliveries(&desk, &no).await.pop().expect("held");
    assert_eq!(held.standing, Standing::Held);
    let home = format!("/cases/{no}");
    let at = format!("{home}/notices/{}", held.id);
    // What will be sent can be read first.
    owner
        .get(&at)
        .await
        .is(200)
        .says("超过七天无理由的期限")
        .says("申诉");
    owner.post(&at, &[("act", "send")]).await.leads_to(&home);
    assert_eq!(send(&desk).await, 1);
    let mail = server.taken().pop().expect("the mail");
    assert_eq!(mail.subject(), "关于你的售后申请");
    assert!(mail.text().contains("超过七天无理由的期限"));
    owner.post(&at, &[("act", "send")]).await.is(404);
}

#[actix_web::test]
async fn an_address_that_is_none_is_shown_with_the_servers_words_and_sent_again_by_a_person() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    server.behaves(Manners {
        to_receiver: Some("550 5.1.1 no such mailbox"),
        ..Manners::default()
    });
    assert_eq!(send(&desk).await, 1);
    let given_up = deliveries(&desk, &no).await.pop().expect("one");
    assert_eq!(given_up.standing, Standing::GivenUp);
    owner.get("/notices").await.is(200).says("no such mailbox");
    // The others of the gateway are not held up by it.
    let gateways =
        |view: &aftercare::store::ReadTx| Ok(aftercare::store::settings::gateways(view)?);
    assert!(desk.app.read(gateways).await.expect("read").is_empty());
    server.behaves(Manners::default());
    let at = format!("/cases/{no}/notices/{}", given_up.id);
    owner
        .post(&at, &[("act", "send"), ("back", "notices")])
        .await
        .leads_to("/notices");
    assert_eq!(send(&desk).await, 1);
    assert_eq!(server.taken().len(), 1);
}

#[actix_web::test]
async fn a_server_that_asks_to_come_back_is_asked_again_and_takes_it() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    server.behaves(Manners {
        to_receiver: Some("450 4.7.1 greylisted, come back in five minutes"),
        ..Manners::default()
    });
    assert_eq!(send(&desk).await, 1);
    assert_eq!(send(&desk).await, 0, "not at once");
    server.behaves(Manners::default());
    desk.later(Span::minutes(6));
    assert_eq!(send(&desk).await, 1);
    let sent = deliveries(&desk, &no).await.pop().expect("one");
    assert_eq!((sent.standing, sent.tries), (Standing::Sent, 2));
}

#[actix_web::test]
async fn a_broken_server_is_noticed_within_a_minute_and_nothing_is_lost() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    for at in 1..=3 {
        let (no, email) = (format!("T-{at}"), format!("b{at}@example.com"));
        let order = order_of(&mut owner, &no, &email).await;
        case(&mut owner, &order, UNSHIPPED).await;
    }
    server.behaves(Manners {
        greeting: Some("421 too many connections"),
        ..Manners::default()
    });
    let began = desk.app.now();
    let mut noticed = None;
    for _ in 0..30 {
        send(&desk).await;
        desk.later(Span(5_000));
        let page = owner.get("/").await.is(200);
        if page.body.contains("发不出去：service@shop.test") {
            assert!(page.body.contains("too many connections"), "{}", page.body);
            noticed = Some(desk.app.now().since(began));
            break;
        }
    }
    let noticed = noticed.expect("it is noticed");
    assert!(noticed <= Span::minutes(4), "{noticed:?}");
    server.behaves(Manners::default());
    for _ in 0..30 {
        send(&desk).await;
        desk.later(Span::minutes(2));
    }
    assert_eq!(server.taken().len(), 3);
    owner.get("/").await.is(200).lacks("发不出去");
}

#[actix_web::test]
async fn a_mail_whose_answer_was_lost_goes_again_under_its_own_name() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "zh-CN").await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    case(&mut owner, &order, UNSHIPPED).await;
    server.behaves(Manners {
        is_mute_after_body: true,
        ..Manners::default()
    });
    assert_eq!(send(&desk).await, 1);
    server.behaves(Manners::default());
    desk.later(Span::minutes(5));
    assert_eq!(send(&desk).await, 1);
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0].id(), taken[1].id(), "who gets it twice sees one");
}

#[actix_web::test]
async fn a_buyer_without_an_address_is_called_and_a_flood_is_stopped() {
    let server = MailServer::new();
    let (desk, mut owner) = desk_with(&server, "en").await;
    let order = order_of(&mut owner, "T-1", "").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    assert_eq!(send(&desk).await, 0);
    let home = format!("/cases/{no}");
    owner.get(&home).await.is(200).says("没有买家的邮箱");

    owner.get("/settings/notices").await.is(200);
    let rules = [
        ("rule", "received/buyer/email"),
        ("rule", "message/buyer/email"),
        ("quiet_from", "0"),
        ("quiet_to", "0"),
        ("cap_receiver", "2"),
        ("cap_case", "9"),
        ("cap_shop", "9"),
    ];
    owner.post("/settings/notices", &rules).await.is(303);
    let order = order_of(&mut owner, "T-2", "li@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    for words in ["第一条", "第二条", "第三条"] {
        act(&mut owner, &no, "message", &[("text", words)]).await;
        desk.later(Span(11_000));
        jobs::send_messages(desk.app.clone().into_inner())
            .await
            .expect("said");
        send(&desk).await;
    }
    let taken = server.taken();
    assert_eq!(taken.len(), 2, "no more than was agreed on");
    assert_eq!(taken[0].subject(), "We have your request");
    assert!(taken[1].text().contains("第一条"));
    owner
        .get("/notices")
        .await
        .is(200)
        .says("今天给这位买家发得够多了");
    // What does not fit is said where it stands.
    let mut wrong = rules.to_vec();
    wrong[2].1 = "25";
    owner
        .post("/settings/notices", &wrong)
        .await
        .is(422)
        .says("0 到 23");
}

#[actix_web::test]
async fn what_happened_before_there_was_a_mailbox_is_not_told_today() {
    let server = MailServer::new();
    let desk = Desk::set_up().await;
    let mut owner = desk.owner().await;
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    case(&mut owner, &order, UNSHIPPED).await;
    send(&desk).await;
    desk.later(Span::days(4));
    drop(owner);
    let mut owner = desk.owner().await;
    owner.get("/settings/mail/new").await.is(200);
    let port = server.port.to_string();
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "店"),
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", "zh-CN"),
    ];
    owner.post("/settings/mail/new", &fields).await.is(303);
    assert_eq!(send(&desk).await, 0);
    assert!(server.taken().is_empty());
}
