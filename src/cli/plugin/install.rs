//! `plugin install`: a package into a stopped desk's folder, where it waits for the owner's consent.
//! Nothing of it runs before that.

use super::package;
use super::source::unfit_problem;
use crate::actions::access::Viewer;
use crate::actions::plugins::bringing;
use crate::app::App;
use crate::app::Clock;
use crate::cli::opening;
use crate::cli::problem::Exit;
use crate::cli::problem::Problem;
use crate::cli::said;
use crate::config::Config;
use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::plugin::installed::Packed;
use crate::plugins::described;
use crate::plugins::package as packages;
use crate::plugins::package::Checked;
use crate::store::DATABASE_FILE;
use crate::store::Store;
use crate::store::lock::holder;
use crate::store::people;
use std::path::Path;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Wish {
    #[arg(help = said::help("cli-plugin-package"))]
    package: PathBuf,
    #[arg(long, value_name = "LOGIN", help = said::help("cli-plugin-install-by"))]
    by: Option<String>,
}

pub fn run(wish: &Wish, config: &Config) -> Result<Exit, Problem> {
    let path: &Path = &wish.package;
    let bytes = package::bytes(path)?;
    let checked = packages::read(&bytes).map_err(|faults| package::refused(&faults))?;
    described::describe(checked.component()).map_err(|unfit| unfit_problem(&unfit))?;
    if config.data.join(DATABASE_FILE).exists()
        && let Some(pid) = holder(&config.data)
    {
        let args = [("pid", pid.into()), ("page", PAGE.into())];
        return Err(Problem::new(
            Exit::NotNow,
            "cli-plugin-install-running",
            &args,
        ));
    }
    let app = App::new(opening::existing(config)?, config.clone(), Clock::System);
    let owner = owner(&app, wish.by.as_deref())?;
    let packed = keep(&app.store, checked, &bytes)?;
    let viewer = Viewer::new(owner, Fen::ZERO);
    let moment = app.moment();
    let (id, version) = app.store.write(None, moment.now, move |plan| {
        bringing::bring(plan, &viewer, packed, &moment)
    })?;
    let page = format!("{PAGE}/{id}/versions/{version}");
    let args = [
        ("plugin", id.to_string().into()),
        ("version", version.to_string().into()),
        ("page", page.into()),
    ];
    println!("{}", said::both("cli-plugin-install-waits", &args));
    Ok(Exit::Done)
}

/// Where plugins are on the desk's pages.
const PAGE: &str = "/settings/plugins";

/// In whose name it is brought: the owner who is named, or the only one.
fn owner(app: &App, login: Option<&str>) -> Result<Staff, Problem> {
    let mut owners = app.store.read(|view| Ok(people::all(view)?))?;
    owners.retain(|staff| staff.active && staff.roles.contains(&Role::Owner));
    let named = |staff: &Staff| login.is_none_or(|login| staff.login == login);
    let found = owners.iter().filter(|staff| named(staff));
    let found: Vec<&Staff> = found.collect();
    match (found.as_slice(), owners.is_empty()) {
        ([only], _) => Ok((*only).clone()),
        (_, true) => Err(Problem::new(Exit::NotNow, "cli-admin-not-set-up", &[])),
        _ => {
            let logins: Vec<&str> = owners.iter().map(|staff| staff.login.as_str()).collect();
            let args = [("owners", logins.join(", ").into())];
            Err(Problem::new(Exit::Usage, "cli-plugin-install-who", &args))
        }
    }
}

/// Puts package and component among the files.
fn keep(store: &Store, checked: Checked, bytes: &[u8]) -> anyhow::Result<Packed> {
    let files = store.files();
    Ok(Packed {
        package: files.put(bytes)?,
        component: files.put(checked.component())?,
        size: checked.component().len() as u64,
        sha256: checked.sha256,
        publisher: checked.publisher,
        follows: checked.hand_over.map(|over| over.from),
        manifest: checked.manifest,
    })
}
