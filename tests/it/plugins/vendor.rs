//! An official plugin against a server of the test that stands for its vendor: the committed
//! component, its manifest's grants and the egress client are those that run in production; only
//! the vendor's own origin leads to loopback.

use super::components::plugins;
use crate::egress::server::HOME;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::answer;
use crate::egress::server::read;
use aftercare::domain::plugin::Manifest;
use aftercare::domain::reach::Origin;
use aftercare::domain::reach::Reach;
use aftercare::domain::time::Timestamp;
use aftercare::egress;
use aftercare::egress::Call;
use aftercare::egress::Client;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::call::Done;
use aftercare::plugins::call::Outcome;
use aftercare::plugins::contract::aftercare::plugin::types::CallContext;
use aftercare::plugins::contract::aftercare::plugin::types::PluginError;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::loaded::Loaded;
use aftercare::plugins::network::Credential;
use aftercare::plugins::network::Network;
use aftercare::plugins::network::Outgoing;
use aftercare::plugins::network::Sending;
use aftercare::plugins::surroundings::Kept;
use aftercare::plugins::surroundings::Secret;
use aftercare::plugins::surroundings::Surroundings;
use aftercare::plugins::world::World;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

/// 2026-01-02T03:04:05.678Z
pub const NOW: i64 = 1_767_323_045_678;

/// What the vendor says to a request. None: it cuts the connection.
pub type Answers = Box<dyn Fn(&Seen) -> Option<Vec<u8>> + Send + Sync>;
/// Bytes behind which the connection is cut.
pub const CUT: &[u8] = b"\0cut";

/// The plugin, its account, and the server in the vendor's place.
pub struct Vendor {
    pub server: Server,
    answers: Arc<Mutex<Answers>>,
    plugin: Arc<Loaded>,
    manifest: Manifest,
    /// The vendor's origin: `https://api.example.cn`.
    origin: &'static str,
    settings: BTreeMap<String, String>,
    secrets: BTreeMap<String, String>,
    kept: Mutex<BTreeMap<String, Kept>>,
    /// One for all calls, as in production: it counts.
    client: Arc<Client>,
}

/// Compiled once for all tests: without optimisation that takes seconds.
fn loaded(name: &str, component: &[u8]) -> Arc<Loaded> {
    static LOADED: Mutex<BTreeMap<String, Arc<Loaded>>> = Mutex::new(BTreeMap::new());
    let mut loaded = LOADED.lock().expect("whole");
    let of_this = loaded.entry(name.to_owned()).or_insert_with(|| {
        let engine = Engine::new().expect("an engine");
        Arc::new(Loaded::of_component(&engine, component).expect("it compiles"))
    });
    Arc::clone(of_this)
}

/// Leads one origin to another; secrets may go there instead.
struct Diverted {
    world: World,
    from: &'static str,
    to: String,
}

impl Network for Diverted {
    fn send(&self, mut request: Outgoing) -> Sending<'_> {
        request.url = request.url.replacen(self.from, &self.to, 1);
        for credential in &mut request.credentials {
            let values = match credential {
                Credential::Basic { user, password } => vec![user, password],
                Credential::Bearer(value)
                | Credential::Header { value, .. }
                | Credential::Query { value, .. }
                | Credential::Path { value, .. }
                | Credential::Body { value, .. } => vec![value],
            };
            for origin in values.into_iter().flat_map(|value| &mut value.origins) {
                if origin == self.from {
                    origin.clone_from(&self.to);
                }
            }
        }
        self.world.send(request)
    }
}

impl Vendor {
    /// `name` is the folder of the plugin. Settings and secrets by their keys.
    pub fn of(
        name: &str,
        origin: &'static str,
        settings: &[(&str, &str)],
        secrets: &[(&str, &str)],
    ) -> Vendor {
        let folder = plugins().join(name);
        let text = std::fs::read_to_string(folder.join("plugin.toml")).expect("a manifest");
        let component = std::fs::read(folder.join(format!("{name}.wasm"))).expect("a component");
        let answers: Arc<Mutex<Answers>> = Arc::new(Mutex::new(Box::new(|_| None)));
        let of_server = Arc::clone(&answers);
        let server = Server::doing(move |stream, see| {
            while let Some(seen) = read(stream) {
                let bytes = of_server.lock().expect("whole")(&seen);
                see(seen);
                let Some(bytes) = bytes else { return };
                let whole = bytes.strip_suffix(CUT);
                if stream.write_all(whole.unwrap_or(&bytes)).is_err() || whole.is_some() {
                    return;
                }
            }
        });
        let owned = |pairs: &[(&str, &str)]| {
            let one = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
            pairs.iter().map(one).collect()
        };
        let mut network = egress::Network::system();
        network.look_up = Arc::new(|_| Box::pin(async { Ok(vec![HOME]) }));
        let now = Arc::new(|| Timestamp(NOW));
        Vendor {
            server,
            answers,
            plugin: loaded(name, &component),
            manifest: Manifest::read(&text).unwrap_or_else(|faults| panic!("{faults:?}")),
            origin,
            settings: owned(settings),
            secrets: owned(secrets),
            kept: Mutex::default(),
            client: Arc::new(Client::new(&network, now).expect("a client")),
        }
    }

    /// From now on the vendor answers so.
    pub fn answers(&self, answers: impl Fn(&Seen) -> Option<Vec<u8>> + Send + Sync + 'static) {
        *self.answers.lock().expect("whole") = Box::new(answers);
    }

    /// From now on it begins to answer so, and cuts.
    pub fn answers_then_cuts(&self, begin: impl Fn(&Seen) -> Vec<u8> + Send + Sync + 'static) {
        self.answers(move |seen| Some([begin(seen).as_slice(), CUT].concat()));
    }

    /// From now on every answer is this status and body.
    pub fn says(&self, status: &'static str, headers: &'static [(&str, &str)], body: &'static str) {
        self.answers(move |_| Some(answer(status, headers, body.as_bytes())));
    }

    /// Where the vendor's origin leads.
    fn place(&self) -> String {
        format!("http://vendor.test:{}", self.server.port())
    }

    fn world(&self) -> World {
        let rows = self.manifest.permissions.http.iter();
        let place = Origin::parse(&self.place()).expect("an origin");
        World {
            client: Arc::clone(&self.client),
            plugin: format!("{}/{}", self.manifest.id, self.manifest.version),
            account: "1".to_owned(),
            reach: rows
                .filter(|row| row.origin == self.origin)
                .map(|row| Reach {
                    origin: place.clone(),
                    paths: row.paths.clone(),
                    methods: row.methods.clone(),
                    private: true,
                    rate: row.rate,
                })
                .collect(),
            call: Call::new(50, Instant::now() + Duration::from_secs(30)),
            now: Arc::new(|| NOW),
        }
    }

    /// Calls the plugin; what it kept is there in the next call.
    pub fn ask(&self, ask: &Ask) -> Done {
        let secret = |(key, value): (&String, &String)| {
            let setting = self
                .manifest
                .setting(key)
                .expect("a setting of the manifest");
            let secret = Secret {
                value: value.clone(),
                origins: setting.origins.clone(),
                rotating: setting.rotating,
                expires: None,
            };
            (key.clone(), secret)
        };
        let around = Surroundings {
            settings: self.settings.clone(),
            secrets: self.secrets.iter().map(secret).collect(),
            revealed: Default::default(),
            kept: self.kept.lock().expect("whole").clone(),
            quota: self.manifest.permissions.kv_kib as usize * 1_024,
            now: Arc::new(|| NOW),
            chance: Arc::new(|bytes| bytes.fill(7)),
            network: Arc::new(Diverted {
                world: self.world(),
                from: self.origin,
                to: self.place(),
            }),
        };
        let context = CallContext {
            account_id: "1".to_owned(),
            call_id: "1".to_owned(),
            attempt: 1,
            deadline_s: 20,
            locale: "zh-CN".to_owned(),
            timezone: "Asia/Shanghai".to_owned(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let done = runtime.block_on(self.plugin.call(ask, &context, ask.limits(), around));
        let told = format!("{done:?}");
        for secret in self.secrets.values() {
            assert!(!told.contains(secret.as_str()), "a secret came out: {told}");
        }
        if matches!(done.outcome, Outcome::Answered(_)) {
            let mut kept = self.kept.lock().expect("whole");
            for (key, value) in &done.staged.kept {
                match value {
                    Some(value) => kept.insert(key.clone(), value.clone()),
                    None => kept.remove(key),
                };
            }
        }
        done
    }

    /// The plugin's answer.
    pub fn answer(&self, ask: &Ask) -> Answer {
        match self.ask(ask).outcome {
            Outcome::Answered(answer) => answer,
            other => panic!("not answered: {other:?}"),
        }
    }

    /// Why the plugin said no.
    pub fn refusal(&self, ask: &Ask) -> PluginError {
        match self.ask(ask).outcome {
            Outcome::Refused(error) => error,
            other => panic!("not refused: {other:?}"),
        }
    }
}

/// A JSON answer with a status of its own.
pub fn json(status: &str, body: &str) -> Option<Vec<u8>> {
    let kind = [("Content-Type", "application/json; charset=utf-8")];
    Some(answer(status, &kind, body.as_bytes()))
}

/// The fields of a request's query, decoded.
pub fn query(seen: &Seen) -> BTreeMap<String, String> {
    let target = seen.line().split(' ').nth(1).unwrap_or_default();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}
