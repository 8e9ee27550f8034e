//! What is said of plugins: what is wrong with a package, what it wants to do, and whose key it is.

use super::Words;
use crate::domain::plugin::Fault;
use crate::domain::plugin::Manifest;
use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::Right;
use crate::domain::plugin::permissions::DataField;
use crate::domain::plugin::rights::Raised;
use crate::domain::plugin::worlds::Offer;

/// A fault with its place, in a sentence that says what to change.
pub fn fault(words: Words, fault: &Fault) -> String {
    let said = words.with(
        &format!("plugin-fault-{}", fault.why),
        &[
            ("found", (&fault.found).into()),
            ("write", (&fault.write).into()),
        ],
    );
    words.with(
        "plugin-fault-at",
        &[("place", place(words, fault).into()), ("said", said.into())],
    )
}

fn place(words: Words, fault: &Fault) -> String {
    let place = match fault.line {
        None => format!("{} {}", fault.file, fault.key),
        Some(line) => words.with(
            "plugin-fault-place-line",
            &[
                ("file", (&fault.file).into()),
                ("line", line.into()),
                ("key", (&fault.key).into()),
            ],
        ),
    };
    place.trim_end().to_owned()
}

/// One right, in a sentence: settings by the labels their manifest gives them.
pub fn right(words: Words, manifest: &Manifest, right: &Right) -> String {
    rights(words, manifest, std::slice::from_ref(right))
        .pop()
        .map_or_else(String::new, |(_, said)| said)
}

/// Rights, in a sentence each; the methods of one path in one.
pub fn rights<'a>(
    words: Words,
    manifest: &Manifest,
    rights: &'a [Right],
) -> Vec<(&'a Right, String)> {
    let same_path = |one: &Right, next: &Right| match (one, next) {
        (
            Right::Http { origin, path, .. },
            Right::Http {
                origin: to,
                path: at,
                ..
            },
        ) => origin == to && path == at,
        _ => false,
    };
    let groups = rights.chunk_by(same_path);
    groups
        .filter_map(|group| {
            let first = group.first()?;
            let methods = group.iter().filter_map(|right| match right {
                Right::Http { method, .. } => Some(method.code()),
                _ => None,
            });
            let methods: Vec<&str> = methods.collect();
            let methods = methods.join(words.t("list-separator"));
            let said = plain(words, manifest, first, &methods);
            Some((first, labelled(words, manifest, said)))
        })
        .collect()
}

/// What a setting is called instead of its key.
fn labelled(words: Words, manifest: &Manifest, said: String) -> String {
    manifest.settings.iter().fold(said, |said, setting| {
        let hole = format!("{{setting:{}}}", setting.key);
        match said.contains(&hole) {
            true => {
                let label = [("label", setting.label.of(words.lang).into())];
                said.replace(&hole, &words.with("plugin-right-setting", &label))
            }
            false => said,
        }
    })
}

fn plain(words: Words, manifest: &Manifest, right: &Right, methods: &str) -> String {
    let label = |key: &str| {
        let named = manifest.settings.iter().find(|setting| setting.key == key);
        named
            .map_or(key, |setting| setting.label.of(words.lang))
            .to_owned()
    };
    match right {
        Right::Offer(of) => words.with("plugin-right-offer", &[("what", offer(words, *of).into())]),
        Right::Http {
            origin: to, path, ..
        } => words.with(
            "plugin-right-http",
            &[
                ("origin", origin(to).into()),
                ("path", path.into()),
                ("method", methods.into()),
            ],
        ),
        Right::Local { origin: to } => {
            words.with("plugin-right-local", &[("origin", origin(to).into())])
        }
        Right::PerDay { origin: to, calls } => words.with(
            "plugin-right-per-day",
            &[("origin", origin(to).into()), ("calls", (*calls).into())],
        ),
        Right::SecretTo { key, origin: to } => words.with(
            "plugin-right-secret-to",
            &[("key", label(key).into()), ("origin", origin(to).into())],
        ),
        Right::Reveal { key } => words.with("plugin-right-reveal", &[("key", label(key).into())]),
        Right::Told(field) => {
            words.with("plugin-right-told", &[("what", data(words, *field).into())])
        }
        Right::Webhook { kib } => words.with("plugin-right-webhook", &[("kib", (*kib).into())]),
        Right::Keep { kib } => words.with("plugin-right-keep", &[("kib", (*kib).into())]),
        Right::Limit { what, value } => {
            let what = raised(words, *what, *value);
            words.with("plugin-right-limit", &[("what", what.into())])
        }
    }
}

/// What a plugin can be asked for.
pub fn offer(words: Words, offer: Offer) -> &'static str {
    words.t(&format!("plugin-offer-{offer}"))
}

/// What a plugin is told.
pub fn data(words: Words, field: DataField) -> &'static str {
    let code = field.code().replace('.', "-");
    words.t(&format!("plugin-data-{code}"))
}

/// A limit above what every plugin gets.
pub fn raised(words: Words, what: Raised, value: u32) -> String {
    words.with(&format!("plugin-limit-{what}"), &[("value", value.into())])
}

/// An origin as people know it: where a setting names the host, what the host has to look like.
pub fn origin(origin: &str) -> String {
    match origin.split_once("}=") {
        Some((before, pattern)) => {
            let scheme = before.split('{').next().unwrap_or_default();
            format!("{scheme}{pattern}")
        }
        None => origin.to_owned(),
    }
}

/// A key in words, to be compared by ear: eight of them, beside [`PublisherKey::id`].
pub fn key_words(words: Words, key: &PublisherKey) -> String {
    let list: Vec<&str> = words.t("plugin-key-words").split(' ').collect();
    let word = |byte: &u8| list.get(usize::from(*byte)).copied().unwrap_or("?");
    let eight: Vec<&str> = key.fingerprint().iter().map(word).collect();
    eight.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::Lang;
    use crate::domain::plugin::Rights;
    use crate::domain::plugin::Why;
    use crate::domain::plugin::tests::manifest;
    use std::collections::BTreeSet;

    #[test]
    fn every_fault_has_a_sentence_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(*lang);
            for why in Why::ALL {
                assert!(words.has(&format!("plugin-fault-{why}")), "{why}");
                let fault_of = Fault::of_file("plugin.toml", *why).found("x").write("y");
                assert!(fault(words, &fault_of).starts_with("plugin.toml"));
            }
        }
    }

    #[test]
    fn every_member_of_a_list_has_a_word() {
        let words = Words::of(Lang::ZhCn);
        for of in Offer::ALL {
            assert!(words.has(&format!("plugin-offer-{of}")), "{of}");
        }
        for field in DataField::ALL {
            let code = field.code().replace('.', "-");
            assert!(words.has(&format!("plugin-data-{code}")), "{field}");
        }
        for what in Raised::ALL {
            assert!(words.has(&format!("plugin-limit-{what}")), "{what}");
        }
    }

    #[test]
    fn a_key_is_read_out_in_256_different_words() {
        for lang in Lang::ALL {
            let list = Words::of(*lang).t("plugin-key-words");
            let once: BTreeSet<&str> = list.split(' ').collect();
            assert_eq!((once.len(), list.split(' ').count()), (256, 256), "{lang}");
        }
    }

    #[test]
    fn rights_are_said_plainly() {
        let words = Words::of(Lang::ZhCn);
        let rights = Rights::of_manifest(&manifest());
        let said: Vec<String> = super::rights(words, &manifest(), rights.all())
            .into_iter()
            .map(|(_, said)| said)
            .collect();
        expect_test::expect![[r#"
            由售后台调用来：测试连接
            由售后台调用来：查询物流
            由售后台调用来：识别单号属于哪家物流
            由售后台调用来：订阅物流变化
            由售后台调用来：读取物流推送
            向 https://poll.kuaidi100.com/poll/ 发送 POST 请求
            每天最多向 https://poll.kuaidi100.com 请求 2000 次
            把密钥“授权 key”加进发往 https://poll.kuaidi100.com 的请求（插件自己看不到密钥）
            从售后台得到：运单号
            从售后台得到：物流公司
            从售后台得到：买家手机号后四位
            接收外部推送，每次最多 128 KiB
            为每个账号保存最多 512 KiB 自己的数据
            用得比一般插件多：每次调用最长 45 秒"#]]
        .assert_eq(&said.join("\n"));
    }
}
