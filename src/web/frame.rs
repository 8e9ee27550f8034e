//! What stands around every page of the desk: rail, find box, money at risk, flash, banner.

use super::WORKERS;
use super::assets;
use super::for_me;
use super::inbox;
use super::views;
use super::views::RailView;
use super::visit::Visit;
use crate::domain::money::Fen;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::outbox;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// Money that moves by itself within this long stands on every page.
pub const AT_RISK_WITHIN: Span = Span::hours(2);
/// How many cases are added up for it; beyond that the sum is a lower bound.
const ADDED_UP: usize = 500;

/// One line of the rail.
pub struct RailItem {
    pub path: &'static str,
    pub icon: &'static str,
    pub name: &'static str,
    /// How many wait there for this person.
    pub count: Option<String>,
    pub here: bool,
}

/// The frame of one page.
pub struct Frame {
    pub visit: Visit,
    pub rail: Vec<RailItem>,
    /// The lists kept under a name.
    pub views: Vec<RailView>,
    /// Money at risk within two hours, written out.
    pub at_risk: Option<String>,
    pub flash: Option<String>,
    pub person: String,
    commands: AtomicU32,
}

impl Frame {
    /// The frame for someone without a session: no rail.
    pub fn bare(visit: &Visit) -> Frame {
        Frame {
            rail: Vec::new(),
            views: Vec::new(),
            at_risk: None,
            flash: visit.flash.as_ref().and_then(|f| f.words(visit.words)),
            person: String::new(),
            commands: AtomicU32::new(0),
            visit: visit.clone(),
        }
    }

    /// The frame for staff.
    ///
    /// # Errors
    /// When the disk does.
    pub fn load(view: &impl View, visit: &Visit) -> Result<Frame, Failure> {
        let viewer = visit.viewer()?;
        let mut frame = Frame::bare(visit);
        frame.person.clone_from(&viewer.staff.display_name);
        let mut add = |path, icon, key, counter: Option<String>| -> Result<(), Failure> {
            let count = counter.map(|name| view.counter(&name)).transpose()?;
            frame.rail.push(RailItem {
                path,
                icon,
                name: visit.words.t(key),
                count: count
                    .filter(|n| *n > 0)
                    .map(|n| formats::count(n.unsigned_abs())),
                here: is_here(&visit.path, path),
            });
            Ok(())
        };
        let mine = format!("open_owner_{}", viewer.staff.id);
        let role = |role: Role| format!("open_role_{role}");
        add("/", "today", "nav-today", Some(mine))?;
        add("/cases", "list", "nav-all", None)?;
        add("/orders", "order", "nav-orders", None)?;
        if viewer
            .must_be(&[Role::Warehouse, Role::Supervisor, Role::Agent])
            .is_ok()
        {
            let count = viewer.has(Role::Warehouse) || viewer.has(Role::Owner);
            add(
                "/warehouse",
                "box",
                "nav-warehouse",
                count.then(|| role(Role::Warehouse)),
            )?;
        }
        if viewer.must_be(&[Role::Finance, Role::Supervisor]).is_ok() {
            add(
                "/finance",
                "money",
                "nav-finance",
                Some(role(Role::Finance)),
            )?;
        }
        add("/settings", "gear", "nav-settings", None)?;
        frame.rail.insert(1, for_me(view, visit)?);
        if viewer.must_be(WORKERS).is_ok() {
            let at = frame.rail.len() - 1;
            frame.rail.insert(at, notices(view, visit)?);
        }
        frame.views = views::rail(view, visit)?;
        frame.at_risk = at_risk(view, visit)?;
        Ok(frame)
    }

    /// Who is signed in, as a number; 0 for a stranger.
    pub fn me(&self) -> u64 {
        let viewer = self.visit.viewer.as_ref();
        viewer.map_or(0, |viewer| viewer.staff.id.0)
    }

    /// Whether this person switched single keys off.
    pub fn keys_off(&self) -> bool {
        let viewer = self.visit.viewer.as_ref();
        viewer.is_some_and(|viewer| !viewer.staff.keys)
    }

    pub fn words(&self) -> Words {
        self.visit.words
    }

    /// A phrase without variables.
    pub fn t(&self, key: &str) -> &'static str {
        self.visit.words.t(key)
    }

    /// A phrase with one variable that is text.
    pub fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.visit.words.with(key, &[(name, Arg::Text(value))])
    }

    /// A phrase with a number `n`.
    pub fn tn(&self, key: &str, n: &usize) -> String {
        self.visit.words.with(key, &[("n", (*n).into())])
    }

    /// A phrase with its variables as `{name}`: scripts fill them in, so that a countdown stays in
    /// words.
    pub fn pattern(&self, key: &str) -> String {
        let named =
            ["span", "larger", "smaller"].map(|name| (name, Arg::Owned(format!("{{{name}}}"))));
        self.visit.words.with(key, &named)
    }

    pub fn url(&self, path: &str) -> String {
        self.visit.url(path)
    }

    pub fn asset(&self, name: &str) -> String {
        self.visit.url(&assets::path(name))
    }

    /// A new idempotency key, one for each form of the page.
    pub fn command(&self) -> String {
        let n = self.commands.fetch_add(1, Ordering::Relaxed);
        format!("{}-{n}", self.visit.seed)
    }

    pub fn lang(&self) -> &'static str {
        self.visit.words.tag()
    }

    pub fn desk_name(&self) -> &str {
        self.visit
            .desk
            .as_ref()
            .map_or_else(|| self.visit.words.t("product"), |desk| desk.name.as_str())
    }
}

fn is_here(path: &str, item: &str) -> bool {
    let path = if path.is_empty() { "/" } else { path };
    path == item || (item != "/" && path.strip_prefix(item).is_some_and(|r| r.starts_with('/')))
}

/// The line of the rail for what colleagues and reminders ask.
fn for_me(view: &impl View, visit: &Visit) -> Result<RailItem, Failure> {
    let waits = for_me::count(view, visit)?;
    Ok(RailItem {
        path: "/for-me",
        icon: "inbox",
        name: visit.words.t("nav-for-me"),
        count: (waits > 0).then(|| formats::count(waits as u64)),
        here: is_here(&visit.path, "/for-me"),
    })
}

/// Notices, and mails that came in, that wait for a person: up to this many of each.
const STUCK_MOST: usize = 100;

/// The line of the rail for notices.
fn notices(view: &impl View, visit: &Visit) -> Result<RailItem, Failure> {
    let unread = inbox::count(view, visit, STUCK_MOST)?;
    let stuck = outbox::stuck(view, STUCK_MOST)? + unread;
    Ok(RailItem {
        path: "/notices",
        icon: "up",
        name: visit.words.t("nav-notices"),
        count: (stuck > 0).then(|| formats::count(stuck as u64)),
        here: is_here(&visit.path, "/notices"),
    })
}

fn at_risk(view: &impl View, visit: &Visit) -> Result<Option<String>, Failure> {
    let viewer = visit.viewer()?;
    let until = visit.now + AT_RISK_WITHIN;
    let rows = cases::open_until(view, OpenList::ByItself, until, ADDED_UP)?;
    let full = rows.len() == ADDED_UP;
    let sum: Fen = rows
        .iter()
        .filter(|row| viewer.sees_shop(row.shop))
        .filter_map(|row| row.money_at_risk)
        .sum();
    if sum <= Fen::ZERO {
        return Ok(None);
    }
    let mut amount = formats::money(sum, "CNY");
    if full {
        amount.push('+');
    }
    Ok(Some(amount))
}
