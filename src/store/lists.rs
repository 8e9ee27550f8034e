//! Lists of cases by any filter: the narrowest index for it, and a bounded walk along its covering
//! rows. What a page costs depends on the bound, never on the size of the shop.

use super::cases::OpenList;
use super::index::CaseRow;
use super::key::Key;
use super::key::i64_at;
use super::key::u64_at;
use super::record;
use super::tables::Table;
use super::view::Direction;
use super::view::View;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::case::State;
use crate::domain::case::record::Priority;
use crate::domain::case::record::WaitingOn;
use crate::domain::case::standing::phase_of;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::people::Role;
use crate::domain::time::Timestamp;
use anyhow::Context;
use anyhow::Result;
use std::ops::ControlFlow;

/// The most rows one page looks at; what lies further is asked for by the next page.
pub const LOOKED_AT: usize = 2_000;

crate::codes! {
    /// The cases a list begins with, before its filters.
    pub enum Among {
        Open = "open",
        /// The platform or the law acts by itself.
        ByItself = "by-itself",
        /// The platform intervenes 平台介入.
        Disputed = "disputed",
        /// We promised something.
        Promised = "promised",
        Closed = "closed",
        All = "all",
    }
}

crate::codes! {
    /// The order of a list.
    pub enum Sort {
        /// What runs out first; open cases only.
        Due = "due",
        Newest = "newest",
    }
}

/// Which cases a list shows. What is not said does not matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    pub among: Among,
    pub sort: Sort,
    pub kind: Option<Kind>,
    pub state: Option<State>,
    pub phase: Option<Phase>,
    pub owner: Option<StaffId>,
    /// Whose turn it is.
    pub role: Option<Role>,
    pub waiting_on: Option<WaitingOn>,
    pub shop: Option<ShopId>,
    pub channel: Option<Channel>,
    pub reason: Option<String>,
    pub priority: Option<Priority>,
    pub tag: Option<String>,
    /// Runs out at or after this moment.
    pub due_from: Option<Timestamp>,
    /// Runs out before this moment.
    pub due_before: Option<Timestamp>,
    /// The amount a row shows, in 分, both ends included.
    pub money_from: Option<Fen>,
    pub money_to: Option<Fen>,
    /// The shops the viewer may see; empty means all of them.
    pub seen: Vec<ShopId>,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter {
            among: Among::Open,
            sort: Sort::Due,
            kind: None,
            state: None,
            phase: None,
            owner: None,
            role: None,
            waiting_on: None,
            shop: None,
            channel: None,
            reason: None,
            priority: None,
            tag: None,
            due_from: None,
            due_before: None,
            money_from: None,
            money_to: None,
            seen: Vec::new(),
        }
    }
}

/// A place in a list: between two rows, whatever index is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When it runs out, or was opened: ms.
    pub at: i64,
    pub id: u64,
}

impl Place {
    /// 16 bytes that order as the places do: the end of every key a walk runs over.
    pub fn key(self) -> Vec<u8> {
        Key::new().i64(self.at).u64(self.id).build()
    }

    /// Reads [`Place::key`].
    pub fn of_key(key: &[u8]) -> Option<Place> {
        (key.len() == 16).then_some(())?;
        Some(Place {
            at: i64_at(key, 0)?,
            id: u64_at(key, 8)?,
        })
    }
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Start,
    /// The page behind this row.
    After(Place),
    /// The page before this row.
    Before(Place),
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub rows: Vec<CaseRow>,
    /// Behind which the next page begins.
    pub next: Option<Place>,
    /// Before which the previous page ends.
    pub previous: Option<Place>,
    /// The bound was met before the page was full: there may be more further on.
    pub cut: bool,
}

/// How many, as far as it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub n: usize,
    /// There are more.
    pub more: bool,
}

impl Filter {
    /// The order its rows can be walked in: closed cases have no clock, and the lists of those
    /// with a certain clock are kept by it.
    pub fn order(&self) -> Sort {
        match self.among {
            Among::Open => self.sort,
            Among::ByItself | Among::Disputed | Among::Promised => Sort::Due,
            Among::Closed | Among::All => Sort::Newest,
        }
    }

    /// Whether a row belongs to the list.
    pub fn takes(&self, row: &CaseRow) -> bool {
        let open = !row.state.is_terminal();
        let among = match self.among {
            Among::All => true,
            Among::Closed => !open,
            // The rest come from an index of their own.
            Among::Open | Among::ByItself | Among::Disputed | Among::Promised => open,
        };
        among
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.state.is_none_or(|state| row.state == state)
            && self
                .phase
                .is_none_or(|phase| phase_of(row.kind, row.state) == phase)
            && self.owner.is_none_or(|owner| row.owner == owner)
            && self.role.is_none_or(|role| row.stage_owner == role)
            && self.waiting_on.is_none_or(|whom| row.waiting_on == whom)
            && self.shop.is_none_or(|shop| row.shop == shop)
            && self.channel.is_none_or(|channel| row.channel == channel)
            && self
                .reason
                .as_ref()
                .is_none_or(|reason| row.reason == *reason)
            && self
                .priority
                .is_none_or(|priority| row.priority == priority)
            && self.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
            && (self.due_from.is_none() && self.due_before.is_none()
                || open
                    && self.due_from.is_none_or(|from| row.due_at >= from)
                    && self.due_before.is_none_or(|before| row.due_at < before))
            && self.has_money(row)
            && (self.seen.is_empty() || self.seen.contains(&row.shop))
    }

    fn has_money(&self, row: &CaseRow) -> bool {
        if self.money_from.is_none() && self.money_to.is_none() {
            return true;
        }
        row.money_at_risk.or(row.amount).is_some_and(|amount| {
            self.money_from.is_none_or(|from| amount >= from)
                && self.money_to.is_none_or(|to| amount <= to)
        })
    }

    /// The open list that holds its rows and the fewest others, with the counter that says so.
    fn narrowest(&self, view: &impl View) -> Result<OpenList> {
        match self.among {
            Among::ByItself => return Ok(OpenList::ByItself),
            Among::Disputed => return Ok(OpenList::Disputed),
            Among::Promised => return Ok(OpenList::Promised),
            _ => {}
        }
        let mut best = OpenList::All;
        let mut fewest = i64::MAX;
        for (list, counter) in self.lists() {
            let count = view.counter(&counter)?;
            if count < fewest {
                (best, fewest) = (list, count);
            }
        }
        Ok(best)
    }

    /// The open lists its rows are all in, each with its counter.
    fn lists(&self) -> Vec<(OpenList, String)> {
        let mut lists = Vec::with_capacity(3);
        if let Some(owner) = self.owner {
            lists.push((OpenList::Owner(owner), format!("open_owner_{owner}")));
        }
        if let Some(role) = self.role {
            lists.push((OpenList::Role(role), format!("open_role_{role}")));
        }
        if let Some(kind) = self.kind {
            lists.push((OpenList::Kind(kind), format!("open_kind_{kind}")));
        }
        lists
    }

    /// The same without what an open list and a range of its keys see to by themselves; the default
    /// when that is all.
    fn beyond(&self, list: OpenList) -> Filter {
        let mut rest = Filter {
            due_from: None,
            due_before: None,
            ..self.clone()
        };
        match list {
            OpenList::Owner(_) => rest.owner = None,
            OpenList::Role(_) => rest.role = None,
            OpenList::Kind(_) => rest.kind = None,
            OpenList::All => {}
            OpenList::ByItself | OpenList::Disputed | OpenList::Promised => {
                rest.among = Among::Open;
            }
        }
        rest
    }
}

/// The keys a walk runs over, and how they are read.
struct Path {
    table: Table,
    /// Bytes before the place in each key.
    prefix: usize,
    from: Vec<u8>,
    to: Vec<u8>,
    direction: Direction,
}

impl Path {
    fn of(view: &impl View, filter: &Filter) -> Result<Path> {
        if filter.order() == Sort::Newest {
            return Ok(Path {
                table: Table::CasesByOpened,
                prefix: 0,
                from: Vec::new(),
                to: Vec::new(),
                direction: Direction::Backward,
            });
        }
        Ok(Path::along(filter.narrowest(view)?, filter))
    }

    fn along(list: OpenList, filter: &Filter) -> Path {
        let (table, prefix) = list.place();
        let from = match filter.due_from {
            Some(from) => prefix.clone().i64(from.0).build(),
            None => prefix.clone().build(),
        };
        let to = match filter.due_before {
            Some(before) => prefix.clone().i64(before.0).build(),
            None => prefix.clone().end(),
        };
        Path {
            table,
            prefix: prefix.build().len(),
            from,
            to,
            direction: Direction::Forward,
        }
    }

    fn key(&self, place: Place) -> Vec<u8> {
        let mut key = self.from[..self.prefix].to_vec();
        key.extend(place.key());
        key
    }

    fn place(&self, key: &[u8]) -> Option<Place> {
        Place::of_key(key.get(self.prefix..)?)
    }

    /// Narrows the keys to those behind a place, in the direction of the walk.
    fn behind(&mut self, place: Place) {
        let mut key = self.key(place);
        match self.direction {
            Direction::Forward => {
                key.push(0);
                if key > self.from {
                    self.from = key;
                }
            }
            Direction::Backward if self.to.is_empty() || key < self.to => self.to = key,
            Direction::Backward => {}
        }
    }

    fn turned(mut self) -> Path {
        self.direction = match self.direction {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
        };
        self
    }
}

/// What a walk saw.
#[derive(Default)]
struct Walked {
    rows: Vec<(Place, CaseRow)>,
    /// A row more than was asked for is there.
    more: bool,
    /// The last row looked at, when the bound ended the walk.
    cut: Option<Place>,
}

fn walk(
    view: &impl View,
    path: &Path,
    filter: &Filter,
    limit: usize,
    most: usize,
) -> Result<Walked> {
    let mut walked = Walked::default();
    let mut looked = 0;
    view.scan(
        path.table,
        &path.from,
        &path.to,
        path.direction,
        &mut |key, value| {
            let Some(place) = path.place(key) else {
                return Ok(ControlFlow::Continue(()));
            };
            looked += 1;
            let row: CaseRow =
                record::decode(value).with_context(|| format!("table {}", path.table.name()))?;
            if filter.takes(&row) {
                if walked.rows.len() == limit {
                    walked.more = true;
                    return Ok(ControlFlow::Break(()));
                }
                walked.rows.push((place, row));
            }
            if looked == most {
                walked.cut = Some(place);
                return Ok(ControlFlow::Break(()));
            }
            Ok(ControlFlow::Continue(()))
        },
    )?;
    Ok(walked)
}

/// A page of at most `limit` cases that the filter takes, looking at no more than `most` rows.
///
/// # Errors
/// When the disk does, or a row is damaged; so for every function here.
pub fn page(
    view: &impl View,
    filter: &Filter,
    from: From,
    limit: usize,
    most: usize,
) -> Result<Found> {
    let mut path = Path::of(view, filter)?;
    let backwards = matches!(from, From::Before(_));
    if backwards {
        path = path.turned();
    }
    if let From::After(place) | From::Before(place) = from {
        path.behind(place);
    }
    let Walked {
        mut rows,
        more,
        cut,
    } = walk(view, &path, filter, limit, most)?;
    if backwards {
        rows.reverse();
    }
    let (first, last) = (
        rows.first().map(|(place, _)| *place),
        rows.last().map(|(place, _)| *place),
    );
    let rows: Vec<CaseRow> = rows.into_iter().map(|(_, row)| row).collect();
    let cut_short = cut.is_some() && !more;
    Ok(match from {
        From::Start | From::After(_) => Found {
            next: if more { last } else { cut },
            previous: match from {
                From::After(place) => first.or(Some(place)),
                _ => None,
            },
            cut: cut_short,
            rows,
        },
        From::Before(place) => Found {
            next: last.or(Some(place)),
            previous: if more { first } else { cut },
            cut: cut_short,
            rows,
        },
    })
}

/// How many cases there are, where that is cheap: a counter says it, or at most `most` keys are
/// passed. None where rows would have to be read.
pub fn cheap_count(view: &impl View, filter: &Filter, most: usize) -> Result<Option<Count>> {
    if filter.order() != Sort::Due {
        return Ok(None);
    }
    let list = filter.narrowest(view)?;
    let rest = filter.beyond(list);
    if rest != Filter::default() {
        return Ok(None);
    }
    let path = Path::along(list, filter);
    let n = view.keys(path.table, &path.from, &path.to, most + 1)?.len();
    Ok(Some(Count {
        n: n.min(most),
        more: n > most,
    }))
}

/// How many cases there are, looking at no more than `looked_at` rows.
pub fn count(view: &impl View, filter: &Filter, most: usize, looked_at: usize) -> Result<Count> {
    if let Some(count) = cheap_count(view, filter, most)? {
        return Ok(count);
    }
    let path = Path::of(view, filter)?;
    let walked = walk(view, &path, filter, most, looked_at)?;
    Ok(Count {
        n: walked.rows.len(),
        more: walked.more || walked.cut.is_some(),
    })
}
