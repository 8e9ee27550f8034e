//! 阿里云短信 against a server that checks every signature by the vendor's rule, answers the
//! vendor's sample bodies, and lies, limits and fails.

use super::vendor::Vendor;
use super::vendor::json;
use super::vendor::query;
use crate::egress::server::Seen;
use crate::egress::server::answer;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::push::Incoming;
use aftercare::plugins::contract::aftercare::plugin::sms_types::Message;
use aftercare::plugins::contract::aftercare::plugin::sms_types::ReceiptState;
use aftercare::plugins::contract::aftercare::plugin::types::PluginError;
use ring::digest;
use ring::hmac;

const SECRET: &str = "LoopbackAccessKeySecret07";
const SENT: &str = r#"{"Message":"OK","RequestId":"F655A8D5-B967-440B-8683-DAD6FF8DE990","Code":"OK","BizId":"9006197469364984400"}"#;

fn vendor() -> Vendor {
    Vendor::of(
        "aliyun-sms",
        "https://dysmsapi.aliyuncs.com",
        &[("access-key-id", "LTAI5tLoopback"), ("sign-name", "老王家")],
        &[("access-key-secret", SECRET)],
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The vendor's rule of ACS3, written a second time.
fn is_signed(seen: &Seen, secret: &str) -> bool {
    let target = seen.line().split(' ').nth(1).expect("a target");
    let (path, query) = target.split_once('?').expect("a query");
    let authorization = seen.header("authorization");
    let authorization = authorization.first().expect("signed at all");
    let part = |name: &str| {
        let begin = authorization.find(name).expect(name) + name.len();
        let rest = &authorization[begin..];
        rest[..rest.find(',').unwrap_or(rest.len())].to_owned()
    };
    let names = part("SignedHeaders=");
    let mut canonical = format!("POST\n{path}\n{query}\n");
    for name in names.split(';') {
        // The desk asks loopback in the vendor's place; the vendor knows its own name.
        let values = match name {
            "host" => vec!["dysmsapi.aliyuncs.com"],
            name => seen.header(name),
        };
        canonical += &format!("{name}:{}\n", values.first().expect(name));
    }
    let body = hex(digest::digest(&digest::SHA256, &seen.body).as_ref());
    assert_eq!(seen.header("x-acs-content-sha256"), [body.as_str()]);
    assert_eq!(seen.header("x-acs-date"), ["2026-01-02T03:04:05Z"]);
    canonical += &format!("\n{names}\n{body}");
    let hash = hex(digest::digest(&digest::SHA256, canonical.as_bytes()).as_ref());
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = hmac::sign(&key, format!("ACS3-HMAC-SHA256\n{hash}").as_bytes());
    part("Signature=") == hex(signature.as_ref()) && part("Credential=") == "LTAI5tLoopback"
}

/// Answers as the vendor does: only what is signed is looked at.
fn honest(vendor: &Vendor) {
    vendor.answers(|seen| {
        if !is_signed(seen, SECRET) {
            return json("400 Bad Request", r#"{"Code":"SignatureDoesNotMatch"}"#);
        }
        let fields = query(seen);
        match seen.header("x-acs-action").first().copied() {
            Some("SendSms") if fields["PhoneNumbers"] == "15300000001" => json("200 OK", SENT),
            Some("SendSms") => json("200 OK", r#"{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}"#),
            Some("QuerySendDetails") => {
                assert_eq!(fields["SendDate"], "20260102");
                json(
                    "200 OK",
                    r#"{"Code":"OK","SmsSendDetailDTOs":{"SmsSendDetailDTO":[{"SendStatus":3,"ReceiveDate":"2026-01-02 11:04:09","ErrCode":"DELIVERED"}]}}"#,
                )
            }
            Some("QuerySendStatistics") => json("200 OK", r#"{"Code":"OK","Data":{}}"#),
            other => panic!("{other:?}"),
        }
    });
}

fn message(to: &str) -> Ask {
    Ask::SendSms(Message {
        idempotency_key: "case-7".to_owned(),
        to: to.to_owned(),
        signature: None,
        template: Some("SMS_71390007".to_owned()),
        params: vec![("customer".to_owned(), "王 & 李 ~*".to_owned())],
        text: "尊敬的王 & 李 ~*".to_owned(),
        attrs: Vec::new(),
    })
}

#[test]
fn a_message_is_signed_sent_asked_for_and_its_receipt_read() {
    let vendor = vendor();
    honest(&vendor);
    let Answer::Verified(who) = vendor.answer(&Ask::Verify) else {
        panic!("not verified");
    };
    assert_eq!(who.external_id, "LTAI5tLoopback");
    let Answer::Sent(sent) = vendor.answer(&message("+8615300000001")) else {
        panic!("not sent");
    };
    assert_eq!(sent.external_id, "9006197469364984400");
    let fields = query(&vendor.server.seen()[1]);
    assert_eq!(fields["SignName"], "老王家");
    assert_eq!(fields["OutId"], "case-7");
    assert_eq!(fields["TemplateParam"], "{\"customer\":\"王 & 李 ~*\"}");
    let asked = Ask::QuerySms(vec![sent.external_id.clone(), "nobody".to_owned()]);
    let Answer::Receipts(receipts) = vendor.answer(&asked) else {
        panic!("no receipts");
    };
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].state, ReceiptState::Delivered);
    // What is delivered is not asked for again.
    let Answer::Receipts(receipts) = vendor.answer(&asked) else {
        panic!("no receipts");
    };
    assert!(receipts.is_empty());
    assert_eq!(vendor.server.seen().len(), 3);
    let refused = vendor.refusal(&message("+8615300000002"));
    assert!(matches!(refused, PluginError::Invalid(_)), "{refused:?}");
}

#[test]
fn a_message_whose_answer_was_lost_is_looked_for_and_not_sent_again() {
    let vendor = vendor();
    vendor.answers(|seen| {
        assert!(is_signed(seen, SECRET));
        let rows = r#"[{"OutId":"case-6","SendStatus":3},{"OutId":"case-7","SendStatus":1,"SendDate":"2026-01-02 11:04:05"}]"#;
        match seen.header("x-acs-action").first().copied() {
            // It was taken, and the line broke.
            Some("SendSms") => None,
            Some("QuerySendDetails") => json(
                "200 OK",
                &format!(r#"{{"Code":"OK","SmsSendDetailDTOs":{{"SmsSendDetailDTO":{rows}}}}}"#),
            ),
            other => panic!("{other:?}"),
        }
    });
    let Ask::SendSms(sent) = message("+8615300000001") else {
        panic!("another ask");
    };
    let lost = vendor.refusal(&Ask::SendSms(sent.clone()));
    assert!(matches!(lost, PluginError::UnknownOutcome(_)), "{lost:?}");
    let check = |message: Message| Ask::CheckSms {
        message,
        sent_at: "2026-01-02T03:04:05.678Z".to_owned(),
    };
    let Answer::Found(Some(found)) = vendor.answer(&check(sent.clone())) else {
        panic!("not found");
    };
    assert_eq!(found.state, ReceiptState::Accepted);
    assert_eq!(found.at, "2026-01-02T03:04:05.000Z");
    let never = Message {
        idempotency_key: "case-8".to_owned(),
        ..sent
    };
    assert!(matches!(vendor.answer(&check(never)), Answer::Found(None)));
    let sendings = vendor.server.seen();
    let sendings = sendings
        .iter()
        .filter(|seen| seen.header("x-acs-action") == ["SendSms"]);
    assert_eq!(sendings.count(), 1);
}

#[test]
fn a_receipt_is_thanked_for_as_the_vendor_wants_it() {
    let vendor = vendor();
    let body = r#"[{"phone_number":"1381111****","send_time":"2017-01-01 00:00:00","report_time":"2017-01-01 00:00:00","success":true,"err_code":"DELIVERED","err_msg":"用户接收成功","sms_size":"1","biz_id":"12345","out_id":"67890"}]"#;
    let incoming = Ask::ReadSmsPush(Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
        text: Some(body.to_owned()),
        form: Vec::new(),
        received_at: "2026-01-02T03:04:05.678Z".to_owned(),
    });
    let (Answer::SmsPush(first), Answer::SmsPush(again)) =
        (vendor.answer(&incoming), vendor.answer(&incoming))
    else {
        panic!("not read");
    };
    assert_eq!(first.answer.body, r#"{"code":0,"msg":"接收成功"}"#);
    assert_eq!(first.receipts[0].external_id, "12345");
    assert_eq!(first.dedupe_key, again.dedupe_key);
    assert!(vendor.server.seen().is_empty());
}

#[test]
fn another_secret_signs_otherwise() {
    let vendor = vendor();
    vendor.answers(|seen| {
        assert!(!is_signed(seen, "another"));
        json(
            "400 Bad Request",
            r#"{"Code":"SignatureDoesNotMatch","Message":"x"}"#,
        )
    });
    let refused = vendor.refusal(&message("+8615300000001"));
    assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
}

#[test]
fn a_message_whose_answer_is_lost_or_nonsense_is_never_called_unsent() {
    let vendor = vendor();
    let unknown = |vendor: &Vendor| {
        let refused = vendor.refusal(&message("+8615300000001"));
        assert!(
            matches!(refused, PluginError::UnknownOutcome(_)),
            "{refused:?}"
        );
    };
    vendor.answers(|_| None);
    unknown(&vendor);
    vendor.says("200 OK", &[], "<html>please sign in</html>");
    unknown(&vendor);
    vendor.says("500 Internal Server Error", &[], "oops");
    unknown(&vendor);
    vendor.says("200 OK", &[], r#"{"Code":"OK"}"#);
    unknown(&vendor);
    // Half an answer, then nothing more.
    vendor.answers_then_cuts(|_| {
        let whole = answer("200 OK", &[], SENT.as_bytes());
        whole[..whole.len() - 9].to_vec()
    });
    unknown(&vendor);
    assert_eq!(vendor.server.seen().len(), 5, "each was sent once");
}

#[test]
fn limits_are_waited_for() {
    let vendor = vendor();
    vendor.says(
        "200 OK",
        &[],
        r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发分钟级流控Permits:1"}"#,
    );
    let PluginError::RateLimited(limit) = vendor.refusal(&message("+8615300000001")) else {
        panic!("no limit");
    };
    assert_eq!(limit.after_s, 60);
    vendor.says(
        "429 Too Many Requests",
        &[("Retry-After", "7")],
        "slow down",
    );
    let PluginError::RateLimited(limit) = vendor.refusal(&message("+8615300000001")) else {
        panic!("no limit");
    };
    assert_eq!(limit.after_s, 7);
    vendor.says(
        "200 OK",
        &[],
        r#"{"Code":"isv.AMOUNT_NOT_ENOUGH","Message":"账户余额不足"}"#,
    );
    let refused = vendor.refusal(&message("+8615300000001"));
    assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
}
