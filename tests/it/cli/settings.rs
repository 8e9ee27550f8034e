//! `config print`, and settings that are wrong.

use super::program::Home;

#[test]
fn every_setting_is_shown_with_its_value_and_where_it_came_from() {
    let home = Home::new();
    let file = home.data("aftercare.toml");
    std::fs::write(
        &file,
        "# kept short\nbackup_keep = 3\nkey_file = \"/run/desk.key\"\n",
    )
    .expect("writes");
    let mut command = home.command(&["config", "print", "--log", "debug"]);
    let output = command.env("AFTERCARE_LISTEN", "127.0.0.1:9123").output();
    let table = String::from_utf8(output.expect("starts").stdout).expect("text");
    let row = |name: &str| {
        let line = table.lines().find(|line| line.starts_with(name));
        let line = line.unwrap_or_else(|| panic!("no {name} in {table}"));
        line.split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let at = |line: usize| format!("{}:{line}", file.display());
    assert_eq!(row("backup_keep"), format!("3 {}", at(2)));
    // The name of the file that holds the secret is no secret.
    assert_eq!(row("key_file"), format!("/run/desk.key {}", at(3)));
    assert_eq!(row("listen"), "127.0.0.1:9123 AFTERCARE_LISTEN");
    assert_eq!(row("log "), "debug --log");
    assert_eq!(
        row("public_url"),
        "http://127.0.0.1:9123 默认 · default",
        "what an empty value comes to"
    );
    let names: Vec<&str> = table
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let all = aftercare::config::SETTINGS
        .iter()
        .map(|setting| setting.name);
    assert_eq!(names, all.collect::<Vec<_>>());
    assert!(
        !home.data("aftercare.redb").exists(),
        "looking changes nothing"
    );
}

#[test]
fn a_key_the_file_may_not_have_is_told_with_its_line_and_the_nearest_name() {
    let home = Home::new();
    let file = home.data("aftercare.toml");
    std::fs::write(
        &file,
        "listen = \"127.0.0.1:9123\"\n\npublic_ulr = \"http://a\"\n",
    )
    .expect("writes");
    home.run(&["config", "print"])
        .with(2)
        .says(&format!("{}:3", file.display()))
        .says("public_ulr")
        .says("Did you mean public_url?");
}

#[test]
fn a_variable_nobody_knows_is_told_with_the_nearest_one() {
    let home = Home::new();
    let mut command = home.command(&["serve"]);
    let output = command.env("AFTERCARE_LISTN", "127.0.0.1:0").output();
    super::program::Ended::from(output.expect("starts"))
        .with(2)
        .says("AFTERCARE_LISTN")
        .says("Did you mean AFTERCARE_LISTEN?");
}

#[test]
fn a_value_that_does_not_fit_is_told_with_what_would() {
    let home = Home::new();
    home.run(&["serve", "--listen", "localhost"])
        .with(2)
        .says("--listen")
        .says("“localhost”")
        .says("应当是")
        .says("127.0.0.1:8080");
}
