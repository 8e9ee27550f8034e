//! The desk's own part of a call, without a guest: what a guest would see.
//!
//! Signatures are held against the vendors' documents in `tests/fixtures/vectors`; each file says
//! where its cases come from.

use crate::plugins::contract::aftercare::plugin::clock;
use crate::plugins::contract::aftercare::plugin::config;
use crate::plugins::contract::aftercare::plugin::kv;
use crate::plugins::contract::aftercare::plugin::log;
use crate::plugins::contract::aftercare::plugin::random;
use crate::plugins::contract::aftercare::plugin::vault;
use crate::plugins::contract::aftercare::plugin::vault::Form;
use crate::plugins::contract::aftercare::plugin::vault::Part;
use crate::plugins::contract::aftercare::plugin::vault::SecretPart;
use crate::plugins::limits::Limits;
use crate::plugins::network::NoNetwork;
use crate::plugins::state::State;
use crate::plugins::surroundings::Secret;
use crate::plugins::surroundings::Surroundings;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;

/// 2026-11-20 02:03:04.005 in Shanghai.
const NOW: i64 = 1_795_111_384_005;

fn around(secrets: &[(&str, &str)]) -> Surroundings {
    let secret = |value: &str| Secret {
        value: value.to_owned(),
        origins: vec!["https://api.example.cn".to_owned()],
        rotating: false,
        expires: None,
    };
    Surroundings {
        settings: BTreeMap::from([("customer".to_owned(), "C1".to_owned())]),
        secrets: secrets
            .iter()
            .map(|(name, value)| ((*name).to_owned(), secret(value)))
            .collect(),
        revealed: BTreeSet::new(),
        kept: BTreeMap::new(),
        quota: 1_000,
        now: Arc::new(|| NOW),
        chance: Arc::new(|bytes| bytes.fill(7)),
        network: Arc::new(NoNetwork),
    }
}

fn call(secrets: &[(&str, &str)]) -> State {
    State::new(around(secrets), Limits::PULL)
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

fn text(text: &str) -> Part {
    Part::Text(text.to_owned())
}

fn secret(name: &str, form: Form) -> Part {
    let name = name.to_owned();
    Part::Secret(SecretPart { name, form })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cases(file: &str) -> Vec<(String, Value, Value)> {
    let path = format!(
        "{}/tests/fixtures/vectors/{file}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let whole: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("it is there"))
        .expect("it is there");
    let cases = whole["cases"].as_array().expect("it is there");
    cases
        .iter()
        .map(|case| {
            let name = case["name"].as_str().expect("it is there").to_owned();
            (name, case["inputs"].clone(), case["expected"].clone())
        })
        .collect()
}

fn str_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} in {value}"))
}

#[test]
fn sf_signs_as_its_document_says_without_the_plugin_seeing_the_checkword() {
    let mut seen = 0;
    for (name, inputs, expected) in cases("courier_sf") {
        if !name.starts_with("msgDigest/") {
            continue;
        }
        let (data, at) = (str_of(&inputs, "msgData"), str_of(&inputs, "timestamp"));
        let mut state = call(&[("checkword", str_of(&inputs, "checkword"))]);
        let made = match str_of(&inputs, "method") {
            method if method.contains("SM3") => {
                let parts = vec![text(data), text(at), secret("checkword", Form::Plain)];
                hex(
                    &run(vault::Host::digest(&mut state, "sm3".to_owned(), parts))
                        .expect("it is there"),
                )
            }
            method if method.contains("URLEncoder") => {
                // The guest encodes what it knows; the desk encodes the secret in the same way.
                let known = super::vault::encoded(&format!("{data}{at}"), true);
                let parts = vec![text(&known), secret("checkword", Form::FormEncoded)];
                let md5 = run(vault::Host::digest(&mut state, "md5".to_owned(), parts))
                    .expect("it is there");
                BASE64_STANDARD.encode(md5)
            }
            _ => {
                let parts = vec![text(data), text(at), secret("checkword", Form::Plain)];
                let md5 = run(vault::Host::digest(&mut state, "md5".to_owned(), parts))
                    .expect("it is there");
                BASE64_STANDARD.encode(md5)
            }
        };
        assert_eq!(made, str_of(&expected, "msgDigest"), "{name}");
        seen += 1;
    }
    assert!(seen >= 2, "no signature in the file");
}

#[test]
fn kdniao_dingtalk_feishu_and_standard_webhooks_sign_as_documented() {
    let mut seen = 0;
    for (name, inputs, expected) in cases("courier_kdniao") {
        if name.starts_with("DataSign/") {
            let mut state = call(&[("key", str_of(&inputs, "ApiKey"))]);
            let parts = vec![
                text(str_of(&inputs, "RequestData")),
                secret("key", Form::Plain),
            ];
            let md5 =
                run(vault::Host::digest(&mut state, "md5".to_owned(), parts)).expect("it is there");
            assert_eq!(
                BASE64_STANDARD.encode(hex(&md5)),
                str_of(&expected, "DataSign"),
                "{name}"
            );
            seen += 1;
        }
    }
    for (name, inputs, expected) in cases("bot_dingtalk") {
        if name.starts_with("sign/") {
            let at = str_of(&inputs, "timestamp_ms").to_owned();
            let mut state = call(&[("secret", str_of(&inputs, "secret"))]);
            let key = vec![secret("secret", Form::Plain)];
            let message = vec![text(&at), text("\n"), secret("secret", Form::Plain)];
            let made = run(vault::Host::hmac(
                &mut state,
                "sha256".to_owned(),
                key,
                message,
            ));
            assert_eq!(
                BASE64_STANDARD.encode(made.expect("it is there")),
                str_of(&expected, "sign"),
                "{name}"
            );
            seen += 1;
        }
    }
    for (name, inputs, expected) in cases("bot_feishu") {
        if name.starts_with("sign/") {
            let mut state = call(&[("secret", str_of(&inputs, "secret"))]);
            let at = inputs["timestamp_s"].to_string();
            let key = vec![text(&at), text("\n"), secret("secret", Form::Plain)];
            let made = run(vault::Host::hmac(
                &mut state,
                "sha256".to_owned(),
                key,
                vec![],
            ));
            assert_eq!(
                BASE64_STANDARD.encode(made.expect("it is there")),
                str_of(&expected, "sign"),
                "{name}"
            );
            seen += 1;
        }
    }
    for (name, inputs, expected) in cases("standard_webhooks") {
        if name.starts_with("sign/") {
            let bare = str_of(&inputs, "secret").trim_start_matches("whsec_");
            let mut state = call(&[("secret", bare)]);
            let signed = format!(
                "{}.{}.{}",
                str_of(&inputs, "id"),
                inputs["timestamp"],
                str_of(&inputs, "payload")
            );
            let key = vec![secret("secret", Form::Base64Decoded)];
            let made = run(vault::Host::hmac(
                &mut state,
                "sha256".to_owned(),
                key,
                vec![text(&signed)],
            ));
            let made = format!("v1,{}", BASE64_STANDARD.encode(made.expect("it is there")));
            assert_eq!(made, str_of(&expected, "webhook-signature"), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 6, "only {seen} signatures in the files");
}

#[test]
fn tencent_derives_its_key_in_a_chain_and_only_the_last_link_comes_out() {
    let (name, inputs, expected) = cases("sms_tencent_tc3")
        .into_iter()
        .find(|(name, ..)| name.ends_with("DescribeInstances-official"))
        .expect("it is there");
    let signed = format!(
        "TC3-HMAC-SHA256\n{}\n{}\n{}",
        inputs["timestamp"],
        str_of(&expected, "credential_scope"),
        str_of(&expected, "hashed_canonical_request")
    );
    let mut state = call(&[("key", str_of(&inputs, "secret_key"))]);
    let key = vec![text("TC3"), secret("key", Form::Plain)];
    let service = str_of(&inputs, "service").as_bytes().to_vec();
    let links = vec![
        b"2019-02-25".to_vec(),
        service,
        b"tc3_request".to_vec(),
        signed.into_bytes(),
    ];
    let made = run(vault::Host::hmac_chain(
        &mut state,
        "sha256".to_owned(),
        key,
        links,
    ));
    assert_eq!(
        hex(&made.expect("it is there")),
        str_of(&expected, "signature"),
        "{name}"
    );
}

#[test]
fn wecom_callbacks_are_read_with_a_key_the_plugin_does_not_see() {
    let (_, inputs, expected) = cases("bot_wecom")
        .into_iter()
        .find(|(name, ..)| name.starts_with("callback/"))
        .expect("it is there");
    let mut state = call(&[("aes", str_of(&inputs, "encoding_aes_key"))]);
    let data = BASE64_STANDARD
        .decode(str_of(&inputs, "echostr"))
        .expect("it is there");
    let key = vec![secret("aes", Form::Base64Decoded)];
    let plain = vault::Host::decrypt(&mut state, "aes-cbc".to_owned(), key, vec![0; 16], data);
    let plain = run(plain).expect("it is there");
    // Sixteen bytes of chance, four of length, then the words.
    let long = u32::from_be_bytes(plain[16..20].try_into().expect("it is there")) as usize;
    let words = String::from_utf8(plain[20..20 + long].to_vec()).expect("it is there");
    assert_eq!(words, str_of(&expected, "plaintext"));
}

#[test]
fn a_cipher_gives_back_what_it_took_and_says_what_does_not_fit() {
    for alg in ["aes-cbc-pkcs7", "aes-ecb-pkcs7"] {
        for key in [
            "0123456789abcdef",
            "0123456789abcdef01234567",
            "0123456789abcdef0123456789abcdef",
        ] {
            let mut state = call(&[("k", key)]);
            let parts = || vec![secret("k", Form::Plain)];
            let words = "退款已经原路退回".as_bytes().to_vec();
            let closed = vault::Host::encrypt(
                &mut state,
                alg.to_owned(),
                parts(),
                vec![1; 16],
                words.clone(),
            );
            let closed = run(closed).expect("it is there");
            assert_ne!(closed, words);
            let open =
                vault::Host::decrypt(&mut state, alg.to_owned(), parts(), vec![1; 16], closed);
            assert_eq!(run(open).expect("it is there"), words);
        }
    }
    let mut state = call(&[("k", "short")]);
    let key = vec![secret("k", Form::Plain)];
    let refused = vault::Host::decrypt(&mut state, "aes-cbc".to_owned(), key, vec![], vec![]);
    assert!(
        matches!(run(refused), Err(vault::VaultError::Invalid(why)) if why.contains("16, 24 or 32"))
    );
}

#[test]
fn a_secret_is_seen_only_when_the_owner_allows_it() {
    let mut state = call(&[("key", "s3cret-value")]);
    let denied = run(vault::Host::reveal(&mut state, "key".to_owned()));
    assert!(matches!(denied, Err(vault::VaultError::Denied(_))));
    assert_eq!(run(config::Host::get(&mut state, "key".to_owned())), None);
    // A chain of no links would hand out the key itself.
    let bare = vault::Host::hmac_chain(
        &mut state,
        "sha256".to_owned(),
        vec![secret("key", Form::Plain)],
        vec![],
    );
    assert!(matches!(run(bare), Err(vault::VaultError::Invalid(_))));
    state.around.revealed.insert("key".to_owned());
    let seen = run(vault::Host::reveal(&mut state, "key".to_owned())).expect("it is there");
    assert_eq!(seen, "s3cret-value");
    // Even then it does not reach the log.
    run(log::Host::write(
        &mut state,
        log::Level::Info,
        "got s3cret-value".to_owned(),
        vec![],
    ));
    assert_eq!(state.log[0].text, "got ▇▇▇");
}

#[test]
fn an_access_token_is_kept_only_under_a_name_declared_for_it() {
    let mut state = call(&[("token", "old"), ("key", "fixed")]);
    let put = vault::Host::put(&mut state, "key".to_owned(), "x".to_owned(), None);
    assert!(matches!(run(put), Err(vault::VaultError::Denied(_))));
    state
        .around
        .secrets
        .get_mut("token")
        .expect("it is there")
        .rotating = true;
    let until = Some("2026-11-20T04:00:00Z".to_owned());
    run(vault::Host::put(
        &mut state,
        "token".to_owned(),
        "new-token".to_owned(),
        until,
    ))
    .expect("it is there");
    assert_eq!(state.staged.secrets["token"].value, "new-token");
    let until = run(vault::Host::expires(&mut state, "token".to_owned()));
    assert_eq!(until.as_deref(), Some("2026-11-20T04:00:00.000Z"));
}

#[test]
fn an_algorithm_nobody_knows_is_said_and_never_guessed() {
    let mut state = call(&[]);
    let made = run(vault::Host::digest(
        &mut state,
        "sm4".to_owned(),
        vec![text("x")],
    ));
    assert!(matches!(made, Err(vault::VaultError::Unsupported(_))));
}

#[test]
fn what_is_kept_is_bounded_and_a_call_sees_its_own_writes() {
    let mut state = call(&[]);
    let set = |state: &mut State, key: &str, bytes: usize, ttl| {
        run(kv::Host::set(state, key.to_owned(), vec![1; bytes], ttl))
    };
    set(&mut state, "cursor/1", 400, None).expect("it is there");
    set(&mut state, "cursor/2", 400, None).expect("it is there");
    assert!(matches!(
        set(&mut state, "cursor/3", 400, None),
        Err(kv::KvError::Quota(_))
    ));
    // Writing over a key counts once.
    set(&mut state, "cursor/2", 300, None).expect("it is there");
    set(&mut state, "old", 1, Some(0)).expect("it is there");
    assert_eq!(
        run(kv::Host::get(&mut state, "old".to_owned())).expect("it is there"),
        None
    );
    let page = run(kv::Host::scan(&mut state, "cursor/".to_owned(), None, 1)).expect("it is there");
    assert_eq!(page.entries[0].key, "cursor/1");
    let page = run(kv::Host::scan(
        &mut state,
        "cursor/".to_owned(),
        page.next,
        1,
    ))
    .expect("it is there");
    assert_eq!(
        (page.entries[0].key.as_str(), page.next),
        ("cursor/2", None)
    );
    run(kv::Host::delete(&mut state, "cursor/1".to_owned())).expect("it is there");
    assert_eq!(
        run(kv::Host::get(&mut state, "cursor/1".to_owned())).expect("it is there"),
        None
    );
    assert!(matches!(
        set(&mut state, "", 1, None),
        Err(kv::KvError::InvalidKey(_))
    ));
}

#[test]
fn a_log_cannot_be_forged_painted_or_flooded() {
    let mut state = call(&[]);
    let forged = "ok\n2026-11-20 ERROR payment approved\u{1b}[31m\u{202e}".to_owned();
    run(log::Host::write(
        &mut state,
        log::Level::Info,
        forged,
        vec![],
    ));
    assert_eq!(
        state.log[0].text,
        "ok 2026-11-20 ERROR payment approved\u{FFFD}[31m\u{FFFD}"
    );
    for _ in 0..10_000 {
        run(log::Host::write(
            &mut state,
            log::Level::Debug,
            "x".repeat(1_000),
            vec![],
        ));
    }
    assert!(
        state.log.len() <= Limits::PULL.log_lines + 1,
        "{} lines",
        state.log.len()
    );
    let bytes: usize = state.log.iter().map(|line| line.text.len()).sum();
    assert!(bytes <= Limits::PULL.log_bytes + 100, "{bytes} bytes");
    assert!(
        state
            .log
            .last()
            .expect("it is there")
            .text
            .contains("left out")
    );
}

#[test]
fn local_times_of_carriers_become_moments() {
    let mut state = call(&[]);
    let mut parse = |words: &str, pattern: &str| {
        run(clock::Host::parse(
            &mut state,
            words.to_owned(),
            pattern.to_owned(),
            "Asia/Shanghai".to_owned(),
        ))
    };
    let at = parse("2026-11-20 10:12:33", "%Y-%m-%d %H:%M:%S").expect("it is there");
    assert_eq!(at, "2026-11-20T02:12:33.000Z");
    assert_eq!(
        parse("2026/11/20 10:12:33", "%Y/%m/%d %H:%M:%S").expect("it is there"),
        at
    );
    // Its own zone wins.
    let other = parse("2026-11-20 10:12:33 +0000", "%Y-%m-%d %H:%M:%S %z").expect("it is there");
    assert_eq!(other, "2026-11-20T10:12:33.000Z");
    assert!(
        parse("gestern", "%Y-%m-%d")
            .expect_err("it is refused")
            .contains("gestern")
    );
    let now = run(clock::Host::now(&mut state));
    assert_eq!(now.unix_millis, NOW.to_string());
    let local = clock::Host::format_now(
        &mut state,
        "%Y%m%d%H%M%S".to_owned(),
        "Asia/Shanghai".to_owned(),
    );
    assert_eq!(run(local).expect("it is there"), "20261120020304");
}

#[test]
fn chance_comes_from_the_desk() {
    let mut state = call(&[]);
    assert_eq!(run(random::Host::bytes(&mut state, 5_000)).len(), 1_024);
    let uuid = run(random::Host::uuid(&mut state));
    assert_eq!(uuid, "07070707-0707-4707-8707-070707070707");
}
