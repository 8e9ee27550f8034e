//! `token create`, `list` and `revoke`: tokens for programs, on a stopped desk.

use super::opening;
use super::problem::Exit;
use super::problem::Problem;
use super::said;
use crate::actions::tokens as acts;
use crate::actions::tokens::NewToken;
use crate::app::App;
use crate::app::Clock;
use crate::config::Config;
use crate::domain::ids::TokenId;
use crate::domain::time::Timestamp;
use crate::domain::token::ApiToken;
use crate::domain::token::Scope;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::store::people;
use crate::store::settings::desk;
use crate::store::tokens;
use anyhow::Context;
use jiff::tz::TimeZone;
use serde::Serialize;

#[derive(clap::Subcommand)]
pub enum Token {
    #[command(about = said::help("cli-token-create"))]
    Create(Wish),
    #[command(about = said::help("cli-token-list"))]
    List {
        #[arg(long, help = said::help("cli-token-json"))]
        json: bool,
    },
    #[command(about = said::help("cli-token-revoke"))]
    Revoke {
        #[arg(help = said::help("cli-token-id"))]
        id: u64,
    },
}

#[derive(clap::Args)]
pub struct Wish {
    #[arg(long, help = said::help("cli-token-login"))]
    login: String,
    #[arg(long, default_value = "aftercare token create", help = said::help("cli-token-name"))]
    name: String,
    #[arg(long = "scope", required = true, value_parser = scopes(), help = said::help("cli-token-scope"))]
    scopes: Vec<Scope>,
    #[arg(long, value_name = "DAY", help = said::help("cli-token-expires"))]
    expires: Option<String>,
    #[arg(long, help = said::help("cli-token-json"))]
    json: bool,
}

/// The codes of the scopes, as clap offers and checks them.
fn scopes() -> impl clap::builder::TypedValueParser<Value = Scope> {
    use clap::builder::TypedValueParser;
    let codes = Scope::ALL.iter().map(|scope| scope.code());
    clap::builder::PossibleValuesParser::new(codes)
        .try_map(|code| Scope::from_code(&code).ok_or("clap let only codes through"))
}

/// A token as `--json` prints it.
#[derive(Serialize)]
struct Shown<'a> {
    id: u64,
    login: &'a str,
    name: &'a str,
    scopes: Vec<&'static str>,
    begins: &'a str,
    created_at: String,
    expires_at: Option<String>,
    used_at: Option<String>,
    /// Only when it was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<&'a str>,
}

impl<'a> Shown<'a> {
    fn of(token: &'a ApiToken, login: &'a str, whole: Option<&'a str>) -> Shown<'a> {
        let iso = |at| formats::iso(at, &TimeZone::UTC);
        Shown {
            id: token.id.0,
            login,
            name: &token.name,
            scopes: token.scopes.iter().map(|scope| scope.code()).collect(),
            begins: &token.begins,
            created_at: iso(token.created_at),
            expires_at: token.expires_at.map(iso),
            used_at: token.used_at.map(iso),
            token: whole,
        }
    }
}

pub fn run(token: &Token, config: &Config) -> Result<Exit, Problem> {
    let app = App::new(opening::existing(config)?, config.clone(), Clock::System);
    match token {
        Token::Create(wish) => create(&app, wish),
        Token::List { json } => list(&app, *json),
        Token::Revoke { id } => revoke(&app, TokenId(*id)),
    }
}

fn create(app: &App, wish: &Wish) -> Result<Exit, Problem> {
    let moment = app.moment();
    let expires_at = match &wish.expires {
        None => None,
        Some(day) => Some(end_of(app, day)?),
    };
    let staff = app.store.read(|view| {
        let staff = people::by_login(view, &wish.login)?;
        staff.filter(|staff| staff.active).ok_or(Failure::NotFound)
    });
    let staff = match staff {
        Ok(staff) => staff,
        Err(Failure::NotFound) => {
            let args = [("login", (&wish.login).into())];
            return Err(Problem::new(Exit::Failed, "cli-admin-unknown", &args));
        }
        Err(failure) => return Err(failure.into()),
    };
    let new = NewToken {
        staff: staff.id,
        name: wish.name.clone(),
        scopes: wish.scopes.clone(),
        expires_at,
    };
    let whole = acts::token_of(&[app.token(), app.token()]);
    let kept = whole.clone();
    app.store.write(None, moment.now, move |plan| {
        acts::create(plan, &new, &kept, None, &moment)
    })?;
    if wish.json {
        let hash = acts::hash_of(&whole);
        let token = app.store.read(|view| Ok(tokens::by_hash(view, &hash)?))?;
        let token = token.context("a token that was just made is there")?;
        print(&Shown::of(&token, &staff.login, Some(&whole)))?;
    } else {
        let args = [("token", whole.as_str().into())];
        println!("{}", said::both("cli-token-made", &args));
    }
    Ok(Exit::Done)
}

/// The end of a day in the desk's zone.
fn end_of(app: &App, day: &str) -> Result<Timestamp, Problem> {
    let wrong = || Problem::new(Exit::Usage, "cli-token-day", &[]);
    let desk = app.store.read(|view| Ok(desk(view)?))?;
    let zone = formats::zone(desk.as_ref().map_or("", |desk| desk.zone.as_str()));
    let day: jiff::civil::Date = day.parse().map_err(|_| wrong())?;
    let end = day.tomorrow().and_then(|day| day.to_zoned(zone));
    let end = Timestamp(end.map_err(|_| wrong())?.timestamp().as_millisecond());
    match end > app.now() {
        true => Ok(end),
        false => Err(wrong()),
    }
}

fn list(app: &App, json: bool) -> Result<Exit, Problem> {
    let found = app.store.read(|view| {
        let mut found = Vec::new();
        for token in tokens::all(view)? {
            let staff = people::by_id(view, token.staff)?;
            found.push((token, staff.map(|staff| staff.login).unwrap_or_default()));
        }
        Ok(found)
    })?;
    if json {
        let shown: Vec<Shown<'_>> = found
            .iter()
            .map(|(token, login)| Shown::of(token, login, None))
            .collect();
        print(&shown)?;
        return Ok(Exit::Done);
    }
    for (token, login) in &found {
        let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.code()).collect();
        let until = token
            .expires_at
            .map_or_else(|| "-".to_owned(), |at| formats::iso(at, &TimeZone::UTC));
        println!(
            "{}\t{login}\t{}…\t{}\t{until}\t{}",
            token.id,
            token.begins,
            scopes.join(" "),
            token.name
        );
    }
    Ok(Exit::Done)
}

fn print(shown: &impl Serialize) -> Result<(), Problem> {
    let json = serde_json::to_string_pretty(shown).context("tokens are always JSON")?;
    println!("{json}");
    Ok(())
}

fn revoke(app: &App, id: TokenId) -> Result<Exit, Problem> {
    let moment = app.moment();
    let done = app.store.write(None, moment.now, move |plan| {
        acts::revoke_any(plan, id, None, &moment)
    });
    match done {
        Ok(token) => {
            let args = [("id", id.0.into()), ("name", token.name.as_str().into())];
            println!("{}", said::both("cli-token-revoked", &args));
            Ok(Exit::Done)
        }
        Err(Failure::NotFound) => Err(Problem::new(
            Exit::Failed,
            "cli-token-unknown",
            &[("id", id.0.into())],
        )),
        Err(failure) => Err(failure.into()),
    }
}
