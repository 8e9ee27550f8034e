//! The rules. Pure: no I/O, no clock, no chance, no async.

pub mod bulk;
pub mod calendar;
pub mod case;
pub mod change;
pub mod codes;
pub mod deadline;
pub mod ids;
pub mod import;
pub mod masking;
pub mod money;
pub mod notice;
pub mod order;
pub mod ownerless;
pub mod people;
pub mod plugin;
pub mod product;
pub mod reach;
pub mod reasons;
pub mod refund;
pub mod rules;
pub mod sealed;
pub mod second_factor;
pub mod share;
pub mod signs;
pub mod time;
pub mod token;
