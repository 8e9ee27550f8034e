//! The process ends at any step, again and again: between writing down that a service is asked and
//! asking it, between its answer and taking that in, between keeping what it sent and reading it.
//! Nothing it said is lost, nothing happens twice, and no number is asked for below its floor.

use super::parcels::form;
use super::parcels::json;
use super::parcels::md5;
use super::parcels::returning;
use super::parcels::state;
use super::vendors::install;
use super::vendors::network;
use super::vendors::server;
use crate::desk::Desk;
use crate::egress::server::Seen;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::State;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::people::Role;
use aftercare::domain::plugin::pushed::Pushed;
use aftercare::domain::time::Span;
use aftercare::failure::Failure;
use aftercare::host::couriers;
use aftercare::host::pushes;
use aftercare::jobs;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::contract::aftercare::plugin::courier_types::Query;
use aftercare::plugins::contract::aftercare::plugin::http::Header;
use aftercare::plugins::contract::aftercare::plugin::push::Incoming;
use aftercare::store::cases;
use aftercare::store::plugin_pushes;
use aftercare::store::tracks;
use aftercare::store::tracks::Name;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;

const FORM: &str = "application/x-www-form-urlencoded";
/// How often the whole is played.
const PLAYS: usize = 8;
const SETTINGS: &[(&str, &str)] = &[
    ("customer", "DEMO0CUSTOMER"),
    ("key", "tRvAsKeY0001"),
    ("salt", "sAlTsAlT01"),
    ("detail", "4"),
];

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Minutes go by.
    Later(i64),
    /// The parcel moves on, out there.
    Moves,
    /// The clock asks; nothing ends.
    Asks,
    /// The process ends once it wrote down that it asks.
    EndsBeforeAsking,
    /// The process ends when the answer is there and was not taken in.
    EndsBeforeTaking,
    /// The service sends what it knows.
    Sends,
    /// It does, and the process ends before it was read.
    EndsBeforeReading,
    /// It does, and the process ends when it was read and not taken in.
    EndsBeforeTakingRead,
    /// What was kept is read.
    Replays,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1_i64..90).prop_map(Step::Later),
        2 => Just(Step::Moves),
        2 => Just(Step::Asks),
        1 => Just(Step::EndsBeforeAsking),
        1 => Just(Step::EndsBeforeTaking),
        1 => Just(Step::Sends),
        1 => Just(Step::EndsBeforeReading),
        1 => Just(Step::EndsBeforeTakingRead),
        1 => Just(Step::Replays),
    ];
    proptest::collection::vec(step, 8..40)
}

/// The ways of parcels out there, and when each was asked for.
#[derive(Default)]
struct World {
    /// By number: how far it came.
    far: BTreeMap<String, usize>,
    /// By number: the desk's clock, ms.
    asked: BTreeMap<String, Vec<i64>>,
    now: i64,
}

/// All that ever happens to a parcel: time, words, code.
const WAY: &[(&str, &str, &str)] = &[
    ("2026-11-20 10:00:00", "已揽收", "103"),
    ("2026-11-20 20:10:00", "快件已到达【杭州转运中心】", "0"),
    ("2026-11-21 08:00:00", "快件离开【杭州转运中心】", "0"),
    ("2026-11-21 15:30:00", "快件正在派送途中", "5"),
    ("2026-11-21 17:30:00", "已签收，签收人：前台", "301"),
];

/// What the service knows of a parcel.
fn known(number: &str, far: usize) -> String {
    let events: Vec<String> = WAY[..far]
        .iter()
        .rev()
        .map(|(time, words, code)| {
            format!("{{\"time\":\"{time}\",\"context\":\"{words}\",\"statusCode\":\"{code}\"}}")
        })
        .collect();
    let over = if far == WAY.len() { "3" } else { "0" };
    format!(
        "{{\"message\":\"ok\",\"nu\":\"{number}\",\"com\":\"yuantong\",\"status\":\"200\",\"state\":\"{over}\",\"data\":[{}]}}",
        events.join(",")
    )
}

fn sent(number: &str, far: usize) -> Vec<u8> {
    let status = if far == WAY.len() {
        "shutdown"
    } else {
        "polling"
    };
    let param = format!(
        "{{\"status\":\"{status}\",\"message\":\"\",\"lastResult\":{}}}",
        known(number, far)
    );
    let sign = md5(&format!("{param}sAlTsAlT01"));
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("param", &param)
        .append_pair("sign", &sign)
        .finish()
        .into_bytes()
}

/// One parcel of one case on its way.
struct Play<'d> {
    desk: &'d Desk,
    world: Arc<Mutex<World>>,
    account: PluginAccountId,
    token: String,
    number: String,
}

/// The process ended: nothing of the command is there.
fn ended<T>() -> Result<T, Failure> {
    Err(Failure::NotFound)
}

impl Play<'_> {
    fn far(&self) -> usize {
        self.world.lock().expect("whole").far[&self.number]
    }

    fn later(&self, span: Span) {
        self.desk.later(span);
        self.world.lock().expect("whole").now = self.desk.app.now().0;
    }

    fn name(&self) -> Name {
        Name {
            carrier: "yto".into(),
            number: self.number.clone(),
        }
    }

    fn pushed(&self) -> Pushed {
        let now = self.desk.app.now();
        Pushed {
            account: self.account,
            method: "POST".into(),
            path: String::new(),
            query: Vec::new(),
            headers: vec![("content-type".into(), FORM.into())],
            body: sent(&self.number, self.far()),
            received_at: now,
            tries: 0,
            again_at: now + Span(30_000),
        }
    }

    /// Whom the clock would ask, and the parcel, if its time has come; written down.
    async fn leased(&self) -> bool {
        let app = self.desk.app.clone().into_inner();
        let of = Arc::clone(&app);
        let now = app.now();
        let all = app
            .read(move |view| couriers::all(view, &of, now))
            .await
            .expect("read");
        let Some(courier) = all.first() else {
            return false;
        };
        let leased = couriers::lease(&app, courier, vec![self.name()], true).await;
        !leased.expect("written").is_empty()
    }

    async fn does(&self, step: Step) {
        let host = &self.desk.host;
        match step {
            Step::Later(minutes) => self.later(Span::minutes(minutes)),
            Step::Moves => {
                let mut world = self.world.lock().expect("whole");
                let far = world.far.get_mut(&self.number).expect("known");
                *far = (*far + 1).min(WAY.len());
            }
            Step::Asks => {
                jobs::ask_couriers(host.clone().into_inner())
                    .await
                    .expect("asked");
            }
            Step::EndsBeforeAsking => {
                self.leased().await;
            }
            Step::EndsBeforeTaking => {
                if self.leased().await {
                    let query = Query {
                        parcel: format!("yto/{}", self.number),
                        carrier: "yto".into(),
                        number: self.number.clone(),
                        phone_tail: None,
                        attrs: Vec::new(),
                    };
                    let ask = Ask::Track(vec![query]);
                    let over = host
                        .call(self.account, ask, None, |_, _| ended::<()>())
                        .await;
                    assert!(over.is_err());
                }
            }
            Step::Sends => {
                let path = format!("/hooks/{}", self.token);
                let body = sent(&self.number, self.far());
                let mut vendor = self.desk.browser();
                vendor
                    .send_as(actix_web::http::Method::POST, &path, FORM, body)
                    .await
                    .is(200);
            }
            Step::EndsBeforeReading => {
                pushes::keep(host, self.pushed()).await.expect("kept");
            }
            Step::EndsBeforeTakingRead => {
                let pushed = self.pushed();
                pushes::keep(host, pushed.clone()).await.expect("kept");
                let read = Ask::ReadCourierPush(Incoming {
                    method: pushed.method,
                    path: String::new(),
                    query: Vec::new(),
                    headers: vec![Header {
                        name: "content-type".into(),
                        value: FORM.into(),
                    }],
                    form: form(&pushed.body).into_iter().collect(),
                    text: None,
                    body: pushed.body,
                    received_at: "2026-11-22T01:00:00.000Z".into(),
                });
                let over = host
                    .call(self.account, read, None, |_, _| ended::<()>())
                    .await;
                assert!(over.is_err());
            }
            Step::Replays => {
                jobs::replay_pushes(host.clone().into_inner())
                    .await
                    .expect("read");
            }
        }
    }

    /// All that is due happens, and nothing ends any more.
    async fn comes_to_rest(&self) {
        self.world
            .lock()
            .expect("whole")
            .far
            .insert(self.number.clone(), WAY.len());
        for _ in 0..3 {
            self.later(Span::hours(7));
            self.does(Step::Replays).await;
            self.does(Step::Asks).await;
        }
    }
}

#[actix_web::test]
async fn the_process_ends_at_any_step_and_nothing_is_lost_or_done_twice() {
    let world = Arc::new(Mutex::new(World::default()));
    let of = Arc::clone(&world);
    let server = server(move |seen: &Seen| {
        let param = form(&seen.body)
            .remove("param")
            .expect("asked for something");
        let asked: serde_json::Value = serde_json::from_str(&param).expect("JSON");
        let number = asked["num"].as_str().expect("a number").to_owned();
        let mut world = of.lock().expect("whole");
        let now = world.now;
        world.asked.entry(number.clone()).or_default().push(now);
        let far = world.far.get(&number).copied().unwrap_or(0);
        json(&known(&number, far))
    });
    let desk = Desk::in_network("", network(&server)).await;
    let (account, token) = install(&desk, "kuaidi100", SETTINGS).await;
    let mut runner = TestRunner::deterministic();
    for play in 0..PLAYS {
        let number = format!("YT12345678901{play:02}");
        let mut agent = desk.staff(&format!("lin{play}"), Role::Agent).await;
        let no = returning(&mut agent, &format!("T-{play}"), &number).await;
        world.lock().expect("whole").far.insert(number.clone(), 1);
        let play = Play {
            desk: &desk,
            world: Arc::clone(&world),
            account,
            token: token.clone(),
            number,
        };
        play.later(Span::minutes(3));
        let steps = steps().new_tree(&mut runner).expect("steps").current();
        for step in &steps {
            play.does(*step).await;
        }
        play.comes_to_rest().await;
        let number = play.number.clone();
        let (track, unread) = desk
            .app
            .read(move |view| {
                let track = tracks::find(view, "yto", &number)?.expect("followed");
                Ok((track, plugin_pushes::waiting(view)?))
            })
            .await
            .expect("read");
        let words: Vec<&str> = track
            .events
            .iter()
            .map(|event| event.text.as_str())
            .collect();
        let all: Vec<&str> = WAY.iter().map(|(_, words, _)| *words).collect();
        assert_eq!(words, all, "{steps:?}");
        assert_eq!(unread, 0, "{steps:?}");
        assert_eq!(state(&desk, &no).await, State::Arrived, "{steps:?}");
        let no = CaseNo::parse(&no).expect("a number");
        let arrived = desk
            .app
            .read(move |view| {
                let id = cases::id_by_no(view, &no)?.expect("the case");
                let all = cases::timeline(view, id)?;
                let arrivals = all.iter().filter(|(event, _)| {
                    event.verb == aftercare::domain::case::Verb::ReturnDelivered
                });
                Ok(arrivals.count())
            })
            .await
            .expect("read");
        assert_eq!(arrived, 1, "{steps:?}");
        let world = world.lock().expect("whole");
        let asked = world.asked.get(&play.number).cloned().unwrap_or_default();
        for pair in asked.windows(2) {
            let apart = Span(pair[1] - pair[0]);
            assert!(apart >= Span::minutes(30), "{apart:?} {steps:?}");
        }
    }
}
