//! Tests of the whole desk, from a request to its page, in one process on a free port.

mod desk;
mod web;
