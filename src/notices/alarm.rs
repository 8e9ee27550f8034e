//! A gateway that does not work is told to those who run the desk, by every other way than the broken
//! ones: the robots in their group chats, and the mailboxes of owners.

use super::broken;
use super::broken::Broken;
use super::content::Content;
use super::letter;
use super::letter::Envelope;
use super::mailer;
use crate::actions::notices;
use crate::domain::ids::PluginAccountId;
use crate::domain::notice::mail::MailProfile;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::plugin::ending::Ending;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Words;
use crate::plugins::ask::Ask;
use crate::plugins::contract::exports::aftercare::plugin::robot::Alert;
use crate::plugins::contract::exports::aftercare::plugin::robot::Urgency;
use crate::store::View;
use crate::store::people;
use crate::store::settings;
use anyhow::Context;
use jiff::tz::TimeZone;
use lettre::Message;
use std::sync::Arc;

/// What nobody was told of yet, and the ways that are left to tell it.
struct Due {
    untold: Vec<Broken>,
    /// Of the desk, for group chats.
    words: Words,
    robots: Vec<PluginAccountId>,
    mails: Vec<(MailProfile, Message)>,
}

/// Tells what nobody was told of yet. Returns how many were told. What no way takes is tried again
/// the next time; the first page shows it all the same.
///
/// # Errors
/// When the store takes no writes.
pub async fn sound(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let Some(due) = app.read(move |view| due(view, now)).await? else {
        return Ok(0);
    };
    let mut is_told = false;
    for account in due.robots {
        is_told |= post(host, account, due.words, &due.untold).await?;
    }
    for (profile, mail) in due.mails {
        let sent = mailer::send_one(host, &profile, &mail).await;
        // Whatever may have arrived is not said twice.
        is_told |= sent.map_or_else(|failed| failed.is_in_doubt(), |()| true);
    }
    if !is_told {
        return Ok(0);
    }
    let told: Vec<(String, Timestamp)> = due
        .untold
        .into_iter()
        .map(|one| (one.gateway, one.since))
        .collect();
    let count = told.len();
    app.write(None, move |plan| notices::alarm_sounded(plan, &told))
        .await?;
    Ok(count)
}

fn due(view: &impl View, now: Timestamp) -> Result<Option<Due>, Failure> {
    let Some(desk) = settings::desk(view)? else {
        return Ok(None);
    };
    let zone = TimeZone::get(&desk.zone).unwrap_or(TimeZone::UTC);
    let told = settings::alarms(view)?;
    let words = Words::of(desk.lang);
    let all = broken::all(view, words, &zone, now)?;
    let is_new = |one: &Broken| told.get(&one.gateway) != Some(&one.since);
    let untold: Vec<Broken> = all.iter().filter(|one| is_new(one)).cloned().collect();
    if untold.is_empty() {
        return Ok(None);
    }
    let works = |gateway: &str| !all.iter().any(|one| one.gateway == gateway);
    let robots = notices::robots(view)?
        .into_iter()
        .map(|account| account.id)
        .filter(|id| works(&format!("plugin:{id}")))
        .collect();
    let profiles = settings::mail_profiles(view)?;
    let mut able = profiles.iter().filter(|one| works(&one.gateway()));
    let mut mails = Vec::new();
    if let Some(profile) = able.next() {
        for staff in people::all(view)? {
            if staff.active && staff.roles.contains(&Role::Owner) && !staff.email.is_empty() {
                let said = broken::all(view, Words::of(staff.lang), &zone, now)?;
                let said: Vec<Broken> = said.into_iter().filter(is_new).collect();
                mails.push((profile.clone(), mail(profile, &staff, &said, now)?));
            }
        }
    }
    Ok(Some(Due {
        untold,
        words,
        robots,
        mails,
    }))
}

fn lines(said: &[Broken]) -> String {
    let lines: Vec<String> = said
        .iter()
        .map(|one| format!("{}\n{}", one.sentence, one.why))
        .collect();
    lines.join("\n\n")
}

fn mail(
    profile: &MailProfile,
    staff: &Staff,
    said: &[Broken],
    now: Timestamp,
) -> Result<Message, Failure> {
    let words = Words::of(staff.lang);
    let subject = words.t("alarm-subject").to_owned();
    let content = Content {
        paragraphs: vec![words.t("alarm-lead").to_owned()],
        said: lines(said),
        ..Content::to_staff(staff.lang, &profile.from_name, subject, "alarm-why")
    };
    let envelope = Envelope {
        profile,
        to: &staff.email,
        about: "alarm",
        token: &staff.id.to_string(),
        delivery: u64::try_from(now.0).unwrap_or(0),
        at: now,
        leave: None,
    };
    Ok(letter::mail(&content, &envelope, Vec::new()).context("an alarm")?)
}

/// True when the group has it, or may have it.
async fn post(
    host: &Host,
    account: PluginAccountId,
    words: Words,
    said: &[Broken],
) -> Result<bool, Failure> {
    let names: Vec<String> = said
        .iter()
        .map(|one| format!("{} {}", one.gateway, one.since.0))
        .collect();
    let alert = Alert {
        idempotency_key: format!("alarm {}", names.join(" ")),
        title: words.t("alarm-subject").to_owned(),
        text: lines(said),
        link: None,
        urgency: Urgency::Now,
        mention: Vec::new(),
        attrs: Vec::new(),
    };
    let called = host.call(account, Ask::Post(alert), None, |_, _| Ok(0_u32));
    match called.await {
        Ok((heard, _)) => Ok(heard.answer.is_some() || heard.ending == Ending::Unknown),
        // It was switched off, or held back.
        Err(Failure::Invalid(_) | Failure::NotFound) => Ok(false),
        Err(failure) => Err(failure),
    }
}
