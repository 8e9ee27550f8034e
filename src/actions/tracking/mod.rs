//! Parcels followed. What plugins, people and pasted text say goes through [`take_update`]; cases
//! hear of it at the door.

mod asking;
mod correct;
mod follow;
mod look;
mod polls;
mod see;
mod take;
mod tell;

#[cfg(test)]
mod stories;

pub use asking::Said;
pub use asking::heard;
pub use asking::lease;
pub use asking::put_off;
pub use correct::correct;
pub use follow::follow;
pub use follow::follow_case;
pub use look::look;
pub use polls::Asked;
pub use polls::asked;
pub use see::Seen;
pub use see::see;
pub use take::Taken;
pub use take::take_update;
