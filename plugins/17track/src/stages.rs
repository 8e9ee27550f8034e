//! Main and sub status of 17TRACK, and where they stand in the desk's words.

use aftercare_plugin::courier::Stage;

pub const MAIN: &[(&str, Stage)] = &[
    ("InfoReceived", Stage::Created),
    ("InTransit", Stage::InTransit),
    // On the way for too long.
    ("Expired", Stage::Exception),
    ("AvailableForPickup", Stage::ReadyForPickup),
    ("OutForDelivery", Stage::OutForDelivery),
    ("DeliveryFailure", Stage::Exception),
    ("Delivered", Stage::Signed),
    ("Exception", Stage::Exception),
];

/// The main status of a parcel nobody knows.
pub const NOT_FOUND: &str = "NotFound";

/// Sub status that say more than their main one.
pub const SUB: &[(&str, Stage)] = &[
    ("InTransit_PickedUp", Stage::PickedUp),
    ("Exception_Returning", Stage::Returning),
    ("Exception_Returned", Stage::Returned),
];

/// `stage` of an event, where it is no main status.
const OF_EVENTS: &[(&str, Stage)] = &[
    ("PickedUp", Stage::PickedUp),
    ("Departure", Stage::InTransit),
    ("Arrival", Stage::InTransit),
];

fn of(table: &[(&str, Stage)], name: &str) -> Option<Stage> {
    let row = table.iter().find(|(known, _)| *known == name);
    row.map(|(_, stage)| *stage)
}

/// A sub status is `Main_Detail`: one without a row of its own is what its main status is.
pub fn of_sub(sub: &str) -> Option<Stage> {
    let main = || of(MAIN, sub.split_once('_')?.0);
    of(SUB, sub).or_else(main)
}

pub fn of_main(main: &str) -> Option<Stage> {
    of(MAIN, main)
}

/// Of an event: its sub status, else its stage; never a guess.
pub fn of_event(sub: Option<&str>, stage: Option<&str>) -> Stage {
    let by_stage = || of_main(stage?).or_else(|| of(OF_EVENTS, stage?));
    sub.and_then(of_sub)
        .or_else(by_stage)
        .unwrap_or(Stage::Unmapped)
}

/// Whether the parcel is on its way back, or back.
pub fn is_return(sub: &str) -> bool {
    matches!(of_sub(sub), Some(Stage::Returning | Stage::Returned))
}
