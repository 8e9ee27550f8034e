//! What every kind can do besides its own table (D4).

use super::row::By;
use super::row::Row;
use super::row::Source;
use super::row::To;
use super::shared::AGENT;
use super::shared::BUYER;
use super::shared::CLOCK;
use crate::domain::case::effect::Effect as E;
use crate::domain::case::guard::Guard as G;
use crate::domain::case::record::CaseResult;
use crate::domain::case::record::DeadlineKind as D;
use crate::domain::case::state::State as S;
use crate::domain::case::tables::Required::No;
use crate::domain::case::tables::Required::Yes;
use crate::domain::case::verb::Field as F;
use crate::domain::case::verb::Verb as V;

pub const TABLE: &[&[Row]] = &[
    ASKING, DESK, HANDS, LATER, CHECKS, MONEY, SHAPE, OUTSIDE, CLOCKS,
];

/// Anyone who works on cases.
const STAFF: &[By] = &[
    By::Agent,
    By::Presales,
    By::Warehouse,
    By::Finance,
    By::Technician,
];

/// Anyone who works on cases, automation plugins, and the desk for what came in unasked.
const NOTING: &[By] = &[
    By::Agent,
    By::Presales,
    By::Warehouse,
    By::Finance,
    By::Technician,
    By::Plugin,
    By::System,
];

/// Anyone who works on cases; a buyer whose mail came after the end.
const CONTACTS: &[By] = &[
    By::Agent,
    By::Presales,
    By::Warehouse,
    By::Finance,
    By::Technician,
    By::Buyer,
];

/// States in which the buyer may be asked for more.
const ASKABLE: &[S] = &[
    S::Submitted,
    S::Negotiating,
    S::Verifying,
    S::Rejected,
    S::Arrived,
    S::InspectionDisputed,
    S::Passed,
    S::Diagnosing,
    S::Open,
    S::Accepted,
    S::Investigating,
    S::New,
    S::Contacting,
    S::CauseKnown,
    S::CompensationProposed,
    S::AwaitingAnswer,
    S::Detected,
    S::BuyerReported,
    S::CourierAnswered,
    S::WrongAddress,
    S::PayFailed,
];

const ASKING: &[Row] = &[
    Row::on(V::AskInfo, ASKABLE)
        .to(S::NeedInfo)
        .by(&[By::Agent, By::Presales, By::Technician])
        .told(&[(F::Text, Yes), (F::Due, No)])
        .when(&[G::BuyerHeard])
        .does(&[E::RememberState]),
    Row::on(V::InfoAdded, &[S::NeedInfo])
        .leads(To::Back)
        .by(&[By::Buyer, By::Agent, By::Presales])
        .told(&[(F::Text, Yes), (F::Files, No)])
        .does(&[E::ForgetState]),
    Row::on(V::Expire, &[S::NeedInfo])
        .to(S::Closed)
        .by(CLOCK)
        .when(&[
            G::Due(&[D::BuyerInfo]),
            G::NothingBegun,
            G::MoneySettled,
            G::DisputeEnded,
        ])
        .does(&[E::ForgetState, E::Ends(CaseResult::Expired)]),
    Row::wide(V::Withdraw, Source::Open)
        .to(S::Withdrawn)
        .by(BUYER)
        .told(&[(F::Text, No)])
        .when(&[G::NotPaid, G::NothingSent, G::DisputeEnded])
        .does(&[
            E::VoidOpenMoney,
            E::LapseOffer,
            E::Ends(CaseResult::Withdrawn),
        ]),
    Row::on(V::Reopen, &[S::Closed, S::Notified])
        .leads(To::Start)
        .by(BUYER)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::MayReopen, G::LinesFree])
        .does(&[E::CountReopen, E::StartOver]),
];

/// A case changes hands: the card is read, restated to the buyer, and agreed (R178).
const HANDS: &[Row] = &[
    Row::wide(V::TakeOver, Source::Open)
        .by(STAFF)
        .told(&[(F::Text, No), (F::BuyerAgreed, No)])
        .when(&[G::HandedToMe])
        .does(&[E::TakeOver]),
    Row::wide(V::Restate, Source::Open)
        .by(STAFF)
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::HandedToMe]),
    Row::wide(V::GiveBack, Source::Open)
        .by(STAFF)
        .told(&[(F::Reason, Yes)])
        .when(&[G::NotTakenYet])
        .does(&[E::GiveBack]),
];

/// What a person keeps for later.
const LATER: &[Row] = &[
    Row::wide(V::Snooze, Source::Open)
        .by(STAFF)
        .told(&[(F::Due, Yes), (F::Reason, Yes)])
        .when(&[G::Snoozable])
        .does(&[E::Snooze]),
    Row::wide(V::Wake, Source::Open)
        .by(STAFF)
        .when(&[G::Snoozed])
        .does(&[E::Wake]),
    Row::wide(V::Remind, Source::Open)
        .by(STAFF)
        .told(&[(F::Due, Yes), (F::Reason, Yes)])
        .does(&[E::Remind]),
    Row::wide(V::RemindDone, Source::Open)
        .by(STAFF)
        .told(&[(F::Reminder, Yes)])
        .when(&[G::OwnReminder])
        .does(&[E::RemindDone]),
];

/// The checklist of the stage (F15).
const CHECKS: &[Row] = &[
    Row::wide(V::Check, Source::Open)
        .by(STAFF)
        .told(&[(F::Item, Yes)])
        .when(&[G::UntickedItem])
        .does(&[E::Check]),
    Row::wide(V::Uncheck, Source::Open)
        .by(STAFF)
        .told(&[(F::Item, Yes)])
        .when(&[G::TickedItem])
        .does(&[E::Uncheck]),
];

const DESK: &[Row] = &[
    Row::wide(V::Note, Source::Any)
        .by(NOTING)
        .told(&[
            (F::Text, Yes),
            (F::Mentions, No),
            (F::Pinned, No),
            (F::Files, No),
        ])
        .does(&[E::Noted]),
    Row::wide(V::LogContact, Source::Any)
        .by(CONTACTS)
        .told(&[
            (F::ContactChannel, Yes),
            (F::ContactOutcome, Yes),
            (F::Text, No),
            (F::Files, No),
        ])
        .does(&[E::LogContact]),
    Row::wide(V::Pin, Source::Any)
        .by(STAFF)
        .told(&[(F::Event, Yes)])
        .does(&[E::Pin]),
    Row::wide(V::Unpin, Source::Any)
        .by(STAFF)
        .told(&[(F::Event, Yes)])
        .when(&[G::PinnedFact])
        .does(&[E::Unpin]),
    Row::wide(V::Message, Source::Open)
        .by(&[By::Agent, By::Presales, By::Buyer])
        .told(&[(F::Text, Yes), (F::Files, No)])
        .when(&[G::BuyerHeard]),
    Row::wide(V::Attach, Source::Any)
        .by(&[
            By::Agent,
            By::Presales,
            By::Warehouse,
            By::Finance,
            By::Technician,
            By::Buyer,
        ])
        .told(&[(F::Files, Yes), (F::Text, No)]),
    Row::wide(V::Assign, Source::Open)
        .by(AGENT)
        .told(&[(F::Staff, Yes)])
        .does(&[E::Assign]),
    Row::wide(V::HandOver, Source::Open)
        .by(STAFF)
        .told(&[
            (F::Staff, Yes),
            (F::Reason, Yes),
            (F::Text, Yes),
            (F::Due, No),
        ])
        .does(&[E::HandOver]),
    Row::wide(V::SetPriority, Source::Open)
        .by(&[By::Agent, By::Plugin])
        .told(&[(F::Priority, Yes), (F::Reason, No)])
        .does(&[E::SetPriority]),
    Row::wide(V::SetReason, Source::Open)
        .by(AGENT)
        .told(&[(F::ReasonCode, Yes), (F::Fault, No), (F::Text, No)])
        .does(&[E::SetReason]),
    Row::wide(V::SetNext, Source::Open)
        .by(STAFF)
        .told(&[(F::Text, Yes), (F::Due, Yes)])
        .does(&[E::SetNext]),
    Row::wide(V::Tag, Source::Any)
        .by(NOTING)
        .told(&[(F::Tag, Yes)])
        .does(&[E::Tag]),
    Row::wide(V::Untag, Source::Any)
        .by(NOTING)
        .told(&[(F::Tag, Yes)])
        .when(&[G::Tagged])
        .does(&[E::Untag]),
    Row::wide(V::Promise, Source::Open)
        .by(&[By::Agent, By::Presales])
        .told(&[(F::Text, Yes), (F::Due, Yes)])
        .does(&[E::Promise]),
    Row::wide(V::KeepPromise, Source::Open)
        .by(&[By::Agent, By::Presales])
        .told(&[(F::PromiseNo, Yes), (F::Text, No)])
        .when(&[G::OpenPromise])
        .does(&[E::KeepPromise]),
    Row::wide(V::OverrideDeadline, Source::Open)
        .by(AGENT)
        .told(&[(F::Deadline, Yes), (F::Due, Yes), (F::Reason, Yes)])
        .when(&[G::MovableDeadline])
        .does(&[E::OverrideDeadline]),
];

const MONEY: &[Row] = &[
    Row::on(
        V::RequestApproval,
        &[
            S::Submitted,
            S::Negotiating,
            S::Passed,
            S::InspectionDisputed,
            S::CompensationProposed,
        ],
    )
    .by(AGENT)
    .told(&[(F::Amount, Yes), (F::Reason, Yes)])
    .when(&[G::NoOpenApproval])
    .does(&[E::RequestApproval]),
    Row::wide(V::DenyApproval, Source::Open)
        .by(&[By::Supervisor])
        .told(&[(F::Reason, Yes)])
        .when(&[G::OpenApproval])
        .does(&[E::DenyApproval]),
    // 退运费, 补差价, 赠品: money beside the refund itself.
    Row::wide(V::AddMoney, Source::Open)
        .by(AGENT)
        .told(&[
            (F::MoneyKind, Yes),
            (F::Amount, Yes),
            (F::Reason, Yes),
            (F::Files, No),
        ])
        .when(&[G::MayApprove])
        .does(&[E::AddMoney]),
    Row::wide(V::SettleMoney, Source::Open)
        .by(&[By::Agent, By::Finance])
        .told(&[
            (F::Entry, Yes),
            (F::TxnNo, No),
            (F::PayMethod, No),
            (F::Files, No),
        ])
        .when(&[G::SideMoney])
        .does(&[E::SettleMoney]),
    Row::wide(V::VoidMoney, Source::Open)
        .by(&[By::Finance, By::Supervisor])
        .told(&[(F::Entry, Yes), (F::Reason, Yes)])
        .when(&[G::VoidableMoney])
        .does(&[E::VoidEntry]),
];

const SHAPE: &[Row] = &[
    Row::wide(V::Merge, Source::Open)
        .by(AGENT)
        .told(&[(F::Case, Yes), (F::Reason, No)])
        .does(&[E::Merge]),
    Row::on(
        V::Split,
        &[S::Submitted, S::NeedInfo, S::Negotiating, S::Verifying],
    )
    .by(AGENT)
    .told(&[(F::Quantities, Yes), (F::Reason, No)])
    .when(&[G::Splittable])
    .does(&[E::Split]),
    Row::wide(V::Convert, Source::Open)
        .leads(To::OneOf(CONVERTED))
        .by(&[By::Agent, By::Presales])
        .told(&[
            (F::Kind, Yes),
            (F::Subtype, No),
            (F::Reason, Yes),
            (F::BuyerAgreed, Yes),
        ])
        .when(&[G::NotPaid, G::NothingSent, G::DisputeEnded])
        .does(&[E::Convert]),
];

/// Where a converted case can start: the first state of its new kind, or at "arrived".
const CONVERTED: &[S] = &[
    S::Submitted,
    S::Arrived,
    S::Open,
    S::New,
    S::CompensationProposed,
    S::AwaitingAnswer,
    S::BuyerReported,
];

const OUTSIDE: &[Row] = &[
    Row::wide(V::Mirror, Source::Any)
        .leads(To::Told)
        .by(&[By::Platform, By::Plugin, By::Agent])
        .told(&[
            (F::State, Yes),
            (F::PlatformStatus, No),
            (F::Amount, No),
            (F::Due, No),
            (F::ReferenceNo, No),
        ])
        .when(&[G::PlatformKind])
        .does(&[E::Mirror]),
    Row::wide(V::PlatformClosed, Source::Open)
        .to(S::Closed)
        .by(&[By::Platform, By::Plugin, By::Agent])
        .told(&[
            (F::Result, Yes),
            (F::Amount, No),
            (F::ReferenceNo, No),
            (F::Text, No),
        ])
        .does(&[E::PlatformClosed]),
];

const CLOCKS: &[Row] = &[
    Row::wide(V::Warn, Source::Open)
        .by(&[By::System])
        .told(&[(F::Deadline, Yes)])
        .when(&[G::WarningDue])
        .does(&[E::Warn]),
    Row::wide(V::Breach, Source::Open)
        .by(&[By::System])
        .told(&[(F::Deadline, Yes)])
        .when(&[G::BreachDue])
        .does(&[E::Breach]),
    Row::wide(V::Recompute, Source::Open)
        .by(&[By::System])
        .does(&[E::Recompute]),
    // Also of a case that has ended: a parcel arrives when it arrives.
    Row::wide(V::ParcelMoved, Source::Any)
        .by(&[By::System, By::Plugin])
        .told(&[(F::TrackingNo, Yes), (F::Carrier, No)])
        .does(&[E::ParcelMoved]),
];
