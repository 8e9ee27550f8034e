//! A desk in a test: runs a script of dated acts and writes down what became of each.
//!
//! A line is `[<n>d] HH:MM who act [field=value …]`; `open` starts the case, `clock` lets the
//! system do what is due, `children closed` ends the children. `_` in a value is a space.

use super::coverage;
use super::say;
use super::say::MONDAY;
use crate::domain::calendar::Calendar;
use crate::domain::case::Act;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Change;
use crate::domain::case::Facts;
use crate::domain::case::Kind;
use crate::domain::case::Refusal;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::change::OpenCase;
use crate::domain::case::decide;
use crate::domain::case::facts::Ledger;
use crate::domain::case::facts::OpenFacts;
use crate::domain::case::open;
use crate::domain::case::record::Intake;
use crate::domain::deadline;
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
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::rules::RulePack;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use std::fmt::Write;

/// A desk with one order and one case.
pub struct Desk {
    pub pack: RulePack,
    pub calendar: Calendar,
    pub order: Order,
    pub ledger: Ledger,
    pub case: Option<Case>,
    pub children: Vec<(CaseId, State)>,
    pub risk_level: u8,
    pub txn_used: bool,
    pub compensated: Compensated,
    pub log: String,
}

/// 3 pieces in two lines, 259.89 paid of which 10.00 freight, signed for the day before.
pub fn order() -> Order {
    let line = |line_no, title: &str, qty, line_paid| OrderLine {
        line_no,
        sub_order_no: None,
        title: title.into(),
        sku_code: Some(format!("SKU-{line_no}")),
        sku_text: None,
        qty,
        unit_price: Fen(10_000),
        line_paid: Fen(line_paid),
        serial_no: None,
        invoice_at: None,
        no_seven_days: false,
        cost_price: None,
    };
    Order {
        id: OrderId(7),
        shop: ShopId(1),
        order_no: "2840000000000001".into(),
        shown_no: None,
        status: OrderStatus::Completed,
        channel_status: String::new(),
        buyer: Some(BuyerId(3)),
        buyer_shown: "t**7".into(),
        ordered_at: Some(MONDAY - Span::days(5)),
        paid_at: Some(MONDAY - Span::days(5)),
        shipped_at: Some(MONDAY - Span::days(4)),
        signed_at: Some(MONDAY - Span::days(1)),
        completed_at: None,
        closed_at: None,
        goods_total: Fen(24_989),
        freight_paid: Fen(1_000),
        discount_total: Fen::ZERO,
        paid_total: Fen(25_989),
        platform_subsidy: Fen::ZERO,
        cod: false,
        seller_note: None,
        buyer_note: None,
        address: None,
        lines: vec![line(1, "shirt", 2, 19_999), line(2, "cup", 1, 4_990)],
        parcels: vec![Parcel {
            kind: ParcelKind::Outbound,
            carrier: "SF".into(),
            tracking_no: "SF100".into(),
            state: ParcelState::Signed,
            shipped_at: None,
            signed_at: None,
            freight_cost: Some(Fen(800)),
        }],
        source: OrderSource::Import,
        facts_hash: String::new(),
        created_at: MONDAY,
        updated_at: MONDAY,
        rev: 1,
    }
}

/// Who acts: roles by their code, `buyer`, `system`, `platform`, `plugin`.
pub fn actor(name: &str) -> Actor {
    let pack = RulePack::default();
    match name {
        "buyer" => Actor::Buyer,
        "system" => Actor::System,
        "platform" => Actor::Platform,
        "plugin" => Actor::Plugin("carrier".into()),
        role => {
            let role = Role::from_code(role).unwrap_or_else(|| panic!("who is {role}?"));
            let id = Role::ALL.iter().position(|r| *r == role).unwrap() as u64 + 1;
            Actor::Staff {
                id: StaffId(id),
                roles: vec![role],
                limit: pack.limits.of_roles(&[role]),
            }
        }
    }
}

impl Desk {
    pub fn new() -> Desk {
        Desk {
            pack: RulePack::default(),
            calendar: Calendar::default(),
            order: order(),
            ledger: Ledger::default(),
            case: None,
            children: Vec::new(),
            risk_level: 0,
            txn_used: false,
            compensated: Compensated::default(),
            log: String::new(),
        }
    }

    pub fn rules(&self) -> Rules<'_> {
        Rules {
            pack: &self.pack,
            calendar: &self.calendar,
        }
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            case: self.case.as_ref().expect("a case was opened"),
            order: Some(&self.order).filter(|_| self.case.as_ref().unwrap().order.is_some()),
            ledger: &self.ledger,
            children: &self.children,
            risk_level: self.risk_level,
            other: None,
            txn_used: self.txn_used,
            compensated: self.compensated,
            strangers: &[],
        }
    }

    /// Opens a case and takes it in.
    pub fn open(&mut self, new: &OpenCase, who: &Actor, now: Timestamp) -> Result<Change, Refusal> {
        let no = CaseNo::new(2026, 3, 2, 1);
        let facts = OpenFacts {
            id: CaseId(1),
            no: &no,
            channel: Channel::Taobao,
            order: Some(&self.order).filter(|_| !new.lines.is_empty() || new.about.is_none()),
            order_no: "",
            buyer: Some(BuyerId(3)),
            buyer_shown: "t**7",
            risk_level: self.risk_level,
            ledger: &self.ledger,
            applied_before: 0,
            tracking_in: None,
            photo_in: None,
            compensated: self.compensated,
            default_owner: StaffId(1),
        };
        let change = open(new, &facts, who, &self.rules(), now)?;
        self.take(&change, now);
        Ok(change)
    }

    /// Decides and takes it in.
    pub fn act(&mut self, act: &Act, who: &Actor, now: Timestamp) -> Result<Change, Refusal> {
        let change = decide(&self.facts(), act, who, &self.rules(), now)?;
        coverage::seen(change.machine, act.verb, change.from);
        self.take(&change, now);
        Ok(change)
    }

    /// What the store's door does with a change.
    fn take(&mut self, change: &Change, now: Timestamp) {
        let mut case = change.case.clone();
        case.events += 1;
        case.rev += 1;
        case.updated_at = now;
        for (at, _) in change.opens.iter().enumerate() {
            let id = CaseId(100 + self.children.len() as u64 + at as u64);
            self.children.push((id, State::Submitted));
            case.children.push(id);
        }
        self.case = Some(case);
    }

    /// Lets the system do what is due, again and again until nothing is.
    pub fn clock(&mut self, now: Timestamp) -> Vec<(Act, Change)> {
        let mut done = Vec::new();
        for _ in 0..50 {
            let acts = deadline::timers(&self.facts(), &self.rules(), now);
            if acts.is_empty() {
                return done;
            }
            for act in acts {
                let change = self
                    .act(&act, &Actor::System, now)
                    .unwrap_or_else(|r| panic!("the clock may not: {act:?}: {r:?}"));
                done.push((act, change));
                self.follow(now, &mut done);
            }
        }
        panic!("the clock never stops");
    }

    /// The system's own next steps.
    pub fn follow(&mut self, now: Timestamp, done: &mut Vec<(Act, Change)>) {
        while let Some(act) = done.last().and_then(|(_, change)| change.then.clone()) {
            let change = self
                .act(&act, &Actor::System, now)
                .unwrap_or_else(|r| panic!("what follows is refused: {act:?}: {r:?}"));
            done.push((act, change));
        }
    }

    fn line(&mut self, line: &str) {
        let mut words = line.split_whitespace().peekable();
        let mut day = 0;
        if let Some(days) = words.peek().and_then(|w| w.strip_suffix('d')) {
            day = days.parse().unwrap();
            words.next();
        }
        let time = words.next().expect("a time");
        let (hour, minute) = time.split_once(':').expect("HH:MM");
        let now = MONDAY
            + Span::days(day)
            + Span::hours(hour.parse().unwrap())
            + Span::minutes(minute.parse().unwrap());
        let who = words.next().expect("who");
        let rest: Vec<&str> = words.collect();
        if who == "children" {
            self.children.iter_mut().for_each(|c| c.1 = State::Closed);
            return;
        }
        let mut done = Vec::new();
        if who == "clock" {
            done = self.clock(now);
            if done.is_empty() {
                writeln!(self.log, "{} nothing is due", say::stamp(now)).unwrap();
            }
        } else if rest[0] == "open" {
            let new = wish(&rest[1..]);
            match self.open(&new, &actor(who), now) {
                Ok(change) => {
                    done.push((Act::of(crate::domain::case::Verb::Submit), change));
                    self.follow(now, &mut done);
                }
                Err(refusal) => {
                    writeln!(
                        self.log,
                        "{} refused: {}",
                        say::stamp(now),
                        say::refusal(&refusal)
                    )
                    .unwrap();
                }
            }
        } else {
            let act = say::act(rest[0], &rest[1..], now);
            match self.act(&act, &actor(who), now) {
                Ok(change) => {
                    done.push((act, change));
                    self.follow(now, &mut done);
                }
                Err(refusal) => {
                    writeln!(
                        self.log,
                        "{} refused: {}",
                        say::stamp(now),
                        say::refusal(&refusal)
                    )
                    .unwrap();
                }
            }
        }
        for (act, change) in &done {
            let told = say::change(act.verb, change, now);
            writeln!(self.log, "{told}").unwrap();
        }
    }
}

/// `kind[/subtype] [reason=…] [amount=…] [lines=1x2,2x1] [about=…] [intake=…] [override=…]`
pub fn wish(words: &[&str]) -> OpenCase {
    let (kind, subtype) = match words[0].split_once('/') {
        Some((kind, subtype)) => (kind, Some(Subtype::from_code(subtype).unwrap())),
        None => (words[0], None),
    };
    let kind = Kind::from_code(kind).unwrap();
    let reason = match kind {
        Kind::Inquiry => "how_to_use",
        Kind::Logistics => "late",
        Kind::Complaint => "slow",
        Kind::Review => "bad_review",
        Kind::Reship => "left_out",
        _ => "flaw",
    };
    let mut new = OpenCase::new(ShopId(1), kind, reason, Intake::Staff);
    new.subtype = subtype;
    new.lines = vec![(1, 1)];
    for word in &words[1..] {
        let (key, value) = word.split_once('=').expect("field=value");
        let text = value.replace('_', " ");
        match key {
            "reason" => new.reason = value.into(),
            "amount" => new.applied_amount = Fen::parse(value),
            "about" => new.about = Some(text),
            "override" => new.policy_override = Some(text),
            "platform_no" => new.platform_no = Some(text),
            "tracking" => new.tracking_no = Some(text),
            "state" => new.state = State::from_code(value),
            "intake" => new.intake = Intake::from_code(value).unwrap(),
            "lines" => {
                new.lines = value
                    .split(',')
                    .filter_map(|part| part.split_once('x'))
                    .map(|(no, pieces)| (no.parse().unwrap(), pieces.parse().unwrap()))
                    .collect();
            }
            _ => panic!("open knows no {key}"),
        }
    }
    new
}

/// Runs a script; answers what happened, a line each.
pub fn run(script: &str) -> String {
    run_at(Desk::new(), script)
}

/// Runs a script at a desk that knows something already.
pub fn run_at(mut desk: Desk, script: &str) -> String {
    script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .for_each(|line| desk.line(line));
    desk.log
}

/// Runs a script and compares.
pub fn check(script: &str, expected: expect_test::Expect) {
    let told = run(script);
    if !coverage::is_only_walk() {
        expected.assert_eq(&told);
    }
}
