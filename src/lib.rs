//! Aftercare · 售后台: the after-sales desk a shop runs itself.
//!
//! The modules in layer order, lowest first; `docs/architecture.md` has the map.

pub mod domain;
pub mod egress;
pub mod failure;
pub mod phrases;
pub mod plugins;
pub mod store;

pub mod actions;

pub mod config;
pub mod search;
pub mod signals;

pub mod app;
pub mod host;
pub mod notices;

pub mod first_start;
pub mod jobs;

pub mod demo;
pub mod transfer;

pub mod web;

pub mod cli;
