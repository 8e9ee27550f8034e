//! 早报: each morning, what a person has to follow up today.

use super::content::Content;
use super::letter;
use super::letter::Envelope;
use super::mailer;
use crate::actions::access::Viewer;
use crate::actions::follow_ups;
use crate::actions::follow_ups::FollowUp;
use crate::actions::notices;
use crate::actions::surveys;
use crate::app::App;
use crate::domain::follow_up::midnight;
use crate::domain::money::Fen;
use crate::domain::notice::mail::MailProfile;
use crate::domain::people::Staff;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::host::Host;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::people;
use crate::store::settings;
use crate::store::surveys as stored;
use anyhow::Context;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use lettre::Message;
use std::sync::Arc;

/// From then on it is sent, and until then it is worth sending, in the desk's zone.
const FROM: Time = Time::constant(8, 30, 0, 0);
const UNTIL: Time = Time::constant(12, 0, 0, 0);
/// Cases one mail lists.
const MOST: usize = 40;
/// Bad answers that are counted.
const ANSWERS: usize = 100;

/// A mail that is ready.
struct Ready {
    staff: Staff,
    mail: Option<Message>,
}

/// Sends what is due. Returns how many went out.
///
/// # Errors
/// When the store takes no writes.
pub async fn send(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let of = Arc::clone(&app);
    let found = app.read(move |view| due(view, &of)).await?;
    let Some((profile, day, ready)) = found else {
        return Ok(0);
    };
    let mut sent = 0;
    for one in ready {
        let mut is_done = true;
        if let Some(mail) = &one.mail {
            match mailer::send_one(host, &profile, mail).await {
                Ok(()) => sent += 1,
                // It will never be taken, or may have been: once is enough.
                Err(failed) if failed.is_for_good() || failed.is_in_doubt() => {}
                Err(failed) => {
                    is_done = false;
                    let why = format!("{}: {}", failed.step.code(), failed.why);
                    let (gateway, moment) = (profile.gateway(), app.moment());
                    app.write(None, move |plan| {
                        notices::gateway_failed(plan, &gateway, &why, &moment)
                    })
                    .await?;
                }
            }
        }
        if !is_done {
            break;
        }
        let id = one.staff.id;
        app.write(None, move |plan| notices::morning_sent(plan, id, day))
            .await?;
    }
    Ok(sent)
}

type Due = Option<(MailProfile, i64, Vec<Ready>)>;

/// Who has not had theirs today, with their mails; none outside its hours, or where no mailbox works.
fn due(view: &impl View, app: &App) -> Result<Due, Failure> {
    let now = app.now();
    let Some(desk) = settings::desk(view)? else {
        return Ok(None);
    };
    let zone = TimeZone::get(&desk.zone).unwrap_or(TimeZone::UTC);
    let instant = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    let local = instant.to_zoned(zone.clone());
    if !(FROM..UNTIL).contains(&local.time()) {
        return Ok(None);
    }
    let profiles = settings::mail_profiles(view)?;
    let everybodys = profiles.iter().find(|profile| profile.shop.is_none());
    let Some(profile) = everybodys.or(profiles.first()) else {
        return Ok(None);
    };
    let gateways = settings::gateways(view)?;
    if gateways
        .get(&profile.gateway())
        .is_some_and(|one| one.rests(now))
    {
        return Ok(None);
    }
    let start = local.date();
    let day = i64::from(
        jiff::civil::date(1970, 1, 1)
            .until(start)
            .map_or(0, |span| span.get_days()),
    );
    let sent = settings::mornings(view)?;
    let mut ready = Vec::new();
    for staff in people::all(view)? {
        let is_new = sent.get(&staff.id.0).is_none_or(|last| *last < day);
        if staff.active && !staff.email.is_empty() && is_new {
            let mail = mail(view, app, profile, &staff, now, &zone)?;
            ready.push(Ready { staff, mail });
        }
    }
    Ok((!ready.is_empty()).then(|| (profile.clone(), day, ready)))
}

/// The mail of one person; none where there is nothing to say.
fn mail(
    view: &impl View,
    app: &App,
    profile: &MailProfile,
    staff: &Staff,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<Option<Message>, Failure> {
    let words = Words::of(staff.lang);
    let viewer = Viewer::new(staff.clone(), Fen::ZERO);
    let found = follow_ups::of(view, &viewer, now, midnight(now, zone))?;
    let bad = match viewer.must_be(surveys::LOOKERS) {
        Ok(()) => stored::to_see(view, ANSWERS)?.len(),
        Err(_) => 0,
    };
    if found.is_empty() && bad == 0 {
        return Ok(None);
    }
    let count = || Arg::Number(i64::try_from(found.len()).unwrap_or(0));
    let name = staff.display_name.as_str();
    let mut paragraphs =
        vec![words.with("morning-lead", &[("name", name.into()), ("count", count())])];
    if bad > 0 {
        let bad = Arg::Number(i64::try_from(bad).unwrap_or(0));
        paragraphs.push(words.with("morning-surveys", &[("count", bad)]));
    }
    let lines: Vec<String> = found
        .iter()
        .take(MOST)
        .map(|one| line(one, words, zone, now))
        .collect();
    let public = &app.config.public_url;
    let subject = words.with("morning-subject", &[("count", count())]);
    let content = Content {
        paragraphs,
        said: lines.join("\n"),
        ask: (!public.is_empty()).then(|| {
            let at = app.config.site().page("/follow-ups");
            (words.t("morning-open").to_owned(), at)
        }),
        ..Content::to_staff(staff.lang, &profile.from_name, subject, "morning-why")
    };
    let envelope = Envelope {
        profile,
        to: &staff.email,
        about: "morning",
        token: &staff.id.to_string(),
        delivery: u64::try_from(now.0).unwrap_or(0),
        at: now,
        leave: (!public.is_empty()).then(|| app.config.site().page("/settings/profile")),
    };
    let mail = letter::mail(&content, &envelope, Vec::new()).context("a morning mail")?;
    Ok(Some(mail))
}

/// `10:00 AS261124-0001X 仅退款 · 张** — 买家在等回复`
fn line(one: &FollowUp, words: Words, zone: &TimeZone, now: Timestamp) -> String {
    let whys: Vec<&str> = one
        .whys
        .iter()
        .map(|(why, _)| names::follow_up_name(words, *why))
        .collect();
    let case = &one.case;
    let kind = names::kind_name(words, case.kind);
    let at = formats::short(one.whys[0].1, zone, now);
    let about = match case.buyer_shown.is_empty() {
        true => kind.to_owned(),
        false => format!("{kind} · {}", case.buyer_shown),
    };
    format!(
        "{at}　{}　{about} — {}",
        case.no,
        whys.join(words.t("list-separator"))
    )
}
