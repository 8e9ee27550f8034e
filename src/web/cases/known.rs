//! What is known around a case when its page or a form of it is made.

use crate::actions::cases::Around;
use crate::domain::case::Case;
use crate::domain::case::Field;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Machine;
use crate::domain::case::Verb;
use crate::domain::case::record::OfferAnswer;
use crate::domain::case::record::Payer;
use crate::domain::money::Fen;
use crate::domain::order::ParcelKind;
use crate::domain::order::Shop;
use crate::domain::people::ActorRef;
use crate::domain::people::Staff;
use crate::domain::refund;
use crate::domain::rules::RulePack;
use crate::domain::rules::freight;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;
use crate::store::people;
use crate::store::settings;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Read from the store once, for a page of a case.
pub struct Surroundings {
    pub around: Around,
    pub shop: Option<Shop>,
    pub staff: Arc<Vec<Staff>>,
    pub pack: Arc<RulePack>,
}

impl Surroundings {
    /// # Errors
    /// When the disk does.
    pub fn read(view: &impl View, case: &Case) -> Result<Surroundings, Failure> {
        Ok(Surroundings {
            around: Around::gather(view, case, &Input::default())?,
            shop: orders::shop(view, case.shop)?,
            staff: people::everyone(view)?,
            pack: settings::rules(view)?,
        })
    }

    pub fn known<'a>(
        &'a self,
        case: &'a Case,
        words: Words,
        zone: &'a TimeZone,
        now: Timestamp,
    ) -> Known<'a> {
        let facts = self.around.facts(case);
        Known {
            words,
            zone,
            now,
            case,
            shop: self.shop.as_ref(),
            staff: &self.staff,
            pack: &self.pack,
            currency: self
                .shop
                .as_ref()
                .map_or("CNY", |shop| shop.currency.as_str()),
            left: refund::left(&facts),
            suggested: refund::suggested(&facts),
            freight_left: refund::freight_left(&facts),
            outbound_cost: refund::outbound_cost(&facts),
        }
    }

    /// Who acted, by the name colleagues know.
    pub fn who(&self, words: Words, actor: &ActorRef) -> String {
        match actor {
            ActorRef::Staff(id) => self
                .name_of(*id)
                .map_or_else(|| names::actor_name(words, actor), str::to_owned),
            other => names::actor_name(words, other),
        }
    }

    /// What people call this member of staff.
    pub fn name_of(&self, id: crate::domain::ids::StaffId) -> Option<&str> {
        self.staff
            .iter()
            .find(|staff| staff.id == id)
            .map(|staff| staff.display_name.as_str())
    }
}

/// What forms are prefilled from.
pub struct Known<'a> {
    pub words: Words,
    pub zone: &'a TimeZone,
    pub now: Timestamp,
    pub case: &'a Case,
    pub shop: Option<&'a Shop>,
    pub staff: &'a [Staff],
    pub pack: &'a RulePack,
    /// ISO 4217
    pub currency: &'a str,
    /// What can still be refunded for the goods, in 分.
    pub left: Fen,
    /// What an approval would pay out by default.
    pub suggested: Fen,
    pub freight_left: Fen,
    /// The most that may be deducted for the way out.
    pub outbound_cost: Fen,
}

impl Known<'_> {
    /// What an amount begins with, where something is known.
    pub fn amount(&self, verb: Verb, field: Field) -> Option<Fen> {
        let refunds = matches!(self.case.kind, Kind::RefundOnly | Kind::ReturnRefund);
        let freight = freight::find(&self.pack.freight, self.case.fault, &self.case.reason);
        match (field, verb) {
            (Field::Amount, Verb::Approve | Verb::ApproveMoney) if refunds => Some(self.suggested),
            (
                Field::Amount,
                Verb::Approve | Verb::RequestApproval | Verb::Offer | Verb::Propose,
            ) => self.case.approved_amount.or(self.case.applied_amount),
            (Field::Amount, Verb::ClaimMoneyIn | Verb::ClaimAccept) => {
                self.case.claim.as_ref().map(|claim| claim.claimed)
            }
            (Field::FreightRefund, Verb::Approve | Verb::ApproveMoney)
                if freight.refund_outbound && self.freight_left > Fen::ZERO =>
            {
                Some(self.freight_left)
            }
            _ => None,
        }
        .filter(|amount| amount.0 > 0)
    }

    /// The most an amount may be, in words.
    pub fn amount_note(&self, verb: Verb, field: Field) -> Option<String> {
        let most = match (field, verb) {
            (Field::Amount, Verb::Approve | Verb::ApproveMoney | Verb::Offer)
                if self.left.0 > 0 =>
            {
                self.left
            }
            (Field::FreightRefund, _) => self.freight_left,
            (Field::FreightDeduction, _) => self.outbound_cost,
            _ => return None,
        };
        let most = formats::money(most, self.currency);
        Some(self.words.with("case-at-most", &[("amount", most.into())]))
    }

    /// Whether an amount that may be left out could only be nothing.
    pub fn none_left(&self, field: Field) -> bool {
        match field {
            Field::FreightRefund => self.freight_left <= Fen::ZERO,
            Field::FreightDeduction => self.outbound_cost <= Fen::ZERO,
            _ => false,
        }
    }

    /// What the main button of an act may say besides the act: how much will move.
    pub fn moves(&self, verb: Verb) -> Option<Fen> {
        match verb {
            // Agreeing to a return moves no money yet.
            Verb::Approve if self.case.kind == Kind::ReturnRefund => None,
            Verb::Approve | Verb::ApproveMoney => self.amount(verb, Field::Amount),
            Verb::PayStart | Verb::PayOk | Verb::FinanceOk | Verb::Retry | Verb::ManualPay => {
                Some(refund::pay(self.case))
            }
            Verb::Accept | Verb::Agree => self
                .case
                .offers
                .iter()
                .rev()
                .find(|offer| offer.answer == OfferAnswer::Open)
                .and_then(|offer| offer.amount),
            _ => None,
        }
        .filter(|amount| amount.0 > 0)
    }

    /// What stands on the button of an act: with the amount, where one is known.
    pub fn label(&self, machine: Machine, verb: Verb) -> String {
        match self.moves(verb) {
            None => names::act_name(self.words, machine, verb).to_owned(),
            Some(amount) => {
                names::act_with_amount(self.words, machine, verb, amount, self.currency)
            }
        }
    }

    pub fn freight_payer(&self) -> Payer {
        freight::find(&self.pack.freight, self.case.fault, &self.case.reason).return_payer
    }

    pub fn return_address(&self) -> String {
        let codes: Vec<&str> = self
            .case
            .lines
            .iter()
            .map(|line| line.product.as_str())
            .collect();
        self.shop
            .and_then(|shop| shop.returns_to(&codes))
            .unwrap_or_default()
            .to_owned()
    }

    pub fn carrier(&self) -> String {
        self.case
            .parcels
            .last()
            .map(|parcel| parcel.carrier.clone())
            .unwrap_or_default()
    }

    /// What the warehouse most likely has in hand: the parcel on its way back.
    pub fn tracking_no(&self, verb: Verb) -> String {
        if verb != Verb::ScanReceive {
            return String::new();
        }
        self.case
            .parcels
            .iter()
            .rev()
            .find(|parcel| parcel.kind == ParcelKind::Return)
            .map(|parcel| parcel.tracking_no.clone())
            .unwrap_or_default()
    }
}
