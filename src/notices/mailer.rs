//! Mails handed to the servers of the shop's mailboxes, over one connection a run and mailbox.

use super::Outcome;
use crate::actions::notices;
use crate::actions::notices::buyer_at;
use crate::actions::surveys;
use crate::app::App;
use crate::domain::case::ALONG;
use crate::domain::case::Case;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::inbound;
use crate::domain::notice::mail::MailProfile;
use crate::domain::people::IdentityKind;
use crate::domain::people::Lang;
use crate::failure::Failure;
use crate::host::Host;
use crate::notices::content;
use crate::notices::content::Content;
use crate::notices::letter;
use crate::notices::letter::Attached;
use crate::notices::letter::Envelope;
use crate::notices::signing::Signer;
use crate::notices::smtp::Failed;
use crate::notices::smtp::Line;
use crate::notices::smtp::Session;
use crate::phrases::Words;
use crate::store::ReadTx;
use crate::store::cases;
use crate::store::opt_outs;
use crate::store::settings;
use lettre::Message;
use std::sync::Arc;

/// Keeps the connection of the last mailbox for the next mail.
pub struct Mailer<'h> {
    host: &'h Host,
    open: Option<(String, Session)>,
}

/// A mail that is ready, and what is kept of it.
struct Ready {
    profile: MailProfile,
    mail: Message,
    text: String,
    id: String,
}

impl<'h> Mailer<'h> {
    pub fn new(host: &'h Host) -> Mailer<'h> {
        Mailer { host, open: None }
    }

    pub async fn send(&mut self, one: &Delivery) -> Result<Outcome, Failure> {
        let app = Arc::clone(self.host.app());
        let (seen, of) = (one.clone(), Arc::clone(&app));
        let ready = match app.read(move |view| ready(view, &of, &seen)).await? {
            Ok(ready) => ready,
            Err(came) => return Ok(Outcome::of(came)),
        };
        match self.hand_over(&ready).await {
            Ok(_) => {
                let said = app.store.vault().seal(&ready.text, String::new())?;
                Ok(Outcome {
                    came: Came::Sent(ready.id),
                    said: Some(said),
                    segments: None,
                    broken: None,
                })
            }
            Err(failed) => {
                self.open = None;
                let why = format!("{}: {}", failed.step.code(), failed.why);
                let broken = failed.is_of_the_server().then(|| why.clone());
                let came = if failed.is_for_good() {
                    Came::Refused(why)
                } else if failed.is_in_doubt() {
                    Came::Doubt(why)
                } else {
                    Came::Later { why, after: None }
                };
                Ok(Outcome {
                    came,
                    said: None,
                    segments: None,
                    broken,
                })
            }
        }
    }

    async fn hand_over(&mut self, ready: &Ready) -> Result<String, Failed> {
        let gateway = ready.profile.gateway();
        if self.open.as_ref().is_some_and(|(name, _)| *name != gateway) {
            self.close_open().await;
        }
        if self.open.is_none() {
            let session = open(self.host, &ready.profile, &mut Vec::new()).await?;
            self.open = Some((gateway, session));
        }
        match &mut self.open {
            Some((_, session)) => session.send(&ready.mail).await,
            None => unreachable!("a session was just opened"),
        }
    }

    async fn close_open(&mut self) {
        if let Some((_, session)) = self.open.take() {
            session.close().await;
        }
    }

    pub async fn close(mut self) {
        self.close_open().await;
    }
}

async fn open(
    host: &Host,
    profile: &MailProfile,
    dialogue: &mut Vec<Line>,
) -> Result<Session, Failed> {
    let vault = host.app().store.vault();
    let password = profile
        .password
        .as_ref()
        .and_then(|sealed| vault.open_sealed(sealed).ok());
    let keys = (password.as_deref(), Signer::of(profile, vault));
    Session::open(profile, keys, host.network(), dialogue).await
}

fn ready(view: &ReadTx, app: &App, one: &Delivery) -> Result<Result<Ready, Came>, Failure> {
    let needless = |why: &str| Ok(Err(Came::Needless(why.to_owned())));
    let profiles = settings::mail_profiles(view)?;
    let Some(profile) = profiles.iter().find(|p| p.gateway() == one.gateway) else {
        return needless("delivery-why-no-gateway");
    };
    let Some(case) = cases::by_id(view, one.case)? else {
        return needless("delivery-why-nothing");
    };
    let Some(identity) = buyer_at(view, case.buyer, IdentityKind::Email)? else {
        return needless("delivery-why-no-address");
    };
    if opt_outs::of(view, &identity.hash)?.is_some() {
        return needless("delivery-why-opt-out");
    }
    let to = app.store.vault().open_sealed(&identity.value)?;
    let Some(mut content) = content::of(view, (&case, one.seq), one.kind, profile.lang)? else {
        return needless("delivery-why-nothing");
    };
    // Nobody out there finds a desk that has no public address.
    if one.kind == NoticeKind::Closing && !app.config.public_url.is_empty() {
        let path = surveys::path(app.store.vault(), case.id, &case.no);
        let words = Words::of(profile.lang).t("mail-ask").to_owned();
        content.ask = Some((words, app.config.site().page(&path)));
    }
    let no = case.no.to_string();
    let token = notices::mail_token(app.store.vault(), case.id);
    let envelope = Envelope {
        profile,
        to: to.trim(),
        about: &no,
        token: &token,
        delivery: one.id,
        at: one.at,
        // Only where what they write is read.
        leave: profile.incoming.is_some().then(|| {
            let to = match profile.reply_to.as_str() {
                "" => &profile.from,
                reply_to => reply_to,
            };
            inbound::leaving(to, &inbound::thread_name(&no, &token, profile.domain()))
        }),
    };
    let attached = match attached(view, app, &case, one)? {
        Ok(attached) => attached,
        Err(why) => return Ok(Err(Came::Refused(why))),
    };
    let mail = match letter::mail(&content, &envelope, attached) {
        Ok(mail) => mail,
        // The address is none: no later attempt changes that.
        Err(error) => return Ok(Err(Came::Refused(format!("{error:#}")))),
    };
    Ok(Ok(Ready {
        id: envelope.message_id(),
        text: letter::text(&content)?,
        profile: profile.clone(),
        mail,
    }))
}

/// The files that went along with what staff wrote; what is missing, in words, when one is gone from
/// the disk.
fn attached(
    view: &ReadTx,
    app: &App,
    case: &Case,
    one: &Delivery,
) -> Result<Result<Vec<Attached>, String>, Failure> {
    let mut attached = Vec::new();
    if one.kind != NoticeKind::Message {
        return Ok(Ok(attached));
    }
    let event = cases::event(view, case.id, one.seq)?;
    let facts = event.map_or_else(Vec::new, |event| event.facts);
    for (_, hash) in facts.iter().filter(|(name, _)| name == ALONG) {
        let Some(file) = case.files.iter().find(|file| file.hash == *hash) else {
            continue;
        };
        match app.store.files().get(hash) {
            Ok(bytes) => attached.push(Attached {
                name: file.name.clone(),
                mime: file.mime.clone(),
                bytes,
            }),
            Err(error) => return Ok(Err(format!("{}: {error:#}", file.name))),
        }
    }
    Ok(Ok(attached))
}

/// Hands one mail over, by a connection of its own.
pub(super) async fn send_one(
    host: &Host,
    profile: &MailProfile,
    mail: &Message,
) -> Result<(), Failed> {
    let mut session = open(host, profile, &mut Vec::new()).await?;
    let sent = session.send(mail).await;
    session.close().await;
    sent.map(drop)
}

/// Signs in to a mailbox and says goodbye.
pub(super) async fn sign_in(host: &Host, profile: &MailProfile) -> Result<(), Failed> {
    open(host, profile, &mut Vec::new()).await?.close().await;
    Ok(())
}

/// Sends a letter that shows whether a mailbox works: the whole dialogue, and whether it went.
///
/// # Errors
/// When the letter cannot be put together.
pub async fn test_letter(
    host: &Host,
    profile: &MailProfile,
    to: &str,
    lang: Lang,
) -> Result<(Vec<Line>, Option<Failed>), Failure> {
    let words = Words::of(lang);
    let subject = words.t("mail-test-subject").to_owned();
    let content = Content {
        paragraphs: vec![words.t("mail-test-body").to_owned()],
        ..Content::to_staff(lang, &profile.from_name, subject, "mail-why")
    };
    let app = host.app();
    let envelope = Envelope {
        profile,
        to,
        about: "test",
        token: "desk",
        delivery: u64::try_from(app.now().0).unwrap_or(0),
        at: app.now(),
        leave: None,
    };
    let mail = letter::mail(&content, &envelope, Vec::new())?;
    let mut dialogue = Vec::new();
    let mut session = match open(host, profile, &mut dialogue).await {
        Ok(session) => session,
        Err(failed) => return Ok((dialogue, Some(failed))),
    };
    let sent = session.send(&mail).await;
    dialogue.append(&mut session.dialogue);
    session.close().await;
    Ok((dialogue, sent.err()))
}
