//! The effects of the rows, by what they touch.

pub mod desk;
pub mod goods;
pub mod money;
pub mod offers;
pub mod overlays;
pub mod owed;
pub mod payment;
pub mod shape;
pub mod tags;
pub mod work;
