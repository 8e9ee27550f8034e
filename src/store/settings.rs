//! What the owner decides: rules, calendar, the desk's name and zone. One JSON value per name.

use super::key::Key;
use super::tables::Table;
use super::view::Plan;
use super::view::View;
use super::view::kept_or;
use crate::domain::calendar::Calendar;
use crate::domain::change::Change;
use crate::domain::ids::PluginAccountId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::notice::gateway::Gateway;
use crate::domain::notice::inbound::Cursor;
use crate::domain::notice::mail::MailProfile;
use crate::domain::notice::rules::NoticeRules;
use crate::domain::notice::sms::SmsGateway;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::rules::RulePack;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::domain::webhook::Endpoint;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The desk as it was set up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    pub name: String,
    pub lang: Lang,
    /// IANA name.
    pub zone: String,
    pub set_up_at: Timestamp,
    #[serde(default)]
    pub security: Security,
}

const COURIER_ORDER: &str = "courier_order";

/// How people stay signed in, and who needs more than a password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Security {
    /// A session unused for this long ends (ms).
    pub idle: Span,
    /// A session ends after this long in any case (ms).
    pub absolute: Span,
    /// Who has one of these roles needs a second factor.
    pub second_factor: Vec<Role>,
}

impl Default for Security {
    fn default() -> Self {
        Security {
            idle: Span::hours(12),
            absolute: Span::days(14),
            second_factor: Vec::new(),
        }
    }
}

/// What was changed of one part of the settings, newest first, and how often in all.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Grows by one with each change: who saves says which one they saw.
    pub rev: u64,
    pub entries: Vec<Entry>,
}

/// One change of the settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    pub staff: StaffId,
    pub changes: Vec<Change>,
    #[serde(default)]
    pub why: Option<String>,
}

/// # Errors
/// When the disk does, or the record is damaged; so for every function here.
pub fn get<T: DeserializeOwned>(view: &impl View, name: &str) -> Result<Option<T>> {
    view.get(Table::Settings, &Key::new().text(name).build())
}

/// [`get`], or else the default; decoded once for all who ask.
fn shared<T>(view: &impl View, name: &str) -> Result<Arc<T>>
where
    T: DeserializeOwned + Default + Send + Sync + 'static,
{
    let key = Key::new().text(name).build();
    kept_or(view, Table::Settings, &key, || {
        Ok(get(view, name)?.unwrap_or_default())
    })
}

pub fn put<T: Serialize>(plan: &mut Plan<'_, '_>, name: &str, value: &T) -> Result<()> {
    plan.put(Table::Settings, Key::new().text(name).build(), value)
}

/// The desk, once it is set up.
pub fn desk(view: &impl View) -> Result<Option<Desk>> {
    Ok(Option::clone(&*shared(view, "desk")?))
}

/// The accounts of courier plugins in the order they are asked in; those not named come last.
pub fn courier_order(view: &impl View) -> Result<Vec<PluginAccountId>> {
    Ok(get(view, COURIER_ORDER)?.unwrap_or_default())
}

pub fn save_courier_order(plan: &mut Plan<'_, '_>, order: &[PluginAccountId]) -> Result<()> {
    put(plan, COURIER_ORDER, &order)
}

/// The rule pack in force.
pub fn rules(view: &impl View) -> Result<Arc<RulePack>> {
    shared(view, "rules")
}

/// The calendar in force.
pub fn calendar(view: &impl View) -> Result<Arc<Calendar>> {
    shared(view, "calendar")
}

/// The calendars of shops that have one of their own.
pub fn own_calendars(view: &impl View) -> Result<Arc<BTreeMap<ShopId, Calendar>>> {
    shared(view, "calendars of shops")
}

pub fn save_own_calendars(
    plan: &mut Plan<'_, '_>,
    calendars: &BTreeMap<ShopId, Calendar>,
) -> Result<()> {
    put(plan, "calendars of shops", calendars)
}

/// The calendar a shop goes by: its own, or else the desk's.
pub fn calendar_of(view: &impl View, shop: ShopId) -> Result<Arc<Calendar>> {
    match own_calendars(view)?.get(&shop) {
        Some(own) => Ok(Arc::new(own.clone())),
        None => calendar(view),
    }
}

/// What was changed of a part of the settings: `shop 2`, `rules`.
pub fn history(view: &impl View, subject: &str) -> Result<History> {
    Ok(get(view, &format!("history {subject}"))?.unwrap_or_default())
}

pub fn save_history(plan: &mut Plan<'_, '_>, subject: &str, history: &History) -> Result<()> {
    put(plan, &format!("history {subject}"), history)
}

/// Which event tells whom by which ways.
pub fn notice_rules(view: &impl View) -> Result<Arc<NoticeRules>> {
    shared(view, "notice rules")
}

pub fn save_notice_rules(plan: &mut Plan<'_, '_>, rules: &NoticeRules) -> Result<()> {
    put(plan, "notice rules", rules)
}

/// Mail servers the shop sends through.
pub fn mail_profiles(view: &impl View) -> Result<Arc<Vec<MailProfile>>> {
    shared(view, "mail profiles")
}

pub fn save_mail_profiles(plan: &mut Plan<'_, '_>, profiles: &[MailProfile]) -> Result<()> {
    put(plan, "mail profiles", &profiles)
}

/// The day, as days since 1970 in the desk's zone, of a person's last morning mail.
pub fn mornings(view: &impl View) -> Result<Arc<BTreeMap<u64, i64>>> {
    shared(view, "mornings")
}

pub fn save_mornings(plan: &mut Plan<'_, '_>, mornings: &BTreeMap<u64, i64>) -> Result<()> {
    put(plan, "mornings", mornings)
}

/// How far the folders of mailboxes were read, by the number of the mailbox.
pub fn mail_cursors(view: &impl View) -> Result<Arc<BTreeMap<u32, Cursor>>> {
    shared(view, "mail cursors")
}

pub fn save_mail_cursors(plan: &mut Plan<'_, '_>, cursors: &BTreeMap<u32, Cursor>) -> Result<()> {
    put(plan, "mail cursors", cursors)
}

/// Gateways for text messages, in the order they are asked.
pub fn sms_gateways(view: &impl View) -> Result<Arc<Vec<SmsGateway>>> {
    shared(view, "sms gateways")
}

pub fn save_sms_gateways(plan: &mut Plan<'_, '_>, gateways: &[SmsGateway]) -> Result<()> {
    put(plan, "sms gateways", &gateways)
}

/// Addresses that hear of cases.
pub fn webhooks(view: &impl View) -> Result<Arc<Vec<Endpoint>>> {
    shared(view, "webhooks")
}

pub fn save_webhooks(plan: &mut Plan<'_, '_>, endpoints: &[Endpoint]) -> Result<()> {
    put(plan, "webhooks", &endpoints)
}

/// Gateways that do not work and somebody was told of, by name: since when each did not.
pub fn alarms(view: &impl View) -> Result<Arc<BTreeMap<String, Timestamp>>> {
    shared(view, "alarms")
}

pub fn save_alarms(plan: &mut Plan<'_, '_>, alarms: &BTreeMap<String, Timestamp>) -> Result<()> {
    put(plan, "alarms", alarms)
}

/// Words the shop does not want to be said.
pub fn harsh_words(view: &impl View) -> Result<Arc<Vec<String>>> {
    shared(view, "harsh words")
}

pub fn save_harsh_words(plan: &mut Plan<'_, '_>, words: &[String]) -> Result<()> {
    put(plan, "harsh words", &words)
}

/// Gateways that failed, by name.
pub fn gateways(view: &impl View) -> Result<Arc<BTreeMap<String, Gateway>>> {
    shared(view, "gateways")
}

pub fn save_gateways(plan: &mut Plan<'_, '_>, gateways: &BTreeMap<String, Gateway>) -> Result<()> {
    put(plan, "gateways", gateways)
}
