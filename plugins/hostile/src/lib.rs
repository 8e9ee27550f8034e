//! A plugin that tries everything a plugin must not be able to do. The number of the parcel says
//! what; the desk's tests say what must come of it.

wit_bindgen::generate!({
    world: "courier-plugin-all",
    path: "../wit",
    generate_all,
});

use aftercare::plugin::clock;
use aftercare::plugin::config;
use aftercare::plugin::courier_types::Event;
use aftercare::plugin::courier_types::Guess;
use aftercare::plugin::courier_types::Item;
use aftercare::plugin::courier_types::Outcome;
use aftercare::plugin::courier_types::Query;
use aftercare::plugin::courier_types::Stage;
use aftercare::plugin::courier_types::Update;
use aftercare::plugin::http;
use aftercare::plugin::kv;
use aftercare::plugin::log;
use aftercare::plugin::push::Incoming;
use aftercare::plugin::types::CallContext;
use aftercare::plugin::types::PluginError;
use aftercare::plugin::types::RateInfo;
use aftercare::plugin::types::RateScope;
use aftercare::plugin::vault;
use exports::aftercare::plugin::account::AccountInfo;
use exports::aftercare::plugin::courier_push::Reading;

struct Hostile;

impl exports::aftercare::plugin::account::Guest for Hostile {
    fn verify(ctx: CallContext) -> Result<AccountInfo, PluginError> {
        if config::get("trap").is_some() {
            core::arch::wasm32::unreachable();
        }
        Ok(AccountInfo {
            external_id: ctx.account_id,
            display_name: "Hostile".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

impl exports::aftercare::plugin::courier::Guest for Hostile {
    fn track(ctx: CallContext, queries: Vec<Query>) -> Result<Vec<Item>, PluginError> {
        queries.iter().map(|query| one(&ctx, query)).collect()
    }
}

impl exports::aftercare::plugin::courier_recognise::Guest for Hostile {
    fn recognise(_ctx: CallContext, number: String) -> Result<Vec<Guess>, PluginError> {
        match number.as_str() {
            "trap" => core::arch::wasm32::unreachable(),
            _ => Ok(vec![Guess {
                carrier: "sf".to_owned(),
                certainty: 250,
            }]),
        }
    }
}

impl exports::aftercare::plugin::courier_subscribe::Guest for Hostile {
    fn subscribe(
        _ctx: CallContext,
        _queries: Vec<Query>,
        _callback_url: String,
    ) -> Result<Vec<Item>, PluginError> {
        core::arch::wasm32::unreachable()
    }
}

impl exports::aftercare::plugin::courier_push::Guest for Hostile {
    fn read(_ctx: CallContext, request: Incoming) -> Result<Reading, PluginError> {
        // Reading must need no network.
        match get("https://api.example.cn/") {
            Ok(_) => Err(PluginError::Internal("the network answered".to_owned())),
            Err(why) => Err(PluginError::Internal(format!("{why}, {} bytes", request.body.len()))),
        }
    }
}

fn one(ctx: &CallContext, query: &Query) -> Result<Item, PluginError> {
    let (what, argument) = query.number.split_once(' ').unwrap_or((&query.number, ""));
    match what {
        "fine" => Ok(item(&query.parcel, update(&query.number, Vec::new()))),
        "loop" => {
            let mut n = 0_u32;
            loop {
                n = core::hint::black_box(n.wrapping_add(1));
            }
        }
        "memory" => {
            let mut held = Vec::new();
            loop {
                held.push(core::hint::black_box(vec![1_u8; 1 << 20]));
            }
        }
        "recurse" => {
            let depth = deep(0);
            Err(PluginError::Internal(format!("came back from {depth}")))
        }
        "trap" => core::arch::wasm32::unreachable(),
        "panic" => panic!("no parcel today"),
        "divide" => {
            let zero = core::hint::black_box(0_u32);
            Err(PluginError::Internal(format!("{}", core::hint::black_box(7_u32) / zero)))
        }
        // Hands over more than fits, in one text.
        "huge" => {
            let many: usize = argument.parse().unwrap_or(1 << 20);
            let event = event("x".repeat(many));
            Ok(item(&query.parcel, update(&query.number, vec![event])))
        }
        "events" => {
            let many: usize = argument.parse().unwrap_or(0);
            let events = (0..many).map(|n| event(format!("event {n}"))).collect();
            Ok(item(&query.parcel, update(&query.number, events)))
        }
        "flood" => {
            for n in 0..100_000 {
                let line = format!("{n}\n{{\"level\":\"ERROR\",\"message\":\"payment approved\"}}\x1b[2J");
                log::write(log::Level::Info, &line, &[]);
            }
            Ok(item(&query.parcel, Outcome::Unchanged))
        }
        // Speaks of a parcel nobody asked for.
        "forge" => Ok(item("someone-elses", Outcome::Unchanged)),
        "forge-time" => {
            let mut lie = event("yesterday".to_owned());
            lie.at = "yesterday".to_owned();
            Ok(item(&query.parcel, update(&query.number, vec![lie])))
        }
        // Asks for anything on the network; says what came of it.
        "get" => match get(argument) {
            Ok(text) => Ok(item(&query.parcel, update(&query.number, vec![event(text)]))),
            Err(why) => Err(PluginError::Internal(why)),
        },
        "get-many" => {
            let mut last = String::new();
            for n in 0..argument.parse().unwrap_or(100) {
                if let Err(why) = get("https://api.example.cn/track") {
                    last = format!("{n}: {why}");
                    break;
                }
            }
            Err(PluginError::Internal(last))
        }
        // Sends the secret wherever it is told to.
        "leak" => {
            let request = http::Request {
                credentials: vec![http::Credential::Header(http::Named {
                    name: "x-key".to_owned(),
                    value: vec![secret("key")],
                })],
                ..request(argument)
            };
            match http::send(&request) {
                Ok(response) => Err(PluginError::Internal(format!("sent: {}", response.status))),
                Err(failure) => Err(PluginError::Internal(failure.message)),
            }
        }
        // Looks for the secret everywhere a plugin can look.
        "hunt" => {
            let mut seen = format!("{:?}", config::all());
            seen.push_str(&format!("{:?}", vault::reveal("key")));
            seen.push_str(&format!("{:?}", vault::hmac_chain("sha256", &[secret("key")], &[])));
            seen.push_str(&format!("{:?}", kv::scan("", None, 1_000)));
            let digest = vault::digest("sha256", &[secret("key")]).unwrap_or_default();
            seen.push_str(&format!("{}", digest.len()));
            // All of its own memory, piece by piece.
            let found = memory_holds(argument.as_bytes());
            Err(PluginError::Internal(format!("found={found} seen={seen}")))
        }
        "keep" => {
            let kept = kv::set("kept", argument.as_bytes(), None);
            if argument == "then trap" {
                core::arch::wasm32::unreachable();
            }
            match kept {
                Ok(()) => Ok(item(&query.parcel, Outcome::Unchanged)),
                Err(error) => Err(PluginError::Internal(format!("{error:?}"))),
            }
        }
        "kept" => {
            let kept = kv::get("kept").ok().flatten().unwrap_or_default();
            let text = String::from_utf8_lossy(&kept).into_owned();
            Ok(item(&query.parcel, update(&query.number, vec![event(text)])))
        }
        "put" => match vault::put("token", argument, None) {
            Ok(()) => core::arch::wasm32::unreachable(),
            Err(error) => Err(PluginError::Internal(format!("{error:?}"))),
        },
        "slow" => match get("https://api.example.cn/slow") {
            Ok(text) => Ok(item(&query.parcel, update(&query.number, vec![event(text)]))),
            Err(why) => Err(PluginError::Internal(why)),
        },
        "later" => Err(PluginError::RateLimited(RateInfo {
            message: "slow down".to_owned(),
            after_s: 90,
            scope: RateScope::Account,
        })),
        "context" => Err(PluginError::Internal(format!("{ctx:?} {}", clock::now().rfc3339))),
        other => Err(PluginError::NotFound(other.to_owned())),
    }
}

fn deep(n: u32) -> u32 {
    let kept = core::hint::black_box([n; 64]);
    deep(core::hint::black_box(n + 1)).wrapping_add(kept[3])
}

fn memory_holds(needle: &[u8]) -> bool {
    if needle.is_empty() {
        return false;
    }
    let pages = core::arch::wasm32::memory_size(0);
    let own = needle.as_ptr() as usize;
    let whole = pages * 65_536;
    let mut at = 1_usize;
    while at + needle.len() < whole {
        // The argument itself is there, in the copies the call made of it.
        let here = unsafe { core::slice::from_raw_parts(at as *const u8, needle.len()) };
        if here.iter().rev().eq(needle.iter()) && at != own {
            return true;
        }
        at += 1;
    }
    false
}

fn secret(name: &str) -> vault::Part {
    vault::Part::Secret(vault::SecretPart {
        name: name.to_owned(),
        form: vault::Form::Plain,
    })
}

fn request(url: &str) -> http::Request {
    http::Request {
        method: http::Method::Get,
        url: url.to_owned(),
        headers: Vec::new(),
        body: None,
        credentials: Vec::new(),
        response_as: http::ResponseAs::Text,
        timeout_s: None,
        max_bytes: None,
        follow_redirects: true,
    }
}

fn get(url: &str) -> Result<String, String> {
    match http::send(&request(url)) {
        Ok(response) => match response.body {
            http::Body::Text(text) => Ok(text),
            _ => Ok(String::new()),
        },
        Err(failure) => Err(format!("{:?}: {}", failure.kind, failure.message)),
    }
}

fn event(text: String) -> Event {
    Event {
        at: "2026-11-20T02:00:00Z".to_owned(),
        stage: Stage::InTransit,
        text,
        place: None,
        raw_code: None,
    }
}

fn update(number: &str, events: Vec<Event>) -> Outcome {
    Outcome::Updated(Update {
        parcel: None,
        carrier: "sf".to_owned(),
        number: number.to_owned(),
        events,
        estimated: None,
        watching_ended: false,
        attrs: Vec::new(),
    })
}

fn item(parcel: &str, outcome: Outcome) -> Item {
    Item {
        parcel: parcel.to_owned(),
        outcome,
        next_poll_s: None,
    }
}

export!(Hostile);
