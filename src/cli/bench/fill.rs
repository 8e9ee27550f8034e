//! Fills a throw-away folder the way a shop would: orders brought, cases opened and acted on through
//! the one door, about ten events each.

use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::orders;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::app::App;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::decide::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::people::Actor;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::sessions::TokenHash;
use anyhow::Result;
use anyhow::anyhow;
use std::sync::mpsc::sync_channel;

/// Commands under way at once: they share commits and stay below the writer's queue.
const UNDER_WAY: usize = 512;

/// A filled desk, and a session to use it with.
pub struct Filled {
    pub case_numbers: Vec<String>,
    pub order_numbers: Vec<String>,
    /// The value of the session's cookie.
    pub session: String,
    pub csrf: String,
}

/// # Errors
/// When the store fails, or the rules refuse what is a plain course of a case.
pub fn fill(app: &App, count: u64) -> Result<Filled> {
    let (session, csrf) = (app.token(), app.token());
    let hash: TokenHash = *blake3::hash(session.as_bytes()).as_bytes();
    let moment = app.moment();
    let token = csrf.clone();
    let (owner, shop) = app
        .store
        .write(None, moment.now, move |plan| {
            let (owner, shop) = people::set_up(plan, &wanted(), &moment)?;
            let browser = people::Browser::default();
            people::sign_in(plan, owner, &hash, &token, &browser, &moment)?;
            Ok((owner, shop))
        })
        .map_err(|failure| anyhow!("setting the desk up: {failure}"))?;
    let mut filled = Filled {
        case_numbers: Vec::new(),
        order_numbers: Vec::new(),
        session,
        csrf,
    };
    let (sender, receiver) = sync_channel(UNDER_WAY);
    let mut answered = 0;
    for n in 0..count {
        if n - answered >= UNDER_WAY as u64 {
            take(&receiver, &mut filled)?;
            answered += 1;
        }
        let salt = app.token();
        let now = app.now();
        let sender = sender.clone();
        let command = move |plan: &mut Plan<'_, '_>| one(plan, n, shop, owner, now, &salt);
        app.store.submit(None, now, command, move |answer| {
            // The receiver outlives every command.
            let _ = sender.send(answer);
        });
    }
    for _ in answered..count {
        take(&receiver, &mut filled)?;
    }
    Ok(filled)
}

type Answer = Result<(String, String), Failure>;

fn take(receiver: &std::sync::mpsc::Receiver<Answer>, filled: &mut Filled) -> Result<()> {
    let answer = receiver.recv()?;
    let (case, order) = answer.map_err(|failure| anyhow!("filling: {failure}"))?;
    filled.case_numbers.push(case);
    filled.order_numbers.push(order);
    Ok(())
}

fn wanted() -> SetUp {
    SetUp {
        owner: NewStaff {
            login: "bench".to_owned(),
            display_name: "bench".to_owned(),
            password_hash: String::new(),
            roles: Vec::new(),
            shops: Vec::new(),
            limit: None,
            lang: Lang::ZhCn,
        },
        shop_name: "bench".to_owned(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".to_owned(),
    }
}

/// One order, its case, and nine acts: a third is approved, a third paid, a third still open.
fn one(
    plan: &mut Plan<'_, '_>,
    n: u64,
    shop: ShopId,
    owner: StaffId,
    now: crate::domain::time::Timestamp,
    salt: &str,
) -> Result<(String, String), Failure> {
    let minutes = i64::try_from(n % 60).unwrap_or(0);
    let began = now - Span::minutes(60 + minutes);
    let at = |minute: i64| Moment {
        now: began + Span::minutes(minute),
        salt: salt.to_owned(),
    };
    let mut order = order(n, shop, began);
    let (id, _) = orders::bring(plan, &order)?;
    order.id = id;
    let actor = Actor::Staff {
        id: owner,
        roles: vec![Role::Owner],
        limit: Fen(i64::MAX),
    };
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
    Ok((case.no.to_string(), order.order_no))
}

fn order(n: u64, shop: ShopId, began: crate::domain::time::Timestamp) -> Order {
    let ordered = began - Span::hours(3);
    Order {
        id: OrderId(0),
        shop,
        order_no: format!("4026{n:015}"),
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
