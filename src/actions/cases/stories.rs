//! Stories of the door: what is written together, and what is not written at all.

use super::About;
use super::act;
use super::open;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::orders;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::case::record::PayMethod;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
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
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Store;
use crate::store::View;
use crate::store::cases;
use crate::store::chain;
use crate::store::files::Files;
use crate::store::settings;

const NOON: Timestamp = Timestamp(1_772_424_000_000);

struct Desk {
    _folder: tempfile::TempDir,
    store: Store,
    owner: Actor,
    order: Order,
}

fn moment(after: Span) -> Moment {
    Moment {
        now: NOON + after,
        salt: "5a17".into(),
    }
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(folder.path()).expect("files");
    let store = Store::in_memory(files).expect("a store");
    let wanted = SetUp {
        owner: NewStaff {
            login: "owner".into(),
            display_name: "店主".into(),
            password_hash: String::new(),
            roles: Vec::new(),
            shops: Vec::new(),
            limit: None,
            lang: Lang::ZhCn,
        },
        shop_name: "小店".into(),
        channel: Channel::Taobao,
        lang: Lang::ZhCn,
        zone: "Asia/Shanghai".into(),
    };
    let order = store
        .write(None, NOON, move |plan| {
            people::set_up(plan, &wanted, &moment(Span::ZERO))?;
            let order = shirt();
            let (id, _) = orders::bring(plan, &order)?;
            Ok(Order { id, ..order })
        })
        .expect("set up");
    Desk {
        _folder: folder,
        store,
        owner: Actor::Staff {
            id: StaffId(1),
            roles: vec![Role::Owner],
            limit: Fen(10_000_000),
        },
        order,
    }
}

fn shirt() -> Order {
    Order {
        id: OrderId(0),
        shop: ShopId(1),
        order_no: "2614523698741234567".into(),
        shown_no: None,
        status: OrderStatus::Paid,
        channel_status: String::new(),
        buyer: None,
        buyer_shown: "张**".into(),
        ordered_at: Some(NOON - Span::days(2)),
        paid_at: Some(NOON - Span::days(2)),
        shipped_at: None,
        signed_at: None,
        completed_at: None,
        closed_at: None,
        goods_total: Fen(12_900),
        freight_paid: Fen::ZERO,
        discount_total: Fen::ZERO,
        paid_total: Fen(12_900),
        platform_subsidy: Fen::ZERO,
        cod: false,
        seller_note: None,
        buyer_note: None,
        address: None,
        lines: vec![OrderLine {
            line_no: 1,
            sub_order_no: None,
            title: "雪纺衬衫".into(),
            sku_code: None,
            sku_text: None,
            qty: 1,
            unit_price: Fen(12_900),
            line_paid: Fen(12_900),
            serial_no: None,
            invoice_at: None,
            no_seven_days: false,
            cost_price: None,
        }],
        parcels: Vec::new(),
        source: OrderSource::Manual,
        facts_hash: String::new(),
        created_at: NOON,
        updated_at: NOON,
        rev: 0,
    }
}

impl Desk {
    fn open(&self, key: &str) -> Result<CaseId, Failure> {
        let mut new = OpenCase::new(
            ShopId(1),
            Kind::RefundOnly,
            "unwanted_unshipped",
            Intake::Phone,
        );
        new.lines = vec![(1, 1)];
        new.applied_amount = Some(Fen(12_900));
        new.buyer_text = Some("拍错了,还没发货".into());
        let (about, owner) = (About::order(&self.order), self.owner.clone());
        self.store.write(Some(key.to_owned()), NOON, move |plan| {
            Ok(open(plan, &new, &about, &owner, &moment(Span::ZERO))?.id)
        })
    }

    fn act(
        &self,
        id: CaseId,
        rev: Option<u64>,
        verb: Verb,
        input: Input,
    ) -> Result<State, Failure> {
        let owner = self.owner.clone();
        self.store.write(None, NOON, move |plan| {
            let act_ = Act { verb, input };
            let at = moment(Span::hours(1));
            Ok(act(plan, CaseRef::of_system(id), rev, &act_, &owner, &at)?.state)
        })
    }

    fn case(&self, id: CaseId) -> Case {
        self.store
            .read(|view| cases::by_id(view, id)?.ok_or(Failure::NotFound))
            .expect("the case is there")
    }
}

#[test]
fn a_refund_goes_from_request_to_closing_and_its_chain_holds() {
    let desk = desk();
    let id = desk.open("form-1").expect("opens");
    let approve = Input {
        amount: Some(Fen(12_900)),
        reason: Some("未发货,全额退".into()),
        ..Input::default()
    };
    let case = desk.case(id);
    if case.state == State::Submitted {
        desk.act(id, Some(case.rev), Verb::Approve, approve)
            .expect("approves");
    }
    assert_eq!(desk.case(id).state, State::Payable);
    desk.act(
        id,
        None,
        Verb::PayStart,
        Input {
            pay_method: Some(PayMethod::Original),
            ..Input::default()
        },
    )
    .expect("starts to pay");
    let paid = Input {
        txn_no: Some("2026030222001".into()),
        ..Input::default()
    };
    desk.act(id, None, Verb::PayOk, paid).expect("pays");
    let case = desk.case(id);
    assert!(
        matches!(case.state, State::Refunded | State::Notified),
        "{}",
        case.state
    );
    if case.state == State::Refunded {
        desk.act(id, None, Verb::Notify, Input::default())
            .expect("tells");
    }
    let done = Input {
        score: Some(5),
        result: Some("refunded".into()),
        text: Some("满意".into()),
        ..Input::default()
    };
    let state = desk
        .act(id, None, Verb::CallBackDone, done)
        .expect("closes");
    assert_eq!(state, State::Closed);
    let (verdict, open) = desk
        .store
        .read(|view| {
            let verdict = chain::verify(view, id)?;
            Ok((verdict, view.counter("open")?))
        })
        .expect("reads");
    assert!(
        matches!(verdict, chain::ChainVerdict::Whole { .. }),
        "{verdict:?}"
    );
    assert_eq!(open, 0);
}

#[test]
fn a_line_has_one_case_that_moves_money_and_a_form_sent_twice_opens_one() {
    let desk = desk();
    let id = desk.open("form-1").expect("opens");
    assert_eq!(desk.open("form-1").expect("the same answer"), id);
    assert!(matches!(desk.open("form-2"), Err(Failure::Refused(_))));
}

#[test]
fn who_saw_an_older_case_does_not_act_on_it_blindly() {
    let desk = desk();
    let id = desk.open("form-1").expect("opens");
    let rev = desk.case(id).rev;
    let note = |text: &str| Input {
        text: Some(text.into()),
        ..Input::default()
    };
    desk.act(id, Some(rev), Verb::Note, note("一"))
        .expect("notes");
    let stale = desk.act(id, Some(rev), Verb::Note, note("二"));
    assert!(matches!(stale, Err(Failure::ChangedMeanwhile)));
}

const MUCH: Fen = Fen(100_000);

impl Desk {
    /// An agent gives this much for a delay; answers what the case starts as.
    fn compensate(&self, agent: u64, amount: Fen, after: Span) -> State {
        let mut new = OpenCase::new(ShopId(1), Kind::Compensation, "late", Intake::Phone);
        new.lines = vec![(1, 1)];
        new.applied_amount = Some(amount);
        let about = About {
            buyer: Some(BuyerId(3)),
            ..About::order(&self.order)
        };
        let agent = Actor::Staff {
            id: StaffId(agent),
            roles: vec![Role::Agent],
            limit: Fen(5_000),
        };
        self.store
            .write(None, NOON + after, move |plan| {
                Ok(open(plan, &new, &about, &agent, &moment(after))?.state)
            })
            .expect("above a cap is never a refusal")
    }

    fn caps(&self, per_order: Fen, per_buyer_90_days: Fen, per_staff_day: Fen) {
        self.store
            .write(None, NOON, move |plan| {
                let mut pack = std::sync::Arc::unwrap_or_clone(settings::rules(plan)?);
                pack.compensation.per_order = per_order;
                pack.compensation.per_buyer_90_days = per_buyer_90_days;
                pack.compensation.per_staff_day = per_staff_day;
                settings::put(plan, "rules", &pack)?;
                Ok(())
            })
            .expect("the rules");
    }
}

#[test]
fn the_second_compensation_of_an_order_above_its_cap_waits_for_a_supervisor() {
    let desk = desk();
    desk.caps(Fen(1_500), MUCH, MUCH);
    let ten = Fen(1_000);
    assert_eq!(desk.compensate(7, ten, Span::ZERO), State::Approved);
    assert_eq!(
        desk.compensate(8, ten, Span::hours(1)),
        State::CompensationProposed
    );
    // What waits for approval has taken nothing yet.
    assert_eq!(
        desk.compensate(8, Fen(500), Span::hours(2)),
        State::Approved
    );
}

#[test]
fn what_a_member_of_staff_may_give_is_counted_by_the_day_of_the_shop() {
    let desk = desk();
    desk.caps(MUCH, MUCH, Fen(1_500));
    let ten = Fen(1_000);
    assert_eq!(desk.compensate(7, ten, Span::ZERO), State::Approved);
    assert_eq!(
        desk.compensate(7, ten, Span::hours(1)),
        State::CompensationProposed
    );
    assert_eq!(desk.compensate(8, ten, Span::hours(1)), State::Approved);
    assert_eq!(desk.compensate(7, ten, Span::days(1)), State::Approved);
}

#[test]
fn what_a_buyer_got_counts_for_ninety_days() {
    let desk = desk();
    desk.caps(MUCH, Fen(1_500), MUCH);
    let ten = Fen(1_000);
    assert_eq!(desk.compensate(7, ten, Span::ZERO), State::Approved);
    assert_eq!(
        desk.compensate(8, ten, Span::days(89)),
        State::CompensationProposed
    );
    assert_eq!(desk.compensate(8, ten, Span::days(91)), State::Approved);
}
