//! Parcels that came without a case 无主件 (D6.12): kept, matched to a case, or disposed of.

use super::case::act::Act;
use super::case::facts::Facts;
use super::case::kind::Kind;
use super::case::kind::Machine;
use super::case::record::CaseFile;
use super::case::record::GoodsStatus;
use super::case::refusal::Need;
use super::case::refusal::Refusal;
use super::case::state::State;
use super::case::tables;
use super::case::verb::Field;
use super::case::verb::Verb;
use super::ids::CaseId;
use super::ids::OwnerlessId;
use super::ids::ShopId;
use super::people::Actor;
use super::people::ActorRef;
use super::rules::Rules;
use super::sealed::Sealed;
use super::time::Timestamp;
use crate::codes;
use serde::Deserialize;
use serde::Serialize;

codes! {
    /// What speaks for a parcel belonging to a case, strongest first.
    pub enum Clue {
        Tracking = "tracking",
        Code = "code",
        Phone = "phone",
        Buyer = "buyer",
        TrackingBegins = "tracking_begins",
        Expected = "expected",
    }
}

impl Clue {
    /// How much it counts, of 100.
    pub const fn points(self) -> u32 {
        match self {
            Clue::Tracking | Clue::Code => 80,
            Clue::Phone | Clue::Buyer => 40,
            Clue::TrackingBegins => 30,
            Clue::Expected => 20,
        }
    }
}

/// How likely these clues make it, 0..100.
pub fn score(clues: &[Clue]) -> u32 {
    clues.iter().map(|clue| clue.points()).sum::<u32>().min(100)
}

/// Whether a case in this state waits for goods to come back.
pub fn awaits_goods(kind: Kind, state: State) -> bool {
    tables::rows(kind.machine())
        .any(|row| row.verb == Verb::ScanReceive && row.starts_in(Some(state)))
}

/// A parcel nobody announced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ownerless {
    pub id: OwnerlessId,
    pub shop: ShopId,
    pub state: State,
    #[serde(default)]
    pub carrier: String,
    #[serde(default)]
    pub tracking_no: String,
    /// What the slip says about who sent it.
    #[serde(default)]
    pub sender: Option<Sealed>,
    /// The last digits of a telephone number on the slip.
    #[serde(default)]
    pub phone_tail: Option<String>,
    /// What is in it.
    pub content: String,
    #[serde(default)]
    pub files: Vec<CaseFile>,
    #[serde(default)]
    pub weight_g: Option<u32>,
    pub received_at: Timestamp,
    pub received_by: ActorRef,
    #[serde(default)]
    pub matched_case: Option<CaseId>,
    #[serde(default)]
    pub matched_by: Option<ActorRef>,
    /// Why and how it was disposed of.
    #[serde(default)]
    pub disposal: Option<String>,
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
    pub rev: u64,
}

/// What an act on a parcel does.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerlessChange {
    pub parcel: Ownerless,
    pub verb: Verb,
    pub from: State,
    pub to: State,
    pub text: Option<String>,
    /// The act to decide on the matched case in the same transaction: its goods are here.
    pub then: Option<(CaseId, Act)>,
}

/// What `act` does to the parcel, or why not. `case` is the one `act` names, with its facts.
///
/// # Errors
/// A [`Refusal`] that says what would have to be true.
pub fn decide(
    parcel: &Ownerless,
    act: &Act,
    case: Option<&Facts<'_>>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<OwnerlessChange, Refusal> {
    let row = allowed(parcel, act.verb, actor, rules, now)?;
    let missing = row.fields.iter().find(|(field, required)| {
        *required == super::case::tables::Required::Yes
            && !super::case::said::is_said(*field, &act.input)
    });
    if let Some((field, _)) = missing {
        return Err(Refusal::Missing(*field));
    }
    let mut after = parcel.clone();
    after.files.extend(act.input.files.iter().cloned());
    if let tables::To::State(state) = row.to {
        after.state = state;
        after.ended_at = Some(now);
    }
    let mut then = None;
    match act.verb {
        Verb::Match => {
            let case = case
                .filter(|facts| Some(facts.case.id) == act.input.case)
                .ok_or(Refusal::Invalid(Field::Case))?;
            then = Some((case.case.id, arrives(parcel, case, actor, rules, now)?));
            after.matched_case = act.input.case;
            after.matched_by = Some(actor.as_ref());
        }
        Verb::Dispose => after.disposal = act.input.reason.clone(),
        _ => {}
    }
    Ok(OwnerlessChange {
        verb: act.verb,
        from: parcel.state,
        to: after.state,
        text: act.input.text.clone().or_else(|| act.input.reason.clone()),
        parcel: after,
        then,
    })
}

/// Row, role and guards: the same that `possible` shows.
fn allowed(
    parcel: &Ownerless,
    verb: Verb,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<&'static tables::Row, Refusal> {
    let row = tables::rows(Machine::Ownerless)
        .find(|row| row.verb == verb && row.starts_in(Some(parcel.state)))
        .ok_or(Refusal::WrongState {
            verb,
            from: vec![State::OwnerlessReceived],
        })?;
    if !row.by.iter().any(|by| by.is(actor)) {
        return Err(Refusal::WrongRole { roles: row.roles() });
    }
    let until = parcel.received_at + rules.pack.ownerless_keep;
    let kept = row
        .guards
        .contains(&super::case::guard::Guard::KeptLongEnough);
    if kept && now < until {
        return Err(Refusal::TooEarly { until });
    }
    Ok(row)
}

/// The acts on a parcel with their verdicts.
pub fn possible(
    parcel: &Ownerless,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Vec<(Verb, Result<(), Refusal>)> {
    tables::rows(Machine::Ownerless)
        .map(|row| {
            let verdict = allowed(parcel, row.verb, actor, rules, now).map(|_| ());
            (row.verb, verdict)
        })
        .collect()
}

/// The act by which the matched case takes the goods.
fn arrives(
    parcel: &Ownerless,
    facts: &Facts<'_>,
    actor: &Actor,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<Act, Refusal> {
    let case = facts.case;
    if case.shop != parcel.shop {
        return Err(Refusal::Needs(Need::SameShop));
    }
    if case.goods_status == GoodsStatus::Returned {
        return Err(Refusal::Invalid(Field::Case));
    }
    super::case::possible::possible_verb(facts, Verb::ScanReceive, actor, rules, now)?;
    let mut act = Act::of(Verb::ScanReceive);
    act.input.tracking_no = Some(parcel.tracking_no.clone());
    act.input.carrier = Some(parcel.carrier.clone());
    act.input.text = Some(parcel.content.clone());
    Ok(act)
}
