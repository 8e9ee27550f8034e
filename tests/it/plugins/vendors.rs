//! A desk with an official plugin of a courier, and a server that stands in its vendor's place: the
//! committed component, its own manifest and the vendor's own address, which leads to loopback.

use super::components::plugins;
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
use aftercare::domain::ids::PluginAccountId;
use aftercare::domain::money::Fen;
use aftercare::domain::plugin::Manifest;
use aftercare::domain::plugin::Rights;
use aftercare::domain::plugin::identity::sha256;
use aftercare::domain::plugin::installed::Packed;
use aftercare::domain::plugin::values::Typed;
use aftercare::domain::reach::Zone;
use aftercare::egress::Network;
use aftercare::store::people;
use aftercare::store::plugins as kept;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::Stream;
use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;

/// Signs for the vendors of couriers; made for these tests and used nowhere else.
const AUTHORITY: &[u8] = include_bytes!("../../fixtures/plugins/vendors-authority.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/plugins/vendors.der");
const KEY: &[u8] = include_bytes!("../../fixtures/plugins/vendors-key.der");

/// What the vendor answers; None: it cuts the connection.
type Answer = Option<Vec<u8>>;

/// A server that speaks TLS in the vendors' names.
pub fn server(answers: impl Fn(&Seen) -> Answer + Send + Sync + 'static) -> Server {
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
    let config = Arc::new(config);
    Server::at(WORLD, 0, move |stream, see| {
        let mut tls = ServerConnection::new(Arc::clone(&config)).expect("a connection");
        let mut secure = Stream::new(&mut tls, stream);
        while let Some(seen) = read(&mut secure) {
            let bytes = answers(&seen);
            see(seen);
            let Some(bytes) = bytes else { return };
            if secure.write_all(&bytes).is_err() {
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
    let mut network = Network::system();
    network.look_up = Arc::new(|_| Box::pin(async { Ok(vec![IpAddr::V4(WORLD)]) }));
    network.zone = zone;
    network.port = server.port();
    network.trust(AUTHORITY).expect("a certificate");
    network
}

/// Brings the plugin of this folder, agrees to it, and gives it an account.
pub async fn install(
    desk: &Desk,
    folder: &str,
    fields: &[(&str, &str)],
) -> (PluginAccountId, String) {
    let place = plugins().join(folder);
    let text = std::fs::read_to_string(place.join("plugin.toml")).expect("a manifest");
    let component = std::fs::read(place.join(format!("{folder}.wasm"))).expect("a component");
    let files = desk.app.store.files();
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
