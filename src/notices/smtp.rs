//! Handing a mail to a server, step by step, so that whoever set it up sees which step failed.

use super::signing::Signer;
use crate::codes;
use crate::domain::notice::mail::MailProfile;
use crate::domain::notice::mail::Security;
use crate::egress::Network;
use crate::egress::Wire;
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::client::AsyncTokioStream;
use lettre::transport::smtp::client::Certificate;
use lettre::transport::smtp::client::CertificateStore;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::commands::Data;
use lettre::transport::smtp::commands::Mail;
use lettre::transport::smtp::commands::Rcpt;
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::extension::Extension;
use lettre::transport::smtp::extension::MailBodyParameter;
use lettre::transport::smtp::extension::MailParameter;
use lettre::transport::smtp::response::Response;
use std::error::Error as _;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::Context;
use std::task::Poll;
use std::time::Duration;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;

/// The longest a server may think about one command.
const COMMAND: Duration = Duration::from_secs(30);
/// The longest it may think about a whole mail.
const BODY: Duration = Duration::from_secs(90);

codes! {
    /// A step of the dialogue. The phrase key is `smtp-<code>`.
    pub enum Step {
        LookUp = "look-up",
        Connect = "connect",
        StartTls = "starttls",
        Authenticate = "authenticate",
        Sender = "sender",
        Receiver = "receiver",
        Begin = "begin",
        Body = "body",
        // Of fetching.
        Folder = "folder",
        Fetch = "fetch",
    }
}

/// One line of the dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub step: Step,
    /// In the server's words, or the system's.
    pub said: String,
    pub is_good: bool,
}

/// Why a mail was not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    pub step: Step,
    pub why: String,
    /// The status the server answered with.
    pub status: Option<u16>,
}

impl Failed {
    /// Whether it is about the server and not about this mail.
    pub fn is_of_the_server(&self) -> bool {
        let early = matches!(
            self.step,
            Step::LookUp | Step::Connect | Step::StartTls | Step::Authenticate
        );
        early || self.status.is_none_or(|status| status == 421)
    }

    /// Whether the server will never take this mail.
    pub fn is_for_good(&self) -> bool {
        !self.is_of_the_server() && self.status.is_some_and(|status| status >= 500)
    }

    /// Whether it may have taken the mail without our hearing it.
    pub fn is_in_doubt(&self) -> bool {
        self.step == Step::Body && self.status.is_none()
    }
}

/// A line that was encrypted before the server said its first word.
#[derive(Debug)]
struct Encrypted {
    wire: Wire,
    peer: SocketAddr,
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_read(context, into)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.wire).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.wire).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

/// A connection to a server that is ready for mails.
pub struct Session {
    connection: AsyncSmtpConnection,
    signer: Option<Signer>,
    /// What was said so far.
    pub dialogue: Vec<Line>,
}

impl Session {
    /// Connects, agrees on encryption and signs in. Without the encryption the profile asks for,
    /// neither password nor mail leaves.
    ///
    /// # Errors
    /// The step that failed; what went before stands in `dialogue`.
    pub async fn open(
        profile: &MailProfile,
        (password, signer): (Option<&str>, Option<Signer>),
        network: &Network,
        dialogue: &mut Vec<Line>,
    ) -> Result<Session, Failed> {
        let found = (network.look_up)(profile.host.clone());
        let addresses = match tokio::time::timeout(COMMAND, found).await {
            Ok(Ok(found)) if !found.is_empty() => found,
            Ok(Ok(_)) => return Err(fail(dialogue, Step::LookUp, "no address", None)),
            Ok(Err(error)) => return Err(fail(dialogue, Step::LookUp, &error.to_string(), None)),
            Err(_) => return Err(fail(dialogue, Step::LookUp, "no answer", None)),
        };
        let shown: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        good(dialogue, Step::LookUp, &shown.join(", "));
        let tls = match profile.security {
            Security::None | Security::Tls => None,
            Security::StartTls => Some(
                encryption(profile, network)
                    .map_err(|error| fail(dialogue, Step::Connect, &chain(&error), None))?,
            ),
        };
        let hello = ClientId::Domain(profile.domain().to_owned());
        let at: Vec<SocketAddr> = addresses
            .into_iter()
            .map(|address| SocketAddr::new(address, profile.port))
            .collect();
        let dialing = async {
            let stream = network.dial(&at).await?;
            let peer = stream.peer_addr()?;
            Ok(match profile.security {
                Security::Tls => Box::new(Encrypted {
                    wire: network.encrypt(&profile.host, stream).await?,
                    peer,
                }) as Box<dyn AsyncTokioStream>,
                Security::StartTls | Security::None => Box::new(stream),
            })
        };
        let stream = match tokio::time::timeout(COMMAND, dialing).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                let error: io::Error = error;
                return Err(fail(dialogue, Step::Connect, &error.to_string(), None));
            }
            Err(_) => return Err(fail(dialogue, Step::Connect, "no answer", None)),
        };
        let greeting = AsyncSmtpConnection::connect_with_transport(stream, &hello);
        let mut connection = step(dialogue, Step::Connect, COMMAND, greeting).await?;
        good(dialogue, Step::Connect, connection.server_info().name());
        if profile.security == Security::StartTls {
            let Some(tls) = tls else {
                return Err(fail(dialogue, Step::StartTls, "no encryption", None));
            };
            let starting = connection.starttls(tls, &hello);
            step(dialogue, Step::StartTls, COMMAND, starting).await?;
            good(dialogue, Step::StartTls, connection.server_info().name());
        }
        if !profile.user.is_empty() {
            let credentials = Credentials::new(
                profile.user.clone(),
                password.unwrap_or_default().to_owned(),
            );
            let signing = connection.auth(DEFAULT_MECHANISMS, &credentials);
            let answer = step(dialogue, Step::Authenticate, COMMAND, signing).await?;
            good(dialogue, Step::Authenticate, &spoken(&answer));
        }
        Ok(Session {
            connection,
            signer,
            dialogue: Vec::new(),
        })
    }

    /// Hands one mail over. Gives what the server said to it.
    ///
    /// # Errors
    /// The step that failed. The session is of no use after one that is of the server.
    pub async fn send(&mut self, mail: &Message) -> Result<String, Failed> {
        self.dialogue.clear();
        let (log, connection) = (&mut self.dialogue, &mut self.connection);
        let bytes = match &self.signer {
            None => mail.formatted(),
            Some(signer) => {
                let mut signed = mail.clone();
                signer.sign(&mut signed);
                signed.formatted()
            }
        };
        let mut options = Vec::new();
        if !bytes.is_ascii()
            && connection
                .server_info()
                .supports_feature(Extension::EightBitMime)
        {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let envelope = mail.envelope();
        let sender = connection.command(Mail::new(envelope.from().cloned(), options));
        let answer = step(log, Step::Sender, COMMAND, sender).await?;
        good(log, Step::Sender, &spoken(&answer));
        for to in envelope.to() {
            let receiver = connection.command(Rcpt::new(to.clone(), Vec::new()));
            let answer = match step(log, Step::Receiver, COMMAND, receiver).await {
                Ok(answer) => answer,
                Err(failed) => {
                    // The next mail begins anew.
                    let reset = connection.command(lettre::transport::smtp::commands::Rset);
                    let _ = tokio::time::timeout(COMMAND, reset).await;
                    return Err(failed);
                }
            };
            good(log, Step::Receiver, &spoken(&answer));
        }
        let begin = connection.command(Data);
        let answer = step(log, Step::Begin, COMMAND, begin).await?;
        good(log, Step::Begin, &spoken(&answer));
        let body = connection.message(&bytes);
        let answer = step(log, Step::Body, BODY, body).await?;
        let said = spoken(&answer);
        good(log, Step::Body, &said);
        Ok(said)
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(3), self.connection.quit()).await;
    }
}

fn encryption(profile: &MailProfile, network: &Network) -> Result<TlsParameters, Error> {
    let mut parameters = TlsParameters::builder(profile.host.clone())
        .certificate_store(CertificateStore::WebpkiRoots);
    for authority in network.authorities() {
        parameters = parameters.add_root_certificate(Certificate::from_der(authority.clone())?);
    }
    parameters.build_rustls()
}

async fn step<T>(
    log: &mut Vec<Line>,
    step: Step,
    longest: Duration,
    doing: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failed> {
    match tokio::time::timeout(longest, doing).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            let status = error.status().map(u16::from);
            Err(fail(log, step, &chain(&error), status))
        }
        Err(_) => {
            let why = format!("no answer in {} s", longest.as_secs());
            Err(fail(log, step, &why, None))
        }
    }
}

/// An error with what caused it.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let said = inner.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = inner.source();
    }
    text.chars().take(500).collect()
}

fn spoken(answer: &Response) -> String {
    let lines: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), lines.join(" / "))
}

pub(super) fn good(log: &mut Vec<Line>, step: Step, said: &str) {
    log.push(Line {
        step,
        said: said.to_owned(),
        is_good: true,
    });
}

pub(super) fn fail(log: &mut Vec<Line>, step: Step, why: &str, status: Option<u16>) -> Failed {
    log.push(Line {
        step,
        said: why.to_owned(),
        is_good: false,
    });
    Failed {
        step,
        why: why.to_owned(),
        status,
    }
}
