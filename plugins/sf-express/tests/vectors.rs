//! Every case of the vendor's facts: the worked digests, the codes, the envelope.

use aftercare_plugin::PluginError;
use aftercare_plugin::courier::Stage;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use sf_express::SfExpress;
use sf_express::faults;
use sf_express::routes;
use sf_express::signing;
use sf_express::signing::Way;
use sf_express::stages;

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
    assert_eq!(cases.len(), 22);
    for case in cases {
        holds(text(case, "/name"), &case["inputs"], &case["expected"]);
    }
}

fn holds(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').next().unwrap_or_default() {
        "msgDigest" => {
            let way = match name.contains("sm3") {
                true => Way::Sm3,
                false => Way::Standard,
            };
            let desk = Desk::with_secrets(&[("checkword", text(inputs, "/checkword"))]);
            let (data, time) = (text(inputs, "/msgData"), text(inputs, "/timestamp"));
            let (digest, _) = desk.run(|| signing::digest(way, data, time));
            assert_eq!(digest.expect(name), text(expected, "/msgDigest"), "{name}");
        }
        "envelope" => {
            let said = routes::opened(&inputs["body"]);
            let Err(PluginError::Refused(refusal)) = said else {
                panic!("{name}: {said:?}");
            };
            assert_eq!(refusal.code.as_deref(), expected["errorCode"].as_str());
            assert_eq!(refusal.reason, "重复下单");
        }
        "apiResultCode" => {
            let code = text(inputs, "/apiResultCode");
            let said = faults::of_platform(code, text(expected, "/meaning"));
            assert_eq!(again(&said), expected["retryable"], "{name}");
        }
        "errorCode" => {
            let code = text(inputs, "/errorCode");
            let said = faults::of_service(code, text(expected, "/meaning"));
            assert_eq!(again(&said), expected["retryable"], "{name}");
        }
        _ => panic!("{name}: nobody checks it"),
    }
}

/// Whether asking again helps; nothing for a success. A code nobody knows is no answer to a case.
fn again(said: &Result<(), PluginError>) -> Value {
    match said {
        Ok(()) => Value::Null,
        Err(PluginError::Retryable(_) | PluginError::RateLimited(_)) => true.into(),
        Err(PluginError::Upstream(error)) => panic!("{error:?} is not known"),
        Err(_) => false.into(),
    }
}

#[test]
fn a_code_the_sources_disagree_about_is_never_guessed() {
    assert_eq!(stages::stage("33"), Stage::Unmapped);
    assert_eq!(stages::stage("80"), Stage::Signed);
}

#[test]
fn the_simplified_digest_is_made_without_the_encoder() {
    let desk = Desk::with_secrets(&[("checkword", "c")]);
    let (digest, _) = desk.run(|| signing::digest(Way::Plain, "a", "b"));
    // MD5 of "abc", RFC 1321.
    assert_eq!(digest.expect("a digest"), "kAFQmDzST7DWlj99KOF/cg==");
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<SfExpress>,
            fixtures::courier::<SfExpress>,
        ],
    );
}
