//! Ownerless parcels: the list with a form for the next one, and one parcel.

pub mod list;
pub mod scan;
pub mod show;

use crate::domain::people::Role;

/// Who works with parcels.
pub const HANDLERS: &[Role] = &[Role::Warehouse, Role::Agent, Role::Supervisor];
