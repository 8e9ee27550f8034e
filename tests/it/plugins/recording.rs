//! A call against a live service becomes a recorded case: it says the same with stand-ins for its
//! secrets, and tells of no person.

use super::components::plugins;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::network::Body;
use aftercare::plugins::network::Incoming;
use aftercare::plugins::network::Outgoing;
use aftercare::plugins::recorded::Case;
use aftercare::plugins::recorded::write;
use aftercare::plugins::recorded::write::Live;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

const SECRET: &str = "asat_0123456789abcdef";

fn answered(
    body: &Value,
) -> (
    Outgoing,
    Result<Incoming, aftercare::plugins::network::Failure>,
) {
    let asked = Outgoing {
        method: "GET",
        url: "https://api.aftership.com/".to_owned(),
        headers: Vec::new(),
        body: None,
        credentials: Vec::new(),
        as_text: true,
        timeout: 1_000,
        max_bytes: 1_000,
        follow_redirects: false,
    };
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let came = Incoming {
        status: 200,
        headers: vec![
            header("set-cookie", SECRET),
            header("x-ratelimit-limit", "10"),
        ],
        body: Body::Text(body.to_string()),
        final_url: String::new(),
        retry_after_s: None,
    };
    (asked, Ok(came))
}

#[test]
fn a_live_call_becomes_a_case_without_its_secrets() {
    let folder = plugins().join("aftership");
    let component = std::fs::read(folder.join("aftership.wasm")).expect("a component");
    let engine = Engine::new().expect("an engine");
    let plugin = Loaded::of_component(&engine, &component).expect("it loads");
    let known = folder.join("fixtures/track-out-for-delivery.json");
    let known: Value =
        serde_json::from_str(&std::fs::read_to_string(known).expect("a case")).expect("it is JSON");
    let texts = |name: &str| -> BTreeMap<String, String> {
        serde_json::from_value(known[name].clone()).unwrap_or_default()
    };
    let mut secrets = texts("secrets");
    secrets.insert("api-key".to_owned(), SECRET.to_owned());
    let mut body = known["http"][0]["answer"]["body"].clone();
    body["told"] = json!(format!("key {SECRET}, courier 13912345678"));
    let live = Live {
        origin: "recorded for a test".to_owned(),
        clock: known["clock"].as_str().unwrap_or_default().to_owned(),
        settings: texts("settings"),
        secrets,
        call: "courier.track".to_owned(),
        arguments: known["arguments"].clone(),
        passed: vec![answered(&body)],
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let none = BTreeSet::new();
    let written = write::written(live, &plugin, &none);
    let case = runtime.block_on(written).expect("it is written");
    let text = case.to_string();
    assert!(
        !text.contains(SECRET) && !text.contains("13912345678"),
        "{text}"
    );
    assert!(
        !text.contains("set-cookie") && text.contains("x-ratelimit-limit"),
        "{text}"
    );
    assert!(
        text.contains("recorded-api-key"),
        "the stand-in is on the wire: {text}"
    );
    assert_eq!(case["result"], known["result"], "it comes to the same");
    let again = Case::read(&text).expect("it is a case");
    let ran = runtime.block_on(again.run(&plugin, &none));
    ran.expect("and it holds");
}
