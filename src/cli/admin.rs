//! `admin create`, `admin reset-password` and `admin reset-2fa`: the way in when nobody can sign in.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::actions::Moment;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::PASSWORD_LENGTH;
use crate::actions::second_factor;
use crate::app;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::people as staff;
use crate::store::settings::desk;
use std::io::BufRead;

#[derive(clap::Subcommand)]
pub enum Admin {
    #[command(about = said::help("cli-admin-create"))]
    Create(Account),
    #[command(about = said::help("cli-admin-reset"))]
    ResetPassword(Account),
    #[command(name = "reset-2fa", about = said::help("cli-admin-reset-factor"))]
    ResetFactor(Whose),
}

#[derive(clap::Args)]
pub struct Whose {
    #[arg(help = said::help("cli-admin-login"))]
    login: String,
}

#[derive(clap::Args)]
pub struct Account {
    #[arg(help = said::help("cli-admin-login"))]
    login: String,
    #[arg(long, help = said::help("cli-admin-password-stdin"))]
    password_stdin: bool,
}

pub fn run(admin: Admin, config: &Config) -> Result<Exit, Problem> {
    let app = App::new(opening::existing(config)?, config.clone(), Clock::System);
    let moment = app.moment();
    match admin {
        Admin::Create(account) => create(&app, &account, moment),
        Admin::ResetPassword(account) => reset(&app, &account, moment),
        Admin::ResetFactor(whose) => reset_factor(&app, &whose.login, moment),
    }
}

/// Takes the second factor away; the password stays.
fn reset_factor(app: &App, login: &str, moment: Moment) -> Result<Exit, Problem> {
    let wanted = login.to_owned();
    let done = app.store.write(None, moment.now, move |plan| {
        let staff = staff::by_login(plan, &wanted)?.ok_or(Failure::NotFound)?;
        second_factor::take_away(plan, staff.id, staff.id, &moment)
    });
    let args = [("login", login.into())];
    match done {
        Ok(()) => {
            println!("{}", said::both("cli-admin-factor-was-reset", &args));
            Ok(Exit::Done)
        }
        Err(Failure::NotFound) => Err(Problem::new(
            Exit::Failed,
            "cli-admin-factor-unknown",
            &args,
        )),
        Err(failure) => Err(failure.into()),
    }
}

fn create(app: &App, account: &Account, moment: Moment) -> Result<Exit, Problem> {
    if app.store.read(|view| Ok(desk(view)?))?.is_none() {
        return Err(Problem::new(Exit::NotNow, "cli-admin-not-set-up", &[]));
    }
    let password = Password::of(account, app)?;
    let new = NewStaff {
        login: account.login.clone(),
        display_name: account.login.clone(),
        password_hash: app::hash_password(&password.text)?,
        roles: vec![Role::Owner],
        shops: Vec::new(),
        limit: None,
        lang: Lang::ZhCn,
    };
    app.store.write(None, moment.now, move |plan| {
        people::create(plan, &new, &moment)
    })?;
    password.tell("cli-admin-created", &account.login);
    Ok(Exit::Done)
}

fn reset(app: &App, account: &Account, moment: Moment) -> Result<Exit, Problem> {
    let password = Password::of(account, app)?;
    let login = account.login.clone();
    let hash = app::hash_password(&password.text)?;
    let done = app.store.write(None, moment.now, move |plan| {
        people::reset_password(plan, &login, &hash, &moment)
    });
    match done {
        Ok(_) => {
            password.tell("cli-admin-was-reset", &account.login);
            Ok(Exit::Done)
        }
        Err(Failure::NotFound) => Err(Problem::new(
            Exit::Failed,
            "cli-admin-unknown",
            &[("login", (&account.login).into())],
        )),
        Err(failure) => Err(failure.into()),
    }
}

/// Read from standard input, or made here and shown once.
struct Password {
    text: String,
    made_here: bool,
}

impl Password {
    fn of(account: &Account, app: &App) -> Result<Password, Problem> {
        if !account.password_stdin {
            return Ok(Password {
                text: app.token(),
                made_here: true,
            });
        }
        let mut text = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut text)
            .map_err(anyhow::Error::from)?;
        let text = text.trim_end_matches(['\r', '\n']).to_owned();
        if text.chars().count() < PASSWORD_LENGTH {
            return Err(Problem::new(
                Exit::Usage,
                "cli-admin-password-short",
                &[("count", PASSWORD_LENGTH.into())],
            ));
        }
        Ok(Password {
            text,
            made_here: false,
        })
    }

    fn tell(&self, key: &'static str, login: &str) {
        println!("{}", said::both(key, &[("login", login.into())]));
        if self.made_here {
            let args = [("password", self.text.as_str().into())];
            println!("{}", said::both("cli-admin-password", &args));
        }
    }
}
