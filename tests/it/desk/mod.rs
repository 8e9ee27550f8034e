//! The harness: a desk on a free port with its clock in hand, and browsers that keep cookies.

mod browser;

pub use browser::Answer;
pub use browser::Browser;
pub use browser::between;

use crate::store::faulty_backend::FaultyDisk;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use aftercare::actions::people;
use aftercare::actions::people::NewStaff;
use aftercare::actions::people::SetUp;
use aftercare::app::App;
use aftercare::app::Clock;
use aftercare::app::hash_password;
use aftercare::config::Config;
use aftercare::domain::ids::ShopId;
use aftercare::domain::order::Channel;
use aftercare::domain::people::Lang;
use aftercare::domain::people::Role;
use aftercare::domain::time::Span;
use aftercare::egress::Network;
use aftercare::first_start;
use aftercare::host::Host;
use aftercare::store::Store;
use aftercare::store::files::Files;
use aftercare::store::people as staff;
use aftercare::web;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use tempfile::TempDir;

/// 2026-11-22 09:00 in Shanghai.
pub const MORNING: i64 = 1_795_309_200_000;
/// Everyone's password on a test desk.
pub const PASSWORD: &str = "four quiet winter ducks";
/// The set-up token of a fresh test desk.
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";

static HASH: LazyLock<String> = LazyLock::new(|| hash_password(PASSWORD).expect("hashes"));

/// The program itself, which compiles plugins in a child.
fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_aftercare"))
}

/// A running desk. Dropping it stops the server and removes the folder.
pub struct Desk {
    pub app: Data<App>,
    pub host: Data<Host>,
    /// `http://127.0.0.1:port` and the prefix.
    pub base: String,
    clock: Arc<AtomicI64>,
    server: ServerHandle,
    _folder: TempDir,
}

impl Desk {
    /// A desk nobody has set up, with [`TOKEN`] in its folder.
    pub async fn fresh() -> Desk {
        Desk::under("").await
    }

    /// The same below a path.
    pub async fn under(prefix: &str) -> Desk {
        Desk::behind(prefix).await
    }

    /// The same behind a public address: whole, or only its path.
    pub async fn behind(public: &str) -> Desk {
        Desk::start(public, |folder| Store::open(folder).expect("a store")).await
    }

    /// A desk with a shop and its owner, on a disk that can be made to fail.
    pub async fn on(disk: &FaultyDisk) -> Desk {
        let under = disk.clone();
        let desk = Desk::start("", move |folder| {
            let files = Files::open(folder).expect("files");
            Store::on_backends(move || Ok(under.backend()), files).expect("a store")
        })
        .await;
        desk.make_owner().await;
        desk
    }

    /// A desk with a shop and its owner, some settings of its own.
    pub async fn set_up_with(change: impl FnOnce(&mut Config)) -> Desk {
        let open = |folder: &Path| Store::open(folder).expect("a store");
        let desk = Desk::start_with("", open, change).await;
        desk.make_owner().await;
        desk
    }

    async fn start(public: &str, open: impl FnOnce(&Path) -> Store) -> Desk {
        Desk::start_with(public, open, |_| {}).await
    }

    /// A desk with a shop and its owner behind a public address, whose plugins find this network.
    pub async fn in_network(public: &str, network: Network) -> Desk {
        let open = |folder: &Path| Store::open(folder).expect("a store");
        let desk = Desk::start_in(network, public, open, |_| {}).await;
        desk.make_owner().await;
        desk
    }

    async fn start_with(
        public: &str,
        open: impl FnOnce(&Path) -> Store,
        change: impl FnOnce(&mut Config),
    ) -> Desk {
        Desk::start_in(Network::system(), public, open, change).await
    }

    async fn start_in(
        network: Network,
        public: &str,
        open: impl FnOnce(&Path) -> Store,
        change: impl FnOnce(&mut Config),
    ) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let clock = Arc::new(AtomicI64::new(MORNING));
        let mut config = Config::throw_away(folder.path(), address).expect("settings");
        config.public_url = match public {
            "" => String::new(),
            whole if whole.contains("://") => whole.to_owned(),
            path => format!("http://{address}{path}"),
        };
        change(&mut config);
        let prefix = config.site().path;
        let now = aftercare::domain::time::Timestamp(MORNING);
        first_start::token(folder.path(), TOKEN.into(), now).expect("a set-up token");
        let store = open(folder.path());
        let app = Data::new(App::new(store, config, Clock::Hand(Arc::clone(&clock))));
        let host = Host::new(app.clone().into_inner(), &network, program()).expect("a host");
        let host = Data::new(host);
        let server = web::server(app.clone(), host.clone(), listener).expect("a server");
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Desk {
            app,
            host,
            base: format!("http://{address}{prefix}"),
            clock,
            server: handle,
            _folder: folder,
        }
    }

    /// A desk with a shop and its owner `wang`.
    pub async fn set_up() -> Desk {
        let desk = Desk::fresh().await;
        desk.make_owner().await;
        desk
    }

    /// Sets the desk up behind the pages' back.
    pub async fn make_owner(&self) {
        let wanted = SetUp {
            owner: new_staff("wang", "王老板", &[]),
            shop_name: "女装旗舰店".into(),
            channel: Channel::Taobao,
            lang: Lang::ZhCn,
            zone: "Asia/Shanghai".into(),
        };
        let moment = self.app.moment();
        self.app
            .write(None, move |plan| people::set_up(plan, &wanted, &moment))
            .await
            .expect("sets up");
    }

    /// Adds a member of staff and signs them in.
    pub async fn staff(&self, login: &str, role: Role) -> Browser {
        let new = new_staff(login, login, &[role]);
        let moment = self.app.moment();
        self.app
            .write(None, move |plan| people::create(plan, &new, &moment))
            .await
            .expect("creates");
        self.signed_in(login).await
    }

    /// Lets someone see no shop but one that is not there.
    pub async fn only_other_shops(&self, login: &str) {
        let login = login.to_owned();
        let moment = self.app.moment();
        self.app
            .write(None, move |plan| {
                let staff = staff::by_login(plan, &login)?.expect("someone we made");
                people::change(plan, staff.id, |s| s.shops = vec![ShopId(99)], &moment)
            })
            .await
            .expect("changes");
    }

    /// The owner, signed in.
    pub async fn owner(&self) -> Browser {
        self.signed_in("wang").await
    }

    /// Someone who has an account, signed in through the page.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let fields = [("login", login), ("password", PASSWORD), ("next", "/")];
        browser
            .post("/sign-in", &fields)
            .await
            .leads_to(&format!("{}/", self.prefix()));
        browser
    }

    /// Someone whom nobody knows.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Moves the clock.
    pub fn later(&self, span: Span) {
        self.clock.fetch_add(span.0, Ordering::SeqCst);
    }

    pub fn prefix(&self) -> String {
        self.app.config.site().path
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // The handle only sends a message; the test's runtime ends the rest.
        drop(self.server.stop(false));
    }
}

pub fn new_staff(login: &str, name: &str, roles: &[Role]) -> NewStaff {
    NewStaff {
        login: login.into(),
        display_name: name.into(),
        password_hash: HASH.clone(),
        roles: roles.to_vec(),
        shops: Vec::new(),
        limit: None,
        lang: Lang::ZhCn,
    }
}
