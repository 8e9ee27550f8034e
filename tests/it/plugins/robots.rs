//! The robots of 钉钉, 飞书 and Slack against servers that check signature or token as their vendors do.

use super::vendor::Vendor;
use super::vendor::json;
use super::vendor::query;
use crate::egress::server::Seen;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::types::PluginError;
use aftercare::plugins::contract::exports::aftercare::plugin::robot::Alert;
use aftercare::plugins::contract::exports::aftercare::plugin::robot::Urgency;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::hmac;
use serde_json::Value;

fn alert(mention: &[&str]) -> Ask {
    Ask::Post(Alert {
        idempotency_key: "a1".to_owned(),
        title: "3 个工单快到期".to_owned(),
        text: "AS-2026-0007".to_owned(),
        link: None,
        urgency: Urgency::Now,
        mention: mention.iter().map(|who| (*who).to_owned()).collect(),
        attrs: Vec::new(),
    })
}

/// HMAC-SHA256, base64: reckoned here, not by the plugin.
fn hmac_base64(key: &str, message: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes());
    BASE64_STANDARD.encode(hmac::sign(&key, message.as_bytes()).as_ref())
}

fn body(seen: &Seen) -> Value {
    serde_json::from_slice(&seen.body).expect("JSON")
}

/// 钉钉: knows one token and one key.
fn dingtalk(sign_key: &str) -> Vendor {
    let vendor = Vendor::of(
        "dingtalk-robot",
        "https://oapi.dingtalk.com",
        &[],
        &[("token", "t0k-en"), ("sign-key", sign_key)],
    );
    vendor.answers(|seen| {
        let fields = query(seen);
        let at = fields["timestamp"].as_str();
        let right = hmac_base64("SECright", &format!("{at}\nSECright"));
        let known = fields["access_token"] == "t0k-en" && fields["sign"] == right;
        match known {
            true => json("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#),
            false => json("200 OK", r#"{"errcode":310000,"errmsg":"sign not match"}"#),
        }
    });
    vendor
}

#[test]
fn dingtalk_takes_what_is_signed_and_calls_by_phone() {
    let vendor = dingtalk("SECright");
    assert!(matches!(vendor.answer(&Ask::Verify), Answer::Verified(_)));
    let called = alert(&["13800138000"]);
    assert!(matches!(vendor.answer(&called), Answer::Posted));
    let seen = vendor.server.seen();
    let posted = body(seen.last().expect("a message"));
    assert_eq!(posted["at"]["atMobiles"][0], "13800138000");
    let said = posted["text"]["content"].as_str().expect("words");
    assert!(said.contains("@13800138000"), "{said}");
}

#[test]
fn dingtalk_with_a_wrong_key_pauses_the_account() {
    let vendor = dingtalk("SECwrong");
    let refused = vendor.refusal(&alert(&[]));
    assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
}

/// 飞书: knows one token, which is part of the path, and one key.
fn feishu(sign_key: &str) -> Vendor {
    let vendor = Vendor::of(
        "feishu-robot",
        "https://open.feishu.cn",
        &[],
        &[("token", "b1f0-77"), ("sign-key", sign_key)],
    );
    vendor.answers(|seen| {
        assert!(
            seen.line()
                .starts_with("POST /open-apis/bot/v2/hook/b1f0-77 "),
            "{}",
            seen.line()
        );
        let body = body(seen);
        let at = body["timestamp"].as_str().unwrap_or_default();
        let right = hmac_base64(&format!("{at}\nright"), "");
        match body["sign"] == right {
            true => json("200 OK", r#"{"code":0,"msg":"success","data":{}}"#),
            false => json("200 OK", r#"{"code":19021,"msg":"sign match fail"}"#),
        }
    });
    vendor
}

#[test]
fn feishu_takes_what_is_signed_in_the_body() {
    let vendor = feishu("right");
    assert!(matches!(vendor.answer(&Ask::Verify), Answer::Verified(_)));
    assert!(matches!(vendor.answer(&alert(&["@all"])), Answer::Posted));
    let seen = vendor.server.seen();
    let posted = body(seen.last().expect("a message"));
    let lines = &posted["content"]["post"]["zh_cn"]["content"];
    assert_eq!(lines[1][0]["user_id"], "all");
    let refused = feishu("wrong").refusal(&alert(&[]));
    assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
}

/// Slack: knows one token.
fn slack(token: &str) -> Vendor {
    let vendor = Vendor::of(
        "slack-robot",
        "https://slack.com",
        &[("channel", "C0123456789")],
        &[("token", token)],
    );
    vendor.answers(|seen| {
        if seen.header("authorization") != ["Bearer xoxb-right"] {
            return json("200 OK", r#"{"ok":false,"error":"invalid_auth"}"#);
        }
        match seen.line().starts_with("POST /api/auth.test ") {
            true => json(
                "200 OK",
                r#"{"ok":true,"team":"Shop","user":"aftercare","team_id":"T1"}"#,
            ),
            false => json("200 OK", r#"{"ok":true,"channel":"C0123456789"}"#),
        }
    });
    vendor
}

#[test]
fn slack_is_asked_whose_token_it_is_before_anything_is_posted() {
    let vendor = slack("xoxb-right");
    let Answer::Verified(account) = vendor.answer(&Ask::Verify) else {
        panic!("it is verified");
    };
    assert_eq!(account.display_name, "Shop · aftercare");
    assert!(matches!(vendor.answer(&alert(&["U1"])), Answer::Posted));
    let seen = vendor.server.seen();
    let posted = body(seen.last().expect("a message"));
    assert_eq!(posted["channel"], "C0123456789");
    let said = posted["text"].as_str().expect("words");
    assert!(said.contains("<@U1>"), "{said}");
    let refused = slack("xoxb-wrong").refusal(&Ask::Verify);
    assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
}

#[test]
fn a_pause_a_robot_asks_for_is_kept() {
    let vendor = slack("xoxb-right");
    vendor.answers(|_| {
        Some(crate::egress::server::answer(
            "429 Too Many Requests",
            &[("retry-after", "30")],
            b"",
        ))
    });
    let refused = vendor.refusal(&alert(&[]));
    assert!(
        matches!(refused, PluginError::RateLimited(_)),
        "{refused:?}"
    );
}
