//! An author packs, signs and looks at a plugin, and is told what to change.

use super::program::Home;
use aftercare::plugins::package;
use std::fs;
use std::path::Path;

const MANIFEST: &str = r#"schema = 1
id = "cn.example.kuaidi100"
version = "1.4.0"
api = "0.1.0"
worlds = ["courier-plugin"]
name = { zh-CN = "快递100", en = "Kuaidi100" }

[[permissions.http]]
origin = "https://poll.kuaidi100.com"
paths = ["/poll/"]
methods = ["POST"]
reason = { zh-CN = "查询物流轨迹" }
"#;

/// A folder as an author has it, with what does not belong into a package.
fn folder(home: &Home) -> String {
    let folder = home.data("kuaidi100");
    for below in ["src", "fixtures", "target"] {
        fs::create_dir_all(folder.join(below)).expect("a folder");
    }
    let write = |name: &str, content: &[u8]| fs::write(folder.join(name), content).expect(name);
    write("plugin.toml", MANIFEST.as_bytes());
    write("plugin.wasm", b"\0asm\x0d\0\x01\0");
    write("LICENSE", b"MIT");
    write("src/lib.rs", b"// source");
    write("target/plugin.wasm", b"old");
    write("Cargo.toml", b"[package]");
    write("fixtures/track.json", b"{}");
    folder.display().to_string()
}

fn key(home: &Home, name: &str) -> String {
    let path = home.data(name).display().to_string();
    home.run(&["plugin", "keygen", "--out", &path]).with(0);
    path
}

#[test]
fn an_author_packs_signs_and_checks() {
    let home = Home::new();
    let folder = folder(&home);
    let path = format!("{folder}/cn.example.kuaidi100-1.4.0.asp");
    home.run(&["plugin", "pack", &folder]).with(0);
    let bytes = fs::read(&path).expect("a package");
    let packed = package::read(&bytes).expect("reads");
    let names: Vec<&str> = packed.files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "LICENSE",
            "META/files.sha256",
            "fixtures/track.json",
            "plugin.toml",
            "plugin.wasm"
        ]
    );
    home.run(&["plugin", "verify", &path]).with(0);
    home.run(&["plugin", "verify", &path, "--by", "1234"])
        .with(1);

    let one = key(&home, "one.key");
    home.run(&["plugin", "sign", &path, "--key", &one]).with(0);
    let signed = package::read(&fs::read(&path).expect("there")).expect("reads");
    let publisher = signed.publisher.expect("a publisher");
    home.run(&["plugin", "verify", &path, "--by", &publisher.id()])
        .with(0);
    let said = home
        .run(&["plugin", "verify", &path, "--by", "1234"])
        .with(1);
    assert!(said.err.contains(&publisher.id()), "{}", said.err);
    // A key is never written over.
    home.run(&["plugin", "keygen", "--out", &one]).with(1);

    let two = key(&home, "two.key");
    home.run(&["plugin", "sign", &path, "--key", &two, "--from", &one])
        .with(0);
    let handed = package::read(&fs::read(&path).expect("there")).expect("reads");
    assert!(handed.is_by(&publisher));
}

#[test]
fn two_versions_are_compared_by_what_they_may_do() {
    let home = Home::new();
    let folder = folder(&home);
    home.run(&["plugin", "pack", &folder]).with(0);
    let more = MANIFEST
        .replace("1.4.0", "1.5.0")
        .replace("[\"POST\"]", "[\"POST\", \"GET\"]");
    fs::write(Path::new(&folder).join("plugin.toml"), more).expect("writes");
    home.run(&["plugin", "pack", &folder]).with(0);
    let old = format!("{folder}/cn.example.kuaidi100-1.4.0.asp");
    let new = format!("{folder}/cn.example.kuaidi100-1.5.0.asp");
    let said = home
        .run(&["plugin", "inspect", &new, "--against", &old])
        .with(0)
        .out;
    assert!(
        said.contains("+ 向 https://poll.kuaidi100.com/poll/ 发送 GET 请求"),
        "{said}"
    );
    assert!(said.contains("权限变多了"), "{said}");
    let json = home.run(&["plugin", "inspect", &new, "--json"]).with(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["manifest"]["version"], "1.5.0");
    assert_eq!(json["publisher"], serde_json::Value::Null);
}

#[test]
fn an_author_is_told_what_to_change_and_where() {
    let home = Home::new();
    let folder = folder(&home);
    let wrong = MANIFEST
        .replace("[\"POST\"]", "[\"TRACE\"]")
        .replace("schema = 1", "schema = 1\nvendor = \"me\"");
    fs::write(Path::new(&folder).join("plugin.toml"), wrong).expect("writes");
    let said = home.run(&["plugin", "pack", &folder]).with(1).err;
    assert!(
        said.contains("plugin.toml 第 2 行 vendor：不认识“vendor”"),
        "{said}"
    );
    assert!(said.contains("permissions.http[0].methods"), "{said}");
    assert!(said.contains("GET, HEAD, POST"), "{said}");
    let empty = home.data("empty");
    fs::create_dir_all(&empty).expect("a folder");
    let empty = empty.display().to_string();
    let said = home.run(&["plugin", "pack", &empty]).with(1).err;
    assert!(said.contains("plugin.toml"), "{said}");
}
