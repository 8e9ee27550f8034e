//! An official plugin of a shop on a real desk: brought, agreed to, given an account whose address
//! is that of a server of the test, with encryption, and called by the host as in production.

use super::components::plugins;
use super::vendor::Answers;
use super::vendor::CUT;
use crate::desk::Desk;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::WORLD;
use crate::egress::server::answer;
use crate::egress::server::read;
use aftercare::actions::access::Viewer;
use aftercare::actions::plugins::accounts;
use aftercare::actions::plugins::accounts::Wanted;
use aftercare::actions::plugins::bringing;
use aftercare::actions::plugins::consent;
use aftercare::actions::plugins::consent::Agreed;
use aftercare::actions::plugins::standing;
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::money::Fen;
use aftercare::domain::plugin::Manifest;
use aftercare::domain::plugin::Rights;
use aftercare::domain::plugin::ending::Ending;
use aftercare::domain::plugin::identity::sha256;
use aftercare::domain::plugin::installed::Machine;
use aftercare::domain::plugin::installed::Packed;
use aftercare::domain::plugin::values::Typed;
use aftercare::domain::reach::Zone;
use aftercare::egress::Network;
use aftercare::host::Host;
use aftercare::plugins::ask::Answer;
use aftercare::plugins::ask::Ask;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::machine;
use aftercare::store::people;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use std::collections::BTreeMap;
use std::io::Write;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;

/// Signs for `shop.test`; made for these tests and used nowhere else.
const AUTHORITY: &[u8] = include_bytes!("../../fixtures/egress/authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/egress/server.der");
const KEY: &[u8] = include_bytes!("../../fixtures/egress/server-key.der");

/// A desk with the plugin and one account, and the shop it belongs to.
pub struct Shop {
    pub server: Server,
    /// Its folder and server live as long as the shop does.
    pub desk: Desk,
    pub host: Arc<Host>,
    pub account: PluginAccountId,
    answers: Arc<Mutex<Answers>>,
}

/// A server that speaks TLS and answers as it is told; the tests' network takes its address for
/// one of the world.
fn server(answers: &Arc<Mutex<Answers>>) -> Server {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(
            vec![CERTIFICATE.to_vec().into()],
            KEY.to_vec().try_into().expect("a key"),
        )
        .expect("a certificate");
    let (config, answers) = (Arc::new(config), Arc::clone(answers));
    Server::at(WORLD, 0, move |stream, see| {
        let mut tls = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut secure = Stream::new(&mut tls, stream);
        while let Some(seen) = read(&mut secure) {
            let bytes = answers.lock().expect("whole")(&seen);
            see(seen);
            let Some(bytes) = bytes else { return };
            let whole = bytes.strip_suffix(CUT);
            if secure.write_all(whole.unwrap_or(&bytes)).is_err() || whole.is_some() {
                return;
            }
        }
    })
}

/// What is kept of machine code, and the code.
type Made = (Machine, Vec<u8>);

/// The machine code of a component, made once for all tests: what a desk does at its first call
/// (see `installed.rs`) takes seconds without optimisation.
fn machine_code(name: &str, component: &[u8]) -> Arc<Made> {
    static MADE: Mutex<BTreeMap<String, Arc<Made>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().expect("whole");
    let of_this = made.entry(name.to_owned()).or_insert_with(|| {
        let engine = Engine::new().expect("an engine");
        let code = machine::compile_here(&engine, component).expect("it compiles");
        let (sum, key) = (machine::sum(&code), machine::key(&engine, component));
        Arc::new((Machine { sum, key }, code))
    });
    Arc::clone(of_this)
}

fn network() -> Network {
    let mut network = Network::system();
    network.trust(AUTHORITY).expect("a certificate");
    network.look_up = Arc::new(|_| Box::pin(async { Ok(vec![IpAddr::V4(WORLD)]) }));
    network.zone = |address| match address == IpAddr::V4(WORLD) {
        true => Zone::World,
        false => Zone::of(address),
    };
    network
}

impl Shop {
    /// `name` is the folder of the plugin; `shop-url` is filled in.
    pub async fn of(name: &str, typed: &[(&str, &str)]) -> Shop {
        let answers: Arc<Mutex<Answers>> = Arc::new(Mutex::new(Box::new(|_| None)));
        let server = server(&answers);
        let folder = plugins().join(name);
        let text = std::fs::read_to_string(folder.join("plugin.toml")).expect("a manifest");
        let component = std::fs::read(folder.join(format!("{name}.wasm"))).expect("a component");
        let desk = Desk::set_up().await;
        let files = desk.app.store.files();
        let made = machine_code(name, &component);
        assert_eq!(files.put(&made.1).expect("kept"), made.0.sum);
        let packed = Packed {
            package: files.put(b"the package").expect("kept"),
            component: files.put(&component).expect("kept"),
            size: component.len() as u64,
            sha256: sha256(&component),
            publisher: None,
            follows: None,
            manifest: Manifest::read(&text).unwrap_or_else(|faults| panic!("{faults:?}")),
        };
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        let mut fields: Typed = Typed {
            fields: typed.iter().map(owned).collect(),
            ..Typed::default()
        };
        let url = format!("https://shop.test:{}", server.port());
        fields.fields.insert("shop-url".to_owned(), url);
        let owner = desk
            .app
            .read(|view| Ok(people::by_login(view, "wang")?.expect("the owner")))
            .await
            .expect("read");
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
                    typed: fields,
                    seen: None,
                };
                let machine = Some(made.0.clone());
                bringing::bring(plan, &viewer, packed, &moment)?;
                consent::agree(plan, &viewer, &agreed, &moment)?;
                standing::compiled(plan, &agreed.plugin, &agreed.version, machine)?;
                accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)
            })
            .await
            .expect("an account");
        let program = PathBuf::from(env!("CARGO_BIN_EXE_aftercare"));
        let app = desk.app.clone().into_inner();
        let host = Host::new(app, &network(), program).expect("a host");
        Shop {
            server,
            desk,
            host: Arc::new(host),
            account,
            answers,
        }
    }

    /// From now on the shop answers so.
    pub fn answers(&self, answers: impl Fn(&Seen) -> Option<Vec<u8>> + Send + Sync + 'static) {
        *self.answers.lock().expect("whole") = Box::new(answers);
    }

    /// From now on every answer is this status and body.
    pub fn says(&self, status: &'static str, headers: &'static [(&str, &str)], body: &'static str) {
        self.answers(move |_| Some(answer(status, headers, body.as_bytes())));
    }

    /// Calls the plugin: how it ended, the ms it is to wait, and its answer.
    pub async fn ask(&self, ask: Ask) -> (Ending, Option<i64>, Option<Answer>) {
        let (heard, _) = self
            .host
            .call(self.account, ask, None, |_, _| Ok(0_u32))
            .await
            .expect("heard");
        (heard.ending, heard.after, heard.answer)
    }

    /// The plugin's answer.
    pub async fn answer(&self, ask: Ask) -> Answer {
        let (ending, _, answer) = self.ask(ask).await;
        answer.unwrap_or_else(|| panic!("not answered: {ending:?}"))
    }

    /// How a call ended that was not answered.
    pub async fn ending(&self, ask: Ask) -> Ending {
        self.ask(ask).await.0
    }
}
