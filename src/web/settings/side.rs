//! The list beside every page of the settings: one's own, the shop's, the desk's.

use super::super::Access;
use super::super::route;
use super::super::visit::Visit;
use actix_web::http::Method;

/// A group of pages.
pub struct Group {
    pub name: &'static str,
    pub items: Vec<Item>,
}

/// One page.
pub struct Item {
    pub path: &'static str,
    pub name: &'static str,
    pub hint: &'static str,
    pub here: bool,
}

/// Path, name, hint.
type Page = (&'static str, &'static str, &'static str);

/// Groups and their pages. A page appears to those whom its route lets in.
const GROUPS: &[(&str, &[Page])] = &[
    (
        "settings-own",
        &[
            (
                "/settings/profile",
                "settings-profile",
                "settings-profile-hint",
            ),
            (
                "/settings/replies",
                "replies-title",
                "replies-settings-hint",
            ),
            (
                "/settings/second-factor",
                "settings-factor",
                "settings-factor-hint",
            ),
            (
                "/settings/sessions",
                "settings-sessions",
                "settings-sessions-hint",
            ),
        ],
    ),
    (
        "settings-of-shop",
        &[
            (
                "/settings/rules-in-force",
                "settings-in-force",
                "settings-in-force-hint",
            ),
            ("/settings/shops", "settings-shops", "settings-shops-hint"),
            ("/settings/rules", "settings-rules", "settings-rules-hint"),
            (
                "/settings/calendar",
                "settings-calendar",
                "settings-calendar-hint",
            ),
            (
                "/settings/reasons",
                "settings-reasons",
                "settings-reasons-hint",
            ),
        ],
    ),
    (
        "settings-of-desk",
        &[
            ("/settings/staff", "settings-staff", "settings-staff-hint"),
            ("/settings/roles", "settings-roles", "settings-roles-hint"),
            (
                "/settings/security",
                "settings-security",
                "settings-security-hint",
            ),
            (
                "/settings/tokens",
                "settings-tokens",
                "settings-tokens-hint",
            ),
            (
                "/settings/plugins",
                "settings-plugins",
                "settings-plugins-hint",
            ),
            ("/settings/mail", "settings-mail", "settings-mail-hint"),
            ("/settings/sms", "settings-sms", "settings-sms-hint"),
            (
                "/settings/notices",
                "settings-notices",
                "settings-notices-hint",
            ),
            (
                "/settings/webhooks",
                "settings-webhooks",
                "settings-webhooks-hint",
            ),
            (
                "/settings/couriers",
                "settings-couriers",
                "settings-couriers-hint",
            ),
            (
                "/settings/backups",
                "settings-backups",
                "settings-backups-hint",
            ),
            ("/settings/audit", "settings-audit", "settings-audit-hint"),
            ("/settings/about", "settings-about", "settings-about-hint"),
        ],
    ),
];

/// The groups this person sees.
pub fn groups(visit: &Visit) -> Vec<Group> {
    let item = |(path, name, hint): &(&'static str, &'static str, &'static str)| Item {
        path,
        name: visit.words.t(name),
        hint: visit.words.t(hint),
        here: visit.path == *path
            || visit
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/')),
    };
    GROUPS
        .iter()
        .map(|(name, pages)| Group {
            name: visit.words.t(name),
            items: pages
                .iter()
                .filter(|(path, ..)| may_open(visit, path))
                .map(item)
                .collect(),
        })
        .filter(|group| !group.items.is_empty())
        .collect()
}

/// Every page of the settings: path and name.
pub fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = GROUPS.iter().flat_map(|(_, pages)| pages.iter());
    all.map(|(path, name, _)| (*path, *name))
}

fn may_open(visit: &Visit, path: &str) -> bool {
    route(&Method::GET, path).is_some_and(|route| match route.access {
        Access::Role(roles) => visit.may(roles),
        Access::Staff => !visit.must_enrol() || path == "/settings/second-factor",
        _ => true,
    })
}
