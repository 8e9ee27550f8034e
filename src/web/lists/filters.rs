//! The filters of a list: the few one needs all day, the rest on request, each with a way out.

use super::query::Facet;
use super::query::Left;
use super::query::ME;
use super::query::Query;
use super::query::with;
use crate::domain::case::Kind;
use crate::domain::case::Machine;
use crate::domain::case::Phase;
use crate::domain::case::State;
use crate::domain::case::record::Priority;
use crate::domain::case::record::WaitingOn;
use crate::domain::case::tables;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Shop;
use crate::domain::people::Role;
use crate::domain::people::Staff;
use crate::domain::reasons;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::lists::Sort;
use crate::store::orders;
use crate::store::people;
use crate::web::Visit;
use crate::web::choices::Choice;
use crate::web::form::Fields;

/// The rows a page may have.
const SIZES: [&str; 2] = ["100", "200"];

/// One select of the bar.
pub struct Select {
    pub name: &'static str,
    pub label: &'static str,
    /// What it says when nothing is chosen.
    pub any: &'static str,
    pub choices: Vec<Choice>,
}

/// One typed field of the bar.
pub struct Typed {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
    pub wrong: Option<&'static str>,
    /// Numbers are typed on a number pad.
    pub numeric: bool,
}

/// The form that narrows a list down.
pub struct Bar {
    /// Always there.
    pub few: Vec<Select>,
    /// On request.
    pub more: Vec<Select>,
    pub typed: Vec<Typed>,
    /// What the form must keep: names and values.
    pub kept: Vec<(&'static str, String)>,
    /// The address that shows the rest, or puts it away.
    pub turn: String,
    pub open: bool,
}

/// One thing that narrows the list down, and the list without it.
pub struct Chip {
    pub name: String,
    pub without: String,
}

/// The people and shops a filter may name.
pub struct Known<'a> {
    visit: &'a Visit,
    staff: Vec<Staff>,
    shops: Vec<Shop>,
}

impl<'a> Known<'a> {
    /// # Errors
    /// When the disk does.
    pub fn load(view: &impl View, visit: &'a Visit) -> Result<Known<'a>, Failure> {
        let viewer = visit.viewer()?;
        let mut shops = orders::shops(view)?;
        shops.retain(|shop| viewer.sees_shop(shop.id));
        Ok(Known {
            visit,
            staff: people::all(view)?,
            shops,
        })
    }
}

/// The amounts that could not be read: facet and phrase key.
pub fn wrong(fields: &Fields) -> Vec<(Facet, &'static str)> {
    [Facet::MoneyFrom, Facet::MoneyTo]
        .into_iter()
        .filter(|facet| {
            let typed = fields.filled(facet.code());
            typed.is_some_and(|text| Fen::parse(text).is_none_or(|amount| amount.0 < 0))
        })
        .map(|facet| (facet, "error-money-form"))
        .collect()
}

/// The states a case of this kind can be in; without a kind those of every kind.
fn states(kind: Option<Kind>) -> Vec<State> {
    let machines: Vec<Machine> = match kind {
        Some(kind) => vec![kind.machine()],
        None => Kind::ALL.iter().map(|kind| kind.machine()).collect(),
    };
    let mut found = Vec::new();
    for machine in machines.into_iter().chain([Machine::Common]) {
        for state in tables::states(machine) {
            if !found.contains(&state) {
                found.push(state);
            }
        }
    }
    if let Some(kind) = kind {
        let own = tables::states(kind.machine());
        found.retain(|state| own.contains(state) || *state == State::NeedInfo);
    }
    found.sort();
    found
}

/// The form for a list.
pub fn bar(known: &Known<'_>, query: &Query, fields: &Fields) -> Bar {
    let words = known.visit.words;
    let wrong = wrong(fields);
    let open = fields.ticked("more") || !wrong.is_empty();
    let select = |facet: Facet, label: &'static str, choices: Vec<(String, String)>| Select {
        name: facet.code(),
        label: words.t(label),
        any: words.t(label),
        choices: choices
            .into_iter()
            .map(|(value, name)| Choice {
                chosen: query.get(facet) == Some(value.as_str()),
                value,
                name,
            })
            .collect(),
    };
    let mut few = vec![
        select(Facet::Kind, "list-kind", {
            named(Kind::ALL, |k| (k.code(), names::kind_name(words, k)))
        }),
        select(Facet::Owner, "list-owner", owners(known)),
        select(Facet::Left, "list-left", {
            named(Left::ALL, |l| (l.code(), words.code("left", l.code())))
        }),
    ];
    if known.shops.len() > 1 {
        let shops = known.shops.iter();
        few.push(select(
            Facet::Shop,
            "list-shop",
            shops
                .map(|shop| (shop.id.to_string(), shop.name.clone()))
                .collect(),
        ));
    }
    let mut more = Vec::new();
    let mut typed = Vec::new();
    if open {
        let kind = query.get(Facet::Kind).and_then(Kind::from_code);
        more = vec![
            select(Facet::State, "list-state", {
                named(&states(kind), |s| (s.code(), names::state_name(words, s)))
            }),
            select(Facet::Phase, "list-phase", {
                named(Phase::ALL, |p| (p.code(), names::phase_name(words, p)))
            }),
            select(Facet::Role, "list-role", {
                let turns: Vec<Role> = Role::ALL
                    .iter()
                    .copied()
                    .filter(|role| !matches!(role, Role::Viewer | Role::Presales))
                    .collect();
                named(&turns, |r| (r.code(), names::role_name(words, r)))
            }),
            select(Facet::Waiting, "list-waiting", {
                named(WaitingOn::ALL, |w| {
                    (w.code(), names::waiting_name(words, w))
                })
            }),
            select(Facet::Priority, "list-priority", {
                named(Priority::ALL, |p| {
                    (p.code(), names::priority_name(words, p))
                })
            }),
            select(Facet::Channel, "list-channel", {
                named(Channel::ALL, |c| (c.code(), names::channel_name(words, c)))
            }),
            select(Facet::Reason, "list-reason", {
                reasons::REASONS
                    .iter()
                    .map(|reason| {
                        let name = names::reason_name(words, reason.code);
                        (reason.code.to_owned(), name.to_owned())
                    })
                    .collect()
            }),
            select(Facet::Sort, "list-sort", {
                vec![(
                    Sort::Newest.code().to_owned(),
                    words.t("list-sort-newest").to_owned(),
                )]
            }),
            select(Facet::Rows, "list-rows", {
                SIZES
                    .iter()
                    .map(|size| ((*size).to_owned(), (*size).to_owned()))
                    .collect()
            }),
        ];
        // What is chosen when nothing is says so in its own words.
        more[7].any = words.t("list-sort-due");
        more[8].any = "50";
        let field = |facet: Facet, label: &'static str, numeric| Typed {
            name: facet.code(),
            label: words.t(label),
            value: fields.text(facet.code()).to_owned(),
            wrong: wrong
                .iter()
                .find(|(other, _)| *other == facet)
                .map(|(_, key)| words.t(key)),
            numeric,
        };
        typed = vec![
            field(Facet::MoneyFrom, "list-money-from", true),
            field(Facet::MoneyTo, "list-money-to", true),
            field(Facet::Tag, "list-tag", false),
        ];
    }
    let shown: Vec<&str> = few
        .iter()
        .chain(&more)
        .map(|select| select.name)
        .chain(typed.iter().map(|field| field.name))
        .collect();
    let mut kept: Vec<(&'static str, String)> = query
        .pairs()
        .filter(|(facet, _)| !shown.contains(&facet.code()))
        .map(|(facet, value)| (facet.code(), value.to_owned()))
        .collect();
    if open {
        kept.push(("more", "1".to_owned()));
    }
    let text = query.text();
    let turn = match (open, text.is_empty()) {
        (true, _) => with("/cases", &text),
        (false, true) => "/cases?more=1".to_owned(),
        (false, false) => format!("/cases?{text}&more=1"),
    };
    Bar {
        few,
        more,
        typed,
        kept,
        turn,
        open,
    }
}

fn named<T: Copy>(
    all: &[T],
    name: impl Fn(T) -> (&'static str, &'static str),
) -> Vec<(String, String)> {
    all.iter()
        .map(|member| {
            let (code, name) = name(*member);
            (code.to_owned(), name.to_owned())
        })
        .collect()
}

fn owners(known: &Known<'_>) -> Vec<(String, String)> {
    let me = (ME.to_owned(), known.visit.words.t("list-me").to_owned());
    let others = known.staff.iter().filter(|staff| staff.active);
    std::iter::once(me)
        .chain(others.map(|staff| (staff.id.to_string(), staff.display_name.clone())))
        .collect()
}

/// What narrows the list down, in words, each with the list without it.
pub fn chips(known: &Known<'_>, query: &Query) -> Vec<Chip> {
    query
        .pairs()
        .filter_map(|(facet, value)| {
            Some(Chip {
                name: said(known, facet, value)?,
                without: query.without(facet).path(),
            })
        })
        .collect()
}

fn said(known: &Known<'_>, facet: Facet, value: &str) -> Option<String> {
    let words = known.visit.words;
    let one = |key: &str, value: &str| words.with(key, &[("value", value.into())]);
    let money = |value: &str| Some(formats::money(Fen::parse(value)?, "CNY"));
    Some(match facet {
        Facet::List | Facet::Sort | Facet::Rows => return None,
        Facet::Kind => names::kind_name(words, Kind::from_code(value)?).to_owned(),
        Facet::State => names::state_name(words, State::from_code(value)?).to_owned(),
        Facet::Phase => {
            let phase = names::phase_name(words, Phase::from_code(value)?);
            one("chip-phase", phase)
        }
        Facet::Owner if value == ME => one("chip-owner", words.t("list-me")),
        Facet::Owner => {
            let id: u64 = value.parse().ok()?;
            let staff = known.staff.iter().find(|staff| staff.id.0 == id);
            one("chip-owner", staff.map_or("?", |staff| &staff.display_name))
        }
        Facet::Role => one(
            "chip-role",
            names::role_name(words, Role::from_code(value)?),
        ),
        Facet::Waiting => names::waiting_name(words, WaitingOn::from_code(value)?).to_owned(),
        Facet::Left => words.code("left", value).to_owned(),
        Facet::Priority => {
            let priority = names::priority_name(words, Priority::from_code(value)?);
            one("chip-priority", priority)
        }
        Facet::Shop => {
            let id: u64 = value.parse().ok()?;
            let shop = known.shops.iter().find(|shop| shop.id.0 == id);
            shop.map_or_else(|| "?".to_owned(), |shop| shop.name.clone())
        }
        Facet::Channel => names::channel_name(words, Channel::from_code(value)?).to_owned(),
        Facet::Reason => names::reason_name(words, value).to_owned(),
        Facet::MoneyFrom => one("chip-from", &money(value)?),
        Facet::MoneyTo => one("chip-to", &money(value)?),
        Facet::Tag => one("chip-tag", value),
    })
}
