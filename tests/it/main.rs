//! Tests of the whole from outside: the desk from a request to its page, in one process on a free
//! port; the program itself, command by command; and the store in real folders and real processes,
//! with faults on purpose.

mod api;
mod cli;
mod desk;
mod egress;
mod notices;
mod plugins;
mod safety;
mod state_machines;
mod store;
mod web;
