//! What must be true of the settings.

use super::Config;
use super::FILE_NAME;
use super::Layers;
use super::Network;
use super::Origin;
use super::PublicUrl;
use super::SETTINGS;
use super::Wrong;
use std::path::Path;

fn settings(
    file: Option<&str>,
    environment: &[(&str, &str)],
    flags: &[(&str, &str)],
) -> Result<Config, Wrong> {
    let folder = tempfile::tempdir().expect("a folder");
    if let Some(text) = file {
        std::fs::write(folder.path().join(FILE_NAME), text).expect("writes");
    }
    let own = |pairs: &[(&str, &str)]| {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<Vec<_>>()
    };
    let mut flags = own(flags);
    flags.push(("data".to_owned(), folder.path().display().to_string()));
    Layers {
        file: None,
        environment: own(environment),
        flags,
    }
    .resolve()
}

fn origin(config: &Config, name: &str) -> Origin {
    let value = config.values.iter().find(|v| v.setting.name == name);
    value.expect("in the table").origin.clone()
}

#[test]
fn a_flag_beats_the_environment_beats_the_file_beats_the_default() {
    let file = "backup_keep = 3\nlisten = \"127.0.0.1:1\"\nlog = \"debug\"\n";
    let config = settings(
        Some(file),
        &[
            ("AFTERCARE_LISTEN", "127.0.0.1:2"),
            ("AFTERCARE_LOG", "warn"),
        ],
        &[("log", "error")],
    )
    .expect("fits");
    assert_eq!(config.backup_keep, 3);
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.log, "error");
    assert!(matches!(
        origin(&config, "backup_keep"),
        Origin::File { line: 1, .. }
    ));
    assert_eq!(
        origin(&config, "listen"),
        Origin::Environment("AFTERCARE_LISTEN".into())
    );
    assert_eq!(origin(&config, "log"), Origin::Flag("--log".into()));
    assert_eq!(origin(&config, "workers"), Origin::Default);
}

#[test]
fn every_default_fits() {
    for setting in SETTINGS {
        assert!((setting.fits)(setting.default), "{}", setting.name);
    }
}

#[test]
fn an_unknown_name_is_told_with_its_line_and_the_nearest_right_one() {
    let wrong = settings(Some("# mine\n\nlisten_on = \"x\"\n"), &[], &[]).expect_err("unknown");
    assert_eq!(wrong.key, "setting-unknown-but");
    assert!(wrong.args[0].1.ends_with(":3 listen_on"), "{wrong}");
    assert_eq!(wrong.args[1].1, "listen");
    let wrong = settings(None, &[("AFTERCARE_PUBLICURL", "x")], &[]).expect_err("unknown");
    assert_eq!(wrong.args[0].1, "AFTERCARE_PUBLICURL");
    assert_eq!(wrong.args[1].1, "AFTERCARE_PUBLIC_URL");
    let wrong = settings(None, &[("AFTERCARE_ZZZZZZZZ", "x")], &[]).expect_err("unknown");
    assert_eq!(wrong.key, "setting-unknown");
}

#[test]
fn a_wrong_value_is_told_with_its_place_and_what_would_be_right() {
    for (name, value) in [
        ("listen", "8080"),
        ("public_url", "desk.example"),
        ("public_url", "https://desk.example/a?b"),
        ("backup_keep", "0"),
        ("trusted_proxies", "10.0.0.0/33"),
        ("log_format", "xml"),
        ("workers", "-1"),
    ] {
        let variable = format!("AFTERCARE_{}", name.to_ascii_uppercase());
        let environment = [(variable.as_str(), value)];
        let wrong = settings(None, &environment, &[]).expect_err("does not fit");
        assert_eq!(wrong.key, "setting-wrong-value");
        assert_eq!(wrong.args[0].1, variable);
        assert_eq!(wrong.args[1].1, value);
        assert!(wrong.phrases[0].1.starts_with("setting-right-"));
    }
}

#[test]
fn a_broken_file_is_told_with_its_line() {
    let wrong = settings(Some("listen = \"127.0.0.1:1\"\nlog = \n"), &[], &[]).expect_err("broken");
    assert_eq!(wrong.key, "setting-file-broken");
    assert!(wrong.args[0].1.ends_with(":2"), "{wrong}");
}

#[test]
fn the_file_in_the_data_folder_cannot_move_the_data_folder() {
    let wrong = settings(Some("data = \"/elsewhere\"\n"), &[], &[]).expect_err("refused");
    assert_eq!(wrong.key, "setting-data-in-data");
}

#[test]
fn a_secret_is_only_ever_named_by_its_file() {
    let config = settings(None, &[("AFTERCARE_KEY_FILE", "/run/key")], &[]).expect("fits");
    assert_eq!(config.key_file.as_deref(), Some(Path::new("/run/key")));
    let wrong = settings(None, &[("AFTERCARE_KEY", "hunter2")], &[]).expect_err("unknown");
    assert!(!wrong.to_string().contains("hunter2"), "{wrong}");
    assert_eq!(wrong.args[1].1, "AFTERCARE_KEY_FILE");
    assert!(
        SETTINGS
            .iter()
            .all(|s| !s.secret || s.name.ends_with("_file"))
    );
}

#[test]
fn a_public_address_may_hold_a_path() {
    let url = PublicUrl::parse("https://shop.example/desk/").expect("fits");
    assert_eq!(url.path, "/desk");
    assert_eq!(url.page("/cases"), "https://shop.example/desk/cases");
    assert!(url.is_encrypted());
    for wrong in [
        "shop.example",
        "ftp://a",
        "https://",
        "http://a/../b",
        "http://a//b",
        "http://a b",
    ] {
        assert_eq!(PublicUrl::parse(wrong), None, "{wrong}");
    }
    let listener = PublicUrl::of_listener("0.0.0.0:8080".parse().expect("an address"));
    assert_eq!(listener.page("/"), "http://127.0.0.1:8080/");
}

#[test]
fn a_network_holds_its_addresses() {
    let networks = Network::list("10.0.0.0/8, ::1,192.168.1.7").expect("fits");
    let held = |ip: &str| {
        let ip = ip.parse().expect("an address");
        networks.iter().any(|network| network.contains(ip))
    };
    assert!(held("10.9.8.7") && held("::1") && held("192.168.1.7") && held("::ffff:10.1.1.1"));
    assert!(!held("11.0.0.1") && !held("192.168.1.8") && !held("::2"));
    let all = Network::list("0.0.0.0/0").expect("fits");
    assert!(all[0].contains("8.8.8.8".parse().expect("an address")));
}
