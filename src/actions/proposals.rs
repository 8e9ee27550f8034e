//! Which cases a parcel without a case may belong to, how likely, and why (D6.12).

use super::access::Viewer;
use crate::domain::case::Case;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ownerless::Clue;
use crate::domain::ownerless::Ownerless;
use crate::domain::ownerless::awaits_goods;
use crate::domain::ownerless::score;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::find;
use crate::store::find::What;

/// The most cases proposed.
const PROPOSED: usize = 10;
/// How far into the open cases expected returns are looked for, soonest first.
const LOOKED_THROUGH: usize = 300;
/// The most cases one number or person leads to.
const PER_CLUE: usize = 20;

/// A case a parcel may belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub case: Case,
    /// 0..100
    pub score: u32,
    /// What speaks for it, strongest first.
    pub why: Vec<Clue>,
}

/// The words on a slip that may be a code, a number or a nickname: at most twenty.
pub fn words_of(content: &str) -> Vec<&str> {
    content
        .split(|c: char| c.is_whitespace() || "，。、；：,;:()（）".contains(c))
        .filter(|word| word.chars().count() >= 2)
        .take(20)
        .collect()
}

/// The cases of the parcel's shop it may belong to, likeliest first. `phones` and `names` are the
/// keyed find tokens of what was entered about its sender.
///
/// # Errors
/// When the disk does.
pub fn propose(
    view: &impl View,
    viewer: &Viewer,
    parcel: &Ownerless,
    phones: &[String],
    names: &[String],
) -> Result<Vec<Proposal>, Failure> {
    let mut found: Vec<Proposal> = Vec::new();
    let number = find::normal(&parcel.tracking_no);
    if number.len() >= 4 {
        follow(
            view,
            &mut found,
            Clue::Tracking,
            &find::exactly(view, &number, PER_CLUE)?,
        )?;
        let begun = find::by_prefix(view, &number, PER_CLUE)?;
        let begun: Vec<_> = begun
            .into_iter()
            .filter(|hit| !found.iter().any(|known| leads_to(known, *hit)))
            .collect();
        follow(view, &mut found, Clue::TrackingBegins, &begun)?;
    }
    // Codes stand in the midst of words that have no blanks between them.
    let codes = parcel
        .content
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .map(find::normal)
        .filter(|code| code.len() >= 6)
        .take(20);
    for code in codes {
        follow(
            view,
            &mut found,
            Clue::Code,
            &find::exactly(view, &code, PER_CLUE)?,
        )?;
    }
    for (clue, tokens) in [(Clue::Phone, phones), (Clue::Buyer, names)] {
        for token in tokens {
            follow(
                view,
                &mut found,
                clue,
                &find::exactly(view, token, PER_CLUE)?,
            )?;
        }
    }
    for row in cases::open_first(view, OpenList::All, LOOKED_THROUGH)? {
        if row.shop == parcel.shop && awaits_goods(row.kind, row.state) {
            add(view, &mut found, Clue::Expected, row.id)?;
        }
    }
    found.retain(|p| p.case.shop == parcel.shop && viewer.sees_shop(p.case.shop));
    for proposal in &mut found {
        proposal.why.sort();
        proposal.score = score(&proposal.why);
    }
    found.sort_by_key(|p| (std::cmp::Reverse(p.score), p.case.next_action_at, p.case.id));
    found.truncate(PROPOSED);
    Ok(found)
}

fn leads_to(known: &Proposal, (what, id): (u8, u64)) -> bool {
    what == What::Case as u8 && known.case.id == CaseId(id)
}

/// Notes a clue on every case that these finds lead to.
fn follow(
    view: &impl View,
    found: &mut Vec<Proposal>,
    clue: Clue,
    hits: &[(u8, u64)],
) -> Result<(), Failure> {
    for (what, id) in hits {
        if *what == What::Case as u8 {
            add(view, found, clue, CaseId(*id))?;
        } else if *what == What::Order as u8 {
            for case in cases::of_order(view, OrderId(*id))? {
                add(view, found, clue, case.id)?;
            }
        } else if *what == What::Buyer as u8 {
            for row in cases::of_buyer(view, BuyerId(*id), PER_CLUE)? {
                add(view, found, clue, row.id)?;
            }
        }
    }
    Ok(())
}

fn add(view: &impl View, found: &mut Vec<Proposal>, clue: Clue, id: CaseId) -> Result<(), Failure> {
    if let Some(known) = found.iter_mut().find(|known| known.case.id == id) {
        if !known.why.contains(&clue) {
            known.why.push(clue);
        }
        return Ok(());
    }
    if let Some(case) = cases::by_id(view, id)? {
        found.push(Proposal {
            case,
            score: 0,
            why: vec![clue],
        });
    }
    Ok(())
}
