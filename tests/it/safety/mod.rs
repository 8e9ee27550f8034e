//! What the desk promises to keep safe, asked of every route: see docs/security.md.

mod access;
mod canary;
mod looking;
mod requests;
mod side_doors;
mod tokens;
mod written_down;
