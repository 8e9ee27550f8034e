//! Stories of manifests: one that holds together, and what is said of those that do not.

use super::fault::Why;
use super::manifest::Manifest;
use super::settings::Kind;
use super::values;
use super::values::Typed;
use super::values::Unfit;
use super::values::Value;
use super::worlds::Offer;
use crate::domain::time::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 快递100 as it would be published.
pub const KUAIDI100: &str = r##"
schema = 1
id = "cn.example.kuaidi100"
version = "1.4.0"
api = "0.1.0"
worlds = ["courier-plugin-all"]
license = "MIT"
homepage = "https://example.cn/plugin"
[name]
zh-CN = "快递100"
zh-TW = "快遞100"
en = "Kuaidi100"
[component]
file = "plugin.wasm"
language = "rust"
[courier]
carriers = ["sf", "zto"]

[[permissions.http]]
origin = "https://poll.kuaidi100.com"
paths = ["/poll/"]
methods = ["POST"]
reason = { zh-CN = "查询物流轨迹", en = "query tracking" }
rate = { per-second = 5, per-day = 2_000 }
[permissions.kv]
quota-kib = 512
[permissions.webhook]
max-kib = 128
[permissions.data]
fields = ["shipment.number", "buyer.phone-tail", "shipment.carrier"]

[[settings]]
key = "customer"
type = "string"
label = { zh-CN = "授权 customer", en = "Customer id" }
required = true
pattern = "????*"
[[settings]]
key = "key"
type = "secret"
label = { zh-CN = "授权 key" }
required = true
origins = ["https://poll.kuaidi100.com"]
[[settings]]
key = "signature"
type = "choice"
label = { zh-CN = "签名" }
choices = [{ value = "md5", label = { zh-CN = "MD5" } }, { value = "sm3", label = { zh-CN = "国密 SM3" } }]
default = "md5"
[[settings]]
key = "salt"
type = "secret"
label = { zh-CN = "盐" }
[[settings]]
key = "pause"
type = "integer"
label = { zh-CN = "间隔" }
min = 1
max = 60
default = 5
[[settings]]
key = "sandbox"
type = "boolean"
label = { zh-CN = "沙箱" }

[limits]
memory-mib = 64
wall-s = 45

[[schedule]]
call = "courier.track"
every = "2h"
min = "30m"
batch = 40
"##;

pub fn manifest() -> Manifest {
    Manifest::read(KUAIDI100).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// What is wrong with the manifest after one text was put for another: key, why, line.
fn after(old: &str, new: &str) -> Vec<(String, Why, Option<u32>)> {
    assert!(KUAIDI100.contains(old), "{old} is not in the manifest");
    let faults = Manifest::read(&KUAIDI100.replacen(old, new, 1)).expect_err(new);
    let part = |fault: super::Fault| (fault.key, fault.why, fault.line);
    faults.into_iter().map(part).collect()
}

fn only_fault(old: &str, new: &str) -> (String, Why) {
    let faults = after(old, new);
    assert_eq!(faults.len(), 1, "{new}: {faults:#?}");
    (faults[0].0.clone(), faults[0].1)
}

#[test]
fn a_manifest_is_read_whole() {
    let manifest = manifest();
    assert_eq!(manifest.id.as_str(), "cn.example.kuaidi100");
    assert!(manifest.has(Offer::CourierPush) && !manifest.has(Offer::Sms));
    assert_eq!(manifest.permissions.http[0].rate.per_day, 2_000);
    assert_eq!(manifest.permissions.http[0].rate.burst, 10);
    assert_eq!(manifest.schedule[0].min, Span::minutes(30));
    assert_eq!(manifest.setting("key").map(|s| s.kind), Some(Kind::Secret));
    let json = serde_json::to_string(&manifest).expect("json");
    let again: Manifest = serde_json::from_str(&json).expect("reads");
    assert_eq!(again, manifest);
}

#[test]
fn each_mistake_is_named_with_its_key_and_line() {
    assert_eq!(
        after("schema = 1", "schema = 2"),
        [("schema".into(), Why::SchemaNewer, Some(2))]
    );
    assert_eq!(
        after("license = \"MIT\"", "licence = \"MIT\""),
        [("licence".into(), Why::UnknownKey, Some(7))]
    );
    assert_eq!(
        after("paths = [\"/poll/\"]", "paths = [\"/poll/../\"]"),
        [("permissions.http[0].paths".into(), Why::PathForm, Some(21))]
    );
    let faults = after("api = \"0.1.0\"", "api = \"0.2.0\"");
    assert_eq!(faults, [("api".into(), Why::ApiNewer, Some(5))]);
    assert_eq!(after("[name]", "[name")[0].1, Why::NotToml);
}

#[test]
fn every_mistake_has_a_reason_of_its_own() {
    let cases: &[(&str, &str, &str, Why)] = &[
        (
            "\"cn.example.kuaidi100\"",
            "\"Kuaidi\"",
            "id",
            Why::PluginIdForm,
        ),
        ("\"1.4.0\"", "\"1.4\"", "version", Why::VersionForm),
        (
            "\"courier-plugin-all\"",
            "\"courier-plugin-alles\"",
            "worlds",
            Why::NotAmong,
        ),
        (
            "zh-CN = \"快递100\"",
            "zh-CN = \"快递\u{202e}100\"",
            "name.zh-CN",
            Why::NotText,
        ),
        ("zh-CN = \"快递100\"\n", "", "name.zh-CN", Why::Missing),
        (
            "https://poll.kuaidi100.com\"\npaths",
            "http://poll.kuaidi100.com\"\npaths",
            "permissions.http[0].origin",
            Why::OriginPlain,
        ),
        (
            "https://poll.kuaidi100.com\"\npaths",
            "https://*.com\"\npaths",
            "permissions.http[0].origin",
            Why::OriginForm,
        ),
        (
            "https://poll.kuaidi100.com\"\npaths",
            "https://10.0.0.1\"\npaths",
            "permissions.http[0].origin",
            Why::OriginLiteral,
        ),
        (
            "[\"POST\"]",
            "[\"TRACE\"]",
            "permissions.http[0].methods",
            Why::NotAmong,
        ),
        (
            "methods = [\"POST\"]\n",
            "",
            "permissions.http[0].methods",
            Why::Missing,
        ),
        (
            "quota-kib = 512",
            "quota-kib = 99999999",
            "permissions.kv.quota-kib",
            Why::OutOfBounds,
        ),
        (
            "[permissions.webhook]\nmax-kib = 128\n",
            "",
            "permissions.webhook",
            Why::WebhookNeeded,
        ),
        (
            "\"courier-plugin-all\"",
            "\"courier-plugin\"",
            "permissions.webhook",
            Why::WebhookUnused,
        ),
        (
            "\"buyer.phone-tail\"",
            "\"buyer.everything\"",
            "permissions.data.fields",
            Why::NotAmong,
        ),
        (
            "key = \"customer\"",
            "key = \"Customer\"",
            "settings[0].key",
            Why::KeyForm,
        ),
        (
            "key = \"customer\"",
            "key = \"key\"",
            "settings[1].key",
            Why::Twice,
        ),
        (
            "origins = [\"https://poll.kuaidi100.com\"]",
            "origins = [\"https://evil.cn\"]",
            "settings[1].origins",
            Why::OriginNotAsked,
        ),
        (
            "required = true\npattern",
            "required = true\nrotating = true\npattern",
            "settings[0].rotating",
            Why::SecretOnly,
        ),
        (
            "type = \"choice\"",
            "type = \"string\"",
            "settings[2].choices",
            Why::ChoicesNeeded,
        ),
        (
            "default = \"md5\"",
            "default = \"sha1\"",
            "settings[2].default",
            Why::DefaultUnfit,
        ),
        (
            "memory-mib = 64",
            "memory-mib = 512",
            "limits.memory-mib",
            Why::OutOfBounds,
        ),
        (
            "call = \"courier.track\"",
            "call = \"sms.query\"",
            "schedule[0].call",
            Why::CallNotOffered,
        ),
        (
            "call = \"courier.track\"",
            "call = \"account.verify\"",
            "schedule[0].call",
            Why::CallNotScheduled,
        ),
        (
            "every = \"2h\"",
            "every = \"10m\"",
            "schedule[0].every",
            Why::BelowFloor,
        ),
        (
            "every = \"2h\"",
            "every = \"2 hours\"",
            "schedule[0].every",
            Why::DurationForm,
        ),
        (
            "file = \"plugin.wasm\"",
            "file = \"../plugin.wasm\"",
            "component.file",
            Why::NotAmong,
        ),
        (
            "version = \"1.4.0\"",
            "version = 1.4",
            "version",
            Why::WrongKind,
        ),
    ];
    for (old, new, key, why) in cases {
        assert_eq!(only_fault(old, new), ((*key).to_owned(), *why), "{new}");
    }
}

#[test]
fn the_host_of_an_account_is_named_by_a_setting() {
    let shop = KUAIDI100
        .replacen(
            "origin = \"https://poll.kuaidi100.com\"",
            "origin = \"https://{setting:shop}\"\npattern = \"*.myshopify.com\"",
            1,
        )
        .replacen(
            "origins = [\"https://poll.kuaidi100.com\"]",
            "origins = [\"https://{setting:shop}\"]",
            1,
        );
    let faults = Manifest::read(&shop).expect_err("no such setting");
    assert_eq!(faults[0].why, Why::SettingUnknown);
    let setting =
        "\n[[settings]]\nkey = \"shop\"\ntype = \"domain\"\nlabel = { zh-CN = \"店铺域名\" }\n";
    let manifest = Manifest::read(&(shop + setting)).expect("reads");
    assert_eq!(manifest.permissions.http[0].setting(), Some("shop"));
    let shop = manifest.setting("shop").expect("a setting");
    assert_eq!(
        values::one(shop, "LaoWang.myshopify.com"),
        Ok(Value::Text("laowang.myshopify.com".into()))
    );
    assert_eq!(
        values::one(shop, "laowang.evil.cn"),
        Err(Unfit::Pattern("*.myshopify.com".into()))
    );
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    let pair = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    Typed {
        fields: fields.iter().map(pair).collect(),
        ..Typed::default()
    }
}

#[test]
fn what_was_typed_becomes_typed_values_or_says_why_not() {
    let schema = manifest().settings;
    let none = BTreeSet::new();
    let good = typed(&[
        ("customer", " ABCDEF "),
        ("key", "k9!"),
        ("signature", "sm3"),
        ("pause", "7"),
        ("sandbox", "on"),
    ]);
    let fitting = values::check(&schema, &good, &none).expect("fits");
    assert_eq!(fitting.values["customer"], Value::Text("ABCDEF".into()));
    assert_eq!(fitting.values["pause"], Value::Integer(7));
    assert_eq!(fitting.values["sandbox"], Value::Yes(true));
    assert_eq!(fitting.secrets["key"], "k9!");
    assert!(!format!("{fitting:?}").contains("k9!"));

    let bad = typed(&[("customer", "AB"), ("signature", "rot13"), ("pause", "99")]);
    let unfit = values::check(&schema, &bad, &none).expect_err("does not fit");
    let expected = [
        ("customer".to_owned(), Unfit::Pattern("????*".into())),
        ("key".to_owned(), Unfit::Required),
        ("signature".to_owned(), Unfit::NotAmong),
        ("pause".to_owned(), Unfit::Bounds(1, 60)),
    ];
    assert_eq!(unfit, expected);
}

#[test]
fn a_secret_that_is_kept_need_not_be_typed_again() {
    let schema = manifest().settings;
    let kept = BTreeSet::from(["key".to_owned(), "salt".to_owned()]);
    let mut again = typed(&[("customer", "ABCDEF")]);
    assert!(
        values::check(&schema, &again, &kept)
            .expect("fits")
            .secrets
            .is_empty()
    );
    again.forget = BTreeSet::from(["salt".to_owned()]);
    assert!(values::check(&schema, &again, &kept).is_ok());
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fall(text in ".{0,400}") {
        let _ = Manifest::read(&text);
    }

    /// A manifest with one byte changed is read, or refused with a place.
    #[test]
    fn a_damaged_manifest_is_read_or_refused(at in 0..KUAIDI100.len(), byte in 32u8..127) {
        let mut bytes = KUAIDI100.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) && let Err(faults) = Manifest::read(&text) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| fault.line.is_some()));
        }
    }
}
