//! A desk with an official plugin, and a server that stands in its vendor's place: the committed
//! component, its own manifest and, of couriers, the vendor's own address, which leads to loopback.

use super::components::plugins;
use super::vendor::CUT;
use crate::desk::Desk;
use crate::egress::server::Seen;
use crate::egress::server::Server;
use crate::egress::server::WORLD;
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
use aftercare::domain::plugin::PluginId;
use aftercare::domain::plugin::Rights;
use aftercare::domain::plugin::identity::sha256;
use aftercare::domain::plugin::installed::Machine;
use aftercare::domain::plugin::installed::Packed;
use aftercare::domain::plugin::values::Typed;
use aftercare::domain::reach::Zone;
use aftercare::egress::Network;
use aftercare::plugins::engine::Engine;
use aftercare::plugins::machine;
use aftercare::store::orders;
use aftercare::store::people;
use aftercare::store::plugins as kept;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use std::collections::BTreeMap;
use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::Mutex;

/// Signs for the vendors of couriers; made for these tests and used nowhere else.
const AUTHORITY: &[u8] = include_bytes!("../../fixtures/plugins/vendors-authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/plugins/vendors.der");
const KEY: &[u8] = include_bytes!("../../fixtures/plugins/vendors-key.der");

/// What the vendor answers; None: it cuts the connection.
type Answer = Option<Vec<u8>>;

/// A server that speaks TLS in the vendors' names.
pub fn server(answers: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Server {
    speaking(CERTIFICATE, KEY, answers)
}

/// A server that speaks TLS with a certificate, at the address that the tests' network takes for one
/// of the world. What ends with [`CUT`] is sent without it, and the connection cut.
pub fn speaking(
    certificate: &[u8],
    key: &[u8],
    answers: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
) -> Server {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.to_vec().into()],
            key.to_vec().try_into().expect("a key"),
        )
        .expect("a certificate");
    let config = Arc::new(config);
    Server::at(WORLD, 0, move |stream, see| {
        let mut tls = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut secure = Stream::new(&mut tls, stream);
        while let Some(seen) = read(&mut secure) {
            let bytes = answers(&seen);
            see(seen);
            let Some(bytes) = bytes else { return };
            let whole = bytes.strip_suffix(CUT);
            if secure.write_all(whole.unwrap_or(&bytes)).is_err() || whole.is_some() {
                return;
            }
        }
    })
}

fn zone(address: IpAddr) -> Zone {
    match address == IpAddr::V4(WORLD) {
        true => Zone::World,
        false => Zone::of(address),
    }
}

/// Every name leads to this server.
pub fn network(server: &Server) -> Network {
    let mut network = leading_here(AUTHORITY);
    network.port = server.port();
    network
}

/// Every name leads to this machine, and this authority is believed.
pub fn leading_here(authority: &[u8]) -> Network {
    let mut network = Network::system();
    network.look_up = Arc::new(|_| Box::pin(async { Ok(vec![IpAddr::V4(WORLD)]) }));
    network.zone = zone;
    network.trust(authority).expect("a certificate");
    network
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

/// Brings the plugin of this folder, agrees to it, and gives it an account: that, and the unguessable
/// part of its address.
pub async fn install(
    desk: &Desk,
    folder: &str,
    fields: &[(&str, &str)],
) -> (PluginAccountId, String) {
    let place = plugins().join(folder);
    let text = std::fs::read_to_string(place.join("plugin.toml")).expect("a manifest");
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let component = std::fs::read(place.join(format!("{name}.wasm"))).expect("a component");
    let files = desk.app.store.files();
    let made = machine_code(folder, &component);
    assert_eq!(files.put(&made.1).expect("kept"), made.0.sum);
    let packed = Packed {
        manifest: Manifest::read(&text).unwrap_or_else(|faults| panic!("{faults:?}")),
        package: files.put(text.as_bytes()).expect("kept"),
        component: files.put(&component).expect("kept"),
        size: component.len() as u64,
        sha256: sha256(&component),
        publisher: None,
        follows: None,
    };
    let owner = desk
        .app
        .read(|view| Ok(people::by_login(view, "wang")?.expect("the owner")))
        .await
        .expect("read");
    let viewer = Viewer::new(owner, Fen(0));
    let (moment, token) = (desk.app.moment(), desk.app.token());
    let store = Arc::clone(&desk.app.store);
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let typed = Typed {
        fields: fields.iter().map(owned).collect(),
        ..Typed::default()
    };
    let account = desk
        .app
        .write(None, move |plan| {
            let id = packed.manifest.id.clone();
            let agreed = Agreed {
                plugin: id.clone(),
                version: packed.manifest.version.clone(),
                hash: Rights::of_manifest(&packed.manifest).hash(),
                enable: true,
            };
            let wanted = Wanted {
                plugin: id,
                account: None,
                name: "旗舰店".to_owned(),
                typed,
                seen: None,
            };
            bringing::bring(plan, &viewer, packed, &moment)?;
            consent::agree(plan, &viewer, &agreed, &moment)?;
            let machine = Some(made.0.clone());
            standing::compiled(plan, &agreed.plugin, &agreed.version, machine)?;
            accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)
        })
        .await
        .expect("installed");
    let token = desk
        .app
        .read(move |view| Ok(kept::account(view, account)?.expect("the account").token))
        .await
        .expect("read");
    (account, token)
}

/// Another account of a plugin that is there.
pub async fn another(desk: &Desk, plugin: &str, fields: &[(&str, &str)]) -> PluginAccountId {
    let (moment, token) = (desk.app.moment(), desk.app.token());
    let store = Arc::clone(&desk.app.store);
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    let wanted = Wanted {
        plugin: PluginId::parse(plugin).expect("an id"),
        account: None,
        name: "备用".to_owned(),
        typed: Typed {
            fields: fields.iter().map(owned).collect(),
            ..Typed::default()
        },
        seen: None,
    };
    let added = desk.app.write(None, move |plan| {
        let owner = people::by_login(plan, "wang")?.expect("the owner");
        let viewer = Viewer::new(owner, Fen(0));
        accounts::save(plan, store.vault(), &viewer, &wanted, &token, &moment)
    });
    added.await.expect("added")
}

/// Says that the account belongs to the desk's first shop.
pub async fn give(desk: &Desk, plugin: &str, account: PluginAccountId) {
    let id = PluginId::parse(plugin).expect("an id");
    let moment = desk.app.moment();
    let given = desk.app.write(None, move |plan| {
        let owner = people::by_login(plan, "wang")?.expect("the owner");
        let viewer = Viewer::new(owner, Fen(0));
        let to = orders::shops(plan)?.first().map(|shop| shop.id);
        accounts::give_to(plan, &viewer, &id, account, to, &moment)
    });
    given.await.expect("given");
}
