//! Every case of the vendor's facts: the signature of its requests, which robots do not read, and the
//! recorded calls.

use aftercare_plugin::encode;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;
use slack_robot::SlackRobot;
use slack_robot::message;

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    let found = value.pointer(path).and_then(Value::as_str);
    found.unwrap_or_default()
}

#[test]
fn every_case_of_the_vector_file_holds() {
    let file: Value = serde_json::from_str(include_str!("vectors.json")).expect("vectors");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 1);
    let (inputs, expected) = (&cases[0]["inputs"], &cases[0]["expected"]);
    let desk = Desk::with_secrets(&[("signing", text(inputs, "/signing_secret"))]);
    let base = format!(
        "v0:{}:{}",
        text(inputs, "/timestamp"),
        text(inputs, "/body")
    );
    let (sum, _) =
        desk.run(|| vault::hmac("sha256", &[vault::secret("signing")], &[vault::text(&base)]));
    let sign = format!("v0={}", encode::hex(&sum.expect("a sum")));
    assert_eq!(sign, text(expected, "/X-Slack-Signature"));
}

#[test]
fn the_three_signs_are_written_as_the_vendor_says() {
    assert_eq!(message::escaped("a<b>&c"), "a&lt;b&gt;&amp;c");
    assert_eq!(message::escaped("&lt;"), "&amp;lt;");
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<SlackRobot>,
            fixtures::robot::<SlackRobot>,
        ],
    );
}
