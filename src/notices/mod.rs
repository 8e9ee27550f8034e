//! How a notice reaches a person: what was promised finds its ways, is put into words, and handed to
//! its gateway.

pub mod content;
pub mod letter;
mod mailer;
mod robot;
pub mod smtp;

pub use mailer::test_letter;

use crate::actions::notices;
use crate::actions::notices::Handed;
use crate::domain::notice::delivery::Came;
use crate::domain::notice::delivery::Delivery;
use crate::domain::notice::delivery::Way;
use crate::domain::sealed::Sealed;
use crate::failure::Failure;
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
    /// Why the gateway does not work.
    broken: Option<String>,
}

impl Outcome {
    fn of(came: Came) -> Outcome {
        Outcome {
            came,
            said: None,
            broken: None,
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
    due.retain(|one| !gateways.get(&one.gateway).is_some_and(|g| g.rests(now)));
    let mut mailer = Mailer::new(host);
    let mut handed: Option<Handed> = None;
    let mut broken: Vec<String> = Vec::new();
    let mut sent = 0;
    for one in due {
        if broken.contains(&one.gateway) {
            continue;
        }
        // What came of the last and the lease of the next are one command.
        let (last, moment) = (handed.take(), app.moment());
        let begun = app
            .write(None, move |plan| {
                notices::hand(plan, last.as_ref(), Some(&one), &moment)
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
        // No gateway takes short messages yet, so none has this way.
        Way::Sms => Ok(Outcome::of(Came::Needless(
            "delivery-why-no-gateway".to_owned(),
        ))),
    }
}
