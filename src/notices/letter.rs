//! A notice as a mail: HTML and text, in its case's thread, marked as sent by a program.

use super::content::Content;
use crate::domain::notice::inbound;
use crate::domain::notice::mail::MailProfile;
use crate::domain::time::Timestamp;
use crate::phrases::Words;
use anyhow::Context;
use anyhow::Result;
use askama::Template;
use lettre::Address;
use lettre::Message;
use lettre::message::Attachment;
use lettre::message::Mailbox;
use lettre::message::MultiPart;
use lettre::message::header::ContentType;
use lettre::message::header::HeaderName;
use lettre::message::header::HeaderValue;
use std::time::Duration;
use std::time::UNIX_EPOCH;

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct Html<'a> {
    content: &'a Content,
    words: Words,
}

#[derive(Template)]
#[template(path = "mail/notice.txt", escape = "none")]
struct Text<'a> {
    content: &'a Content,
    words: Words,
}

/// Whom it goes to, and its names.
pub struct Envelope<'a> {
    pub profile: &'a MailProfile,
    pub to: &'a str,
    /// What its thread is about: the number of the case.
    pub about: &'a str,
    /// The unguessable part of its names: whoever answers with it got a mail about the case.
    pub token: &'a str,
    /// The number of the delivery: the same in every attempt.
    pub delivery: u64,
    /// Its cause, at which it was promised.
    pub at: Timestamp,
    /// Where whoever wants no more of these says so: an address of `mailto:` or `https:`.
    pub leave: Option<String>,
}

impl Envelope<'_> {
    /// The same for every attempt: who gets it twice sees one.
    pub fn message_id(&self) -> String {
        let domain = self.profile.domain();
        let name = inbound::name(self.about, self.token, self.delivery, domain);
        format!("<{name}>")
    }

    /// What all mails about the case belong to.
    fn thread(&self) -> String {
        let name = inbound::thread_name(self.about, self.token, self.profile.domain());
        format!("<{name}>")
    }
}

/// The text alone: what is kept of what was said.
///
/// # Errors
/// Never, but for a broken template.
pub fn text(content: &Content) -> Result<String> {
    let words = Words::of(content.lang);
    Text { content, words }
        .render()
        .context("the text of a notice")
}

/// The HTML alone: what a page shows of it.
///
/// # Errors
/// Never, but for a broken template.
pub fn html(content: &Content) -> Result<String> {
    let words = Words::of(content.lang);
    Html { content, words }
        .render()
        .context("the page of a notice")
}

/// A file that goes with it.
pub struct Attached {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
}

/// The whole mail.
///
/// # Errors
/// An address that is none.
pub fn mail(
    content: &Content,
    envelope: &Envelope<'_>,
    attached: Vec<Attached>,
) -> Result<Message> {
    let profile = envelope.profile;
    let sender = mailbox(&profile.from_name, &profile.from)?;
    let date = UNIX_EPOCH + Duration::from_millis(u64::try_from(envelope.at.0).unwrap_or(0));
    let mut message = Message::builder()
        .from(sender)
        .to(mailbox("", envelope.to)?)
        .subject(content.subject.clone())
        .date(date)
        .message_id(Some(envelope.message_id()))
        .in_reply_to(envelope.thread())
        .references(envelope.thread())
        // RFC 3834: nobody's absence note answers it, and ours answers no robot.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"))
        .raw_header(header("X-Aftercare-Loop", profile.domain()));
    if let Some(leave) = &envelope.leave {
        message = message.raw_header(header("List-Unsubscribe", &format!("<{leave}>")));
    }
    if !profile.reply_to.is_empty() {
        message = message.reply_to(mailbox(&profile.from_name, &profile.reply_to)?);
    }
    let said = MultiPart::alternative_plain_html(text(content)?, html(content)?);
    if attached.is_empty() {
        return message.multipart(said).context("putting a mail together");
    }
    let mut whole = MultiPart::mixed().multipart(said);
    for file in attached {
        let kind = ContentType::parse(&file.mime).context("what a file is")?;
        whole = whole.singlepart(Attachment::new(file.name).body(file.bytes, kind));
    }
    message.multipart(whole).context("putting a mail together")
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox> {
    let address: Address = address
        .parse()
        .with_context(|| format!("{address:?} is no address of a mailbox"))?;
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
