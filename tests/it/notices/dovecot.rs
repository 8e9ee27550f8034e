//! The same against a real server: Debian's dovecot, where it is installed. Left out loudly where not;
//! `.ci/run` installs it.

use super::answered::answer;
use super::answered::shop;
use super::imap_server::PASSWORD;
use super::imap_server::USER;
use super::mailbox::CERTIFICATE;
use super::mailbox::KEY;
use super::told::order_of;
use super::told::send;
use crate::web::cases::UNSHIPPED;
use crate::web::cases::case;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::fs;
use std::net::TcpListener;
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;
use tempfile::TempDir;

const PROGRAM: &str = "/usr/sbin/dovecot";

/// A server with one mailbox. Stops when it is dropped.
struct Dovecot {
    port: u16,
    mails: PathBuf,
    process: Child,
    folder: TempDir,
}

impl Dovecot {
    fn start() -> Option<Dovecot> {
        if !Path::new(PROGRAM).is_file() {
            println!("-- left out: DOVECOT IS NOT INSTALLED, no real mailbox was read");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let pem = |name: &str, der: &[u8]| {
            let text = BASE64_STANDARD.encode(der);
            format!("-----BEGIN {name}-----\n{text}\n-----END {name}-----\n")
        };
        fs::write(at.join("cert.pem"), pem("CERTIFICATE", CERTIFICATE)).expect("written");
        fs::write(at.join("key.pem"), pem("PRIVATE KEY", KEY)).expect("written");
        let mails = at.join("mail");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(mails.join(part)).expect("a folder");
        }
        let id_of = |of: &[&str]| {
            let said = Command::new("id").args(of).output().expect("id runs");
            String::from_utf8_lossy(&said.stdout).trim().to_owned()
        };
        // As root it insists on being nobody, and its package made the nobodies.
        let (user, login) = match id_of(&["-u"]) == "0" {
            true => ("dovecot".to_owned(), "dovenull".to_owned()),
            false => (id_of(&["-un"]), id_of(&["-un"])),
        };
        let (uid, gid) = (id_of(&["-u", &user]), id_of(&["-g", &user]));
        let group = id_of(&["-gn", &user]);
        for part in ["mail", "mail/new", "mail/cur", "mail/tmp"] {
            let all = fs::Permissions::from_mode(0o777);
            fs::set_permissions(at.join(part), all).expect("it may write");
        }
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(at, open).expect("others may pass");
        let users = format!(
            "{USER}:{{PLAIN}}{PASSWORD}:{uid}:{gid}::{}::\n",
            at.display()
        );
        fs::write(at.join("users"), users).expect("written");
        let here = at.display();
        let config = format!(
            "base_dir = {here}/run\nstate_dir = {here}/state\nlog_path = {here}/log\n\
             protocols = imap\nlisten = 127.0.0.1\nssl = required\n\
             ssl_cert = <{here}/cert.pem\nssl_key = <{here}/key.pem\n\
             mail_location = maildir:{here}/mail\n\
             default_internal_user = {user}\ndefault_internal_group = {group}\n\
             default_login_user = {login}\nfirst_valid_uid = 0\nfirst_valid_gid = 0\n\
             passdb {{\n driver = passwd-file\n args = username_format=%u {here}/users\n}}\n\
             userdb {{\n driver = passwd-file\n args = username_format=%u {here}/users\n}}\n\
             service imap-login {{\n chroot =\n inet_listener imap {{\n  port = 0\n }}\n \
             inet_listener imaps {{\n  port = {port}\n  ssl = yes\n }}\n}}\n\
             service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
        );
        fs::write(at.join("dovecot.conf"), config).expect("written");
        let mut process = Command::new(PROGRAM)
            .args(["-F", "-c"])
            .arg(at.join("dovecot.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("dovecot starts");
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(Dovecot {
                    port,
                    mails,
                    process,
                    folder,
                });
            }
            if let Ok(Some(ended)) = process.try_wait() {
                let log = fs::read_to_string(at.join("log")).unwrap_or_default();
                panic!("dovecot ended with {ended}: {log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("dovecot listens nowhere");
    }

    /// A mail comes.
    fn brings(&self, name: &str, raw: &str) {
        let waiting = self.mails.join("tmp").join(name);
        fs::write(&waiting, raw.replace('\n', "\r\n")).expect("written");
        // The desk of the test has a clock of its own.
        let file = fs::File::options().write(true).open(&waiting);
        let later = SystemTime::UNIX_EPOCH + Duration::from_secs(2_050_000_000);
        file.and_then(|file| file.set_modified(later)).expect("set");
        fs::rename(waiting, self.mails.join("new").join(name)).expect("named");
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // It takes its helpers with it.
        let log = self.folder.path().join("log");
        println!("{}", fs::read_to_string(log).unwrap_or_default());
        let id = self.process.id().to_string();
        drop(Command::new("kill").args(["-TERM", &id]).status());
        drop(self.process.wait());
    }
}

#[actix_web::test]
async fn a_real_server_brings_the_answer_and_keeps_the_mail_unread() {
    let Some(dovecot) = Dovecot::start() else {
        return;
    };
    dovecot.brings("1.old", "From: a@example.com\nSubject: old\n\nx\n");
    let mut shop = shop(dovecot.port).await;
    let at = shop.at.clone();
    shop.owner.get(&at).await.is(200);
    let tried = shop.owner.post(&at, &[("act", "fetch")]).await.is(200);
    assert!(tried.body.contains("收信设置没问题"), "{}", tried.body);
    let order = order_of(&mut shop.owner, "T-1", "wang@example.com").await;
    let no = case(&mut shop.owner, &order, UNSHIPPED).await;
    assert_eq!(send(&shop.desk).await, 1);
    let said = answer("wang@example.com", &shop.last(), 1, "真的还没收到");
    dovecot.brings("2.answer", &said);
    assert_eq!(shop.fetch().await, 2);
    assert_eq!(shop.fetch().await, 0);
    let page = shop.owner.get(&format!("/cases/{no}")).await.is(200).body;
    assert!(
        page.contains("真的还没收到") && page.contains("photo.png"),
        "{page}"
    );
    // A name that ends in `S` was read by somebody (maildir).
    let mut names = Vec::new();
    for part in ["new", "cur"] {
        let files = fs::read_dir(dovecot.mails.join(part)).expect("a folder");
        names.extend(files.filter_map(|file| Some(file.ok()?.file_name())));
    }
    assert_eq!(names.len(), 2);
    let read = |name: &std::ffi::OsString| name.to_string_lossy().ends_with('S');
    assert!(!names.iter().any(read), "{names:?}");
}
