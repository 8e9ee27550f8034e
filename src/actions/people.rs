//! Set-up, staff, and sessions.

use super::Moment;
use super::changes;
use super::shops;
use crate::domain::change::Changes;
use crate::domain::change::Said;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::audit;
use crate::store::audit::AuditEvent;
use crate::store::people;
use crate::store::sessions;
use crate::store::sessions::Session;
use crate::store::sessions::TokenHash;
use crate::store::settings;
use crate::store::settings::Desk;
use crate::store::settings::Security;
use std::sync::Arc;

/// How far `seen_at` may lag, so that reading pages does not write each time.
const SEEN_EVERY: Span = Span::minutes(5);
/// The shortest password.
pub const PASSWORD_LENGTH: usize = 10;

/// Where someone signs in: the browser's own words, and its address.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    pub agent: String,
    pub peer: String,
}

/// A new member of staff.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub login: String,
    pub display_name: String,
    pub password_hash: String,
    pub roles: Vec<Role>,
    pub shops: Vec<ShopId>,
    pub limit: Option<Fen>,
    pub lang: Lang,
}

/// The first shop and its owner.
#[derive(Debug, Clone)]
pub struct SetUp {
    pub owner: NewStaff,
    pub shop_name: String,
    pub channel: Channel,
    pub lang: Lang,
    /// IANA name.
    pub zone: String,
}

/// Whether someone set this desk up already.
///
/// # Errors
/// When the disk does.
pub fn is_set_up(view: &impl View) -> Result<bool, Failure> {
    Ok(settings::desk(view)?.is_some())
}

/// Makes the desk, its first shop and its owner. Of two who try at once, one wins.
///
/// # Errors
/// `NotFound` when it was set up before; `Invalid` for a bad login or zone.
pub fn set_up(
    plan: &mut Plan<'_, '_>,
    wanted: &SetUp,
    moment: &Moment,
) -> Result<(StaffId, ShopId), Failure> {
    if is_set_up(plan)? {
        return Err(Failure::NotFound);
    }
    if jiff::tz::TimeZone::get(&wanted.zone).is_err() {
        return Err(Failure::invalid("zone", "error-zone-unknown"));
    }
    let mut owner = wanted.owner.clone();
    owner.roles = vec![Role::Owner];
    let staff = create(plan, &owner, moment)?;
    let shop = shops::first(plan, &wanted.shop_name, wanted.channel, moment)?;
    let desk = Desk {
        name: wanted.shop_name.trim().to_owned(),
        lang: wanted.lang,
        zone: wanted.zone.clone(),
        set_up_at: moment.now,
        security: Security::default(),
    };
    settings::put(plan, "desk", &desk)?;
    let mut calendar = Arc::unwrap_or_clone(settings::calendar(plan)?);
    calendar.zone = wanted.zone.clone();
    settings::put(plan, "calendar", &calendar)?;
    note(plan, moment.now, Some(staff), "set_up", String::new())?;
    Ok((staff, shop))
}

/// Adds a member of staff.
///
/// # Errors
/// `Invalid` when the login is taken or not one, or no role is given.
pub fn create(
    plan: &mut Plan<'_, '_>,
    new: &NewStaff,
    moment: &Moment,
) -> Result<StaffId, Failure> {
    let login = fitting_login(plan, &new.login, None)?;
    if new.display_name.trim().is_empty() {
        return Err(Failure::invalid("display_name", "error-required"));
    }
    if new.roles.is_empty() {
        return Err(Failure::invalid("roles", "error-role-missing"));
    }
    let id = StaffId(plan.next_number("staff")?);
    let staff = Staff {
        id,
        login,
        display_name: new.display_name.trim().to_owned(),
        roles: new.roles.clone(),
        shops: new.shops.clone(),
        lang: new.lang,
        active: true,
        password_hash: new.password_hash.clone(),
        limit: new.limit,
        second_factor: None,
        email: String::new(),
        keys: true,
        created_at: moment.now,
    };
    people::save(plan, None, &staff)?;
    Ok(id)
}

/// A login as it is kept, if it is one and nobody else has it.
fn fitting_login(view: &impl View, login: &str, own: Option<StaffId>) -> Result<String, Failure> {
    let login = login.trim().to_lowercase();
    let fits = (2..=64).contains(&login.chars().count())
        && !login.chars().any(|c| c.is_whitespace() || c.is_control());
    if !fits {
        return Err(Failure::invalid("login", "error-login-form"));
    }
    match people::by_login(view, &login)? {
        Some(other) if Some(other.id) != own => Err(Failure::invalid("login", "error-login-taken")),
        _ => Ok(login),
    }
}

/// Changes what someone says of themselves.
///
/// # Errors
/// As [`change_by`].
pub fn change(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    change: impl FnOnce(&mut Staff),
    moment: &Moment,
) -> Result<(), Failure> {
    change_by(plan, id, id, change, moment)
}

/// Changes a member of staff. Losing a role or being deactivated ends their sessions, and so does
/// another password or login.
///
/// # Errors
/// `NotFound`; `Invalid` when the last active owner would be lost, or the login is taken.
pub fn change_by(
    plan: &mut Plan<'_, '_>,
    by: StaffId,
    id: StaffId,
    change: impl FnOnce(&mut Staff),
    moment: &Moment,
) -> Result<(), Failure> {
    let old = people::by_id(plan, id)?.ok_or(Failure::NotFound)?;
    let mut new = old.clone();
    change(&mut new);
    let owners = people::all(plan)?
        .into_iter()
        .filter(|s| s.id != id && s.active && s.roles.contains(&Role::Owner))
        .count();
    if owners == 0 && !(new.active && new.roles.contains(&Role::Owner)) {
        return Err(Failure::invalid("roles", "error-last-owner"));
    }
    new.login = fitting_login(plan, &new.login, Some(id))?;
    let door_changed = old.password_hash != new.password_hash || old.login != new.login;
    if old.roles != new.roles || !new.active || door_changed {
        sessions::end_all(plan, id)?;
    }
    people::save(plan, Some(&old), &new)?;
    changes::record(
        plan,
        &format!("staff {id}"),
        by,
        differences(&old, &new),
        None,
        moment,
    )
}

/// What of a member of staff differs, without secrets.
fn differences(old: &Staff, new: &Staff) -> Changes {
    let roles = |staff: &Staff| {
        let codes = staff.roles.iter().map(ToString::to_string).collect();
        Said::Codes("role".into(), codes)
    };
    let shops = |staff: &Staff| {
        let numbers: Vec<String> = staff.shops.iter().map(ToString::to_string).collect();
        Said::text(Some(&numbers.join(" ")))
    };
    let limit = |staff: &Staff| staff.limit.map_or(Said::Nothing, Said::Money);
    let mut found = Changes::default();
    let text = |text: &str| Said::text(Some(text));
    found.note(
        "display-name",
        text(&old.display_name),
        text(&new.display_name),
    );
    found.note("login", text(&old.login), text(&new.login));
    found.note("roles", roles(old), roles(new));
    found.note("shops", shops(old), shops(new));
    found.note("limit", limit(old), limit(new));
    found.note("active", Said::Yes(old.active), Said::Yes(new.active));
    found.note("keys", Said::Yes(old.keys), Said::Yes(new.keys));
    if old.password_hash != new.password_hash {
        found.always("password", Said::Hidden, Said::Hidden);
    }
    let factor = |staff: &Staff| Said::Yes(staff.second_factor.is_some());
    found.note("second-factor", factor(old), factor(new));
    found
}

/// Sets a new password and ends every session of the person.
///
/// # Errors
/// `NotFound` for an unknown login.
pub fn reset_password(
    plan: &mut Plan<'_, '_>,
    login: &str,
    password_hash: &str,
    moment: &Moment,
) -> Result<StaffId, Failure> {
    let old = people::by_login(plan, login)?.ok_or(Failure::NotFound)?;
    let mut new = old.clone();
    password_hash.clone_into(&mut new.password_hash);
    new.active = true;
    sessions::end_all(plan, old.id)?;
    people::save(plan, Some(&old), &new)?;
    note(
        plan,
        moment.now,
        Some(old.id),
        "password_reset",
        format!("staff {}", old.id),
    )?;
    Ok(old.id)
}

/// Begins a session for someone whose password was right.
///
/// # Errors
/// `NotFound` for someone who is no longer active.
pub fn sign_in(
    plan: &mut Plan<'_, '_>,
    id: StaffId,
    token: &TokenHash,
    csrf: &str,
    browser: &Browser,
    moment: &Moment,
) -> Result<(), Failure> {
    let staff = people::by_id(plan, id)?.filter(|staff| staff.active);
    let staff = staff.ok_or(Failure::NotFound)?;
    let session = Session {
        staff: staff.id,
        csrf: csrf.to_owned(),
        started_at: moment.now,
        seen_at: moment.now,
        agent: browser.agent.chars().take(160).collect(),
        peer: browser.peer.clone(),
        confirmed_at: Some(moment.now),
    };
    sessions::save(plan, token, &session)?;
    note(plan, moment.now, Some(id), "sign_in", String::new())
}

/// Ends a session.
///
/// # Errors
/// When the disk does.
pub fn sign_out(plan: &mut Plan<'_, '_>, token: &TokenHash) -> Result<(), Failure> {
    Ok(sessions::end(plan, token)?)
}

/// The person behind a session that has not ended, and whether its `seen_at` should be renewed.
///
/// # Errors
/// When the disk does.
pub fn by_session(
    view: &impl View,
    token: &TokenHash,
    now: Timestamp,
) -> Result<Option<(Staff, Session, bool)>, Failure> {
    let Some(session) = sessions::by_hash(view, token)? else {
        return Ok(None);
    };
    let security = settings::desk(view)?.map_or_else(Security::default, |desk| desk.security);
    if has_ended(&session, &security, now) {
        return Ok(None);
    }
    let staff = people::by_id(view, session.staff)?.filter(|staff| staff.active);
    let stale = now > session.seen_at + SEEN_EVERY;
    Ok(staff.map(|staff| (staff, session, stale)))
}

/// Whether a session has been idle or gone on for too long.
pub fn has_ended(session: &Session, security: &Security, now: Timestamp) -> bool {
    now > session.seen_at + security.idle || now > session.started_at + security.absolute
}

/// Notes that a session is in use.
///
/// # Errors
/// When the disk does.
pub fn seen(plan: &mut Plan<'_, '_>, token: &TokenHash, moment: &Moment) -> Result<(), Failure> {
    if let Some(mut session) = sessions::by_hash(plan, token)? {
        session.seen_at = moment.now;
        sessions::save(plan, token, &session)?;
    }
    Ok(())
}

/// Writes a line of the audit.
///
/// # Errors
/// When the disk does.
pub fn note(
    plan: &mut Plan<'_, '_>,
    at: Timestamp,
    staff: Option<StaffId>,
    what: &str,
    object: String,
) -> Result<(), Failure> {
    let event = AuditEvent {
        at,
        staff,
        what: what.to_owned(),
        object,
        changes: Vec::new(),
    };
    Ok(audit::append(plan, &event)?)
}
