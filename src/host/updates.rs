//! What a plugin says of a parcel, in the desk's own words.

use crate::domain::plugin::PluginId;
use crate::domain::time::Timestamp;
use crate::domain::tracking::Event;
use crate::domain::tracking::Source;
use crate::domain::tracking::Stage;
use crate::domain::tracking::Update;
use crate::plugins::contract::aftercare::plugin::courier_types as said;
use crate::store::tracks::Name;
use std::collections::BTreeSet;

/// An update as the plugin `by` said it. Of a parcel that was asked for, `asked` is its name: a
/// service that answers under another number is not believed.
pub fn of(update: &said::Update, by: &PluginId, asked: Option<&Name>) -> Update {
    Update {
        carrier: update.carrier.clone(),
        number: asked.map_or_else(|| update.number.clone(), |name| name.number.clone()),
        // An instant that is none was refused before: the answer was checked when it came.
        events: update
            .events
            .iter()
            .filter_map(|event| one(event, by))
            .collect(),
        estimated: update.estimated.as_deref().and_then(instant),
        watching_ended: update.watching_ended,
    }
}

fn one(event: &said::Event, by: &PluginId) -> Option<Event> {
    Some(Event {
        at: instant(&event.at)?,
        stage: stage(event.stage),
        text: event.text.clone(),
        place: event.place.clone(),
        raw_code: event.raw_code.clone(),
        sources: BTreeSet::from([Source::Plugin(by.to_string())]),
    })
}

fn instant(text: &str) -> Option<Timestamp> {
    let at: jiff::Timestamp = text.parse().ok()?;
    Some(Timestamp(at.as_millisecond()))
}

const fn stage(stage: said::Stage) -> Stage {
    match stage {
        said::Stage::Created => Stage::Created,
        said::Stage::PickedUp => Stage::PickedUp,
        said::Stage::InTransit => Stage::InTransit,
        said::Stage::Customs => Stage::Customs,
        said::Stage::OutForDelivery => Stage::OutForDelivery,
        said::Stage::ReadyForPickup => Stage::ReadyForPickup,
        said::Stage::Signed => Stage::Signed,
        said::Stage::Exception => Stage::Exception,
        said::Stage::Rejected => Stage::Rejected,
        said::Stage::Returning => Stage::Returning,
        said::Stage::Returned => Stage::Returned,
        said::Stage::Lost => Stage::Lost,
        said::Stage::Unmapped => Stage::Unmapped,
    }
}
