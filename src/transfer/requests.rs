//! A row of the platform's after-sales list made into a case, or into what a case hears of it.

use super::cell::Reason;
use super::imported::ImportedRefund;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::orders::Brought;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::mirror::Told;
use crate::domain::case::mirror::mirror;
use crate::domain::case::record::Intake;
use crate::domain::case::tables;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::order::Order;
use crate::domain::order::ParcelKind;
use crate::domain::people::Actor;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::cases as stored;
use crate::store::orders;

/// Who tells of a request, and for which shop.
#[derive(Debug, Clone)]
pub struct Teller<'a> {
    pub shop: ShopId,
    /// The plugin that tells; None: a list of the platform that was imported.
    pub plugin: Option<&'a str>,
    pub intake: Intake,
    /// Sub-orders and pieces it is about, where more is known than the request itself says.
    pub lines: &'a [(String, u32)],
    pub moment: &'a Moment,
}

impl Teller<'_> {
    /// Who acts in the case.
    fn actor(&self) -> Actor {
        let plugin = |id: &str| Actor::Plugin(id.to_owned());
        self.plugin.map_or(Actor::Platform, plugin)
    }
}

/// Opens the case of a request, or tells the case that is there what changed. Nothing changes
/// when the list says what the case says (D10.19).
///
/// # Errors
/// `Refused` by the rules, with nothing written; or a fault of the disk.
pub(super) fn write(
    plan: &mut Plan<'_, '_>,
    refund: &ImportedRefund,
    to: &Teller<'_>,
) -> Result<Result<Brought, Reason>, Failure> {
    let known = stored::id_by_platform_no(plan, to.shop, &refund.refund_no)?;
    let (id, mut brought) = match known {
        Some(id) => (id, Brought::Unchanged),
        None => {
            let order = match orders::id_by_no(plan, to.shop, &refund.order_no)? {
                Some(id) => orders::by_id(plan, id)?,
                None => None,
            };
            // Without its order a case has no lines, no buyer and no limit to what is paid.
            let Some(order) = order else {
                return Ok(Err(Reason::OrderUnknown));
            };
            let Some(kind) = refund.kind else {
                return Ok(Err(Reason::KindUnknown));
            };
            (open(plan, refund, kind, &order, to)?, Brought::Created)
        }
    };
    for follow in [told, dispute, return_parcel] {
        let case = stored::by_id(plan, id)?.ok_or(Failure::NotFound)?;
        if let Some((act, actor)) = follow(&case, refund, to) {
            cases::act(plan, CaseRef::of_system(id), None, &act, &actor, to.moment)?;
            if brought == Brought::Unchanged {
                brought = Brought::Updated;
            }
        }
    }
    Ok(Ok(brought))
}

fn open(
    plan: &mut Plan<'_, '_>,
    refund: &ImportedRefund,
    kind: Kind,
    order: &Order,
    to: &Teller<'_>,
) -> Result<CaseId, Failure> {
    let state = refund.state.and_then(|state| fitting(kind, state));
    let is_without_money = matches!(state, Some(State::Closed | State::Withdrawn));
    let reason = reason(refund);
    let mut new = OpenCase {
        subtype: refund
            .subtype
            .filter(|subtype| kind.subtypes().contains(subtype)),
        applied_amount: (!is_without_money).then_some(refund.amount),
        lines: lines(refund, order, to.lines),
        buyer_text: said(refund),
        platform_no: Some(refund.refund_no.clone()),
        platform_due: refund.due_at,
        platform_status: Some(refund.status_word.clone()),
        state,
        ..OpenCase::new(to.shop, kind, reason, to.intake)
    };
    let about = About::order(order);
    let done = match cases::open(plan, &new, &about, &to.actor(), to.moment) {
        // The platform knows of pieces that we think are back already: it leads.
        Err(Failure::Refused(Refusal::MorePieces { .. })) => {
            new.lines.clear();
            cases::open(plan, &new, &about, &to.actor(), to.moment)?
        }
        done => done?,
    };
    Ok(done.id)
}

/// What the list says of a case, if that is new.
fn told(case: &Case, refund: &ImportedRefund, to: &Teller<'_>) -> Option<(Act, Actor)> {
    let state = refund
        .state
        .and_then(|state| fitting(case.kind, state))
        .unwrap_or(case.state);
    let pays = matches!(state, State::Paying | State::Refunded);
    let told = Told {
        state,
        status: refund.status_word.clone(),
        amount: pays.then_some(refund.amount),
        due: refund.due_at,
        platform_no: Some(refund.refund_no.clone()),
    };
    Some((mirror(case, &told)?, to.actor()))
}

/// 平台介入 that we have not heard of.
fn dispute(case: &Case, refund: &ImportedRefund, to: &Teller<'_>) -> Option<(Act, Actor)> {
    let is_news = refund.disputed && case.dispute.is_none() && !case.state.is_terminal();
    is_news.then(|| (Act::of(Verb::DisputeOpen), to.actor()))
}

/// The buyer's parcel, when the list knows it and we do not.
fn return_parcel(case: &Case, refund: &ImportedRefund, to: &Teller<'_>) -> Option<(Act, Actor)> {
    let (Some(carrier), Some(tracking_no)) = (&refund.return_carrier, &refund.return_tracking_no)
    else {
        return None;
    };
    let waits = matches!(case.state, State::AwaitReturn | State::Returning);
    let is_known = case
        .parcels
        .iter()
        .any(|parcel| parcel.kind == ParcelKind::Return && parcel.tracking_no == *tracking_no);
    if !waits || is_known {
        return None;
    }
    let act = Act {
        verb: Verb::Tracking,
        input: Input {
            carrier: Some(carrier.clone()),
            tracking_no: Some(tracking_no.clone()),
            ..Input::default()
        },
    };
    // Tracking numbers come from whoever watches parcels; here that is whoever tells.
    Some((act, Actor::Plugin(to.plugin.unwrap_or("import").to_owned())))
}

/// The platform's state in the words of this kind of case; `None` when there is none.
fn fitting(kind: Kind, state: State) -> Option<State> {
    let is_ours = |state: State| {
        matches!(state, State::Closed | State::Withdrawn)
            || tables::states(kind.machine()).contains(&state)
    };
    if is_ours(state) {
        return Some(state);
    }
    let next = match state {
        State::Refunded if kind == Kind::Compensation => State::Paid,
        State::Refunded | State::Delivered => State::Closed,
        State::Paying => State::Approved,
        State::Rejected => State::Refused,
        _ => return None,
    };
    is_ours(next).then_some(next)
}

/// The lines the request is about: by number, by title, or the only one there is.
fn lines(refund: &ImportedRefund, order: &Order, told: &[(String, u32)]) -> Vec<(u32, u32)> {
    let known = |(no, qty): &(String, u32)| {
        let mut lines = order.lines.iter();
        let line = lines.find(|line| line.sub_order_no.as_ref() == Some(no))?;
        Some((line.line_no, (*qty).min(line.qty)))
    };
    let found: Vec<_> = told.iter().filter_map(known).collect();
    if !found.is_empty() {
        return found;
    }
    let by_number = refund.sub_order_no.as_ref().and_then(|no| {
        order
            .lines
            .iter()
            .find(|line| line.sub_order_no.as_ref() == Some(no))
    });
    let by_title = || {
        let title = refund.title.as_ref()?;
        order.lines.iter().find(|line| line.title == *title)
    };
    let only = || order.lines.first().filter(|_| order.lines.len() == 1);
    by_number
        .or_else(by_title)
        .or_else(only)
        .map(|line| (line.line_no, line.qty))
        .into_iter()
        .collect()
}

/// What the buyer gave as the reason, for the timeline.
fn said(refund: &ImportedRefund) -> Option<String> {
    let parts: Vec<&str> = [refund.reason.as_deref(), refund.text.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The platforms' reasons in ours (D11): the first word that the reason contains decides.
fn reason(refund: &ImportedRefund) -> &'static str {
    const WORDS: &[(&str, &str)] = &[
        ("破损", "damaged_in_transit"),
        ("少件", "left_out"),
        ("漏发", "left_out"),
        ("缺少", "missing_parts"),
        ("发错", "wrong_item"),
        ("虚假", "false_sign"),
        ("未按约定时间", "late"),
        ("未收到", "lost"),
        ("没收到", "lost"),
        ("物流", "late"),
        ("快递", "late"),
        ("缺货", "out_of_stock"),
        ("尺码", "size"),
        ("尺寸", "size"),
        ("大小", "size"),
        ("颜色", "colour"),
        ("色差", "colour"),
        ("材质", "material"),
        ("面料", "material"),
        ("描述不符", "not_as_pictured"),
        ("图片不符", "not_as_pictured"),
        ("做工", "workmanship"),
        ("质量", "flaw"),
        ("故障", "malfunction"),
        ("不亮", "malfunction"),
        ("降价", "price_drop"),
        ("差价", "price_drop"),
        ("运费", "return_freight"),
        ("拍错", "bought_wrong"),
        ("多拍", "bought_wrong"),
        ("地址", "wrong_address"),
        ("七天", "seven_days"),
        ("7天", "seven_days"),
    ];
    let given = refund.reason.as_deref().unwrap_or_default();
    WORDS
        .iter()
        .find(|(word, _)| given.contains(word))
        .map_or_else(|| unwanted(refund), |(_, code)| code)
}

/// What it comes down to when nothing is wrong with the goods.
fn unwanted(refund: &ImportedRefund) -> &'static str {
    match refund.kind {
        Some(Kind::ReturnRefund) => "seven_days",
        Some(Kind::Repair) => "malfunction",
        Some(Kind::Reship) => "left_out",
        Some(Kind::Compensation) => "price_drop",
        _ if refund.goods_word.as_deref() == Some("未发货") => "unwanted_unshipped",
        _ => "unwanted_shipped",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reasons;

    #[test]
    fn every_state_a_list_can_tell_fits_every_kind_or_is_left_alone() {
        for kind in Kind::ALL {
            for state in State::ALL {
                if let Some(fitting) = fitting(*kind, *state) {
                    let known = tables::states(kind.machine());
                    assert!(fitting.is_terminal() || known.contains(&fitting));
                }
            }
        }
        assert_eq!(
            fitting(Kind::Exchange, State::Refunded),
            Some(State::Closed)
        );
        assert_eq!(
            fitting(Kind::RefundOnly, State::Refunded),
            Some(State::Refunded)
        );
    }

    #[test]
    fn every_reason_a_list_leads_to_is_in_the_tree() {
        for code in [
            "damaged_in_transit",
            "left_out",
            "missing_parts",
            "wrong_item",
            "false_sign",
            "late",
            "lost",
            "out_of_stock",
            "size",
            "colour",
            "material",
            "not_as_pictured",
            "workmanship",
            "flaw",
            "malfunction",
            "price_drop",
            "return_freight",
            "bought_wrong",
            "wrong_address",
            "seven_days",
            "unwanted_unshipped",
            "unwanted_shipped",
        ] {
            assert!(reasons::find(code).is_some(), "{code}");
        }
    }
}
