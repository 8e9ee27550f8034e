//! The program itself: its commands, what they say, their exit codes, and what stays in the folder.

mod admin;
mod backups;
mod below_a_path;
mod examination;
mod import;
mod new_plugin;
mod plugin;
pub mod program;
pub mod serving;
mod settings;
mod token;
