//! Parcels on their way.

pub use crate::bindings::imports::aftercare::plugin::courier_types::Event;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Guess;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Item;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Outcome;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Query;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Stage;
pub use crate::bindings::imports::aftercare::plugin::courier_types::Update;

use crate::Account;
use crate::CallContext;
use crate::Exported;
use crate::PluginError;
use crate::RateScope;
use crate::Result;
use crate::bindings::courier::exports::aftercare::plugin::courier;
use crate::bindings::courier_push::exports::aftercare::plugin::courier_push;
use crate::bindings::courier_recognise::exports::aftercare::plugin::courier_recognise;
use crate::bindings::courier_subscribe::exports::aftercare::plugin::courier_subscribe;
use crate::failure;
use crate::push::Incoming;

/// What came of one message of the service.
pub type Reading = courier_push::Reading;

/// Looks parcels up. Write `look_up` for a service that is asked for one parcel at a time, or
/// `track` for one that takes several.
pub trait Courier: Account {
    /// Where one parcel is.
    ///
    /// # Errors
    /// What stands against it. What concerns the whole account ends the call, see [`one_by_one`].
    fn look_up(_ctx: &CallContext, _query: &Query) -> Result<Outcome> {
        Err(failure::unsupported("look_up"))
    }

    /// Where several parcels are: by default one after the other.
    ///
    /// # Errors
    /// What stands against all of them.
    fn track(ctx: &CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        one_by_one(queries, |query| Self::look_up(ctx, query))
    }
}

/// Says whose number it is.
pub trait CourierRecognise: Account {
    /// The likeliest first; none when nobody can say.
    ///
    /// # Errors
    /// Why the service did not answer.
    fn recognise(ctx: &CallContext, number: &str) -> Result<Vec<Guess>>;
}

/// Asks the service to tell when a parcel moves.
pub trait CourierSubscribe: Account {
    /// [`Outcome::Unchanged`] when it is watched and nothing is known yet. A parcel that is watched
    /// already is a success.
    ///
    /// # Errors
    /// What stands against all of them.
    fn subscribe(ctx: &CallContext, queries: Vec<Query>, callback_url: &str) -> Result<Vec<Item>>;
}

/// Reads what the service sends.
pub trait CourierPush: Account {
    /// Checks the signature first.
    ///
    /// # Errors
    /// `auth(bad-signature)` for a wrong one, `invalid` for what cannot be read.
    fn read(ctx: &CallContext, request: &Incoming) -> Result<Reading>;
}

/// Asks for each parcel by itself. An error that concerns the whole account (`auth`, or a rate
/// limit of account or plugin) is not asked for again: it ends the call when nothing is known yet,
/// and else stands at the parcels that are left, so that what was paid for is not lost.
///
/// # Errors
/// Such an error before anything is known.
pub fn one_by_one(
    queries: Vec<Query>,
    mut ask: impl FnMut(&Query) -> Result<Outcome>,
) -> Result<Vec<Item>> {
    let mut items: Vec<Item> = Vec::with_capacity(queries.len());
    let mut stopped: Option<PluginError> = None;
    for query in queries {
        let outcome = match &stopped {
            Some(error) => Outcome::Failed(error.clone()),
            None => match ask(&query) {
                Ok(outcome) => outcome,
                Err(error) if of_the_account(&error) && items.is_empty() => return Err(error),
                Err(error) => {
                    if of_the_account(&error) {
                        stopped = Some(error.clone());
                    }
                    Outcome::Failed(error)
                }
            },
        };
        items.push(item(query.parcel, outcome));
    }
    Ok(items)
}

/// The desk's codes of carriers beside a vendor's. A carrier outside the table is written as
/// `vendor:code`, so that nothing is lost and nothing is guessed.
pub struct Carriers {
    pub vendor: &'static str,
    /// Ours, then theirs. When ours stands twice, the first is the one that is sent.
    pub rows: &'static [(&'static str, &'static str)],
}

impl Carriers {
    /// What the vendor calls a carrier of the desk.
    pub fn theirs<'c>(&self, ours: &'c str) -> Option<&'c str> {
        let row = self.rows.iter().find(|(known, _)| *known == ours);
        let raw = || ours.strip_prefix(self.vendor)?.strip_prefix(':');
        row.map(|(_, theirs)| *theirs).or_else(raw)
    }

    /// What the desk calls a carrier of the vendor, where it has a name for it.
    pub fn known(&self, theirs: &str) -> Option<&'static str> {
        let row = self.rows.iter().find(|(_, known)| *known == theirs);
        row.map(|(ours, _)| *ours)
    }

    /// As [`Carriers::known`], else `vendor:code`.
    pub fn ours(&self, theirs: &str) -> String {
        match self.known(theirs) {
            Some(ours) => ours.to_owned(),
            None => format!("{}:{theirs}", self.vendor),
        }
    }
}

/// An answer for a parcel; when to ask again is left to the desk.
pub fn item(parcel: String, outcome: Outcome) -> Item {
    Item {
        parcel,
        outcome,
        next_poll_s: None,
    }
}

/// Whether asking for another parcel would meet the same.
pub fn of_the_account(error: &PluginError) -> bool {
    match error {
        PluginError::Auth(_) => true,
        PluginError::RateLimited(rate) => rate.scope != RateScope::Call,
        _ => false,
    }
}

impl<P: Courier> courier::Guest for Exported<P> {
    fn track(ctx: CallContext, queries: Vec<Query>) -> Result<Vec<Item>> {
        crate::panic::tell();
        P::track(&ctx, queries)
    }
}

impl<P: CourierRecognise> courier_recognise::Guest for Exported<P> {
    fn recognise(ctx: CallContext, number: String) -> Result<Vec<Guess>> {
        crate::panic::tell();
        P::recognise(&ctx, &number)
    }
}

impl<P: CourierSubscribe> courier_subscribe::Guest for Exported<P> {
    fn subscribe(ctx: CallContext, queries: Vec<Query>, callback_url: String) -> Result<Vec<Item>> {
        crate::panic::tell();
        P::subscribe(&ctx, queries, &callback_url)
    }
}

impl<P: CourierPush> courier_push::Guest for Exported<P> {
    fn read(ctx: CallContext, request: Incoming) -> Result<Reading> {
        crate::panic::tell();
        P::read(&ctx, &request)
    }
}
