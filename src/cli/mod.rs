//! The command line: one file per command. Everything is said in Chinese, then in English.

mod admin;
mod backup;
mod bench;
mod demo;
mod doctor;
mod healthcheck;
mod help;
mod import;
mod logs;
mod opening;
mod plugin;
mod plugin_compile;
mod problem;
mod restore;
mod said;
mod serve;
mod settings;
mod token;

use crate::config::Config;
use clap::FromArgMatches;
use clap::Parser;
use clap::Subcommand;
use problem::Exit;
use problem::Problem;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "aftercare", version, about = said::help("cli-about"))]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = said::help("cli-serve"))]
    Serve,
    #[command(about = said::help("cli-demo"))]
    Demo,
    #[command(about = said::help("cli-admin"), subcommand)]
    Admin(admin::Admin),
    #[command(about = said::help("cli-token"), subcommand)]
    Token(token::Token),
    #[command(about = said::help("cli-import"), subcommand)]
    Import(import::Import),
    #[command(about = said::help("cli-backup"))]
    Backup(backup::Wish),
    #[command(about = said::help("cli-restore"))]
    Restore(restore::Wish),
    #[command(about = said::help("cli-doctor"))]
    Doctor(doctor::Wish),
    #[command(about = said::help("cli-reindex"))]
    Reindex(doctor::ReindexWish),
    #[command(about = said::help("cli-plugin"), subcommand)]
    Plugin(plugin::Plugin),
    #[command(about = said::help("cli-bench"))]
    Bench(bench::Wish),
    #[command(about = said::help("cli-config"), subcommand)]
    Config(settings::Settings),
    #[command(about = said::help("cli-healthcheck"))]
    Healthcheck,
    // What the desk starts by itself when a plugin is installed.
    #[command(name = crate::plugins::machine::COMPILE, hide = true)]
    PluginCompile(plugin_compile::Wish),
}

/// Runs the command that this process was started with.
pub fn run() -> ExitCode {
    let matches = help::line().get_matches();
    let line = match Line::from_arg_matches(&matches) {
        Ok(line) => line,
        Err(error) => error.exit(),
    };
    let outcome = help::config(&matches)
        .map_err(Problem::from)
        .and_then(|config| dispatch(line.command.unwrap_or(Command::Serve), config));
    match outcome {
        Ok(exit) => exit.into(),
        Err(problem) => {
            eprintln!("{}", problem.text);
            problem.exit.into()
        }
    }
}

fn dispatch(command: Command, config: Config) -> Result<Exit, Problem> {
    match command {
        Command::Serve => serve::run(config),
        Command::Demo => demo::run(&config),
        Command::Admin(admin) => admin::run(admin, &config),
        Command::Token(token) => token::run(&token, &config),
        Command::Import(what) => import::run(&what, &config),
        Command::Backup(wish) => backup::run(&wish, &config),
        Command::Restore(wish) => restore::run(&wish, &config),
        Command::Doctor(wish) => doctor::run(&wish, &config),
        Command::Reindex(wish) => doctor::run_reindex(&wish, &config),
        Command::Plugin(what) => plugin::run(&what, &config),
        Command::Bench(wish) => bench::run(&wish, &config),
        Command::Config(what) => settings::run(&what, &config),
        Command::Healthcheck => healthcheck::run(&config),
        Command::PluginCompile(wish) => plugin_compile::run(&wish),
    }
}
