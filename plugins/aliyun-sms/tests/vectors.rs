//! Every case of the vendor's facts: signatures, escaping, pieces, codes, receipts.

use aftercare_plugin::PluginError;
use aftercare_plugin::Sms;
use aftercare_plugin::encode;
use aftercare_plugin::native::Desk;
use aftercare_plugin::native::fixtures;
use aftercare_plugin::push::Incoming;
use aftercare_plugin::serde_json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::sms::Message;
use aftercare_plugin::sms::ReceiptState;
use aftercare_plugin::vault;
use aliyun_sms::AliyunSms;
use aliyun_sms::faults;
use aliyun_sms::query;
use aliyun_sms::receipts;
use aliyun_sms::segments;
use aliyun_sms::segments::GSM7;
use aliyun_sms::segments::UCS2;
use aliyun_sms::send;
use aliyun_sms::signing;
use aliyun_sms::signing::Signed;

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value
        .pointer(path)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn number(value: &Value, path: &str) -> usize {
    let n = value.pointer(path).and_then(Value::as_u64);
    usize::try_from(n.unwrap_or_else(|| panic!("no {path} in {value}"))).expect("small")
}

/// Name, inputs and expectation of every case.
fn cases(file: &str, count: usize) -> Vec<(String, Value, Value)> {
    let file: Value = serde_json::from_str(file).expect("vectors");
    let cases = file["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), count);
    let case = |case: &Value| {
        let name = text(case, "/name").to_owned();
        (name, case["inputs"].clone(), case["expected"].clone())
    };
    cases.iter().map(case).collect()
}

#[test]
fn every_signature_and_escape_is_the_vendors() {
    for (name, inputs, expected) in cases(include_str!("vectors.json"), 11) {
        match name.split('/').next().unwrap_or_default() {
            "acs3" => acs3(&name, &inputs, &expected),
            "rpc-hmac-sha1" => rpc(&name, &inputs, &expected),
            "percent-encode" => {
                let plain = inputs.as_str().expect("a text");
                assert_eq!(encode::percent(plain), expected, "{name}");
            }
            _ => panic!("{name}: nobody checks it"),
        }
    }
}

fn acs3(name: &str, inputs: &Value, expected: &Value) {
    let headers = inputs["headers"].as_object().expect(name);
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a text")))
        .collect();
    let fields: Vec<(&str, &str)> = text(inputs, "/query")
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    let query = signing::query(&fields);
    assert_eq!(query, text(inputs, "/query"), "{name}");
    assert_eq!(
        text(inputs, "/headers/x-acs-content-sha256"),
        signing::EMPTY
    );
    let signed = Signed {
        method: text(inputs, "/method"),
        path: text(inputs, "/uri"),
        query: &query,
        headers: &headers,
        body_sha256: signing::EMPTY,
    };
    let secret = text(inputs, "/access_key_secret");
    let desk = Desk::with_secrets(&[("access-key-secret", secret)]);
    let (hash, _) = desk.clone().run(|| {
        let canonical = signing::canonical(&signed);
        vault::sha256_hex(&[vault::text(&canonical)])
    });
    assert_eq!(
        hash.expect(name),
        text(expected, "/hashed_canonical_request")
    );
    let (said, _) = desk.run(|| signing::authorization(&signed, text(inputs, "/access_key_id")));
    let said = said.expect(name);
    assert_eq!(said, text(expected, "/authorization"), "{name}");
    assert!(said.ends_with(text(expected, "/signature")));
}

/// The older signature, which this plugin does not use: the kit and the vault carry it.
fn rpc(name: &str, inputs: &Value, expected: &Value) {
    let params = inputs["params"].as_object().expect(name);
    let fields: Vec<(&str, &str)> = params
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a text")))
        .collect();
    let query = encode::percent(&signing::query(&fields));
    let to_sign = format!("{}&%2F&{query}", text(inputs, "/method"));
    if let Some(string) = expected.get("string_to_sign") {
        assert_eq!(&to_sign, string, "{name}");
    }
    let desk = Desk::with_secrets(&[("key", text(inputs, "/access_key_secret"))]);
    let key = [vault::secret("key"), vault::text("&")];
    let (said, _) = desk.run(|| vault::hmac_base64("sha1", &key, &[vault::text(&to_sign)]));
    assert_eq!(said.expect(name), text(expected, "/signature"), "{name}");
}

#[test]
fn every_text_falls_into_as_many_pieces_as_the_standard_says() {
    for (name, inputs, expected) in cases(include_str!("segments.json"), 38) {
        let plain = text(&inputs, "/text");
        let size = segments::abroad(plain);
        if let Some(encoding) = expected.get("encoding") {
            let encoding = encoding.as_str().expect(&name).to_ascii_lowercase();
            assert_eq!(size.encoding, encoding, "{name}");
        }
        let count = usize::try_from(size.segments).expect("small");
        if expected.get("segments").is_some() {
            assert_eq!(count, number(&expected, "/segments"), "{name}");
        }
        if expected.get("message_bits").is_some() {
            let (costs, unit, room) = match aliyun_sms::gsm7::septets(plain) {
                Some(septets) => (septets, 7, GSM7),
                None => (segments::units(plain), 16, UCS2),
            };
            let bits = costs.iter().sum::<usize>() * unit;
            assert_eq!(bits, number(&expected, "/message_bits"), "{name}");
            // Each of several pieces carries a header of six bytes.
            let headers = match segments::pieces(&costs, room).len() {
                1 => 0,
                several => several * 48,
            };
            assert_eq!(
                bits + headers,
                number(&expected, "/total_bits_with_udh"),
                "{name}"
            );
        }
        if expected.get("unicode_scalars").is_some() {
            let characters = number(&expected, "/unicode_scalars");
            assert_eq!(size.characters as usize, characters, "{name}");
        } else if name == "linebreak/lf" {
            let characters = number(&expected, "/user_visible_characters");
            assert_eq!(size.characters as usize, characters, "{name}");
        }
    }
}

fn message(to: &str, text: &str) -> Message {
    Message {
        idempotency_key: "k1".to_owned(),
        to: to.to_owned(),
        signature: None,
        template: None,
        params: Vec::new(),
        text: text.to_owned(),
        attrs: Vec::new(),
    }
}

#[test]
fn every_rule_of_chinese_gateways_holds() {
    let mut of_others = 0;
    for (name, inputs, expected) in cases(include_str!("rules.json"), 40) {
        match name.split('/').next().unwrap_or_default() {
            "cn" => in_china(&name, &inputs, &expected),
            "intl-gsm7" => {
                let septets = vec![1; number(&inputs, "/septets")];
                let pieces = segments::pieces(&septets, GSM7);
                assert_eq!(pieces.len(), number(&expected, "/segments"), "{name}");
            }
            "intl-ucs2" => {
                let size = segments::abroad(text(&inputs, "/text"));
                let wanted = text(&expected, "/encoding").to_ascii_lowercase();
                assert_eq!(size.encoding, wanted, "{name}");
            }
            "aliyun" => of_aliyun(&name, &inputs, &expected),
            // Other gateways; their plugins will hold them.
            "tencent" | "huawei" => of_others += 1,
            _ => panic!("{name}: nobody checks it"),
        }
    }
    assert_eq!(of_others, 3);
}

fn in_china(name: &str, inputs: &Value, expected: &Value) {
    if let Some(length) = inputs["total_chars_incl_signature"].as_u64() {
        let plain = "售".repeat(usize::try_from(length).expect("small"));
        let pieces = segments::pieces(&segments::units(&plain), UCS2);
        assert_eq!(pieces.len(), number(expected, "/segments"), "{name}");
        let parts = expected["parts"].as_array().expect(name);
        let parts: Vec<u64> = parts.iter().filter_map(Value::as_u64).collect();
        let pieces: Vec<u64> = pieces.iter().map(|piece| *piece as u64).collect();
        assert_eq!(pieces, parts, "{name}");
        let size = segments::of_message(&message("+8613800138000", &plain));
        assert_eq!(size.segments as usize, number(expected, "/segments"));
        return;
    }
    let plain = match inputs.get("template") {
        None => text(inputs, "/text").to_owned(),
        // What the desk hands over is rendered.
        Some(_) => text(inputs, "/params/1").to_owned(),
    };
    let size = segments::of_message(&message("+8613800138000", &plain));
    assert_eq!(
        size.characters as usize,
        number(expected, "/chars"),
        "{name}"
    );
    assert_eq!(size.encoding, "ucs-2");
}

fn of_aliyun(name: &str, inputs: &Value, expected: &Value) {
    match name.split('/').nth(1).unwrap_or_default() {
        "code" => code(name, inputs, expected),
        "frequency-default" => {
            let windows = expected
                .as_object()
                .and_then(|limits| limits.values().find_map(Value::as_object));
            for window in windows.expect(name).keys() {
                let seconds = match window.as_str() {
                    "1_min" => 60,
                    "1_hour" => 3_600,
                    "1_day" => 86_400,
                    other => panic!("{name}: {other}"),
                };
                assert!(faults::WINDOWS.iter().any(|(_, known)| *known == seconds));
            }
        }
        "SmsReport" if name.ends_with("retry-plan") => {
            // It stops at a 200 whose code is a number.
            assert!(text(expected, "/retry_when").contains("not 200"));
            let reply: Value = serde_json::from_str(receipts::THANKS).expect("JSON");
            assert!(reply["code"].is_number());
            assert_eq!(pushed("[]").answer.status, 200);
        }
        "SmsReport" | "SmsReport-intl" => report(name, inputs, expected),
        _ => panic!("{name}: nobody checks it"),
    }
}

fn code(name: &str, inputs: &Value, expected: &Value) {
    let code = text(inputs, "/Code");
    if code == "OK" {
        return;
    }
    let (said, _) = Desk::default().run(|| faults::of_code(code, "", None));
    assert!(
        !matches!(said, PluginError::Upstream(_)),
        "{name} is not known"
    );
    match expected["retryable"].as_str() {
        Some("after the window") => assert!(matches!(said, PluginError::RateLimited(_))),
        Some("next day") => {
            let PluginError::RateLimited(limit) = said else {
                panic!("{name}: {said:?}");
            };
            // 1970 begins at eight in Beijing.
            assert_eq!(limit.after_s, 16 * 3_600);
        }
        _ => {
            assert_eq!(expected["retryable"], Value::Bool(false), "{name}");
            let again = matches!(
                said,
                PluginError::Retryable(_) | PluginError::RateLimited(_)
            );
            assert!(!again, "{name}: {said:?}");
        }
    }
}

fn pushed(body: &str) -> aftercare_plugin::sms::Reading {
    let request = Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: Vec::new(),
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
        text: Some(body.to_owned()),
        form: Vec::new(),
        received_at: "2026-01-02T03:04:05.678Z".to_owned(),
    };
    let (said, _) = Desk::default().run(|| receipts::read(&request));
    said.expect("receipts")
}

fn report(name: &str, inputs: &Value, expected: &Value) {
    let body = inputs["body"].to_string();
    let reading = pushed(&body);
    assert_eq!(reading.receipts.len(), 1, "{name}");
    let receipt = &reading.receipts[0];
    let delivered = receipt.state == ReceiptState::Delivered;
    assert_eq!(Value::Bool(delivered), expected["delivered"], "{name}");
    let reply: Value = serde_json::from_str(&reading.answer.body).expect("JSON");
    assert_eq!(reply, expected["reply"], "{name}");
    assert_eq!(reading.answer.status, 200);
    if let Some(id) = expected.get("biz_id") {
        assert_eq!(&receipt.external_id, id);
        assert_eq!(receipt.at, "2016-12-31T16:00:00.000Z");
    } else {
        assert_eq!(receipt.external_id, "123450000****");
        assert_eq!(receipt.at, "2021-11-25T02:25:33.000Z");
        let meanings = expected["status_meaning"].as_object().expect(name);
        for (status, meaning) in meanings {
            let body = format!("[{{\"MessageId\":\"m\",\"Status\":\"{status}\"}}]");
            let wanted = match meaning.as_str() {
                Some("success") => ReceiptState::Delivered,
                Some("failed") => ReceiptState::Failed,
                _ => ReceiptState::Expired,
            };
            assert_eq!(pushed(&body).receipts[0].state, wanted, "{status}");
        }
    }
    // The same list twice is known by its key.
    assert_eq!(pushed(&body).dedupe_key, reading.dedupe_key);
}

#[test]
fn what_is_in_no_table_is_never_guessed() {
    assert_eq!(query::state("4"), ReceiptState::Unmapped);
    assert_eq!(
        pushed("[{\"biz_id\":\"b\",\"success\":\"maybe\"}]").receipts[0].state,
        ReceiptState::Unmapped
    );
    let (said, _) = Desk::default().run(|| faults::of_code("Something.New", "x", None));
    assert!(matches!(said, PluginError::Upstream(_)));
}

#[test]
fn a_window_that_the_gateway_names_is_waited_for() {
    for (message, seconds) in [
        ("触发分钟级流控Permits:1", 60),
        ("触发小时级流控Permits:5", 3_600),
        ("触发天级流控Permits:10", 86_400),
        ("limit", 3_600),
    ] {
        let (said, _) =
            Desk::default().run(|| faults::of_code("isv.BUSINESS_LIMIT_CONTROL", message, None));
        let PluginError::RateLimited(limit) = said else {
            panic!("{message}: {said:?}");
        };
        assert_eq!(limit.after_s, seconds, "{message}");
    }
}

#[test]
fn a_phone_is_written_as_the_gateway_wants_it() {
    assert_eq!(send::phone("+8613800138000").expect("fits"), "13800138000");
    assert_eq!(send::phone("+85291234567").expect("fits"), "85291234567");
    for wrong in [
        "13800138000",
        "+86138",
        "+86138001380001",
        "+1 202 555",
        "+",
        "+０８",
    ] {
        assert!(send::phone(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_signature_counts_with_its_brackets_unless_the_text_has_it() {
    let mut desk = Desk::default();
    desk.settings
        .insert("sign-name".to_owned(), "老王家".to_owned());
    let context = || aftercare_plugin::CallContext {
        account_id: "1".to_owned(),
        call_id: "1".to_owned(),
        attempt: 1,
        deadline_s: 2,
        locale: "zh-CN".to_owned(),
        timezone: "Asia/Shanghai".to_owned(),
    };
    let of = |text: String| {
        let said = AliyunSms::estimate(&context(), &message("+8613800138000", &text));
        said.expect("counted")
    };
    let ((plain, signed), _) = desk.run(|| (of("退".repeat(66)), of("【老王家】退".to_owned())));
    assert_eq!((plain.characters, plain.segments), (71, 2));
    assert_eq!((signed.characters, signed.segments), (6, 1));
}

#[test]
fn a_message_is_looked_for_on_the_day_it_was_sent_there() {
    for (sent_at, day) in [
        ("2026-01-02T15:59:59.999Z", Some("20260102")),
        ("2026-01-02T16:00:00.000Z", Some("20260103")),
        ("2024-02-28T16:00:00Z", Some("20240229")),
        ("2026-02-28T23:00:00Z", Some("20260301")),
        ("2026-12-31T20:00:00Z", Some("20270101")),
        ("2026-01-02 15:59", None),
    ] {
        assert_eq!(
            aliyun_sms::check::day_there(sent_at).as_deref(),
            day,
            "{sent_at}"
        );
    }
}

#[test]
fn recorded_calls_come_to_what_they_say() {
    fixtures::run(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"),
        &[
            fixtures::account::<AliyunSms>,
            fixtures::sms::<AliyunSms>,
            fixtures::sms_check::<AliyunSms>,
            fixtures::sms_push::<AliyunSms>,
        ],
    );
}
