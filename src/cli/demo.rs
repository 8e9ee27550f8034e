//! `demo`: the example shop on a free port, with a link per role; nothing stays behind.

use super::logs;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use super::serve;
use crate::actions::tokens;
use crate::actions::tokens::NewToken;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::config::Origin;
use crate::demo::Prepared;
use crate::domain::people::Role;
use crate::domain::token::Scope;
use crate::store::Store;
use actix_web::web::Data;
use anyhow::Context;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;

/// Whom one can be, in the order of the links.
const ROLES: [Role; 6] = [
    Role::Owner,
    Role::Agent,
    Role::Supervisor,
    Role::Warehouse,
    Role::Finance,
    Role::Technician,
];

pub fn run(settings: &Config) -> Result<Exit, Problem> {
    let scratch = Scratch::make("demo")?;
    let listen = wanted_address(settings);
    let mut config = Config::throw_away(scratch.folder(), listen)?;
    config.log.clone_from(&settings.log);
    if config.log == "info" {
        // The links are what is to be seen.
        "warn".clone_into(&mut config.log);
    }
    config.log_format = settings.log_format;
    config.api_per_minute = settings.api_per_minute;
    config.api_burst = settings.api_burst;
    logs::begin(&config);
    let listener = serve::listen(listen)?;
    let config = serve::heard_at(config, &listener)?;
    let (app, token) = open(config)?;
    println!("{}\n", said::both("cli-demo-here", &[]));
    let [chinese, english] = said::languages();
    for (role, (token, _)) in ROLES.iter().zip(&app.doors) {
        let page = format!("/demo/sign-in/{token}");
        println!(
            "  {} · {}\n    {}",
            chinese.code("role", role.code()),
            english.code("role", role.code()),
            app.config.site().page(&page)
        );
    }
    let api = app.config.site().page("/api/v1");
    let args = [("token", token.as_str().into()), ("address", api.into())];
    println!("{}\n", said::both("cli-demo-token", &args));
    serve::until_told(Data::new(app), listener)?;
    Ok(Exit::Done)
}

/// Fills the folder, makes a link per role and a token with the owner's rights.
fn open(config: Config) -> Result<(App, String), Problem> {
    let store = Store::open(&config.data)?;
    let mut app = App::new(store, config, Clock::System);
    let prepared = Prepared::new(app.store.vault())?;
    let moment = app.moment();
    let people = app.store.write(None, moment.now, move |plan| {
        prepared.set_up(plan, "", &moment)
    })?;
    for role in ROLES {
        let (_, staff) = people
            .iter()
            .find(|(own, _)| *own == role)
            .with_context(|| format!("the example shop has no {role}"))?;
        let door = (app.token(), *staff);
        app.doors.push(door);
    }
    let token = tokens::token_of(&[app.token(), app.token()]);
    if let Some((_, owner)) = app.doors.first() {
        let (kept, moment) = (token.clone(), app.moment());
        let new = NewToken {
            staff: *owner,
            name: "demo".to_owned(),
            scopes: Scope::ALL.to_vec(),
            expires_at: None,
        };
        app.store.write(None, moment.now, move |plan| {
            tokens::create(plan, &new, &kept, None, &moment)
        })?;
    }
    Ok((app, token))
}

/// A free port, unless one was asked for.
fn wanted_address(settings: &Config) -> SocketAddr {
    let asked = settings
        .values
        .iter()
        .any(|value| value.setting.name == "listen" && value.origin != Origin::Default);
    match asked {
        true => settings.listen,
        false => SocketAddr::from(([127, 0, 0, 1], 0)),
    }
}

/// A folder that is gone when this is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// # Errors
    /// When it cannot be made.
    pub fn make(what: &str) -> anyhow::Result<Scratch> {
        let name = format!("aftercare-{what}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("making the folder {}", folder.display()))?;
        Ok(Scratch(folder))
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed now lies where the system clears up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
