//! The rules: which version holds, what each changed, and the forms that make the next.

pub mod checklists;
pub mod edit;
pub mod extend;
pub mod in_force;
pub mod machines;
mod numbers;
pub mod overview;
pub mod version;
pub mod words;
