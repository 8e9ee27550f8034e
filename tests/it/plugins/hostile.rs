//! A guest that tries everything (`plugins/hostile`). Each story says what it tries, and what must
//! come of it: the call ends, the desk does not.

use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::call::Done;
use aftercare::plugins::call::Outcome;
use aftercare::plugins::contract::aftercare::plugin::courier_types;
use aftercare::plugins::contract::aftercare::plugin::courier_types::Query;
use aftercare::plugins::contract::aftercare::plugin::http::Header;
use aftercare::plugins::contract::aftercare::plugin::push::Incoming;
use aftercare::plugins::contract::aftercare::plugin::types::CallContext;
use aftercare::plugins::contract::aftercare::plugin::types::PluginError;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::fault::FaultKind;
use aftercare::plugins::limits::Limits;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::network;
use aftercare::plugins::network::Body;
use aftercare::plugins::network::Network;
use aftercare::plugins::network::Outgoing;
use aftercare::plugins::network::Sending;
use aftercare::plugins::surroundings::Kept;
use aftercare::plugins::surroundings::Secret;
use aftercare::plugins::surroundings::Surroundings;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::OnceLock;
use std::time::Duration;

const COMPONENT: &[u8] = include_bytes!("../../fixtures/plugins/hostile.wasm");
const SECRET: &str = "k9-Zq-geheim-4711";

fn guest() -> &'static Loaded {
    static GUEST: OnceLock<Loaded> = OnceLock::new();
    GUEST.get_or_init(|| {
        let engine = Engine::new().expect("it is there");
        Loaded::of_component(&engine, COMPONENT).expect("it is there")
    })
}

/// A network that answers everything with a word, some of it late.
struct Words;

impl Network for Words {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            if request.url.ends_with("/slow") {
                tokio::time::sleep(Duration::from_millis(700)).await;
            }
            let answer = network::Incoming {
                status: 200,
                headers: Vec::new(),
                body: Body::Text("在途".to_owned()),
                final_url: request.url,
                retry_after_s: None,
            };
            (Ok(answer), Vec::new())
        })
    }
}

fn around() -> Surroundings {
    let secret = |rotating| Secret {
        value: SECRET.to_owned(),
        origins: vec!["https://api.example.cn".to_owned()],
        rotating,
        expires: None,
    };
    Surroundings {
        settings: BTreeMap::from([("customer".to_owned(), "C1".to_owned())]),
        secrets: BTreeMap::from([
            ("key".to_owned(), secret(false)),
            ("token".to_owned(), secret(true)),
        ]),
        revealed: BTreeSet::new(),
        kept: BTreeMap::new(),
        quota: 1 << 20,
        now: Arc::new(|| 1_795_111_384_005),
        chance: Arc::new(|bytes| bytes.fill(7)),
        network: Arc::new(Words),
    }
}

fn run(ask: Ask, limits: Limits, around: Surroundings) -> Done {
    let context = CallContext {
        account_id: "a1".to_owned(),
        call_id: "c1".to_owned(),
        attempt: 1,
        deadline_s: 30,
        locale: "zh-CN".to_owned(),
        timezone: "Asia/Shanghai".to_owned(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("it is there");
    runtime.block_on(guest().call(&ask, &context, limits, around))
}

fn query(number: &str) -> Ask {
    Ask::Track(vec![Query {
        parcel: "p1".to_owned(),
        carrier: "sf".to_owned(),
        number: number.to_owned(),
        phone_tail: None,
        attrs: Vec::new(),
    }])
}

fn track(number: &str) -> Done {
    run(query(number), Limits::PULL, around())
}

/// The plugin's own words, when it refused.
fn words(done: &Done) -> &str {
    match &done.outcome {
        Outcome::Refused(PluginError::Internal(text)) => text,
        other => panic!("not refused in words: {other:?}"),
    }
}

fn broken(done: &Done) -> (FaultKind, &str) {
    match &done.outcome {
        Outcome::Broken(fault) => (fault.kind, &fault.text),
        other => panic!("not broken: {other:?}"),
    }
}

fn texts(done: &Done) -> Vec<String> {
    let Outcome::Answered(Answer::Tracked(items)) = &done.outcome else {
        panic!("no items: {:?}", done.outcome);
    };
    let courier_types::Outcome::Updated(update) = &items[0].outcome else {
        panic!("no update: {:?}", items[0].outcome);
    };
    update
        .events
        .iter()
        .map(|event| event.text.clone())
        .collect()
}

#[test]
fn an_honest_call_is_answered() {
    assert!(texts(&track("fine")).is_empty());
}

#[test]
fn an_endless_loop_ends_when_its_processor_time_is_used_up() {
    let limits = Limits {
        cpu: Duration::from_millis(100),
        ..Limits::PULL
    };
    let done = run(query("loop"), limits, around());
    assert_eq!(broken(&done).0, FaultKind::Cpu);
    assert_eq!(done.cost.ticks, 11, "one tick more than it had");
}

#[test]
fn waiting_for_the_network_is_not_working() {
    let limits = Limits {
        cpu: Duration::from_millis(200),
        ..Limits::PULL
    };
    let done = run(query("slow"), limits, around());
    assert_eq!(texts(&done), ["在途"]);
    assert!(done.cost.ticks < 20, "{} ticks for a wait", done.cost.ticks);
}

#[test]
fn a_call_that_waits_too_long_is_dropped() {
    let limits = Limits {
        wall: Duration::from_millis(200),
        ..Limits::PULL
    };
    let done = run(query("slow"), limits, around());
    assert_eq!(broken(&done).0, FaultKind::Wall);
}

#[test]
fn memory_ends_where_it_was_bounded_and_the_reason_is_said() {
    let done = track("memory");
    assert_eq!(broken(&done).0, FaultKind::Memory);
    assert!(
        done.cost.peak <= Limits::PULL.memory,
        "{} bytes",
        done.cost.peak
    );
    assert!(
        done.cost.peak > Limits::PULL.memory / 2,
        "{} bytes",
        done.cost.peak
    );
}

#[test]
fn deep_recursion_ends_the_call_and_not_the_desk() {
    let done = track("recurse");
    let (kind, text) = broken(&done);
    assert_eq!(kind, FaultKind::Trap);
    assert!(text.contains("wasm backtrace"), "{text}");
    assert!(!text.contains(".rs"), "no place of the desk's own: {text}");
}

#[test]
fn whatever_traps_is_a_fault_with_a_place() {
    for number in ["trap", "panic", "divide"] {
        let done = track(number);
        assert_eq!(broken(&done).0, FaultKind::Trap, "{number}");
    }
    let traps = [
        Ask::Recognise("trap".to_owned()),
        Ask::Subscribe {
            queries: Vec::new(),
            callback_url: String::new(),
        },
    ];
    for ask in traps {
        let done = run(ask.clone(), Limits::PULL, around());
        assert_eq!(broken(&done).0, FaultKind::Trap, "{}", ask.name());
    }
    let mut trapping = around();
    trapping.settings.insert("trap".to_owned(), "1".to_owned());
    let done = run(Ask::Verify, Limits::PULL, trapping);
    assert_eq!(broken(&done).0, FaultKind::Trap);
}

#[test]
fn more_than_fits_is_refused_before_it_is_copied() {
    let done = track(&format!("huge {}", 40 << 20));
    assert_eq!(broken(&done).0, FaultKind::Output);
    let done = track("events 600");
    assert_eq!(broken(&done).0, FaultKind::Invalid);
    assert_eq!(texts(&track("events 400")).len(), 400);
}

#[test]
fn a_flood_of_log_lines_is_cut_and_forges_nothing() {
    let done = track("flood");
    assert!(matches!(done.outcome, Outcome::Answered(_)));
    assert!(done.log.len() <= Limits::PULL.log_lines + 1);
    for line in &done.log {
        assert!(!line.text.contains(['\n', '\u{1b}']), "{:?}", line.text);
    }
}

#[test]
fn nobody_elses_parcel_and_no_impossible_moment_is_taken() {
    assert_eq!(broken(&track("forge")).0, FaultKind::Invalid);
    let done = track("forge-time");
    let (kind, text) = broken(&done);
    assert_eq!(kind, FaultKind::Invalid);
    assert!(text.contains("yesterday"), "{text}");
    let done = run(Ask::Recognise("x".to_owned()), Limits::PULL, around());
    assert_eq!(broken(&done).0, FaultKind::Invalid, "250 of 100 sure");
}

#[test]
fn the_secret_is_nowhere_a_plugin_can_look() {
    // The guest looks for the needle turned round, lest it finds its own argument.
    let needle: String = SECRET.chars().rev().collect();
    let done = track(&format!("hunt {needle}"));
    let seen = words(&done);
    assert!(seen.starts_with("found=false"), "{seen}");
    assert!(!seen.contains(SECRET));
    assert!(seen.contains("Denied"), "{seen}");
}

#[test]
fn requests_of_a_call_are_counted() {
    let done = track("get-many 100");
    assert!(words(&done).starts_with("50: "), "{}", words(&done));
    assert!(words(&done).contains("Budget"), "{}", words(&done));
}

#[test]
fn reading_what_came_in_goes_without_the_network() {
    let incoming = Incoming {
        method: "POST".to_owned(),
        path: String::new(),
        query: Vec::new(),
        headers: vec![Header {
            name: "content-type".to_owned(),
            value: "text/plain".to_owned(),
        }],
        body: b"hello".to_vec(),
        text: Some("hello".to_owned()),
        form: Vec::new(),
        received_at: "2026-11-20T02:00:00Z".to_owned(),
    };
    let ask = Ask::ReadCourierPush(incoming);
    let limits = ask.limits();
    let done = run(ask, limits, around());
    assert!(words(&done).contains("Budget"), "{}", words(&done));
}

#[test]
fn nothing_is_kept_of_a_call_that_failed_but_a_new_token_is() {
    let done = track("keep then trap");
    assert_eq!(broken(&done).0, FaultKind::Trap);
    let done = track("keep cursor-7");
    assert!(matches!(done.outcome, Outcome::Answered(_)));
    let kept = done.staged.kept["kept"].clone().expect("it is there");
    assert_eq!(kept.value, b"cursor-7");
    let mut later = around();
    later.kept.insert(
        "kept".to_owned(),
        Kept {
            value: kept.value,
            expires: None,
        },
    );
    assert_eq!(
        texts(&run(query("kept"), Limits::PULL, later)),
        ["cursor-7"]
    );
    // The old token may be dead already where it came from.
    let done = track("put fresh-token");
    assert_eq!(broken(&done).0, FaultKind::Trap);
    assert_eq!(done.staged.secrets["token"].value, "fresh-token");
}

#[test]
fn what_a_plugin_says_of_the_other_side_comes_through() {
    let done = track("later");
    let Outcome::Refused(PluginError::RateLimited(info)) = &done.outcome else {
        panic!("{:?}", done.outcome);
    };
    assert_eq!(info.after_s, 90);
}

#[test]
fn what_is_not_offered_is_said_in_a_sentence() {
    let done = run(Ask::States, Limits::PULL, around());
    let (kind, text) = broken(&done);
    assert_eq!(kind, FaultKind::Missing);
    assert!(text.contains("marketplace.states"), "{text}");
    let offers = guest().offers();
    let expected = [
        "account",
        "courier",
        "courier-recognise",
        "courier-subscribe",
        "courier-push",
    ];
    assert_eq!(offers, expected);
}
