//! Paying: what was done in the platform, at Alipay or at the bank, with its number or proof.

use super::money::within_limit;
use crate::domain::case::draft::Draft;
use crate::domain::case::draft::Scene;
use crate::domain::case::guard::is_side;
use crate::domain::case::record::FileKind;
use crate::domain::case::record::MoneyEntry;
use crate::domain::case::record::MoneyState;
use crate::domain::case::refusal::Need;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::verb::Field;

/// The approved entries of the case itself start to be paid.
pub fn start_paying(draft: &mut Draft, scene: &Scene<'_>) {
    let case = &mut draft.case;
    case.attempts = 0;
    let sides: Vec<bool> = case.money.iter().map(|e| is_side(case, e.kind)).collect();
    for (entry, side) in case.money.iter_mut().zip(sides) {
        if !side && entry.state == MoneyState::Approved {
            entry.state = MoneyState::Paying;
            if let Some(method) = scene.input.pay_method {
                entry.method = method;
            }
        }
    }
}

/// What was given as proof: a number that was not used before, or a file (D10.6).
fn proof(scene: &Scene<'_>) -> Result<(Option<String>, Option<String>), Refusal> {
    let txn_no = scene
        .input
        .txn_no
        .as_deref()
        .map(str::trim)
        .filter(|no| !no.is_empty())
        .map(str::to_owned);
    let file = scene
        .input
        .files
        .iter()
        .find(|file| file.kind == FileKind::PayoutProof)
        .or(scene.input.files.first())
        .map(|file| file.hash.clone());
    if txn_no.is_none() && file.is_none() {
        return Err(Refusal::Needs(Need::ProofOrTxn));
    }
    if scene.facts.txn_used {
        return Err(Refusal::TxnUsed);
    }
    Ok((txn_no, file))
}

fn pay(entry: &mut MoneyEntry, proof: &(Option<String>, Option<String>), scene: &Scene<'_>) {
    entry.state = MoneyState::Paid;
    entry.txn_no.clone_from(&proof.0);
    entry.proof.clone_from(&proof.1);
    entry.paid_at = Some(scene.now);
    if let Some(method) = scene.input.pay_method {
        entry.method = method;
    }
}

/// Everything that is being paid was paid, under one number.
pub fn mark_paid(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let proof = proof(scene)?;
    let mut any = false;
    for entry in draft.case.money.iter_mut() {
        if matches!(entry.state, MoneyState::Paying | MoneyState::Failed) {
            pay(entry, &proof, scene);
            any = true;
        }
    }
    match any {
        true => Ok(()),
        false => Err(Refusal::Needs(Need::ApprovedMoney)),
    }
}

/// The payment failed: the money is still owed.
pub fn mark_failed(draft: &mut Draft) {
    draft.case.attempts += 1;
    for entry in draft.case.money.iter_mut() {
        if entry.state == MoneyState::Paying {
            entry.state = MoneyState::Failed;
        }
    }
}

/// The same entries, under the same keys, once more.
pub fn retry(draft: &mut Draft, scene: &Scene<'_>) {
    for entry in draft.case.money.iter_mut() {
        if entry.state == MoneyState::Failed {
            entry.state = MoneyState::Paying;
            if let Some(method) = scene.input.pay_method {
                entry.method = method;
            }
        }
    }
}

/// One entry beside the refund was paid: return freight, price difference, repair charge.
pub fn settle(draft: &mut Draft, scene: &Scene<'_>) -> Result<(), Refusal> {
    let no = scene.input.entry.ok_or(Refusal::Missing(Field::Entry))?;
    let at = draft
        .case
        .money
        .iter()
        .position(|entry| entry.no == no)
        .ok_or(Refusal::Invalid(Field::Entry))?;
    let entry = &draft.case.money[at];
    let open = matches!(entry.state, MoneyState::Approved | MoneyState::Failed);
    if !is_side(&draft.case, entry.kind) || !open {
        return Err(Refusal::Invalid(Field::Entry));
    }
    if entry.approved_by.is_none() {
        within_limit(scene, entry.amount)?;
    }
    let proof = proof(scene)?;
    pay(&mut draft.case.money[at], &proof, scene);
    Ok(())
}
