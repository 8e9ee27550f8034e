//! Every case of the vendor's facts: signatures and codes.

use aftercare_plugin::PluginError;
use aftercare_plugin::encode;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use dingtalk_robot::DingtalkRobot;
use dingtalk_robot::faults;
use dingtalk_robot::message;
use dingtalk_robot::request;

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    let found = value.pointer(path).and_then(Value::as_str);
    found.unwrap_or_default()
}

#[test]
fn every_case_of_the_vector_file_holds() {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).expect("vectors");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 7);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    if name.starts_with("sign/") {
        let desk = Desk::with_secrets(&[("sign-key", text(inputs, "/secret"))]);
        let (sign, _) = desk.run(|| request::sign(text(inputs, "/timestamp_ms")));
        let sign = sign.expect(name);
        assert_eq!(sign, text(expected, "/sign"), "{name}");
        let in_query = encode::percent(&sign);
        assert_eq!(in_query, text(expected, "/sign_urlencoded"), "{name}");
        return;
    }
    let code = inputs["body"]["errcode"].as_i64().expect(name);
    assert_eq!(expected["success"], Value::Bool(code == 0), "{name}");
    if code != 0 {
        let said = faults::of_code(code, text(inputs, "/body/errmsg"));
        let again = matches!(
            said,
            PluginError::Retryable(_) | PluginError::RateLimited(_)
        );
        assert_eq!(Value::Bool(again), expected["retryable"], "{name}");
        assert!(!matches!(said, PluginError::Upstream(_)), "{name}");
    }
}

#[test]
fn nothing_longer_than_agreed_is_sent_and_no_character_is_torn() {
    for long in [0, 1, 1_300, 1_365, 1_366, 5_000] {
        let alert = Alert {
            idempotency_key: "a".to_owned(),
            title: "标题".to_owned(),
            text: "退".repeat(long),
            link: Some("https://desk.example.cn/cases/7".to_owned()),
            urgency: Urgency::Now,
            mention: Vec::new(),
            attrs: Vec::new(),
        };
        let sent = message::of(&alert, "售后");
        let content = text(&sent, "/text/content");
        assert!(content.len() <= message::TEXT_MOST);
        assert!(content.starts_with("售后 ") && content.ends_with("/cases/7"));
    }
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<DingtalkRobot>,
            fixtures::robot::<DingtalkRobot>,
        ],
    );
}
