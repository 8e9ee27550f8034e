//! Fetching mails from a folder, step by step, so that whoever set it up sees which step failed. The
//! folder is left as it is: nothing is marked as read, moved or removed.

use super::smtp::Failed;
use super::smtp::Line;
use super::smtp::Step;
use super::smtp::fail;
use super::smtp::good;
use crate::domain::notice::mail::Incoming;
use crate::domain::notice::mail::Security;
use crate::domain::time::Timestamp;
use crate::egress::Network;
use crate::egress::Wire;
use async_imap::Client;
use async_imap::Session;
use async_imap::error::Error;
use async_imap::types::Fetch;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use futures_util::StreamExt;
use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

/// The longest a server may think about one command.
const COMMAND: Duration = Duration::from_secs(30);
/// The longest one mail may take.
const BODY: Duration = Duration::from_secs(120);

/// A folder that is open.
pub struct Folder {
    session: Session<Wire>,
    /// What its numbers belong to (RFC 9051, 2.3.1.1).
    pub validity: u32,
    pub dialogue: Vec<Line>,
}

/// A mail that lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lying {
    pub uid: u32,
    /// bytes
    pub size: u32,
    /// When its server took it.
    pub came: Option<Timestamp>,
}

impl Folder {
    /// Connects, agrees on encryption, signs in and opens the folder for reading. The password leaves
    /// only through an encrypted connection.
    ///
    /// # Errors
    /// The step that failed; what went before stands in `dialogue`.
    pub async fn open(
        incoming: &Incoming,
        (user, password): (&str, &str),
        network: &Network,
        dialogue: &mut Vec<Line>,
    ) -> Result<Folder, Failed> {
        let host = incoming.host.as_str();
        let at = step(
            dialogue,
            Step::LookUp,
            COMMAND,
            network.find(host, incoming.port),
        )
        .await?;
        let shown: Vec<String> = at.iter().map(|at| at.ip().to_string()).collect();
        good(dialogue, Step::LookUp, &shown.join(", "));
        let wire = step(dialogue, Step::Connect, COMMAND, network.dial(&at)).await?;
        let client = match incoming.security {
            Security::Tls => {
                let encrypting = network.encrypt(host, wire);
                let wire = step(dialogue, Step::Connect, COMMAND, encrypting).await?;
                greeted(Client::new(wire), dialogue).await?
            }
            Security::StartTls => {
                let wire: Wire = Box::new(wire);
                let mut client = greeted(Client::new(wire), dialogue).await?;
                let asking = client.run_command_and_check_ok("STARTTLS", None);
                step(dialogue, Step::StartTls, COMMAND, asking).await?;
                let encrypting = network.encrypt(host, client.into_inner());
                let wire = step(dialogue, Step::StartTls, COMMAND, encrypting).await?;
                good(dialogue, Step::StartTls, "TLS");
                Client::new(wire)
            }
            Security::None => {
                return Err(fail(dialogue, Step::StartTls, "no encryption", None));
            }
        };
        let signing = async {
            let session = client.login(user, password).await;
            session.map_err(|(error, _)| error)
        };
        let mut session = step(dialogue, Step::Authenticate, COMMAND, signing).await?;
        good(dialogue, Step::Authenticate, "OK");
        let able = step(
            dialogue,
            Step::Authenticate,
            COMMAND,
            session.capabilities(),
        )
        .await?;
        if able.has_str("ID") {
            // RFC 2971; 网易's servers open no folder for a client that does not say who it is.
            let version = env!("CARGO_PKG_VERSION");
            let names = [("name", Some("Aftercare")), ("version", Some(version))];
            step(dialogue, Step::Authenticate, COMMAND, session.id(names)).await?;
        }
        let name = as_mailbox(&incoming.folder);
        let opening = session.examine(&name);
        let folder = step(dialogue, Step::Folder, COMMAND, opening).await?;
        let Some(validity) = folder.uid_validity else {
            return Err(fail(dialogue, Step::Folder, "no UIDVALIDITY", None));
        };
        let said = format!("{}: {}", incoming.folder, folder.exists);
        good(dialogue, Step::Folder, &said);
        Ok(Folder {
            session,
            validity,
            dialogue: Vec::new(),
        })
    }

    /// The mails from a number on, oldest first.
    ///
    /// # Errors
    /// The step that failed.
    pub async fn from(&mut self, uid: u32) -> Result<Vec<Lying>, Failed> {
        let asked = "(UID RFC822.SIZE INTERNALDATE)";
        let fetched = fetch(&mut self.session, format!("{uid}:*"), asked);
        let fetched = step(&mut self.dialogue, Step::Fetch, COMMAND, fetched).await?;
        let mut found: Vec<Lying> = fetched
            .iter()
            .filter_map(|one| {
                Some(Lying {
                    uid: one.uid?,
                    size: one.size.unwrap_or(0),
                    came: one
                        .internal_date()
                        .map(|at| Timestamp(at.timestamp_millis())),
                })
            })
            // `n:*` names the last one also when it is older.
            .filter(|one| one.uid >= uid)
            .collect();
        found.sort_by_key(|one| one.uid);
        Ok(found)
    }

    /// The bytes of a mail; its head alone when `whole` is false. None when it is gone.
    ///
    /// # Errors
    /// The step that failed.
    pub async fn read(&mut self, uid: u32, whole: bool) -> Result<Option<Vec<u8>>, Failed> {
        let asked = match whole {
            true => "(UID BODY.PEEK[])",
            false => "(UID BODY.PEEK[HEADER])",
        };
        let fetched = fetch(&mut self.session, uid.to_string(), asked);
        let fetched = step(&mut self.dialogue, Step::Fetch, BODY, fetched).await?;
        let own = fetched.iter().find(|one| one.uid == Some(uid));
        let bytes = own.and_then(|one| match whole {
            true => one.body(),
            false => one.header(),
        });
        Ok(bytes.map(<[u8]>::to_vec))
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(3), self.session.logout()).await;
    }
}

async fn greeted(
    mut client: Client<Wire>,
    dialogue: &mut Vec<Line>,
) -> Result<Client<Wire>, Failed> {
    let hearing = async {
        let heard = client.read_response().await?;
        heard.ok_or(Error::ConnectionLost)
    };
    step(dialogue, Step::Connect, COMMAND, hearing).await?;
    good(dialogue, Step::Connect, "IMAP");
    Ok(client)
}

async fn fetch(
    session: &mut Session<Wire>,
    which: String,
    asked: &str,
) -> Result<Vec<Fetch>, Error> {
    let mut found = Vec::new();
    let mut stream = session.uid_fetch(which, asked).await?;
    while let Some(one) = stream.next().await {
        found.push(one?);
    }
    Ok(found)
}

async fn step<T, E: Display>(
    log: &mut Vec<Line>,
    step: Step,
    longest: Duration,
    doing: impl Future<Output = Result<T, E>>,
) -> Result<T, Failed> {
    match tokio::time::timeout(longest, doing).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(fail(log, step, &told(&error.to_string()), None)),
        Err(_) => {
            let why = format!("no answer in {} s", longest.as_secs());
            Err(fail(log, step, &why, None))
        }
    }
}

/// The name of a folder as servers know it: modified UTF-7 (RFC 3501, 5.1.3).
fn as_mailbox(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut units: Vec<u8> = Vec::new();
    for c in name.chars() {
        let is_plain = matches!(c, ' '..='~');
        if is_plain && !units.is_empty() {
            shift(&mut text, &mut units);
        }
        match c {
            '&' => text.push_str("&-"),
            _ if is_plain => text.push(c),
            _ => units.extend(
                c.encode_utf16(&mut [0; 2])
                    .iter()
                    .flat_map(|u| u.to_be_bytes()),
            ),
        }
    }
    if !units.is_empty() {
        shift(&mut text, &mut units);
    }
    text
}

fn shift(text: &mut String, units: &mut Vec<u8>) {
    let base = BASE64_STANDARD_NO_PAD.encode(&*units).replace('/', ",");
    units.clear();
    text.push('&');
    text.push_str(&base);
    text.push('-');
}

/// What a server said, without what the library wraps around it.
fn told(error: &str) -> String {
    let inner = error.split_once("info: Some(\"").map(|(_, rest)| rest);
    let inner = inner.and_then(|rest| rest.rsplit_once("\")"));
    let text = inner.map_or(error, |(text, _)| text);
    text.chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_the_name_its_server_knows() {
        // RFC 3501, 5.1.3.
        assert_eq!(
            as_mailbox("~peter/mail/台北/日本語"),
            "~peter/mail/&U,BTFw-/&ZeVnLIqe-"
        );
        assert_eq!(as_mailbox("INBOX"), "INBOX");
        assert_eq!(as_mailbox("退货&换货"), "&kACNJw-&-&Y2KNJw-");
        assert_eq!(as_mailbox("😀"), "&2D3eAA-");
    }

    #[test]
    fn a_server_is_quoted_alone() {
        let wrapped =
            r#"no response: code: None, info: Some("[AUTHENTICATIONFAILED] wrong password")"#;
        assert_eq!(told(wrapped), "[AUTHENTICATIONFAILED] wrong password");
        assert_eq!(told("connection lost"), "connection lost");
    }
}
