//! A plugin on a real desk: brought, agreed to, given an account, called; what its calls leave, and
//! what becomes of one that breaks.

use crate::desk::Desk;
use actix_web::web::Data;
use aftercare::actions::access::Viewer;
use aftercare::actions::plugins::accounts;
use aftercare::actions::plugins::accounts::Wanted;
use aftercare::actions::plugins::bringing;
use aftercare::actions::plugins::consent;
use aftercare::actions::plugins::consent::Agreed;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::money::Fen;
use aftercare::domain::plugin::Manifest;
use aftercare::domain::plugin::PluginId;
use aftercare::domain::plugin::Rights;
use aftercare::domain::plugin::ending::Ending;
use aftercare::domain::plugin::identity::sha256;
use aftercare::domain::plugin::installed::Packed;
use aftercare::domain::plugin::installed::State;
use aftercare::domain::plugin::values::Typed;
use aftercare::domain::time::Span;
use aftercare::failure::Failure;
use aftercare::host::Host;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::courier_types::Query;
use aftercare::store::people;
use aftercare::store::plugin_calls;
use aftercare::store::plugins;
use std::sync::Arc;

const COMPONENT: &[u8] = include_bytes!("../../fixtures/plugins/hostile.wasm");
const MANIFEST: &str = r#"
schema = 1
id = "test.hostile"
version = "1.0.0"
api = "0.1.0"
worlds = ["courier-plugin-all"]
license = "MIT"

[name]
zh-CN = "捣乱"
zh-TW = "搗亂"
en = "Hostile"

[summary]
zh-CN = "什么都试"
zh-TW = "什麼都試"
en = "Tries everything"

[component]
language = "rust"

[courier]
carriers = ["sf"]

[[permissions.http]]
origin = "https://api.example.cn"
paths = ["/"]
methods = ["GET"]
reason = { zh-CN = "查询", zh-TW = "查詢", en = "Look up" }

[permissions.kv]
quota-kib = 64

[permissions.webhook]
max-kib = 64

[permissions.data]
fields = ["shipment.number", "shipment.carrier"]

[[settings]]
key = "key"
type = "secret"
label = { zh-CN = "密钥", zh-TW = "金鑰", en = "Key" }
required = true
origins = ["https://api.example.cn"]
"#;

/// A desk with the plugin switched on, and its account.
async fn installed() -> (Desk, Data<Host>, PluginAccountId) {
    let desk = Desk::set_up().await;
    let manifest = Manifest::read(MANIFEST).unwrap_or_else(|faults| panic!("{faults:?}"));
    let packed = Packed {
        package: desk
            .app
            .store
            .files()
            .put(b"the package")
            .expect("it is there"),
        component: desk.app.store.files().put(COMPONENT).expect("it is there"),
        size: COMPONENT.len() as u64,
        sha256: sha256(COMPONENT),
        publisher: None,
        follows: None,
        manifest,
    };
    let owner = desk
        .app
        .read(|view| Ok(people::by_login(view, "wang")?.expect("the owner")))
        .await
        .expect("it is there");
    let viewer = Viewer::new(owner, Fen(0));
    let (moment, token) = (desk.app.moment(), desk.app.token());
    let store = Arc::clone(&desk.app.store);
    let account = desk
        .app
        .write(None, move |plan| {
            let agreed = Agreed {
                plugin: packed.manifest.id.clone(),
                version: packed.manifest.version.clone(),
                hash: Rights::of_manifest(&packed.manifest).hash(),
                enable: true,
            };
            let wanted = Wanted {
                plugin: packed.manifest.id.clone(),
                account: None,
                name: "旗舰店".to_owned(),
                typed: Typed {
                    fields: [("key".to_owned(), "s3cret-value".to_owned())].into(),
                    ..Typed::default()
                },
                seen: None,
            };
            bringing::bring(plan, &viewer, packed, &moment)?;
            consent::agree(plan, &viewer, &agreed, &moment)?;
            accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)
        })
        .await
        .expect("it is there");
    let host = desk.host.clone();
    (desk, host, account)
}

fn track(number: &str) -> Ask {
    Ask::Track(vec![Query {
        parcel: "p1".to_owned(),
        carrier: "sf".to_owned(),
        number: number.to_owned(),
        phone_tail: None,
        attrs: Vec::new(),
    }])
}

/// Calls it; the effect counts the items.
async fn call(host: &Host, account: PluginAccountId, ask: Ask) -> (Ending, Option<u32>) {
    let (heard, left) = host
        .call(account, ask, None, |_, answer| match answer {
            Answer::Tracked(items) => Ok(items.len() as u32),
            _ => Ok(0),
        })
        .await
        .expect("it is there");
    (heard.ending, left)
}

fn id() -> PluginId {
    PluginId::parse("test.hostile").expect("it is there")
}

#[actix_web::test]
async fn what_a_call_keeps_is_there_in_the_next_and_each_leaves_a_line() {
    let (desk, host, account) = installed().await;
    assert_eq!(
        call(&host, account, track("keep cursor-7")).await,
        (Ending::Answered, Some(1))
    );
    // One that breaks after writing keeps nothing.
    assert_eq!(
        call(&host, account, track("keep then trap")).await,
        (Ending::Broken, None)
    );
    let kept = desk
        .app
        .read(move |view| Ok(plugin_calls::kept(view, account)?))
        .await
        .expect("it is there");
    assert_eq!(kept["kept"].value, b"cursor-7");
    assert_eq!(
        call(&host, account, track("kept")).await,
        (Ending::Answered, Some(1))
    );
    let calls = desk
        .app
        .read(|view| Ok(plugin_calls::last(view, &id(), 10)?))
        .await
        .expect("it is there");
    let endings: Vec<Ending> = calls.iter().map(|called| called.ending).collect();
    assert_eq!(
        endings,
        [Ending::Answered, Ending::Broken, Ending::Answered]
    );
    assert!(calls[1].why.contains("wasm trap"), "{}", calls[1].why);
    // The machine code was made once and its sum kept.
    let plugin = desk
        .app
        .read(|view| Ok(plugins::by_id(view, &id())?))
        .await
        .expect("it is there")
        .expect("it is there");
    let made = plugin
        .active()
        .and_then(|release| release.machine.clone())
        .expect("compiled");
    assert!(desk.app.store.files().has(&made.sum));
}

#[actix_web::test]
async fn what_an_effect_refuses_leaves_nothing_of_the_call() {
    let (desk, host, account) = installed().await;
    let refused = host
        .call(account, track("keep cursor-8"), None, |_, _| {
            Err::<u32, _>(Failure::invalid("case", "error-required"))
        })
        .await;
    assert!(matches!(refused, Err(Failure::Invalid(_))));
    let kept = desk
        .app
        .read(move |view| Ok(plugin_calls::kept(view, account)?))
        .await
        .expect("it is there");
    assert!(kept.is_empty(), "{kept:?}");
}

#[actix_web::test]
async fn a_plugin_that_keeps_breaking_is_left_alone_and_tried_again_later() {
    let (desk, host, account) = installed().await;
    for _ in 0..3 {
        assert_eq!(call(&host, account, track("trap")).await.0, Ending::Broken);
    }
    let plugin = desk
        .app
        .read(|view| Ok(plugins::by_id(view, &id())?))
        .await
        .expect("it is there")
        .expect("it is there");
    assert_eq!(plugin.state, State::Quarantined);
    assert!(plugin.why.contains("wasm trap"), "{}", plugin.why);
    let refused = host
        .call(account, track("fine"), None, |_, _| Ok(1_u32))
        .await;
    assert!(matches!(refused, Err(Failure::Invalid(_))));
    desk.later(Span::minutes(5));
    assert_eq!(
        call(&host, account, track("fine")).await.0,
        Ending::Answered
    );
    let plugin = desk
        .app
        .read(|view| Ok(plugins::by_id(view, &id())?))
        .await
        .expect("it is there")
        .expect("it is there");
    assert_eq!(plugin.state, State::Enabled);
}

#[actix_web::test]
async fn what_was_not_granted_is_not_reached_and_the_log_says_so() {
    let (desk, host, account) = installed().await;
    let (ending, _) = call(&host, account, track("get https://169.254.169.254/latest/")).await;
    assert_eq!(ending, Ending::Internal);
    let (ending, _) = call(&host, account, track("leak https://evil.example/")).await;
    assert_eq!(ending, Ending::Internal);
    let calls = desk
        .app
        .read(|view| Ok(plugin_calls::last(view, &id(), 10)?))
        .await
        .expect("it is there");
    assert_eq!(calls.len(), 2);
    for called in calls {
        let no_way = ["no plugin may reach", "is not in permissions.http"];
        assert!(
            no_way.iter().any(|no| called.why.contains(no)),
            "{}",
            called.why
        );
        let whole = serde_json::to_string(&called).expect("it is there");
        assert!(!whole.contains("s3cret-value"), "{whole}");
    }
}
