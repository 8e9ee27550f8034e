//! 回访: the closing notice asks how it went; an answer is kept as it was given, 没解决 opens the case
//! again, and bad ones are on the page of whoever leads.

use super::server::MailServer;
use super::told::deliveries;
use super::told::order_of;
use super::told::send;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::State;
use aftercare::domain::people::Role;
use aftercare::store::cases;
use aftercare::store::surveys;

const PUBLIC: &str = "https://desk.example.cn";

/// A desk people out there can reach, with a mailbox; and a case that was paid and closed: its number
/// and the path of its link.
async fn closed(server: &MailServer) -> (Desk, Browser, String, String) {
    let desk = Desk::set_up_with(|config| config.public_url = PUBLIC.to_owned()).await;
    let mut owner = desk.owner().await;
    owner.get("/settings/mail/new").await.is(200);
    let port = server.port.to_string();
    let fields = [
        ("from", "service@shop.test"),
        ("from_name", "女装旗舰店"),
        ("host", "127.0.0.1"),
        ("port", port.as_str()),
        ("security", "none"),
        ("lang", "zh-CN"),
    ];
    owner.post("/settings/mail/new", &fields).await.is(303);
    let order = order_of(&mut owner, "T-1", "zhang@example.com").await;
    let no = case(&mut owner, &order, UNSHIPPED).await;
    let granted = [("amount", "24"), ("reason", "未发货")];
    act(&mut owner, &no, "approve", &granted).await.is(303);
    act(&mut owner, &no, "pay_start", &[("pay_method", "alipay")])
        .await
        .is(303);
    act(&mut owner, &no, "pay_ok", &[("txn_no", "1")])
        .await
        .is(303);
    for _ in 0..5 {
        send(&desk).await;
    }
    let closing = server.taken().pop().expect("the closing notice");
    assert_eq!(closing.subject(), "你的售后已办结");
    let text = closing.text();
    let at = between(&text, PUBLIC, "\n")
        .expect("a link")
        .trim()
        .to_owned();
    assert!(closing.html().contains(&at), "{}", closing.html());
    assert_eq!(deliveries(&desk, &no).await.len(), 4);
    (desk, owner, no, at)
}

async fn state(desk: &Desk, no: &str) -> (State, usize) {
    let no = CaseNo::parse(no).expect("a number");
    let read = move |view: &aftercare::store::ReadTx| {
        let id = cases::id_by_no(view, &no)?.expect("its number");
        let case = cases::by_id(view, id)?.expect("the case");
        Ok((case.state, surveys::of_case(view, id)?.len()))
    };
    desk.app.read(read).await.expect("read")
}

#[actix_web::test]
async fn a_buyer_says_how_it_went_without_signing_in_and_nobody_changes_it() {
    let server = MailServer::new();
    let (desk, mut owner, no, at) = closed(&server).await;
    let mut buyer = desk.browser();
    // Programs open the links of a mail: looking keeps nothing.
    let page = buyer.get(&format!("{at}?solved=yes&score=5")).await.is(200);
    page.says("女装旗舰店")
        .says("问题解决了吗")
        .lacks("zhang@example.com");
    assert_eq!(state(&desk, &no).await, (State::Notified, 0));
    let said = [("solved", "yes"), ("score", "5"), ("text", "很快 <b>")];
    buyer
        .post(&at, &said)
        .await
        .is(200)
        .says("谢谢你")
        .says("改不了你的评价");
    assert_eq!(state(&desk, &no).await, (State::Notified, 1));
    let home = format!("/cases/{no}");
    owner
        .get(&home)
        .await
        .is(200)
        .says("买家评价")
        .says("5/5")
        .says("很快 &#60;b&#62;");
    owner.get("/surveys").await.is(200).says("没有要看的评价");
    // A second answer follows the first.
    buyer.get(&at).await.is(200).says("会补充在后面");
    let more = [("solved", "partly"), ("score", "3")];
    buyer.post(&at, &more).await.is(200);
    owner.get(&home).await.is(200).says("5/5").says("3/5");
    owner.get("/").await.is(200).says("有 1 位买家不满意");
}

#[actix_web::test]
async fn a_case_that_was_not_solved_is_open_again_and_on_the_page_of_whoever_leads() {
    let server = MailServer::new();
    let (desk, mut owner, no, at) = closed(&server).await;
    let mut buyer = desk.browser();
    buyer.get(&at).await.is(200);
    let said = [("solved", "no"), ("score", "1"), ("text", "钱没收到")];
    buyer.post(&at, &said).await.is(200).says("已经重新打开");
    let (now, answers) = state(&desk, &no).await;
    assert!(!now.is_terminal() && now != State::Notified, "{now}");
    assert_eq!(answers, 1);
    owner
        .get(&format!("/cases/{no}"))
        .await
        .is(200)
        .says("钱没收到");
    owner.get("/surveys").await.is(200).says(&no).says("没解决");
    let mut agent = desk.staff("lin", Role::Agent).await;
    agent.get("/surveys").await.is(403);
    agent.get("/").await.is(200).lacks("位买家不满意");
    let seen = [("no", no.as_str()), ("n", "1")];
    owner.post("/surveys", &seen).await.leads_to("/surveys");
    owner.get("/surveys").await.is(200).says("没有要看的评价");
    owner.get(&format!("/cases/{no}")).await.is(200).says("1/5");
}

#[actix_web::test]
async fn a_link_that_is_none_tells_nothing_and_a_half_answer_says_what_is_missing() {
    let server = MailServer::new();
    let (desk, _, no, at) = closed(&server).await;
    let mut stranger = desk.browser();
    let guess = format!("/survey/{no}/{}", "0".repeat(32));
    stranger.get(&guess).await.is(404);
    stranger.get("/survey/AS261122-9999X/00").await.is(404);
    stranger.get(&at).await.is(200);
    stranger
        .post(&guess, &[("solved", "yes"), ("score", "5")])
        .await
        .is(404);
    let half = [("score", "4"), ("text", "写了半天")];
    stranger
        .post(&at, &half)
        .await
        .is(422)
        .says("必填")
        .says("写了半天");
    let wrong = [("solved", "yes"), ("score", "9"), ("text", "写了半天")];
    stranger.post(&at, &wrong).await.is(422).says("写了半天");
    let long = "长".repeat(1_001);
    let long = [("solved", "yes"), ("score", "4"), ("text", long.as_str())];
    stranger
        .post(&at, &long)
        .await
        .is(422)
        .says("最多 1000 个字");
    assert_eq!(state(&desk, &no).await.1, 0);
    // Nobody fills the desk with answers.
    for _ in 0..25 {
        stranger
            .post(&at, &[("solved", "yes"), ("score", "5")])
            .await
            .is(200);
    }
    assert_eq!(state(&desk, &no).await.1, 20);
}
