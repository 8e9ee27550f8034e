//! How a notice reaches a person: what was promised finds its ways, is put into words, and handed to
//! its gateway.

mod alarm;
pub mod broken;
pub mod content;
mod fetching;
mod imap;
pub mod letter;
mod mailer;
mod morning;
mod parsed;
mod reach;
mod receipts;
mod robot;
mod sender;
pub mod signing;
pub mod sms;
pub mod smtp;
pub mod webhook;

pub use alarm::sound as sound_alarms;
pub use fetching::fetch as fetch_mail;
pub use fetching::test as test_inbox;
pub use mailer::test_letter;
pub use morning::send as send_mornings;
pub use reach::Reached;
pub use reach::reach;
pub use receipts::ask as ask_receipts;
pub use sender::Checked;
pub use sender::check as check_sender;
pub use webhook::post as post_webhook;
pub use webhook::send as send_webhooks;

use crate::actions::notices;
use crate::actions::notices::Handed;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Way;
use crate::domain::plugin::ending::Ending;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::host::Heard;
use crate::host::Host;
use crate::store::outbox;
use crate::store::settings;
use mailer::Mailer;
use std::sync::Arc;

/// Notices that find their ways in one command.
const ROUTED_AT_ONCE: usize = 200;
/// Deliveries of one run; the rest follow in the next.
const SENT_AT_ONCE: usize = 500;

/// What an attempt led to, and whether its gateway failed for everybody.
struct Outcome {
    came: Came,
    said: Option<Sealed>,
    /// Pieces of a text message.
    segments: Option<u32>,
    /// Why the gateway does not work.
    broken: Option<String>,
}

impl Outcome {
    fn of(came: Came) -> Outcome {
        Outcome {
            came,
            said: None,
            segments: None,
            broken: None,
        }
    }

    /// What the call of a plugin came to that did not take the message.
    fn of_a_plugin(heard: &Heard) -> Outcome {
        let (why, after) = (heard.why.clone(), heard.after.map(Span));
        let came = match heard.ending {
            Ending::Retryable | Ending::RateLimited | Ending::Auth => Came::Later { why, after },
            Ending::Refused | Ending::Invalid | Ending::NotFound | Ending::Unsupported => {
                Came::Refused(why)
            }
            _ => Came::Doubt(why),
        };
        let broken = matches!(
            heard.ending,
            Ending::Retryable | Ending::Auth | Ending::Upstream | Ending::Unknown | Ending::Broken
        );
        Outcome {
            came,
            said: None,
            segments: None,
            broken: broken.then(|| heard.why.clone()),
        }
    }
}

/// Gives what was promised its ways. Returns how many notices were looked at.
///
/// # Errors
/// When the store takes no writes.
pub async fn route(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let mut all = 0;
    loop {
        let waits = app
            .read(|view| Ok(!outbox::promised(view, 1)?.is_empty()))
            .await?;
        if !waits {
            return Ok(all);
        }
        let moment = app.moment();
        let done = app
            .write(None, move |plan| {
                notices::route(plan, ROUTED_AT_ONCE, &moment)
            })
            .await?;
        all += done;
        if done < ROUTED_AT_ONCE {
            return Ok(all);
        }
    }
}

/// Hands over what is due, one after the other. Returns how many were handed over.
///
/// # Errors
/// When the store takes no writes.
pub async fn send(host: &Host) -> Result<usize, Failure> {
    let app = Arc::clone(host.app());
    let now = app.now();
    let (mut due, gateways) = app
        .read(move |view| {
            let due = outbox::due(view, now, SENT_AT_ONCE)?;
            Ok((due, settings::gateways(view)?))
        })
        .await?;
    // A text message finds another way; everything else waits for its own.
    due.retain(|one| {
        one.way == Way::Sms || !gateways.get(&one.gateway).is_some_and(|g| g.rests(now))
    });
    let mut mailer = Mailer::new(host);
    let mut handed: Option<Handed> = None;
    let mut broken: Vec<String> = Vec::new();
    let mut sent = 0;
    for one in due {
        let through = match one.way {
            Way::Sms => sms::way(host, &one, &gateways, &broken).await?,
            _ => Some(one.gateway.clone()).filter(|own| !broken.contains(own)),
        };
        let Some(through) = through else { continue };
        // What came of the last and the lease of the next are one command.
        let (last, moment) = (handed.take(), app.moment());
        let begun = app
            .write(None, move |plan| {
                notices::hand(plan, last.as_ref(), Some((&one, &through)), &moment)
            })
            .await?;
        let Some(begun) = begun else { continue };
        sent += 1;
        let outcome = attempt(host, &mut mailer, &begun).await?;
        let (name, moment) = (begun.gateway.clone(), app.moment());
        match outcome.broken {
            Some(why) => {
                broken.push(name.clone());
                app.write(None, move |plan| {
                    notices::gateway_failed(plan, &name, &why, &moment)
                })
                .await?;
            }
            None if gateways.contains_key(&name) => {
                app.write(None, move |plan| notices::gateway_works(plan, &name))
                    .await?;
            }
            None => {}
        }
        handed = Some(Handed {
            id: begun.id,
            came: outcome.came,
            said: outcome.said,
            segments: outcome.segments,
            chance: app.chance(),
        });
    }
    if handed.is_some() {
        let moment = app.moment();
        app.write(None, move |plan| {
            notices::hand(plan, handed.as_ref(), None, &moment)
        })
        .await?;
    }
    mailer.close().await;
    Ok(sent)
}

async fn attempt(host: &Host, mailer: &mut Mailer<'_>, one: &Delivery) -> Result<Outcome, Failure> {
    match one.way {
        Way::Email => mailer.send(one).await,
        Way::Robot => robot::post(host, one).await,
        Way::Sms => sms::send(host, one).await,
    }
}
