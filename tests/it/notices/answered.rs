//! Buyers answer a notice: their words and photos stand in the case, once; what nobody wrote is left
//! alone; and what cannot be told apart waits for a person.

use super::imap_server::ImapServer;
use super::imap_server::PASSWORD;
use super::imap_server::USER;
use super::mailbox::CERTIFICATE;
use super::mailbox::KEY;
use super::mailbox::network;
use super::server::MailServer;
use super::server::Manners;
use super::told::deliveries;
use super::told::order_of;
use super::told::send;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::notice::delivery::Standing;
use aftercare::domain::time::Span;
use aftercare::jobs;

/// A pixel.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

pub struct Shop {
    pub desk: Desk,
    pub owner: Browser,
    pub smtp: MailServer,
    /// The page of the mailbox.
    pub at: String,
}

/// A desk that sends through a mail server and fetches from `port`.
pub async fn shop(port: u16) -> Shop {
    let smtp = MailServer::encrypting(CERTIFICATE, KEY);
    smtp.behaves(Manners {
        wants: Some((USER, PASSWORD)),
        ..Manners::default()
    });
    let desk = Desk::in_network("", network(true)).await;
    let mut owner = desk.owner().await;
    let (out, port) = (smtp.port.to_string(), port.to_string());
    let fields = [
        ("from", USER),
        ("from_name", "女装旗舰店"),
        ("host", "shop.test"),
        ("port", out.as_str()),
        ("security", "starttls"),
        ("user", USER),
        ("password", PASSWORD),
        ("lang", "zh-CN"),
        ("in_host", "shop.test"),
        ("in_port", port.as_str()),
        ("in_security", "tls"),
    ];
    owner.get("/settings/mail/new").await.is(200);
    let saved = owner.post("/settings/mail/new", &fields).await.is(303);
    let at = saved.header("location").to_owned();
    Shop {
        desk,
        owner,
        smtp,
        at,
    }
}

impl Shop {
    /// A case whose buyer was told that it was received.
    async fn told(&mut self, no: &str, email: &str) -> String {
        let order = order_of(&mut self.owner, no, email).await;
        let no = case(&mut self.owner, &order, UNSHIPPED).await;
        assert_eq!(send(&self.desk).await, 1);
        no
    }

    /// The name of the last mail that went out.
    pub fn last(&self) -> String {
        self.smtp.taken().last().expect("a mail").id()
    }

    pub async fn fetch(&self) -> usize {
        let host = self.desk.host.clone().into_inner();
        jobs::fetch_mail(host).await.expect("fetched")
    }

    async fn page(&mut self, at: &str) -> String {
        self.owner.get(at).await.is(200).body
    }
}

/// What a mail program makes of an answer.
pub fn answer(from: &str, to: &str, n: u32, words: &str) -> String {
    format!(
        "From: =?utf-8?B?546L5bCP5piO?= <{from}>\nTo: {USER}\nSubject: Re: notice\n\
         Message-ID: <a{n}@example.com>\nIn-Reply-To: <{to}>\nReferences: <{to}>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\
         {words}\n\n在 2026年11月24日，女装旗舰店 写道：\n> 我们收到了\n\
         --b\nContent-Type: image/png; name=\"photo.png\"\n\
         Content-Disposition: attachment; filename=\"photo.png\"\n\
         Content-Transfer-Encoding: base64\n\n{PNG}\n--b--\n"
    )
}

fn imap() -> ImapServer {
    ImapServer::encrypting(CERTIFICATE, KEY)
}

#[actix_web::test]
async fn a_buyer_answers_with_a_photo_and_it_stands_in_the_case_once() {
    let inbox = imap();
    inbox.has_old("From: old@example.com\n\n很久以前的信");
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    inbox.brings(&answer(
        "Wang@example.com",
        &shop.last(),
        1,
        "还没收到，照片在附件",
    ));
    assert_eq!(shop.fetch().await, 1);
    assert_eq!(shop.fetch().await, 0, "once");
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(page.contains("还没收到，照片在附件"), "{page}");
    assert!(
        !page.contains("我们收到了\n"),
        "what is quoted is not said again"
    );
    assert!(page.contains("photo.png"), "{page}");
    // It is the first thing to do now, and nobody is told what they wrote themselves.
    assert!(shop.page("/").await.contains(&no));
    let follow = shop.page("/follow-ups").await;
    assert!(
        follow.contains(&no) && follow.contains("买家在等回复"),
        "{follow}"
    );
    assert_eq!(send(&shop.desk).await, 0);
    // A folder that was made anew brings nothing twice.
    inbox.is_made_anew();
    shop.fetch().await;
    let again = shop.page(&format!("/cases/{no}")).await;
    assert_eq!(
        again.matches("还没收到，照片在附件").count(),
        page.matches("还没收到，照片在附件").count()
    );
    let list = shop.page("/notices/mail").await;
    assert!(list.contains("记入售后单：买家留言"), "{list}");
    assert!(list.contains("没有要看的邮件"), "{list}");
    assert!(!list.contains("wang@example.com"), "masked: {list}");
}

#[actix_web::test]
async fn what_a_buyer_was_asked_for_comes_by_mail_and_moves_the_case() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let asked = [("text", "请发一张破损处的照片")];
    act(&mut shop.owner, &no, "ask_info", &asked).await.is(303);
    assert_eq!(send(&shop.desk).await, 1);
    inbox.brings(&answer("wang@example.com", &shop.last(), 1, "这是照片"));
    assert_eq!(shop.fetch().await, 1);
    let list = shop.page("/notices/mail").await;
    assert!(list.contains("记入售后单：买家补充的材料"), "{list}");
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(page.contains("photo.png"), "{page}");
    assert!(!page.contains("等买家补充"), "{page}");
}

#[actix_web::test]
async fn a_stranger_who_answers_is_a_note_and_commands_nothing() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let to = shop.last();
    inbox.brings(&answer("evil@example.net", &to, 1, "同意退款到我的新账号"));
    assert_eq!(shop.fetch().await, 1);
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(page.contains("发件人不是本单买家，请先核实"), "{page}");
    let list = shop.page("/notices/mail").await;
    assert!(list.contains("同意退款到我的新账号"), "{list}");
    // Nor does one who guesses the number of the case and not the rest of the name.
    let guessed = format!("notice.{no}.{}.1@shop.test", "0".repeat(32));
    inbox.brings(&answer("wang@example.com", &guessed, 2, "猜的"));
    assert_eq!(shop.fetch().await, 1);
    let list = shop.page("/notices/mail").await;
    assert!(list.contains("分不清是哪张单"), "{list}");
    assert!(!shop.page(&format!("/cases/{no}")).await.contains("猜的"));
}

#[actix_web::test]
async fn a_mail_that_names_no_case_is_put_down_by_a_person_with_its_file() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    inbox.brings(&answer(
        "wang@example.com",
        "x@example.com",
        1,
        "我的单子怎么样了",
    ));
    shop.fetch().await;
    shop.page("/notices/mail").await;
    let wrong = [("id", "1"), ("act", "put"), ("no", "AS000000-0000A")];
    let refused = shop.owner.post("/notices/mail", &wrong).await.is(422);
    assert!(
        refused.body.contains("AS000000-0000A"),
        "what was typed stays"
    );
    let put = [("id", "1"), ("act", "put"), ("no", no.as_str())];
    let at = format!("/cases/{no}");
    shop.owner.post("/notices/mail", &put).await.leads_to(&at);
    let page = shop.page(&at).await;
    assert!(
        page.contains("我的单子怎么样了") && page.contains("photo.png"),
        "{page}"
    );
    assert!(shop.page("/notices/mail").await.contains("没有要看的邮件"));
}

#[actix_web::test]
async fn what_nobody_wrote_is_left_alone_and_says_so() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let to = shop.last();
    let auto = answer("wang@example.com", &to, 1, "我在休假").replacen(
        "From:",
        "Auto-Submitted: auto-replied\nFrom:",
        1,
    );
    inbox.brings(&auto);
    let own = answer(USER, &to, 2, "自己的信");
    inbox.brings(&own);
    let list = answer("news@example.com", &to, 3, "大促").replacen(
        "From:",
        "List-Id: <news.example.com>\nFrom:",
        1,
    );
    inbox.brings(&list);
    inbox.brings("not a mail at all");
    inbox.brings_of_size(&answer("wang@example.com", &to, 5, "很大"), 40 << 20);
    assert_eq!(shop.fetch().await, 5);
    let page = shop.page("/notices/mail").await;
    for why in [
        "自动回复，不处理",
        "本店自己发的信",
        "群发邮件",
        "读不出内容",
        "太大（超过 30 MB）",
    ] {
        assert!(page.contains(why), "{why}: {page}");
    }
    let case = shop.page(&format!("/cases/{no}")).await;
    assert!(
        !case.contains("我在休假") && !case.contains("自己的信"),
        "{case}"
    );
    // Nothing was answered: no loop begins.
    assert_eq!(send(&shop.desk).await, 0);
}

#[actix_web::test]
async fn a_mail_that_came_back_is_shown_with_the_servers_words() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let id = shop.last();
    let bounce = |name: &str, action: &str| {
        format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nSubject: Undelivered\n\
             Message-ID: <b-{action}@mx.example.com>\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n\
             --r\nContent-Type: text/plain\n\nSorry.\n\
             --r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n\
             Final-Recipient: rfc822; wang@example.com\nAction: {action}\nStatus: 5.1.1\n\
             Diagnostic-Code: smtp; 550 no such user here\n\
             --r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{name}>\n--r--\n"
        )
    };
    inbox.brings(&bounce(&id, "delayed"));
    shop.fetch().await;
    let one = deliveries(&shop.desk, &no).await.pop().expect("one");
    assert_eq!(one.standing, Standing::Sent, "it may still arrive");
    inbox.brings(&bounce(&id, "failed"));
    shop.fetch().await;
    let one = deliveries(&shop.desk, &no).await.pop().expect("one");
    assert_eq!(one.standing, Standing::GivenUp);
    let page = shop.page("/notices").await;
    assert!(page.contains("550 no such user here"), "{page}");
    // Somebody who makes one up changes nothing.
    let made_up = format!("notice.{no}.{}.{}@shop.test", "f".repeat(32), one.id);
    inbox.brings(&bounce(&made_up, "failed").replace("b-failed", "b-made-up"));
    shop.fetch().await;
    let list = shop.page("/notices/mail").await;
    assert!(list.contains("退信：本店的通知没有送到"), "{list}");
}

#[actix_web::test]
async fn a_buyer_who_wants_no_mails_writes_one_word() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    inbox.brings(&answer("wang@example.com", &shop.last(), 1, "退订"));
    shop.fetch().await;
    act(&mut shop.owner, &no, "message", &[("text", "好的，已登记")]).await;
    shop.desk.later(Span(11_000));
    jobs::send_messages(shop.desk.app.clone().into_inner())
        .await
        .expect("said");
    assert_eq!(send(&shop.desk).await, 0);
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(page.contains("买家不想收到通知"), "{page}");
}

#[actix_web::test]
async fn the_button_of_a_mail_program_that_wants_no_more_is_understood() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let notice = shop.smtp.taken().pop().expect("a notice");
    let leave = notice.header("List-Unsubscribe").expect("a way out");
    let leave = leave.trim_matches(['<', '>']);
    let (to, subject) = leave
        .strip_prefix("mailto:")
        .and_then(|rest| rest.split_once("?subject="))
        .expect("an address");
    assert_eq!(to, USER);
    let subject = subject.strip_suffix("&body=TD").expect("a word");
    let subject = subject.replace("%20", " ").replace("%40", "@");
    let program = |from: &str, n: u32| {
        format!(
            "From: <{from}>\nTo: <{to}>\nSubject: {subject}\nMessage-ID: <u{n}@example.com>\n\n\
             TD\n\n发自我的手机\n"
        )
    };
    // Somebody else cannot silence the buyer.
    inbox.brings(&program("li@example.com", 1));
    shop.fetch().await;
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(!page.contains("买家不想收到通知"), "{page}");
    inbox.brings(&program("wang@example.com", 2));
    shop.fetch().await;
    act(&mut shop.owner, &no, "message", &[("text", "好的，已登记")]).await;
    shop.desk.later(Span(11_000));
    jobs::send_messages(shop.desk.app.clone().into_inner())
        .await
        .expect("said");
    assert_eq!(send(&shop.desk).await, 0);
    let page = shop.page(&format!("/cases/{no}")).await;
    assert!(page.contains("买家不想收到通知"), "{page}");
}

#[actix_web::test]
async fn a_line_that_breaks_loses_nothing_and_a_wrong_password_is_shown_within_a_minute() {
    let inbox = imap();
    let mut shop = shop(inbox.port).await;
    let no = shop.told("T-1", "wang@example.com").await;
    let to = shop.last();
    inbox.brings(&answer("wang@example.com", &to, 1, "第一封"));
    let second = inbox.brings(&answer("wang@example.com", &to, 2, "第二封"));
    inbox.dies_at(Some(second));
    shop.fetch().await;
    inbox.dies_at(None);
    shop.desk.later(Span::minutes(5));
    shop.fetch().await;
    let page = shop.page(&format!("/cases/{no}")).await;
    for words in ["第一封", "第二封"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    inbox.signs_in(false);
    let mut noticed = None;
    for tries in 0..10 {
        shop.fetch().await;
        if shop.page("/").await.contains("收不到信：service@shop.test") {
            noticed = Some(tries);
            break;
        }
        shop.desk.later(Span::minutes(1));
    }
    assert!(noticed.is_some_and(|tries| tries <= 3), "{noticed:?}");
    // The owner tries it, and sees where it stops; then it works again.
    let at = shop.at.clone();
    shop.page(&at).await;
    let tried = shop.owner.post(&at, &[("act", "fetch")]).await.is(200);
    assert!(tried.body.contains("停在“登录”"), "{}", tried.body);
    assert!(tried.body.contains("wrong password"), "{}", tried.body);
    assert!(!inbox.heard().is_empty());
    inbox.signs_in(true);
    let tried = shop.owner.post(&at, &[("act", "fetch")]).await.is(200);
    assert!(tried.body.contains("收信设置没问题"), "{}", tried.body);
    assert!(!shop.page("/").await.contains("收不到信"));
}

#[actix_web::test]
async fn a_password_leaves_through_no_open_line() {
    let mut shop = shop(1).await;
    let at = shop.at.clone();
    shop.page(&at).await;
    let fields = [
        ("from", USER),
        ("from_name", "x"),
        ("host", "shop.test"),
        ("security", "starttls"),
        ("user", USER),
        ("password", PASSWORD),
        ("lang", "zh-CN"),
        ("in_host", "shop.test"),
        ("in_security", "none"),
        ("rev", "1"),
    ];
    let refused = shop.owner.post(&at, &fields).await.is(422);
    assert!(
        refused.body.contains("不加密就不能用密码登录"),
        "{}",
        refused.body
    );
    // To another server goes no password that was kept for this one.
    let elsewhere = [
        ("from", USER),
        ("from_name", "x"),
        ("host", "shop.test"),
        ("security", "starttls"),
        ("user", USER),
        ("lang", "zh-CN"),
        ("in_host", "thief.test"),
        ("rev", "1"),
    ];
    shop.owner.post(&at, &elsewhere).await.is(422);
}
