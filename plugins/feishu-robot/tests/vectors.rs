//! Every case of the vendor's facts: the signature and codes.

use aftercare_plugin::PluginError;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use feishu_robot::FeishuRobot;
use feishu_robot::faults;
use feishu_robot::request;

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
        let at = inputs["timestamp_s"].as_i64().expect(name).to_string();
        let (sign, _) = desk.run(|| request::sign(&at));
        assert_eq!(sign.expect(name), text(expected, "/sign"), "{name}");
        return;
    }
    let code = inputs["body"]["code"].as_i64().expect(name);
    assert_eq!(expected["success"], Value::Bool(code == 0), "{name}");
    if code != 0 {
        let said = faults::of_code(code, text(inputs, "/body/msg"));
        let again = matches!(
            said,
            PluginError::Retryable(_) | PluginError::RateLimited(_)
        );
        assert_eq!(Value::Bool(again), expected["retryable"], "{name}");
        assert!(!matches!(said, PluginError::Upstream(_)), "{name}");
    }
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<FeishuRobot>,
            fixtures::robot::<FeishuRobot>,
        ],
    );
}
