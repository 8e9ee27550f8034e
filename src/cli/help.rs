//! The command line's grammar: the commands, and a flag for every setting of the table.

use super::Line;
use super::said;
use crate::config::Config;
use crate::config::SETTINGS;
use crate::config::Wrong;
use clap::Arg;
use clap::ArgMatches;
use clap::CommandFactory;
use std::path::PathBuf;

/// The whole grammar.
pub fn line() -> clap::Command {
    let heading = said::help("cli-heading-settings");
    let mut line = Line::command()
        .after_help(said::both("cli-exit-codes", &[]))
        .arg(
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help(said::help("cli-config-file"))
                .help_heading(heading.clone())
                .hide_short_help(true)
                .global(true),
        );
    for setting in SETTINGS {
        line = line.arg(
            Arg::new(setting.name)
                .long(setting.flag())
                .value_name("VALUE")
                .help(said::help(setting.meaning))
                .help_heading(heading.clone())
                .hide_short_help(true)
                .global(true),
        );
    }
    line
}

/// The settings, with what the flags said.
///
/// # Errors
/// The first setting that is wrong.
pub fn config(matches: &ArgMatches) -> Result<Config, Wrong> {
    let flags = SETTINGS
        .iter()
        .filter_map(|setting| {
            let value = matches.get_one::<String>(setting.name)?;
            Some((setting.name.to_owned(), value.clone()))
        })
        .collect();
    let file = matches.get_one::<PathBuf>("config");
    Config::load(file.map(PathBuf::as_path), flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_holds_together() {
        line().debug_assert();
    }

    #[test]
    fn a_flag_may_stand_after_the_command() {
        let matches = line()
            .try_get_matches_from(["aftercare", "config", "print", "--listen", "127.0.0.1:9"])
            .expect("parses");
        let config = config(&matches).expect("fits");
        assert_eq!(config.listen.port(), 9);
    }
}
