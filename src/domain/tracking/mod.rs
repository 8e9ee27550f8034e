//! Parcels on their way: whose number it is, what happened to the parcel, when to ask again.

pub mod carrier;
pub mod check;
mod formats;
pub mod pace;
pub mod pasted;
pub mod recognise;
mod shape;
pub mod stage;
pub mod track;
mod wording;

#[cfg(test)]
mod vectors;

pub use carrier::Carrier;
pub use recognise::Guess;
pub use recognise::recognise;
pub use stage::Stage;
pub use track::Event;
pub use track::Source;
pub use track::Track;
pub use track::Update;
