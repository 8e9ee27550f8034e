//! Every command of docs/plugins.md, run as it stands there by a shell, in a folder of its own, with
//! the program of these tests (or AFTERCARE_PROGRAM). Blocks are marked by language: those of one
//! language are one script. It needs compilers and registries, so it runs only where
//! AFTERCARE_AUTHOR is set, as `.ci/run` does.

use aftercare::actions::people;
use aftercare::actions::people::SetUp;
use aftercare::app::App;
use aftercare::app::Clock;
use aftercare::config::Config;
use aftercare::domain::order::Channel;
use aftercare::domain::people::Lang;
use aftercare::domain::plugin::PluginId;
use aftercare::domain::plugin::installed::State;
use aftercare::store::Store;
use aftercare::store::plugins;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// Language of a block, and commands that need what this machine may not have.
const LANGUAGES: [(&str, &[&str]); 3] = [
    ("rust", &[]),
    ("ts", &["npm install"]),
    ("python", &["python3 -m venv", "my-courier/.venv/bin/pip"]),
];

/// The commands of the document, by language, in its order.
fn commands(language: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plugins.md");
    let text = fs::read_to_string(path).expect("it is there");
    let mut script = String::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(mark) => {
                let known = LANGUAGES
                    .iter()
                    .any(|(name, _)| mark == format!("sh {name}"));
                assert!(!mark.starts_with("sh") || known, "whose commands: {line}");
                inside = mark == format!("sh {language}");
            }
            None if inside => {
                script.push_str(line);
                script.push('\n');
            }
            None => {}
        }
    }
    script
}

/// A stopped desk that an owner has set up.
fn desk(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    fs::create_dir(&data).expect("a folder");
    let address: SocketAddr = "127.0.0.1:0".parse().expect("an address");
    let config = Config::throw_away(&data, address).expect("settings");
    let app = App::new(Store::open(&data).expect("a store"), config, Clock::System);
    let wanted = SetUp {
        owner: crate::desk::new_staff("wang", "王老板", &[]),
        shop_name: "女装旗舰店".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    let moment = app.moment();
    let set_up = app.store.write(None, moment.now, move |plan| {
        people::set_up(plan, &wanted, &moment)
    });
    set_up.expect("sets up");
    data
}

/// Runs the commands of a language; none when something they need is not on this machine.
fn walked(language: &str, may_fail: &[&str]) -> Option<tempfile::TempDir> {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("bin");
    fs::create_dir(&bin).expect("a folder");
    let program = std::env::var_os("AFTERCARE_PROGRAM")
        .map_or_else(|| env!("CARGO_BIN_EXE_aftercare").into(), PathBuf::from);
    std::os::unix::fs::symlink(program, bin.join("aftercare")).expect("a link");
    let path = std::env::var("PATH").expect("a path");
    let script = commands(language);
    assert!(script.contains("aftercare plugin test"), "{language}");
    let mut shell = Command::new("sh");
    // What tells the tests what to do is no setting of a desk.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AFTERCARE_") {
            shell.env_remove(name);
        }
    }
    shell
        .args(["-eux", "-c", &script])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("AFTERCARE_DATA", desk(folder.path()));
    let done = shell.output().expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    print!("{}", String::from_utf8_lossy(&done.stdout));
    if done.status.success() {
        return Some(folder);
    }
    let traced = |line: &&str| line.starts_with("+ ");
    let last = said.lines().rfind(traced).unwrap_or_default();
    let absent = said.contains("rustup target add")
        || may_fail
            .iter()
            .any(|command| last[2..].starts_with(command));
    assert!(absent, "{language}: {last}\n{said}");
    eprintln!("-- LEFT OUT: the document's commands in {language}: {last}");
    None
}

fn is_wanted() -> bool {
    let wanted = std::env::var_os("AFTERCARE_AUTHOR").is_some();
    if !wanted {
        eprintln!("-- left out: AFTERCARE_AUTHOR is not set; see .ci/run");
    }
    wanted
}

#[test]
fn every_command_of_the_document_runs() {
    if !is_wanted() {
        return;
    }
    for (language, may_fail) in LANGUAGES {
        let Some(folder) = walked(language, may_fail) else {
            continue;
        };
        if language != "rust" {
            continue;
        }
        // What was installed waits for the owner.
        let store = Store::open(&folder.path().join("data")).expect("the desk");
        let id = PluginId::parse("com.example.my-courier").expect("an id");
        let plugin = store
            .read(|view| Ok(plugins::by_id(view, &id)?))
            .expect("reads")
            .expect("it was brought");
        assert_eq!(plugin.state, State::Uploaded);
        assert!(plugin.active.is_none() && plugin.releases.len() == 1);
    }
}

#[test]
fn the_document_marks_every_command_by_its_language() {
    for (language, _) in LANGUAGES {
        let script = commands(language);
        assert!(script.contains(&format!("--lang {language}")), "{script}");
    }
}
