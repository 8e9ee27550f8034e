//! Replies: who may keep which, taking in a file of them, and the words a shop does not want.

use super::Moment;
use super::access::Viewer;
use super::people::note;
use crate::domain::case::Case;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::reply;
use crate::domain::reply::Attached;
use crate::domain::reply::MOST;
use crate::domain::reply::Reply;
use crate::domain::reply::Scope;
use crate::domain::reply::exchange;
use crate::domain::reply::exchange::Fault;
use crate::domain::reply::exchange::Written;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::orders;
use crate::store::replies;
use crate::store::settings;

/// Who keeps replies of their own.
pub const WRITERS: &[Role] = &[
    Role::Supervisor,
    Role::Agent,
    Role::Presales,
    Role::Warehouse,
    Role::Finance,
    Role::Technician,
];
/// Who keeps what everybody says.
pub const KEEPERS: &[Role] = &[Role::Supervisor];
/// The most words a shop does not want, and characters of one.
const WORDS: usize = 200;
const WORD: usize = 20;

/// What somebody wants kept.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// None for a new one.
    pub id: Option<u64>,
    pub scope: Scope,
    pub written: Written,
    /// What goes along with it.
    pub files: Vec<Attached>,
    /// The `rev` they saw.
    pub seen: u64,
}

/// Whether somebody may change what stands in this scope.
pub fn may_keep(viewer: &Viewer, scope: Scope) -> bool {
    match scope {
        Scope::Own(staff) => staff == viewer.staff.id,
        Scope::Everyone => viewer.must_be(KEEPERS).is_ok() && viewer.staff.shops.is_empty(),
        Scope::Shop(shop) => viewer.must_be(KEEPERS).is_ok() && viewer.sees_shop(shop),
    }
}

/// The widest scope somebody may keep: everybody's, that of their shop, or their own.
pub fn widest(viewer: &Viewer) -> Scope {
    let shops = viewer.staff.shops.iter().map(|shop| Scope::Shop(*shop));
    let mut wide = std::iter::once(Scope::Everyone).chain(shops);
    let found = wide.find(|scope| may_keep(viewer, *scope));
    found.unwrap_or(Scope::Own(viewer.staff.id))
}

/// Whether somebody sees it.
pub fn sees(viewer: &Viewer, scope: Scope) -> bool {
    match scope {
        Scope::Own(staff) => staff == viewer.staff.id,
        Scope::Everyone => true,
        Scope::Shop(shop) => viewer.sees_shop(shop),
    }
}

/// All that somebody sees.
///
/// # Errors
/// When the disk does.
pub fn seen_by(view: &impl View, viewer: &Viewer) -> Result<Vec<Reply>, Failure> {
    let mut all = replies::all(view)?;
    all.retain(|reply| sees(viewer, reply.scope));
    Ok(all)
}

/// Those that fit a case, in the order they are offered: what somebody said lately first, then what
/// fits closest.
///
/// # Errors
/// When the disk does.
pub fn fitting(view: &impl View, viewer: &Viewer, case: &Case) -> Result<Vec<Reply>, Failure> {
    let uses = replies::uses(view, viewer.staff.id)?;
    let is_here = |reply: &Reply| match reply.scope {
        Scope::Shop(shop) => shop == case.shop,
        scope => sees(viewer, scope),
    };
    let mut found: Vec<(u8, Reply)> = Vec::new();
    for reply in replies::all(view)?.into_iter().filter(is_here) {
        if let Some(close) = reply.fits(case.kind, case.phase, &case.reason) {
            found.push((close, reply));
        }
    }
    found.sort_by_key(|(close, reply)| {
        let last = uses.get(&reply.id).copied();
        (std::cmp::Reverse(last), std::cmp::Reverse(*close), reply.id)
    });
    Ok(found.into_iter().map(|(_, reply)| reply).collect())
}

/// # Errors
/// `Invalid` with the field; `NotAllowed`; `NotFound`; `ChangedMeanwhile`.
pub fn save(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    wanted: &Wanted,
    moment: &Moment,
) -> Result<u64, Failure> {
    viewer.must_be(WRITERS)?;
    wanted
        .written
        .check()
        .map_err(|(field, key)| Failure::invalid(field, key))?;
    reply::fit(&wanted.files).map_err(|key| Failure::invalid("files", key))?;
    if !may_keep(viewer, wanted.scope) {
        return Err(Failure::invalid("scope", "error-reply-scope"));
    }
    if let Scope::Shop(shop) = wanted.scope
        && orders::shop(plan, shop)?.is_none()
    {
        return Err(Failure::invalid("scope", "error-required"));
    }
    let kept = match wanted.id {
        None => None,
        Some(id) => {
            let kept = replies::by_id(plan, id)?.filter(|kept| sees(viewer, kept.scope));
            Some(kept.ok_or(Failure::NotFound)?)
        }
    };
    if let Some(kept) = &kept {
        if !may_keep(viewer, kept.scope) {
            return Err(Failure::NotAllowed);
        }
        if kept.rev != wanted.seen {
            return Err(Failure::ChangedMeanwhile);
        }
    }
    let id = match wanted.id {
        Some(id) => id,
        None if replies::all(plan)?.len() >= MOST => {
            return Err(Failure::invalid("title", "error-reply-many"));
        }
        None => plan.next_number("reply")?,
    };
    put(
        plan,
        viewer,
        id,
        wanted,
        kept.map_or(0, |kept| kept.rev),
        moment,
    )?;
    noted(plan, viewer, &format!("reply {id}"), moment)?;
    Ok(id)
}

fn put(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u64,
    wanted: &Wanted,
    rev: u64,
    moment: &Moment,
) -> Result<(), Failure> {
    let written = wanted.written.clone();
    let reply = Reply {
        id,
        title: written.title.trim().to_owned(),
        scope: wanted.scope,
        kinds: written.kinds,
        phases: written.phases,
        reasons: written.reasons,
        tone: written.tone,
        body: written.body.trim().to_owned(),
        wrong: written.wrong.trim().to_owned(),
        probing: written.probing,
        files: wanted.files.clone(),
        by: viewer.staff.id,
        changed_at: moment.now,
        rev: rev + 1,
    };
    Ok(replies::save(plan, &reply)?)
}

/// # Errors
/// `NotFound`; `NotAllowed`.
pub fn remove(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    id: u64,
    moment: &Moment,
) -> Result<(), Failure> {
    let kept = replies::by_id(plan, id)?.filter(|kept| sees(viewer, kept.scope));
    let kept = kept.ok_or(Failure::NotFound)?;
    if !may_keep(viewer, kept.scope) {
        return Err(Failure::NotAllowed);
    }
    replies::remove(plan, id);
    noted(plan, viewer, &format!("reply {id} removed"), moment)
}

/// Takes in a file of replies for a scope. One with a title that is there already is left alone.
/// Returns how many are new.
///
/// # Errors
/// `NotAllowed` in a scope one may not keep.
pub fn take_in(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    scope: Scope,
    all: &[(Written, Vec<Attached>)],
    moment: &Moment,
) -> Result<usize, Failure> {
    if !may_keep(viewer, scope) {
        return Err(Failure::NotAllowed);
    }
    let known = replies::all(plan)?;
    if known.len() + all.len() > MOST {
        return Err(Failure::invalid("file", "error-reply-many"));
    }
    let mut new = 0;
    for (written, files) in all {
        reply::fit(files).map_err(|key| Failure::invalid("file", key))?;
        let is_there = |reply: &Reply| reply.scope == scope && reply.title == written.title.trim();
        if known.iter().any(is_there) {
            continue;
        }
        let wanted = Wanted {
            id: None,
            scope,
            written: written.clone(),
            files: files.clone(),
            seen: 0,
        };
        let id = plan.next_number("reply")?;
        put(plan, viewer, id, &wanted, 0, moment)?;
        new += 1;
    }
    noted(plan, viewer, &format!("{new} replies"), moment)?;
    Ok(new)
}

/// The twenty scenes the desk brings along (R158).
///
/// # Errors
/// As [`take_in`].
pub fn begin_with(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    lang: Lang,
    moment: &Moment,
) -> Result<usize, Failure> {
    let all = exchange::read(reply::starter(lang)).map_err(|fault| match fault {
        Fault::Form(why) => Failure::Fault(anyhow::anyhow!(why)),
        Fault::Reply(at, key) => Failure::Fault(anyhow::anyhow!("reply {at}: {key}")),
        Fault::TooMany => Failure::invalid("file", "error-reply-many"),
    })?;
    let all: Vec<_> = all.into_iter().map(|one| (one, Vec::new())).collect();
    take_in(plan, viewer, widest(viewer), &all, moment)
}

/// Somebody said these: they come first the next time.
///
/// # Errors
/// When the disk does.
pub fn said(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    ids: &[u64],
    moment: &Moment,
) -> Result<(), Failure> {
    for id in ids {
        if replies::by_id(plan, *id)?.is_some_and(|reply| sees(viewer, reply.scope)) {
            replies::used(plan, viewer.staff.id, *id, moment.now)?;
        }
    }
    Ok(())
}

/// The words a shop does not want to be said, one a line.
///
/// # Errors
/// `NotAllowed`; `Invalid` for too many or too long ones.
pub fn save_words(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    text: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    viewer.must_be(KEEPERS)?;
    let mut words: Vec<String> = Vec::new();
    for word in text.split(['\n', ',', '，', '、']).map(str::trim) {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if words.len() > WORDS || words.iter().any(|word| word.chars().count() > WORD) {
        return Err(Failure::invalid("words", "error-reply-words"));
    }
    settings::save_harsh_words(plan, &words)?;
    noted(plan, viewer, "words", moment)
}

fn noted(
    plan: &mut Plan<'_, '_>,
    viewer: &Viewer,
    what: &str,
    moment: &Moment,
) -> Result<(), Failure> {
    let by = Some(viewer.staff.id);
    note(plan, moment.now, by, "replies_changed", what.to_owned())
}
