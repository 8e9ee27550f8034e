//! 企业微信群机器人 against a server that knows one key, and lies, limits and fails.

use super::vendor::Vendor;
use super::vendor::json;
use super::vendor::query;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::types::PluginError;
use aftercare::plugins::contract::exports::aftercare::plugin::robot::Alert;
use aftercare::plugins::contract::exports::aftercare::plugin::robot::Urgency;
use serde_json::Value;

const KEY: &str = "693a91f6-7aoc-4bc4-97a0-0ec2sifa5aaa";

fn vendor(key: &str) -> Vendor {
    let vendor = Vendor::of(
        "wecom-robot",
        "https://qyapi.weixin.qq.com",
        &[],
        &[("key", key)],
    );
    vendor.answers(|seen| {
        assert!(seen.line().starts_with("POST /cgi-bin/webhook/send?key="));
        let body: Value = serde_json::from_slice(&seen.body).expect("JSON");
        let known = ["text", "markdown"];
        let kind = body["msgtype"].as_str().unwrap_or_default();
        match query(seen)["key"] == KEY {
            false => json(
                "200 OK",
                r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#,
            ),
            true if known.contains(&kind) => json("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#),
            true => json(
                "200 OK",
                r#"{"errcode":40008,"errmsg":"invalid message type"}"#,
            ),
        }
    });
    vendor
}

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

#[test]
fn an_alert_reaches_the_group_and_calls_people() {
    let vendor = vendor(KEY);
    assert!(matches!(vendor.answer(&Ask::Verify), Answer::Verified(_)));
    assert!(matches!(vendor.answer(&alert(&[])), Answer::Posted));
    let called = alert(&["13800138000", "@all"]);
    assert!(matches!(vendor.answer(&called), Answer::Posted));
    let seen = vendor.server.seen();
    let bodies: Vec<Value> = seen
        .iter()
        .map(|seen| serde_json::from_slice(&seen.body).expect("JSON"))
        .collect();
    assert_eq!(bodies[1]["msgtype"], "markdown");
    assert_eq!(bodies[2]["text"]["mentioned_mobile_list"][0], "13800138000");
    assert_eq!(bodies[2]["text"]["mentioned_list"][0], "@all");
}

#[test]
fn a_wrong_key_pauses_the_account_and_is_nowhere_to_be_read() {
    let vendor = vendor("another-key-of-another-robot");
    for ask in [Ask::Verify, alert(&[])] {
        let refused = vendor.refusal(&ask);
        assert!(matches!(refused, PluginError::Auth(_)), "{refused:?}");
    }
}

#[test]
fn limits_are_waited_for_and_what_nobody_answered_is_not_posted_twice() {
    let vendor = vendor(KEY);
    vendor.says(
        "200 OK",
        &[],
        r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#,
    );
    let PluginError::RateLimited(limit) = vendor.refusal(&alert(&[])) else {
        panic!("no limit");
    };
    assert_eq!(limit.after_s, 60);
    vendor.says("429 Too Many Requests", &[("Retry-After", "9")], "");
    let PluginError::RateLimited(limit) = vendor.refusal(&alert(&[])) else {
        panic!("no limit");
    };
    assert_eq!(limit.after_s, 9);
    let before = vendor.server.seen().len();
    let unknown = || {
        let refused = vendor.refusal(&alert(&[]));
        assert!(
            matches!(refused, PluginError::UnknownOutcome(_)),
            "{refused:?}"
        );
    };
    vendor.answers(|_| None);
    unknown();
    vendor.says("502 Bad Gateway", &[], "<html>");
    unknown();
    vendor.says("200 OK", &[], "ok");
    unknown();
    vendor.answers_then_cuts(|_| b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"err".to_vec());
    unknown();
    assert_eq!(vendor.server.seen().len() - before, 4, "each went once");
    // A server that sends elsewhere is not followed: the key would go along.
    vendor.says("302 Found", &[("Location", "https://evil.example/")], "");
    let refused = vendor.refusal(&alert(&[]));
    assert!(matches!(refused, PluginError::Upstream(_)), "{refused:?}");
}
