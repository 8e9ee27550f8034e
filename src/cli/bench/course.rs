//! The plain course of a case: one order, its case, and nine acts; what `fill` repeats.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::orders;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use anyhow::Result;
use serde::Deserialize;
use serde::Serialize;

/// A case that was brought.
#[derive(Serialize, Deserialize)]
pub struct Brought {
    pub id: CaseId,
    pub no: String,
    pub order_no: String,
}

/// The owner, who may do everything.
pub fn actor(owner: StaffId) -> Actor {
    Actor::Staff {
        id: owner,
        roles: vec![Role::Owner],
        limit: Fen(i64::MAX),
    }
}

/// What the bench's acts do: a note.
pub fn note() -> Act {
    Act {
        verb: Verb::Note,
        input: Input {
            text: Some("ok".to_owned()),
            ..Input::default()
        },
    }
}

/// One order, its case, and nine acts: a third is approved, a third paid, a third still open.
pub fn one(
    plan: &mut Plan<'_, '_>,
    n: u64,
    shop: ShopId,
    owner: StaffId,
    now: Timestamp,
    salt: &str,
) -> Result<Brought, Failure> {
    let minutes = i64::try_from(n % 60).unwrap_or(0);
    let began = now - Span::minutes(60 + minutes);
    let at = |minute: i64| Moment {
        now: began + Span::minutes(minute),
        salt: salt.to_owned(),
    };
    let mut order = order(n, shop, began);
    let (id, _) = orders::bring(plan, &order)?;
    order.id = id;
    let actor = actor(owner);
    let mut new = OpenCase::new(shop, Kind::RefundOnly, "unwanted_unshipped", Intake::Chat);
    new.subtype = Some(Subtype::Unshipped);
    new.lines = vec![(1, 1)];
    new.applied_amount = Some(Fen(9_900));
    new.buyer_text = Some("拍错颜色了，还没发货，请退款。".to_owned());
    let case = cases::open(plan, &new, &About::order(&order), &actor, &at(0))?;
    let said = |verb, text: &str| Act {
        verb,
        input: Input {
            text: Some(text.to_owned()),
            ..Input::default()
        },
    };
    let mut acts = vec![
        said(Verb::Note, "已联系仓库确认未出库。"),
        said(Verb::AskInfo, "请补一张订单截图。"),
        said(Verb::InfoAdded, "截图已经发了。"),
        said(Verb::Message, "收到，马上处理。"),
        said(Verb::Note, "仓库回复未出库。"),
        said(Verb::Message, "已为您登记退款。"),
    ];
    if !n.is_multiple_of(3) {
        acts.push(Act {
            verb: Verb::Approve,
            input: Input {
                amount: Some(Fen(9_900)),
                reason: Some("未发货".to_owned()),
                ..Input::default()
            },
        });
    }
    if n % 3 > 1 {
        acts.push(Act::of(Verb::PayStart));
        acts.push(Act {
            verb: Verb::PayOk,
            input: Input {
                txn_no: Some(format!("{n:018}")),
                ..Input::default()
            },
        });
    }
    for (minute, act) in (1..).zip(&acts) {
        let case = CaseRef::of_system(case.id);
        cases::act(plan, case, None, act, &actor, &at(minute))?;
    }
    Ok(Brought {
        id: case.id,
        no: case.no.to_string(),
        order_no: order.order_no,
    })
}

pub fn order(n: u64, shop: ShopId, began: Timestamp) -> Order {
    let ordered = began - Span::hours(3);
    Order {
        id: OrderId(0),
        shop,
        order_no: format!("4026{n:015}"),
        shown_no: None,
        status: OrderStatus::Paid,
        channel_status: "买家已付款".to_owned(),
        buyer: None,
        buyer_shown: "晓**乐".to_owned(),
        ordered_at: Some(ordered),
        paid_at: Some(ordered),
        shipped_at: None,
        signed_at: None,
        completed_at: None,
        closed_at: None,
        goods_total: Fen(9_900),
        freight_paid: Fen::ZERO,
        discount_total: Fen::ZERO,
        paid_total: Fen(9_900),
        platform_subsidy: Fen::ZERO,
        cod: false,
        seller_note: None,
        buyer_note: None,
        address: None,
        lines: vec![OrderLine {
            line_no: 1,
            sub_order_no: None,
            title: "羊绒混纺格纹围巾".to_owned(),
            sku_code: Some("SC-5003".to_owned()),
            sku_text: Some("灰格 均码".to_owned()),
            qty: 1,
            unit_price: Fen(9_900),
            line_paid: Fen(9_900),
            serial_no: None,
            invoice_at: None,
            no_seven_days: false,
            cost_price: None,
        }],
        parcels: Vec::new(),
        source: OrderSource::Import,
        facts_hash: String::new(),
        created_at: ordered,
        updated_at: ordered,
        rev: 0,
    }
}
