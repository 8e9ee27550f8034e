//! Turning a case into another kind: its history, lines, files and money stay (D4).

use super::draft::Draft;
use super::draft::Scene;
use super::effects::money;
use super::guard::goods_are_here;
use super::guard::held_elsewhere;
use super::kind::Kind;
use super::kind::Subtype;
use super::refusal::Need;
use super::refusal::Refusal;
use super::standing;
use super::state::State;
use super::verb::Field;

/// The case becomes this kind. The row says in which state.
pub fn becomes(draft: &mut Draft, kind: Kind, subtype: Option<Subtype>) {
    if draft.case.kind == kind {
        draft.case.subtype = subtype.or(draft.case.subtype);
        return;
    }
    draft.fact("kind_before", draft.case.kind);
    draft.fact("kind", kind);
    draft.case.kind = kind;
    draft.case.subtype = subtype;
    // What was decided was decided about the other kind.
    draft.case.return_to = None;
}

/// Kinds whose table goes on from "arrived".
const FROM_ARRIVED: &[Kind] = &[Kind::ReturnRefund, Kind::Exchange, Kind::Repair];

/// The kind that was said. Goods that are here stay "arrived"; money that was approved and not
/// paid is void, because it was approved for something else.
pub fn told(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let kind = scene.input.kind.ok_or(Refusal::Missing(Field::Kind))?;
    if kind == draft.case.kind {
        return Err(Refusal::Invalid(Field::Kind));
    }
    let subtype = scene.input.subtype;
    if subtype.is_some_and(|subtype| !kind.subtypes().contains(&subtype)) {
        return Err(Refusal::Invalid(Field::Subtype));
    }
    if kind.moves_money() {
        if draft.case.order.is_none() {
            return Err(Refusal::Needs(Need::Order));
        }
        if draft.case.lines.is_empty() {
            return Err(Refusal::Invalid(Field::Kind));
        }
        if !draft.case.kind.moves_money() {
            held_elsewhere(scene.facts)?;
        }
    }
    let here = goods_are_here(draft.case.state) || draft.case.return_to.is_some_and(goods_are_here);
    let from = draft.case.state;
    money::void_open(draft);
    super::effects::offers::lapse(draft, scene);
    super::effects::desk::start_over(draft);
    becomes(draft, kind, subtype);
    draft.to = match here && FROM_ARRIVED.contains(&kind) {
        true => State::Arrived,
        false => standing::start_of(kind),
    };
    draft.fact("state_before", from);
    Ok(())
}

/// The state a part of a case starts in: where the whole was, but never waiting for an answer
/// that the part did not ask for.
pub const fn plain(state: State) -> State {
    match state {
        State::Verifying => State::Verifying,
        _ => State::Submitted,
    }
}
