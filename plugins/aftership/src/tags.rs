//! Tags of AfterShip, and where they stand in the desk's words.

use aftercare_plugin::courier::Stage;

/// How far a parcel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Open,
    Moving,
    Problem,
    Final,
}

pub const TAGS: &[(&str, Class, Stage)] = &[
    ("Pending", Class::Open, Stage::Created),
    ("InfoReceived", Class::Open, Stage::Created),
    ("InTransit", Class::Moving, Stage::InTransit),
    ("OutForDelivery", Class::Moving, Stage::OutForDelivery),
    ("AttemptFail", Class::Problem, Stage::Exception),
    ("Delivered", Class::Final, Stage::Signed),
    ("AvailableForPickup", Class::Moving, Stage::ReadyForPickup),
    ("Exception", Class::Problem, Stage::Exception),
    // Nothing new for a long time; AfterShip looks no longer.
    ("Expired", Class::Final, Stage::Exception),
];

/// The tag of a parcel nobody knows yet.
pub const PENDING: &str = "Pending";

pub fn class(tag: &str) -> Option<Class> {
    let row = TAGS.iter().find(|(known, ..)| *known == tag);
    row.map(|(_, class, _)| *class)
}

pub fn stage(tag: &str) -> Stage {
    let row = TAGS.iter().find(|(known, ..)| *known == tag);
    row.map_or(Stage::Unmapped, |(_, _, stage)| *stage)
}
