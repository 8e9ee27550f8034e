//! Where a parcel is, as plugins say it (`plugins/wit/courier.wit`), and what that is in D9.

use crate::codes;
use crate::domain::order::ParcelState;

codes! {
    /// A stage of a parcel's way.
    pub enum Stage {
        /// The carrier's code is in nobody's table: the raw code says what it was.
        Unmapped = "unmapped",
        /// Announced, not handed in.
        Created = "created",
        PickedUp = "picked_up",
        InTransit = "in_transit",
        Customs = "customs",
        OutForDelivery = "out_for_delivery",
        /// In a locker or station.
        ReadyForPickup = "ready_for_pickup",
        /// Unreachable, damaged, stuck.
        Exception = "exception",
        /// The receiver did not take it.
        Rejected = "rejected",
        Returning = "returning",
        Signed = "signed",
        Returned = "returned",
        Lost = "lost",
    }
}

impl Stage {
    /// The state of the parcel (D9); none where the stage says nothing.
    pub const fn state(self) -> Option<ParcelState> {
        Some(match self {
            Stage::Unmapped => return None,
            Stage::Created => ParcelState::Created,
            Stage::PickedUp => ParcelState::PickedUp,
            Stage::InTransit => ParcelState::InTransit,
            Stage::Customs => ParcelState::Customs,
            // D9 has no locker: the parcel is at the receiver's door and not taken yet.
            Stage::OutForDelivery | Stage::ReadyForPickup => ParcelState::OutForDelivery,
            Stage::Exception => ParcelState::Exception,
            Stage::Rejected => ParcelState::Rejected,
            Stage::Returning => ParcelState::Returning,
            Stage::Signed => ParcelState::Signed,
            Stage::Returned => ParcelState::Returned,
            Stage::Lost => ParcelState::Lost,
        })
    }

    /// Whether nothing more is expected.
    pub const fn is_final(self) -> bool {
        matches!(self, Stage::Signed | Stage::Returned | Stage::Lost)
    }

    /// Whether someone has to look at it.
    pub const fn is_trouble(self) -> bool {
        matches!(self, Stage::Exception | Stage::Rejected | Stage::Lost)
    }
}
