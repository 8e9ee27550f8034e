//! Text messages to buyers, through the real plugin of a gateway and a server in its vendor's place:
//! what is sent, that nothing is sent twice, what stands in when a gateway fails, and receipts.

use super::told::deliveries;
use super::told::send;
use crate::desk::Answer;
use crate::desk::Browser;
use crate::desk::Desk;
use crate::desk::between;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::answer;
use crate::plugins::vendors;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::act;
use crate::web::cases::case;
use actix_web::http::Method;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::notice::delivery::Delivery;
use aftercare::domain::notice::delivery::Standing;
use aftercare::domain::notice::sms::ReceiptState;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::jobs;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;

const AUTHORITY: &[u8] = include_bytes!("../../fixtures/notices/authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/notices/gateways.der");
const KEY: &[u8] = include_bytes!("../../fixtures/notices/gateways-key.der");

/// What the gateway remembers, and how it misbehaves.
#[derive(Default)]
struct Gateway {
    /// Fields of each message it took.
    sent: Vec<BTreeMap<String, String>>,
    asked: usize,
    /// Takes the message, and then no answer.
    is_cut: bool,
    /// Access keys it answers with an error of its own.
    broken: Vec<&'static str>,
    /// What it says of each message when asked.
    fate: Option<String>,
}

type Kept = Arc<Mutex<Gateway>>;

fn fields(seen: &Seen) -> BTreeMap<String, String> {
    let target = seen.line().split(' ').nth(1).unwrap_or_default();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let form = url::form_urlencoded::parse(query.as_bytes());
    form.into_owned().collect()
}

fn json(status: &str, body: &str) -> Option<Vec<u8>> {
    let sort = [("content-type", "application/json;charset=utf-8")];
    Some(answer(status, &sort, body.as_bytes()))
}

/// 阿里云短信. Its signatures are checked in `plugins/aliyun_sms.rs`.
fn gateway(kept: &Kept) -> Server {
    let kept = Arc::clone(kept);
    vendors::speaking(CERTIFICATE, KEY, move |seen| {
        let mut gateway = kept.lock().expect("whole");
        let key = seen.header("authorization").join(" ");
        if gateway.broken.iter().any(|broken| key.contains(broken)) {
            return json(
                "200 OK",
                r#"{"Code":"isp.SYSTEM_ERROR","Message":"系统错误"}"#,
            );
        }
        let fields = fields(seen);
        match seen.header("x-acs-action").first().copied() {
            Some("SendSms") => {
                gateway.sent.push(fields);
                if gateway.is_cut {
                    return None;
                }
                let id = gateway.sent.len();
                json(
                    "200 OK",
                    &format!(r#"{{"Message":"OK","Code":"OK","BizId":"biz-{id}"}}"#),
                )
            }
            _ => {
                gateway.asked += 1;
                let fate = gateway.fate.as_deref().unwrap_or("[]");
                let body =
                    format!(r#"{{"Code":"OK","SmsSendDetailDTOs":{{"SmsSendDetailDTO":{fate}}}}}"#);
                json("200 OK", &body)
            }
        }
    })
}

pub struct Shop {
    pub desk: Desk,
    owner: Browser,
    kept: Kept,
    account: PluginAccountId,
    /// The unguessable part of the account's address.
    token: String,
    _server: Server,
}

/// A desk with one gateway, which has words for two notices.
pub async fn shop() -> Shop {
    let kept = Kept::default();
    let server = gateway(&kept);
    let mut network = vendors::leading_here(AUTHORITY);
    network.port = server.port();
    let desk = Desk::in_network("", network).await;
    let (account, token) = vendors::install(&desk, "aliyun-sms", &settings("LTAI5tFirst")).await;
    let owner = desk.owner().await;
    let mut shop = Shop {
        desk,
        owner,
        kept,
        account,
        token,
        _server: server,
    };
    shop.says(account, "received", "SMS_1", "您的售后单${no}我们已收到")
        .await;
    shop.says(
        account,
        "refunded",
        "SMS_2",
        "售后单${no}已退款${money}，原路退回",
    )
    .await;
    shop
}

/// The version of what a form shows.
fn rev(page: &Answer) -> String {
    let rev = between(&page.body, "name=\"rev\" value=\"", "\"");
    rev.expect("a version").to_owned()
}

fn settings(key: &'static str) -> [(&'static str, &'static str); 3] {
    [
        ("access-key-id", key),
        ("access-key-secret", "LoopbackAccessKeySecret07"),
        ("sign-name", "老王家"),
    ]
}

impl Shop {
    /// Writes the template of a notice, as the owner does.
    async fn says(&mut self, account: PluginAccountId, kind: &str, code: &str, text: &str) {
        let at = format!("/settings/sms/{account}/{kind}");
        let page = self.owner.get(&at).await.is(200);
        let rev = rev(&page);
        let fields = [
            ("rev", rev.as_str()),
            ("code", code),
            ("text", text),
            ("value-money", "amount"),
            ("value-1", "no"),
        ];
        self.owner.post(&at, &fields).await.leads_to(&at);
    }

    /// A case of a buyer with this number.
    pub async fn case(&mut self, no: &str, phone: &str) -> String {
        self.owner.get("/orders/new").await.is(200);
        let nick = format!("买家 {no}");
        let fields = [
            ("order_no", no),
            ("status", "paid"),
            ("nick", nick.as_str()),
            ("phone", phone),
            ("lines", "1"),
            ("title-0", "羊绒围巾"),
            ("qty-0", "1"),
            ("price-0", "24.00"),
        ];
        let answer = self.owner.post("/orders/new", &fields).await.is(303);
        let at = answer.header("location");
        let order = at.rsplit('/').next().unwrap_or_default().to_owned();
        case(&mut self.owner, &order, UNSHIPPED).await
    }

    pub async fn only(&self, no: &str) -> Delivery {
        let mut all = deliveries(&self.desk, no).await;
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    pub fn sent(&self) -> Vec<BTreeMap<String, String>> {
        self.kept.lock().expect("whole").sent.clone()
    }

    /// The vendor pushes receipts.
    async fn receipts(&mut self, body: &str) {
        let at = format!("/hooks/{}", self.token);
        let mut vendor = self.desk.browser();
        let body = body.as_bytes().to_vec();
        let told = vendor.send_as(Method::POST, &at, "application/json", body);
        told.await.is(200).says("接收成功");
    }
}

#[actix_web::test]
async fn a_buyer_is_texted_with_the_approved_template_and_its_values() {
    let mut shop = shop().await;
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    let sent = shop.sent();
    assert_eq!(sent.len(), 1);
    let one = &sent[0];
    assert_eq!(one["PhoneNumbers"], "13800138000");
    assert_eq!(one["SignName"], "老王家");
    assert_eq!(one["TemplateCode"], "SMS_1");
    assert_eq!(one["TemplateParam"], format!(r#"{{"no":"{no}"}}"#));
    let delivery = shop.only(&no).await;
    assert_eq!(delivery.standing, Standing::Sent);
    assert_eq!(delivery.segments, Some(1));
    assert_eq!(one["OutId"], format!("notice-{}", delivery.id));
    // There is no template for the approval: nothing is sent of it. The refund has one.
    let granted = [("amount", "24"), ("reason", "未发货")];
    act(&mut shop.owner, &no, "approve", &granted).await.is(303);
    act(
        &mut shop.owner,
        &no,
        "pay_start",
        &[("pay_method", "alipay")],
    )
    .await
    .is(303);
    act(&mut shop.owner, &no, "pay_ok", &[("txn_no", "1")])
        .await
        .is(303);
    send(&shop.desk).await;
    let last = shop.sent().pop().expect("the refund");
    assert_eq!(last["TemplateCode"], "SMS_2");
    assert_eq!(
        last["TemplateParam"],
        format!(r#"{{"money":"¥24.00","no":"{no}"}}"#)
    );
    // The case shows what was said, and what it cost.
    let home = format!("/cases/{no}");
    shop.owner
        .get(&home)
        .await
        .is(200)
        .says("短信")
        .says("按 1 条计费");
    let at = format!("{home}/notices/{}", delivery.id);
    shop.owner.get(&at).await.is(200).says("我们已收到");
}

#[actix_web::test]
async fn a_receipt_is_taken_twice_early_and_late_and_a_message_that_did_not_arrive_is_shown() {
    let mut shop = shop().await;
    let row = |biz: &str, good: bool| {
        format!(
            r#"{{"phone_number":"13800138000","send_time":"2026-11-22 10:00:00","report_time":"2026-11-22 10:00:05","success":{good},"err_code":"{}","err_msg":"x","sms_size":"1","biz_id":"{biz}","out_id":"n"}}"#,
            if good { "DELIVERED" } else { "MK:0012" }
        )
    };
    // Before the desk knows the name: it waits.
    shop.receipts(&format!("[{}]", row("biz-1", true))).await;
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    let one = shop.only(&no).await;
    let state = |one: &Delivery| one.receipt.as_ref().map(|receipt| receipt.state);
    assert_eq!(state(&one), Some(ReceiptState::Delivered));
    // What arrived is not taken back by a receipt that comes late.
    shop.receipts(&format!("[{},{}]", row("biz-1", false), row("biz-1", true)))
        .await;
    let one = shop.only(&no).await;
    assert_eq!(
        (state(&one), one.standing),
        (Some(ReceiptState::Delivered), Standing::Sent)
    );
    let second = shop.case("T-2", "13900139000").await;
    send(&shop.desk).await;
    shop.receipts(&format!("[{}]", row("biz-2", false))).await;
    let one = shop.only(&second).await;
    assert_eq!(
        (state(&one), one.standing),
        (Some(ReceiptState::Failed), Standing::GivenUp)
    );
    shop.owner
        .get("/notices")
        .await
        .is(200)
        .says("没有送达")
        .says("MK:0012");
    // A receipt of a message that nobody here sent does nothing.
    shop.receipts(&format!("[{}]", row("stranger", true))).await;
}

#[actix_web::test]
async fn a_gateway_that_pushes_nothing_is_asked_what_became_of_a_message() {
    let mut shop = shop().await;
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    let ask = |desk: &Desk| jobs::ask_receipts(desk.host.clone().into_inner());
    assert_eq!(ask(&shop.desk).await.expect("asked"), 0, "not at once");
    shop.desk.later(Span::minutes(6));
    assert_eq!(ask(&shop.desk).await.expect("asked"), 1);
    assert_eq!(shop.only(&no).await.receipt, None);
    shop.kept.lock().expect("whole").fate = Some(r#"[{"SendStatus":3,"ReceiveDate":"2026-11-22 10:04:09","ErrCode":"DELIVERED","OutId":"x"}]"#.to_owned());
    shop.desk.later(Span::minutes(30));
    assert_eq!(ask(&shop.desk).await.expect("asked"), 1);
    let receipt = shop.only(&no).await.receipt.expect("a receipt");
    assert_eq!(receipt.state, ReceiptState::Delivered);
    shop.desk.later(Span::days(3));
    assert_eq!(ask(&shop.desk).await.expect("asked"), 0, "it is known");
}

#[actix_web::test]
async fn a_message_whose_answer_was_lost_is_asked_for_and_found() {
    let mut shop = shop().await;
    shop.kept.lock().expect("whole").is_cut = true;
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    let one = shop.only(&no).await;
    assert_eq!(one.standing, Standing::Unknown);
    // It lists nothing yet: that says nothing.
    shop.desk.later(Span::minutes(2));
    let host = || shop.desk.host.clone().into_inner();
    assert_eq!(jobs::ask_receipts(host()).await.expect("asked"), 1);
    assert_eq!(shop.only(&no).await.standing, Standing::Unknown);
    let listed = format!(
        r#"[{{"SendStatus":3,"ReceiveDate":"2026-11-22 10:04:09","ErrCode":"DELIVERED","OutId":"notice-{}"}}]"#,
        one.id
    );
    shop.kept.lock().expect("whole").fate = Some(listed);
    shop.desk.later(Span::hours(1));
    jobs::ask_receipts(host()).await.expect("asked");
    let one = shop.only(&no).await;
    assert_eq!(one.standing, Standing::Sent);
    let receipt = one.receipt.expect("a receipt");
    assert_eq!(receipt.state, ReceiptState::Delivered);
    assert_eq!(shop.sent().len(), 1, "and never sent twice");
}

#[actix_web::test]
async fn a_message_whose_answer_was_lost_is_not_sent_again_by_itself() {
    let mut shop = shop().await;
    shop.kept.lock().expect("whole").is_cut = true;
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    let one = shop.only(&no).await;
    assert_eq!(one.standing, Standing::Unknown);
    shop.kept.lock().expect("whole").is_cut = false;
    for _ in 0..5 {
        shop.desk.later(Span::minutes(30));
        send(&shop.desk).await;
    }
    assert_eq!(shop.sent().len(), 1);
    shop.owner
        .get("/notices")
        .await
        .is(200)
        .says("不确定是否发出");
    // A person looked at the phone, and has it sent.
    let at = format!("/cases/{no}/notices/{}", one.id);
    shop.owner.post(&at, &[("act", "send")]).await.is(303);
    send(&shop.desk).await;
    assert_eq!(shop.sent().len(), 2);
}

#[actix_web::test]
async fn another_gateway_stands_in_for_one_that_fails_and_steps_back_when_it_works() {
    let mut shop = shop().await;
    let second = settings("LTAI5tSecond");
    let second = vendors::another(&shop.desk, "aftercare.aliyun-sms", &second).await;
    shop.says(second, "received", "SMS_9", "备用：售后单{1}已收到")
        .await;
    let broken = |shop: &Shop, keys: &[&'static str]| {
        shop.kept.lock().expect("whole").broken = keys.to_vec();
    };
    broken(&shop, &["LTAI5tFirst"]);
    let no = shop.case("T-1", "13800138000").await;
    send(&shop.desk).await;
    assert_eq!(shop.sent().len(), 0);
    let one = shop.only(&no).await;
    assert_eq!(one.standing, Standing::Waiting, "{one:?}");
    shop.desk.later(Span::minutes(2));
    send(&shop.desk).await;
    let sent = shop.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["TemplateCode"], "SMS_9");
    assert_eq!(shop.only(&no).await.gateway, format!("plugin:{second}"));
    // The next goes straight to the one that works; mended, the first is asked again.
    let next = shop.case("T-2", "13900139000").await;
    send(&shop.desk).await;
    assert_eq!(shop.only(&next).await.gateway, format!("plugin:{second}"));
    broken(&shop, &[]);
    let account = shop.account;
    shop.says(account, "received", "SMS_1", "您的售后单${no}我们已收到")
        .await;
    let last = shop.case("T-3", "13700137000").await;
    send(&shop.desk).await;
    assert_eq!(shop.only(&last).await.gateway, format!("plugin:{account}"));
}

#[actix_web::test]
async fn nobody_is_texted_who_wanted_silence_or_whose_number_takes_none() {
    let mut shop = shop().await;
    let landline = shop.case("T-1", "010-62781234").await;
    send(&shop.desk).await;
    let one = shop.only(&landline).await;
    assert_eq!(one.standing, Standing::Skipped);
    shop.owner
        .get(&format!("/cases/{landline}"))
        .await
        .is(200)
        .says("收不了短信");
    let no = shop.case("T-2", "13800138000").await;
    let page = shop.owner.get(&format!("/cases/{no}")).await.is(200);
    let buyer = between(&page.body, "href=\"/buyers/", "\"").expect("its buyer");
    let buyer = format!("/buyers/{buyer}");
    let silence = format!("{buyer}/silence");
    let page = shop.owner.get(&buyer).await.is(200);
    page.says("停发通知");
    let off = [("at", "0"), ("act", "silence")];
    shop.owner.post(&silence, &off).await.leads_to(&buyer);
    send(&shop.desk).await;
    assert_eq!(shop.sent().len(), 0);
    assert_eq!(shop.only(&no).await.why, "delivery-why-opt-out");
    let on = [("at", "0"), ("act", "tell")];
    shop.owner.post(&silence, &on).await.leads_to(&buyer);
    let again = shop.case("T-3", "13800138000").await;
    send(&shop.desk).await;
    assert_eq!(shop.only(&again).await.standing, Standing::Sent);
}

#[actix_web::test]
async fn a_template_that_cannot_be_sent_says_what_to_change_and_keeps_what_was_typed() {
    let mut shop = shop().await;
    let at = format!("/settings/sms/{}/closing", shop.account);
    shop.owner.get(&at).await.is(200);
    let wrong = [
        ("售后单${no已办结", "变量写在花括号里"),
        ("售后单${编号}已办结", "变量写在花括号里"),
        ("售后单${number}已办结", "给每个变量选一项"),
        ("【老王家】已办结", "不要写签名"),
        ("", "必填"),
    ];
    for (text, said) in wrong {
        let page = shop.owner.get(&at).await;
        let rev = rev(&page);
        let fields = [("rev", rev.as_str()), ("code", "SMS_3"), ("text", text)];
        let page = shop.owner.post(&at, &fields).await.is(422).says(said);
        page.says("SMS_3").says(text);
    }
    let page = shop.owner.get(&at).await.is(200);
    let rev = rev(&page);
    let fields = [
        ("rev", rev.as_str()),
        ("code", "SMS_3"),
        ("text", "售后单${number}已办结：${result}"),
        ("value-number", "no"),
    ];
    shop.owner.post(&at, &fields).await.is(303);
    shop.owner
        .get(&at)
        .await
        .is(200)
        .says("售后单AS261124-0001A已办结：已退款")
        .says("按 1 条计费");
    // Somebody else changed it meanwhile.
    shop.owner
        .post(&at, &fields)
        .await
        .is(422)
        .says("别人改过这里");
    // It is tried before it is trusted.
    let to = [("act", "test"), ("to", "13800138000")];
    shop.owner
        .post(&at, &to)
        .await
        .is(200)
        .says("短信渠道已收下");
    assert_eq!(shop.sent()[0]["TemplateCode"], "SMS_3");
    let nobody = [("act", "test"), ("to", "12")];
    shop.owner.post(&at, &nobody).await.is(422).says("手机号");
    let mut agent = shop.desk.staff("li", Role::Agent).await;
    agent.get("/settings/sms").await.is(403);
}
