//! Plugins: what a stranger's code may do to a desk, what it may not, and the official ones as they
//! are committed.

mod aliyun_sms;
mod at_work;
mod clerk;
mod components;
mod conformance;
mod document;
mod fetched;
mod hostile;
mod installed;
mod killed;
mod languages;
mod looking;
mod medusa;
mod museum;
mod official;
mod parcels;
mod pulled;
mod real_medusa;
mod recording;
mod robots;
mod shop;
mod telling;
mod vendor;
pub mod vendors;
mod wecom_robot;
mod woocommerce;
