//! Tests of the whole from outside: the desk from a request to its page, in one process on a free
//! port; and the store in real folders and real processes, with faults on purpose.

mod desk;
mod state_machines;
mod store;
mod web;
