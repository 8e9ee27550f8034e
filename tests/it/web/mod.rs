//! The way of a request: guards, sign-in, set-up, pages.

mod first_start;
mod guards;
mod pages;
mod settings;
mod sign_in;
