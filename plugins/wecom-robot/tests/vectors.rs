//! Every case of the vendor's facts: codes, sizes, and the signature of the encrypted callback.

use aftercare_plugin::PluginError;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::robot::Alert;
use aftercare_plugin::robot::Urgency;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use aftercare_plugin::wording;
use wecom_robot::WecomRobot;
use wecom_robot::faults;
use wecom_robot::message;

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

#[test]
fn every_case_of_the_vector_file_holds() {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).expect("vectors");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 6);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name {
        // Decrypted with the desk's vault by the test of the host.
        "callback/verify-url-official-demo" => {
            let desk = Desk::with_secrets(&[("token", text(inputs, "/token"))]);
            let mut pieces = [
                text(inputs, "/timestamp"),
                text(inputs, "/nonce"),
                text(inputs, "/echostr"),
            ];
            pieces.sort_unstable();
            // Sorted, the token stands last here.
            let [first, second, third] = pieces.map(vault::text);
            let parts = [first, second, third, vault::secret("token")];
            let (sum, _) = desk.run(|| vault::digest("sha1", &parts));
            let sum = aftercare_plugin::encode::hex(&sum.expect(name));
            assert_eq!(sum, text(expected, "/msg_signature"), "{name}");
        }
        "robot/limits" => {
            let most = |path: &str| {
                let most = expected.pointer(path).and_then(Value::as_u64);
                usize::try_from(most.expect(name)).expect("small")
            };
            assert_eq!(message::TEXT_MOST, most("/max_content_bytes_utf8"));
            assert_eq!(message::MARKDOWN_MOST, most("/markdown_max_bytes"));
        }
        _ => {
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
    }
}

fn alert(text: &str, mention: &[&str]) -> Alert {
    Alert {
        idempotency_key: "a".to_owned(),
        title: "标题".to_owned(),
        text: text.to_owned(),
        link: Some("https://desk.example.cn/cases/7".to_owned()),
        urgency: Urgency::Now,
        mention: mention.iter().map(|who| (*who).to_owned()).collect(),
        attrs: Vec::new(),
    }
}

#[test]
fn nothing_longer_than_the_vendor_takes_is_sent_and_no_character_is_torn() {
    for long in [0, 1, 600, 674, 675, 676, 2_000, 5_000] {
        for sign in ["a", "é", "退", "🏮"] {
            let words = sign.repeat(long);
            let plain = message::of(&alert(&words, &["zhangsan"]), false);
            let content = text(&plain, "/text/content");
            assert!(content.len() <= message::TEXT_MOST);
            assert!(content.ends_with("https://desk.example.cn/cases/7"));
            let marked = message::of(&alert(&words, &[]), false);
            let content = text(&marked, "/markdown/content");
            assert!(content.len() <= message::MARKDOWN_MOST);
            assert!(content.contains("(https://desk.example.cn/cases/7)"));
        }
    }
    assert!(wording::fitting(&"题".repeat(3_000), "x", Some("https://a.cn"), 2_048).len() <= 2_048);
}

#[test]
fn who_is_called_is_told_apart() {
    let mention = ["13800138000", "zhangsan", "@all", "1380013800", ""].map(str::to_owned);
    let (phones, names) = message::called(&mention);
    assert_eq!(phones, ["13800138000"]);
    assert_eq!(names, ["zhangsan", "@all", "1380013800"]);
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    let said = faults::of_code(99_999, "new");
    assert!(matches!(said, PluginError::Upstream(_)));
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<WecomRobot>,
            fixtures::robot::<WecomRobot>,
        ],
    );
}
