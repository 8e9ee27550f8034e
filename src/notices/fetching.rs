//! Answers fetched from the shop's mailboxes, each taken once, in the order they came.

use super::imap::Folder;
use super::imap::Lying;
use super::parsed;
use super::parsed::Attached;
use super::smtp::Failed;
use super::smtp::Line;
use crate::actions::notices;
use crate::actions::notices::Letter;
use crate::domain::case::record::CaseFile;
use crate::domain::notice::inbound::Cursor;
use crate::domain::notice::inbound::Went;
use crate::domain::notice::mail::Incoming;
use crate::domain::notice::mail::MailProfile;
use crate::domain::people::ActorRef;
use crate::domain::people::Lang;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Words;
use crate::store::evidence;
use crate::store::settings;
use anyhow::Context;
use std::sync::Arc;

/// Mails of one mailbox in one run; the rest follow in the next.
const AT_ONCE: usize = 50;
/// bytes: what is larger is not fetched, and a person is told.
const LARGEST: u32 = 30 * 1024 * 1024;
/// Clocks of mail servers go wrong by so much.
const SLACK: Span = Span::hours(1);

/// Fetches what came since the last time. Returns how many mails were taken.
///
/// # Errors
/// When the store takes no writes: they lie where they lay.
pub async fn fetch(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let (profiles, gateways, lang) = app
        .read(|view| {
            let desk = settings::desk(view)?;
            Ok((
                settings::mail_profiles(view)?,
                settings::gateways(view)?,
                desk.map_or(Lang::ZhCn, |desk| desk.lang),
            ))
        })
        .await?;
    let mut all = 0;
    for profile in profiles.iter() {
        let Some(incoming) = &profile.incoming else {
            continue;
        };
        let inbox = profile.inbox();
        let known = gateways.get(&inbox);
        if known.is_some_and(|gateway| gateway.rests(app.now())) {
            continue;
        }
        match of_mailbox(host, profile, incoming, lang).await? {
            Ok(taken) => {
                all += taken;
                if known.is_some() {
                    app.write(None, move |plan| notices::gateway_works(plan, &inbox))
                        .await?;
                }
            }
            Err(failed) => {
                let why = format!("{}: {}", failed.step.code(), failed.why);
                let moment = app.moment();
                app.write(None, move |plan| {
                    notices::gateway_failed(plan, &inbox, &why, &moment)
                })
                .await?;
            }
        }
    }
    Ok(all)
}

/// Opens the folder of a mailbox, and says how that went.
pub async fn test(
    host: &Host,
    profile: &MailProfile,
    incoming: &Incoming,
) -> (Vec<Line>, Option<Failed>) {
    let mut dialogue = Vec::new();
    match open(host, profile, incoming, &mut dialogue).await {
        Ok(folder) => {
            folder.close().await;
            (dialogue, None)
        }
        Err(failed) => (dialogue, Some(failed)),
    }
}

async fn open(
    host: &Host,
    profile: &MailProfile,
    incoming: &Incoming,
    dialogue: &mut Vec<Line>,
) -> Result<Folder, Failed> {
    let vault = host.app().store.vault();
    let password = profile.password.as_ref();
    let password = password.and_then(|sealed| vault.open_sealed(sealed).ok());
    let account = (
        profile.user.as_str(),
        password.as_deref().unwrap_or_default(),
    );
    Folder::open(incoming, account, host.network(), dialogue).await
}

async fn of_mailbox(
    host: &Host,
    profile: &MailProfile,
    incoming: &Incoming,
    lang: Lang,
) -> Result<Result<usize, Failed>, Failure> {
    let mut folder = match open(host, profile, incoming, &mut Vec::new()).await {
        Ok(folder) => folder,
        Err(failed) => return Ok(Err(failed)),
    };
    let done = read_all(host, profile, incoming, lang, &mut folder).await;
    folder.close().await;
    done
}

async fn read_all(
    host: &Host,
    profile: &MailProfile,
    incoming: &Incoming,
    lang: Lang,
    folder: &mut Folder,
) -> Result<Result<usize, Failed>, Failure> {
    let (app, id) = (Arc::clone(host.app()), profile.id);
    let cursor = app
        .read(move |view| Ok(settings::mail_cursors(view)?.get(&id).copied()))
        .await?;
    let cursor = cursor.unwrap_or_default();
    let lying = match folder.from(cursor.next(folder.validity)).await {
        Ok(lying) => lying,
        Err(failed) => return Ok(Err(failed)),
    };
    let since = incoming.since - SLACK;
    let is_new = |one: &Lying| one.came.is_none_or(|came| came >= since);
    let mut taken = 0;
    // What was there before anybody asked for it is passed over in one step.
    if let Some(old) = lying.iter().take_while(|one| !is_new(one)).last() {
        let passed = Cursor {
            validity: folder.validity,
            uid: old.uid,
        };
        app.write(None, move |plan| notices::pass_mails_over(plan, id, passed))
            .await?;
    }
    let new = lying.iter().skip_while(|one| !is_new(one));
    for one in new.take(AT_ONCE) {
        let letter = match letter(host, profile, folder, *one, lang).await? {
            Ok(letter) => letter,
            Err(failed) => return Ok(Err(failed)),
        };
        let (store, moment) = (Arc::clone(&app.store), app.moment());
        let went = app
            .write(None, move |plan| {
                notices::take_mail(plan, store.vault(), &letter, &moment)
            })
            .await?;
        taken += usize::from(went.is_some());
    }
    Ok(Ok(taken))
}

/// One mail, with its files kept.
async fn letter(
    host: &Host,
    profile: &MailProfile,
    folder: &mut Folder,
    one: Lying,
    lang: Lang,
) -> Result<Result<Letter, Failed>, Failure> {
    let words = Words::of(lang);
    let mut letter = Letter {
        mailbox: profile.id,
        at: Cursor {
            validity: folder.validity,
            uid: one.uid,
        },
        stranger: words.t("inbox-stranger-note").to_owned(),
        wordless: words.t("inbox-wordless").to_owned(),
        ..Letter::default()
    };
    let is_too_large = one.size > LARGEST;
    let bytes = match folder.read(one.uid, !is_too_large).await {
        Ok(bytes) => bytes.unwrap_or_default(),
        Err(failed) => return Ok(Err(failed)),
    };
    let Some((mail, files)) = parsed::read(&bytes) else {
        letter.instead = Some(Went::Unreadable);
        return Ok(Ok(letter));
    };
    letter.mail = mail;
    if is_too_large {
        letter.instead = Some(Went::TooLarge);
        return Ok(Ok(letter));
    }
    for file in files {
        let fits = file.bytes.len() <= evidence::FILE_MOST;
        let room = letter.files.len() < evidence::FILES_MOST;
        match evidence::sniff(&file.bytes) {
            Some(mime) if fits && room => letter.files.push(keep(host, file, mime).await?),
            _ => letter.left_out.push(evidence::shown_name(&file.name)),
        }
    }
    Ok(Ok(letter))
}

async fn keep(host: &Host, file: Attached, mime: &str) -> Result<CaseFile, Failure> {
    let app = host.app();
    let (store, size) = (Arc::clone(&app.store), file.bytes.len() as u64);
    let bytes = file.bytes;
    let hash = tokio::task::spawn_blocking(move || store.files().put(&bytes))
        .await
        .context("keeping a file panicked")??;
    Ok(CaseFile {
        hash,
        kind: evidence::kind_of(mime),
        name: evidence::shown_name(&file.name),
        mime: mime.to_owned(),
        size,
        by: ActorRef::Buyer,
        at: app.now(),
    })
}
