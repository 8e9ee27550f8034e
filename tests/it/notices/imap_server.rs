//! A mailbox of a few lines (RFC 9051), encrypted from the first byte, that refuses and hangs up on
//! purpose. What is read against a real one stands in `dovecot.rs`.

use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::StreamOwned;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

pub const USER: &str = "service@shop.test";
pub const PASSWORD: &str = "app-pass-4711";

#[derive(Clone)]
struct Mail {
    uid: u32,
    bytes: Vec<u8>,
    /// As `INTERNALDATE` says it.
    came: &'static str,
    /// Told instead of its real size.
    size: Option<u32>,
}

struct Folder {
    validity: u32,
    mails: Vec<Mail>,
    /// Hangs up when this mail is read.
    dies_at: Option<u32>,
    signs_in: bool,
    heard: Vec<String>,
}

type Held = Arc<Mutex<Folder>>;

/// Stops when it is dropped.
pub struct ImapServer {
    pub port: u16,
    held: Held,
    is_over: Arc<AtomicBool>,
}

impl ImapServer {
    pub fn encrypting(certificate: &[u8], key: &[u8]) -> ImapServer {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.to_vec().into()],
                key.to_vec().try_into().expect("a key"),
            )
            .expect("a certificate");
        let config = Arc::new(config);
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let held = Arc::new(Mutex::new(Folder {
            validity: 7,
            mails: Vec::new(),
            dies_at: None,
            signs_in: true,
            heard: Vec::new(),
        }));
        let is_over = Arc::new(AtomicBool::new(false));
        let (of_it, over) = (Arc::clone(&held), Arc::clone(&is_over));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { return };
                let (held, config) = (Arc::clone(&of_it), Arc::clone(&config));
                std::thread::spawn(move || drop(serve(stream, &held, config)));
            }
        });
        ImapServer {
            port,
            held,
            is_over,
        }
    }

    /// A mail comes; its number.
    pub fn brings(&self, raw: &str) -> u32 {
        self.put(raw, "01-Jan-2035 08:00:00 +0000", None)
    }

    /// One that lay there for years.
    pub fn has_old(&self, raw: &str) -> u32 {
        self.put(raw, "01-Jan-2001 08:00:00 +0000", None)
    }

    /// One that says it is so large.
    pub fn brings_of_size(&self, raw: &str, size: u32) -> u32 {
        self.put(raw, "01-Jan-2035 08:00:00 +0000", Some(size))
    }

    fn put(&self, raw: &str, came: &'static str, size: Option<u32>) -> u32 {
        let mut held = self.held.lock().expect("whole");
        let uid = held.mails.last().map_or(1, |mail| mail.uid + 1);
        let bytes = raw.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
        held.mails.push(Mail {
            uid,
            bytes,
            came,
            size,
        });
        uid
    }

    /// The folder was made anew: the same mails under other numbers.
    pub fn is_made_anew(&self) {
        let mut held = self.held.lock().expect("whole");
        held.validity += 1;
        for (at, mail) in held.mails.iter_mut().enumerate() {
            mail.uid = u32::try_from(at).expect("few") + 1;
        }
    }

    pub fn dies_at(&self, uid: Option<u32>) {
        self.held.lock().expect("whole").dies_at = uid;
    }

    pub fn signs_in(&self, does: bool) {
        self.held.lock().expect("whole").signs_in = does;
    }

    pub fn heard(&self) -> Vec<String> {
        self.held.lock().expect("whole").heard.clone()
    }
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(stream: TcpStream, held: &Held, config: Arc<ServerConfig>) -> std::io::Result<()> {
    let connection = ServerConnection::new(config).expect("a connection");
    let mut line = BufReader::new(StreamOwned::new(connection, stream));
    line.get_mut().write_all(b"* OK ready\r\n")?;
    let mut is_named = false;
    loop {
        let mut said = String::new();
        if line.read_line(&mut said)? == 0 {
            return Ok(());
        }
        let said = said.trim_end().to_owned();
        let mut folder = held.lock().expect("whole");
        folder.heard.push(said.clone());
        let (tag, command) = said.split_once(' ').unwrap_or((&said, ""));
        let mut answer: Vec<u8> = Vec::new();
        let verb = command.split(' ').next().unwrap_or_default();
        let upper = command.to_uppercase();
        let mut ending = format!("{tag} OK done\r\n");
        match verb.to_uppercase().as_str() {
            "CAPABILITY" => answer.extend(b"* CAPABILITY IMAP4rev1 ID\r\n"),
            "LOGIN" => {
                let right = format!("LOGIN \"{USER}\" \"{PASSWORD}\"");
                if command != right || !folder.signs_in {
                    ending = format!("{tag} NO [AUTHENTICATIONFAILED] wrong password\r\n");
                }
            }
            "ID" => {
                is_named = true;
                answer.extend(b"* ID NIL\r\n");
            }
            // As 网易's do it.
            "EXAMINE" if !is_named => {
                ending = format!("{tag} NO EXAMINE Unsafe Login\r\n");
            }
            "EXAMINE" => {
                let head = format!(
                    "* {} EXISTS\r\n* OK [UIDVALIDITY {}] ok\r\n",
                    folder.mails.len(),
                    folder.validity
                );
                answer.extend(head.as_bytes());
            }
            "UID" => {
                let asked = command.split(' ').nth(2).unwrap_or_default();
                let first: u32 = asked.trim_end_matches(":*").parse().expect("a number");
                let last = folder.mails.last().map_or(0, |mail| mail.uid);
                for (at, mail) in folder.mails.iter().enumerate() {
                    let named = match asked.ends_with(":*") {
                        // The last is always one of `n:*`.
                        true => mail.uid >= first || mail.uid == last,
                        false => mail.uid == first,
                    };
                    if !named {
                        continue;
                    }
                    let (no, uid) = (at + 1, mail.uid);
                    if !upper.contains("BODY.PEEK") {
                        let size = mail.size.unwrap_or(mail.bytes.len() as u32);
                        let came = mail.came;
                        let row = format!(
                            "* {no} FETCH (UID {uid} RFC822.SIZE {size} INTERNALDATE \"{came}\")\r\n"
                        );
                        answer.extend(row.as_bytes());
                        continue;
                    }
                    if folder.dies_at == Some(uid) {
                        return Ok(());
                    }
                    let (section, bytes) = match upper.contains("HEADER") {
                        true => {
                            let text = String::from_utf8_lossy(&mail.bytes);
                            let end = text.find("\r\n\r\n").map_or(text.len(), |at| at + 4);
                            ("BODY[HEADER]", &mail.bytes[..end])
                        }
                        false => ("BODY[]", &mail.bytes[..]),
                    };
                    let row = format!("* {no} FETCH (UID {uid} {section} {{{}}}\r\n", bytes.len());
                    answer.extend(row.as_bytes());
                    answer.extend(bytes);
                    answer.extend(b")\r\n");
                }
            }
            "LOGOUT" => answer.extend(b"* BYE bye\r\n"),
            _ => ending = format!("{tag} BAD unknown\r\n"),
        }
        drop(folder);
        answer.extend(ending.as_bytes());
        line.get_mut().write_all(&answer)?;
        line.get_mut().flush()?;
    }
}
