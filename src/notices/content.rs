//! What a notice says, read from its case at the last moment: the same for mail and for the page that
//! shows it.

use crate::domain::case::Case;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::Payer;
use crate::domain::money::Fen;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::variable::Variable;
use crate::domain::order::ParcelKind;
use crate::domain::order::Shop;
use crate::domain::people::Lang;
use crate::domain::plugin::telling::sent_out;
use crate::failure::Failure;
use crate::phrases::Arg;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::orders;
use crate::store::settings;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// A notice in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub lang: Lang,
    pub shop: String,
    pub subject: String,
    /// What happened, and what follows; one paragraph each.
    pub paragraphs: Vec<String>,
    /// What staff wrote, as they wrote it.
    pub said: String,
    /// Label and value.
    pub facts: Vec<(&'static str, String)>,
    /// How to reach the shop; may be empty.
    pub hotline: String,
    /// What stands under messages of the shop; may be empty.
    pub signature: String,
    /// Where the buyer says how it went: words and address.
    pub ask: Option<(String, String)>,
    /// The phrase that says why they get it.
    pub why: &'static str,
}

impl Content {
    /// A mail to one of the shop's own people: nothing of a case, nothing to answer.
    pub fn to_staff(lang: Lang, shop: &str, subject: String, why: &'static str) -> Content {
        Content {
            lang,
            shop: shop.to_owned(),
            subject,
            paragraphs: Vec::new(),
            said: String::new(),
            facts: Vec::new(),
            hotline: String::new(),
            signature: String::new(),
            ask: None,
            why,
        }
    }
}

/// What is told of one event of a case; nothing when the case, or what there was to say, is gone.
///
/// # Errors
/// When the disk does.
pub fn of(
    view: &impl View,
    (case, seq): (&Case, u64),
    kind: NoticeKind,
    lang: Lang,
) -> Result<Option<Content>, Failure> {
    let said = cases::words(view, case.id, seq)?.unwrap_or_default();
    if kind.is_only_words() && said.trim().is_empty() {
        return Ok(None);
    }
    with_maker(view, case, lang, |maker| maker.make(kind, said))
}

/// The values of a case that may stand in a text message.
///
/// # Errors
/// When the disk does.
pub fn values(
    view: &impl View,
    case: &Case,
    lang: Lang,
) -> Result<Option<BTreeMap<Variable, String>>, Failure> {
    let of = |maker: &Maker<'_>| {
        let values = Variable::ALL.iter().map(|what| (*what, maker.value(*what)));
        values.collect()
    };
    with_maker(view, case, lang, of)
}

fn with_maker<T>(
    view: &impl View,
    case: &Case,
    lang: Lang,
    make: impl FnOnce(&Maker<'_>) -> T,
) -> Result<Option<T>, Failure> {
    let Some(shop) = orders::shop(view, case.shop)? else {
        return Ok(None);
    };
    let desk = settings::desk(view)?.ok_or(Failure::NotFound)?;
    let zone = TimeZone::get(&desk.zone).unwrap_or(TimeZone::UTC);
    let pack = settings::rules(view)?;
    let words = Words::of(lang);
    let reason = names::reason_name_in(words, &pack.reasons, &case.reason).to_owned();
    Ok(Some(make(&Maker {
        words,
        case,
        shop: &shop,
        zone: &zone,
        reason,
    })))
}

struct Maker<'a> {
    words: Words,
    case: &'a Case,
    shop: &'a Shop,
    zone: &'a TimeZone,
    reason: String,
}

impl Maker<'_> {
    fn make(&self, kind: NoticeKind, said: String) -> Content {
        let text =
            |part: &str| self.filled(&format!("mail-{part}-{}", kind.code().replace('_', "-")));
        let mut paragraphs = vec![text("lead")];
        let next = match kind == NoticeKind::Approved && !self.awaits_return() {
            true => "mail-next-approved-here".to_owned(),
            false => format!("mail-next-{}", kind.code().replace('_', "-")),
        };
        if self.words.has(&next) {
            paragraphs.push(self.filled(&next));
        }
        Content {
            lang: self.words.lang,
            shop: self.shop.name.clone(),
            subject: text("subject"),
            paragraphs: paragraphs
                .into_iter()
                .filter(|one| !one.is_empty())
                .collect(),
            said: if kind.quotes_words() {
                said
            } else {
                String::new()
            },
            facts: self.facts(kind),
            hotline: match &self.shop.hotline {
                Some(hotline) => self
                    .words
                    .with("mail-hotline", &[("hotline", hotline.as_str().into())]),
                None => String::new(),
            },
            signature: self.shop.signature.clone().unwrap_or_default(),
            ask: None,
            why: "mail-why",
        }
    }

    fn filled(&self, key: &str) -> String {
        let case = self.case;
        let (no, goods) = (case.no.to_string(), self.goods());
        let amount = self.amount().unwrap_or_default();
        let due = self.return_due().unwrap_or_default();
        let kind = names::kind_name(self.words, case.kind);
        let args: [(&str, Arg<'_>); 7] = [
            ("shop", self.shop.name.as_str().into()),
            ("no", no.as_str().into()),
            ("goods", goods.as_str().into()),
            ("amount", amount.as_str().into()),
            ("reason", self.reason.as_str().into()),
            ("due", due.as_str().into()),
            ("kind", kind.into()),
        ];
        self.words.with(key, &args)
    }

    fn value(&self, what: Variable) -> String {
        match what {
            Variable::Buyer => self.words.t("variable-buyer-said").to_owned(),
            Variable::Shop => self.shop.name.clone(),
            Variable::Staff | Variable::Promise => String::new(),
            Variable::No => self.case.no.to_string(),
            Variable::Order => self.case.order_no.clone(),
            Variable::Kind => names::kind_name(self.words, self.case.kind).to_owned(),
            Variable::Goods => self.goods(),
            Variable::Spec => {
                let first = self.case.lines.first();
                first.map_or_else(String::new, |line| line.sku.clone())
            }
            Variable::Reason => self.reason.clone(),
            Variable::Amount => self.paid().or_else(|| self.amount()).unwrap_or_default(),
            Variable::Due => self.return_due().unwrap_or_default(),
            Variable::Tracking => {
                let sent = sent_out(self.case);
                sent.map_or_else(String::new, |(carrier, no)| format!("{carrier} {no}"))
            }
            Variable::ReturnAddress => {
                let codes = self.case.lines.iter().map(|line| line.product.as_str());
                let codes: Vec<&str> = codes.collect();
                self.shop.returns_to(&codes).unwrap_or_default().to_owned()
            }
            Variable::Next => {
                let machine = self.case.kind.machine();
                names::next_action(self.words, machine, &self.case.next_action).to_owned()
            }
            Variable::Hotline => self.shop.hotline.clone().unwrap_or_default(),
            Variable::Rma => self.case.rma.clone(),
            Variable::Result => self.result(),
        }
    }

    fn result(&self) -> String {
        let result = self.case.result.as_deref();
        let result = result.map(|result| names::result_text(self.words, result).to_owned());
        result.unwrap_or_default()
    }

    /// `羊绒围巾 ×2`, or the first of several.
    fn goods(&self) -> String {
        let lines = &self.case.lines;
        let Some(first) = lines.first() else {
            return String::new();
        };
        let title: String = first.title.chars().take(40).collect();
        let mut goods = format!("{title} ×{}", first.qty_applied);
        if lines.len() > 1 {
            let more = i64::try_from(lines.len() - 1).unwrap_or(0);
            goods.push_str(
                &self
                    .words
                    .with("mail-more-goods", &[("count", Arg::Number(more))]),
            );
        }
        goods
    }

    fn money(&self, amount: Fen) -> String {
        formats::money(amount, &self.shop.currency)
    }

    /// What was paid, else what was granted, else what was asked for.
    fn amount(&self) -> Option<String> {
        let case = self.case;
        let amount = case.approved_amount.or(case.applied_amount)?;
        Some(self.money(amount))
    }

    /// Whether goods are to come back.
    fn awaits_return(&self) -> bool {
        let mut parcels = self.case.parcels.iter();
        parcels.any(|parcel| parcel.kind == ParcelKind::Return) || self.return_due().is_some()
    }

    fn return_due(&self) -> Option<String> {
        let mut running = self.case.deadlines.iter();
        let due = running.find(|one| one.kind == DeadlineKind::BuyerShip)?;
        Some(formats::full(due.due_at, self.zone))
    }

    /// By when the next promise is to be kept.
    fn promised(&self) -> Option<String> {
        let open = self
            .case
            .promises
            .iter()
            .filter(|promise| promise.kept_at.is_none());
        let due = open.map(|promise| promise.due_at).min()?;
        Some(formats::full(due, self.zone))
    }

    fn facts(&self, kind: NoticeKind) -> Vec<(&'static str, String)> {
        let case = self.case;
        let mut facts = Vec::new();
        let mut fact = |key: &str, value: Option<String>| {
            let value = value.filter(|value| !value.is_empty());
            facts.extend(value.map(|value| (self.words.t(key), value)));
        };
        fact("mail-fact-no", Some(case.no.to_string()));
        fact("mail-fact-order", Some(case.order_no.clone()));
        fact("mail-fact-goods", Some(self.goods()));
        if kind != NoticeKind::Closing {
            fact("mail-fact-promised", self.promised());
        }
        match kind {
            NoticeKind::Received => fact("mail-fact-reason", Some(self.reason.clone())),
            NoticeKind::Approved => {
                fact("mail-fact-amount", self.amount());
                if self.awaits_return() {
                    let codes: Vec<&str> = case
                        .lines
                        .iter()
                        .map(|line| line.product.as_str())
                        .collect();
                    fact(
                        "mail-fact-return-to",
                        self.shop.returns_to(&codes).map(str::to_owned),
                    );
                    fact("mail-fact-rma", Some(case.rma.clone()));
                    fact("mail-fact-return-by", self.return_due());
                }
            }
            NoticeKind::ReturnReminder => {
                fact("mail-fact-return-to", self.shop.return_address.clone());
                fact("mail-fact-rma", Some(case.rma.clone()));
                fact("mail-fact-return-by", self.return_due());
            }
            NoticeKind::Refunded => {
                fact("mail-fact-amount", self.paid());
                fact("mail-fact-method", self.method());
                fact("mail-fact-txn", self.txn());
            }
            NoticeKind::Offer => fact("mail-fact-offer", self.offered()),
            NoticeKind::Shipped => {
                let sent = sent_out(case);
                fact(
                    "mail-fact-tracking",
                    sent.map(|(carrier, no)| format!("{carrier} {no}")),
                );
            }
            NoticeKind::Quote => {
                let quote = case.repair.as_ref().and_then(|repair| repair.quote);
                fact("mail-fact-quote", quote.map(|quote| self.money(quote)));
            }
            // The four parts of R56, always.
            NoticeKind::Closing => {
                let asked = format!(
                    "{} · {}",
                    names::kind_name(self.words, case.kind),
                    self.reason
                );
                fact("mail-fact-asked", Some(asked));
                let result = self.result();
                let result = match self.paid() {
                    Some(paid) => format!("{result} {paid}"),
                    None => result,
                };
                fact("mail-fact-result", Some(result));
                let handled = case.executed_at.unwrap_or(case.updated_at);
                fact("mail-fact-handled", Some(formats::full(handled, self.zone)));
                let way = self
                    .method()
                    .or_else(|| sent_out(case).map(|(carrier, no)| format!("{carrier} {no}")));
                let way = way.unwrap_or_else(|| self.words.t("mail-way-talk").to_owned());
                fact("mail-fact-way", Some(way));
            }
            _ => {}
        }
        facts
    }

    /// What the buyer was paid.
    fn paid(&self) -> Option<String> {
        let mut sum = 0;
        let mut any = false;
        for entry in self
            .case
            .money
            .iter()
            .filter(|e| e.state == MoneyState::Paid)
        {
            any = true;
            match (entry.payer, entry.payee) {
                (_, Payer::Buyer) => sum += entry.amount.0,
                (Payer::Buyer, _) => sum -= entry.amount.0,
                _ => {}
            }
        }
        any.then(|| self.money(Fen(sum)))
    }

    fn method(&self) -> Option<String> {
        let mut paid = self.case.money.iter().rev();
        let entry = paid.find(|entry| entry.state == MoneyState::Paid)?;
        Some(names::pay_method_name(self.words, entry.method).to_owned())
    }

    fn txn(&self) -> Option<String> {
        let mut paid = self.case.money.iter().rev();
        paid.find_map(|entry| entry.txn_no.clone())
    }

    fn offered(&self) -> Option<String> {
        let offer = self.case.offers.last()?;
        let kind = names::kind_name(self.words, offer.kind);
        Some(match offer.amount {
            Some(amount) => format!("{kind} {}", self.money(amount)),
            None => kind.to_owned(),
        })
    }
}
