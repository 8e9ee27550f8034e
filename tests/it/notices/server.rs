//! A mail server of a few lines (RFC 5321) that takes mails, and lies, limits and fails on purpose.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use mail_parser::MessageParser;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::StreamOwned;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// A mail that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub to: String,
    pub raw: String,
}

impl Taken {
    fn parsed<T>(&self, of: impl FnOnce(&mail_parser::Message<'_>) -> T) -> T {
        let message = MessageParser::default().parse(self.raw.as_bytes());
        of(&message.expect("a mail"))
    }

    pub fn subject(&self) -> String {
        self.parsed(|m| m.subject().expect("a subject").to_owned())
    }

    pub fn text(&self) -> String {
        self.parsed(|m| m.body_text(0).expect("a text").into_owned())
    }

    pub fn html(&self) -> String {
        self.parsed(|m| m.body_html(0).expect("HTML").into_owned())
    }

    pub fn id(&self) -> String {
        self.parsed(|m| m.message_id().expect("a name").to_owned())
    }

    /// A header as it was sent.
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default();
        let mut lines = head.lines();
        let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.map(str::trim)
    }
}

/// How it behaves; what stands in a field is answered at that step.
#[derive(Debug, Clone, Default)]
pub struct Manners {
    pub greeting: Option<&'static str>,
    pub to_receiver: Option<&'static str>,
    pub to_body: Option<&'static str>,
    /// Takes the mail, and says nothing.
    pub is_mute_after_body: bool,
    /// Hangs up in the middle of a mail.
    pub hangs_up_in_body: bool,
    /// Wants a user and a password.
    pub wants: Option<(&'static str, &'static str)>,
}

type Held = Arc<Mutex<(Manners, Vec<Taken>, Vec<String>)>>;

/// Stops when it is dropped.
pub struct MailServer {
    pub port: u16,
    held: Held,
    is_over: Arc<AtomicBool>,
}

trait Line: Read + Write {}
impl<T: Read + Write> Line for T {}

impl MailServer {
    pub fn new() -> MailServer {
        MailServer::on(0, None)
    }

    /// One that offers encryption with this certificate and key, as DER.
    pub fn encrypting(certificate: &[u8], key: &[u8]) -> MailServer {
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
        MailServer::on(0, Some(Arc::new(config)))
    }

    /// One at a port.
    pub fn on(port: u16, tls: Option<Arc<ServerConfig>>) -> MailServer {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let held = Held::default();
        let is_over = Arc::new(AtomicBool::new(false));
        let (of_it, over) = (Arc::clone(&held), Arc::clone(&is_over));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { return };
                let (held, tls) = (Arc::clone(&of_it), tls.clone());
                std::thread::spawn(move || drop(serve(stream, &held, tls)));
            }
        });
        MailServer {
            port,
            held,
            is_over,
        }
    }

    pub fn behaves(&self, manners: Manners) {
        self.held.lock().expect("whole").0 = manners;
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.held.lock().expect("whole").1.clone()
    }

    /// Every line it was told, in the clear.
    pub fn heard(&self) -> Vec<String> {
        self.held.lock().expect("whole").2.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(stream: TcpStream, held: &Held, tls: Option<Arc<ServerConfig>>) -> std::io::Result<()> {
    let manners = held.lock().expect("whole").0.clone();
    let mut plain = stream.try_clone()?;
    let greeting = manners.greeting.unwrap_or("220 mail.test ready");
    write!(plain, "{greeting}\r\n")?;
    if manners.greeting.is_some() {
        return Ok(());
    }
    let offers = tls.is_some();
    if !talk(&mut plain, held, offers)? {
        return Ok(());
    }
    // STARTTLS was agreed on.
    let Some(config) = tls else { return Ok(()) };
    let connection = ServerConnection::new(config).expect("a connection");
    let mut secure = StreamOwned::new(connection, stream);
    talk(&mut secure, held, false).map(drop)
}

/// Answers commands until the end; true when encryption is to begin.
fn talk(line: &mut dyn Line, held: &Held, offers: bool) -> std::io::Result<bool> {
    let mut reader = BufReader::new(line);
    let mut to = String::new();
    loop {
        let mut said = String::new();
        if reader.read_line(&mut said)? == 0 {
            return Ok(false);
        }
        let said = said.trim_end().to_owned();
        let manners = {
            let mut held = held.lock().expect("whole");
            held.2.push(said.clone());
            held.0.clone()
        };
        let verb = said
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => {
                let mut lines = vec!["mail.test", "8BITMIME", "SMTPUTF8"];
                if offers {
                    lines.push("STARTTLS");
                }
                if manners.wants.is_some() {
                    lines.push("AUTH PLAIN LOGIN");
                }
                let last = lines.len() - 1;
                let mark = |at: usize| if at == last { ' ' } else { '-' };
                let lines = lines.iter().enumerate();
                let lines: Vec<String> = lines
                    .map(|(at, line)| format!("250{}{line}", mark(at)))
                    .collect();
                lines.join("\r\n")
            }
            "STARTTLS" => {
                reader.get_mut().write_all(b"220 go ahead\r\n")?;
                return Ok(true);
            }
            "AUTH" => {
                let given = said.rsplit(' ').next().unwrap_or_default();
                let given = BASE64_STANDARD.decode(given).unwrap_or_default();
                let wanted = manners
                    .wants
                    .map(|(user, word)| format!("\0{user}\0{word}"));
                match wanted.is_some_and(|wanted| wanted.as_bytes() == given) {
                    true => "235 welcome".to_owned(),
                    false => "535 5.7.8 authentication failed".to_owned(),
                }
            }
            "MAIL" if manners.wants.is_some() && !is_known(held) => {
                "530 5.7.0 authentication required".to_owned()
            }
            "RCPT" => {
                to = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                manners.to_receiver.unwrap_or("250 ok").to_owned()
            }
            "DATA" => {
                reader.get_mut().write_all(b"354 go ahead\r\n")?;
                if manners.hangs_up_in_body {
                    return Ok(false);
                }
                let mut raw = String::new();
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line)? == 0 {
                        return Ok(false);
                    }
                    if line == ".\r\n" {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                }
                if manners.to_body.is_none() {
                    let to = to.clone();
                    held.lock().expect("whole").1.push(Taken { to, raw });
                }
                if manners.is_mute_after_body {
                    return Ok(false);
                }
                manners
                    .to_body
                    .unwrap_or("250 2.0.0 queued as 4711")
                    .to_owned()
            }
            "QUIT" => {
                reader.get_mut().write_all(b"221 bye\r\n")?;
                return Ok(false);
            }
            _ => "250 ok".to_owned(),
        };
        write!(reader.get_mut(), "{answer}\r\n")?;
        reader.get_mut().flush()?;
    }
}

fn is_known(held: &Held) -> bool {
    let held = held.lock().expect("whole");
    held.2.iter().any(|said| said.starts_with("AUTH"))
}
