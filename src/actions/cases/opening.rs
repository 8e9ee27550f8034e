//! Opening a case: from the intake form, an import, or as another case's child.

use super::compensated;
use super::door::Done;
use super::door::write;
use super::facts::InForce;
use crate::actions::Moment;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::facts::Ledger;
use crate::domain::case::facts::OpenFacts;
use crate::domain::case::open::Checked;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Order;
use crate::domain::people::Actor;
use crate::domain::people::Role;
use crate::domain::rules::Rules;
use crate::domain::rules::compensation::Compensated;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::View;
use crate::store::cases;
use crate::store::find;
use crate::store::orders;
use crate::store::people;
use crate::store::products;
use anyhow::Context;

/// Whose order a case is about, as far as known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    pub order: Option<OrderId>,
    /// The number as told, when the order itself is not here.
    pub order_no: String,
    pub buyer: Option<BuyerId>,
    pub buyer_shown: String,
}

impl About {
    /// A case about an order that is here.
    pub fn order(order: &Order) -> About {
        About {
            order: Some(order.id),
            order_no: order.order_no.clone(),
            buyer: order.buyer,
            buyer_shown: order.buyer_shown.clone(),
        }
    }

    fn of(case: &Case) -> About {
        About {
            order: case.order,
            order_no: case.order_no.clone(),
            buyer: case.buyer,
            buyer_shown: case.buyer_shown.clone(),
        }
    }
}

/// Opens a case.
///
/// # Errors
/// `Refused` by the intake checks (D5); `NotFound` for a shop or order that is not there.
pub fn open(
    plan: &mut Plan<'_, '_>,
    new: &OpenCase,
    about: &About,
    actor: &Actor,
    moment: &Moment,
) -> Result<Done, Failure> {
    let in_force = InForce::read(plan)?;
    let case = begin(plan, new, about, actor, &in_force, moment)?;
    // What follows by itself, such as an approval by the rules, is the clock's first look.
    super::ticking::tick_by(plan, case.id, &in_force, moment)?;
    let case = cases::by_id(plan, case.id)?.ok_or(Failure::NotFound)?;
    Ok(Done {
        id: case.id,
        no: case.no,
        state: case.state,
    })
}

/// What the intake checks would say, without opening anything.
///
/// # Errors
/// As [`open`], without the refusals, which stand in the answer.
pub fn check(
    view: &impl View,
    new: &OpenCase,
    about: &About,
    actor: &Actor,
    moment: &Moment,
) -> Result<Checked, Failure> {
    let in_force = InForce::read(view)?;
    let rules = in_force.rules(new.shop);
    let known = Known::gather(view, new, about, actor, &rules, moment.now)?;
    let no = CaseNo::new(2000, 1, 1, 1);
    Ok(crate::domain::case::open::check(
        new,
        &known.facts(CaseId(0), &no, about),
        &rules,
        moment.now,
    ))
}

/// Opens a case that another one asked for.
pub(super) fn open_child(
    plan: &mut Plan<'_, '_>,
    parent: &Case,
    new: &OpenCase,
    in_force: &InForce,
    moment: &Moment,
) -> Result<Case, Failure> {
    let about = About::of(parent);
    begin(plan, new, &about, &Actor::System, in_force, moment)
}

fn begin(
    plan: &mut Plan<'_, '_>,
    new: &OpenCase,
    about: &About,
    actor: &Actor,
    in_force: &InForce,
    moment: &Moment,
) -> Result<Case, Failure> {
    let rules = in_force.rules(new.shop);
    let known = Known::gather(plan, new, about, actor, &rules, moment.now)?;
    let zone = jiff::tz::TimeZone::get(&rules.calendar.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let day = jiff::Timestamp::from_millisecond(moment.now.0)
        .context("a moment out of range")?
        .to_zoned(zone)
        .date();
    let id = CaseId(plan.next_number("case")?);
    let of_day = plan.next_number(&format!("case/{day}"))?;
    let of_day = u32::try_from(of_day).context("too many cases in a day")?;
    let no = CaseNo::new(day.year(), day.month(), day.day(), of_day);
    let facts = known.facts(id, &no, about);
    let change = crate::domain::case::open::open(new, &facts, actor, &rules, moment.now)?;
    // Approved as it opens: within the table and every cap, nobody was asked.
    if new.kind == Kind::Compensation && new.state.is_none() && change.to == State::Approved {
        let amount = change.case.approved_amount.unwrap_or(Fen::ZERO);
        compensated::given(plan, amount, actor, &rules, moment.now)?;
    }
    write(plan, None, change, Verb::Submit, actor, in_force, moment)
}

/// What is known besides the wish to open a case.
struct Known {
    channel: Channel,
    order: Option<Order>,
    ledger: Ledger,
    risk_level: u8,
    applied_before: u32,
    tracking_in: Option<String>,
    photo_in: Option<String>,
    compensated: Compensated,
    default_owner: StaffId,
}

impl Known {
    fn gather(
        view: &impl View,
        new: &OpenCase,
        about: &About,
        actor: &Actor,
        rules: &Rules<'_>,
        now: Timestamp,
    ) -> Result<Known, Failure> {
        let shop = orders::shop(view, new.shop)?.ok_or(Failure::NotFound)?;
        let (mut order, before) = match about.order {
            None => (None, Vec::new()),
            Some(id) => (orders::by_id(view, id)?, cases::of_order(view, id)?),
        };
        if about.order.is_some() && order.as_ref().is_none_or(|order| order.shop != new.shop) {
            return Err(Failure::NotFound);
        }
        let same_line = |case: &Case| {
            case.lines.iter().any(|line| {
                new.lines
                    .iter()
                    .any(|(line_no, _)| Some(*line_no) == line.order_line)
            })
        };
        let applied_before = before.iter().filter(|case| same_line(case)).count();
        let buyer = about.buyer.map(|id| orders::buyer(view, id)).transpose()?;
        let compensated = match new.kind {
            Kind::Compensation => {
                if let Some(order) = order.as_mut() {
                    crate::actions::products::with_costs(view, order)?;
                }
                compensated::before(view, about.order, about.buyer, actor, rules, now)?
            }
            _ => Compensated::default(),
        };
        Ok(Known {
            channel: shop.channel,
            order,
            ledger: Ledger::of(&before),
            risk_level: buyer.flatten().map_or(0, |buyer| buyer.risk_level),
            applied_before: u32::try_from(applied_before).unwrap_or(u32::MAX),
            tracking_in: case_with_tracking(view, new.tracking_no.as_deref())?,
            photo_in: case_with_photo(view, new)?,
            compensated,
            default_owner: match (new.owner, actor) {
                (Some(id), _) => id,
                (None, Actor::Staff { id, .. }) => *id,
                (None, _) => default_owner(view, new.shop)?,
            },
        })
    }

    fn facts<'a>(&'a self, id: CaseId, no: &'a CaseNo, about: &'a About) -> OpenFacts<'a> {
        OpenFacts {
            id,
            no,
            channel: self.channel,
            order: self.order.as_ref(),
            order_no: &about.order_no,
            buyer: about.buyer,
            buyer_shown: &about.buyer_shown,
            risk_level: self.risk_level,
            ledger: &self.ledger,
            applied_before: self.applied_before,
            tracking_in: self.tracking_in.as_deref(),
            photo_in: self.photo_in.as_deref(),
            compensated: self.compensated,
            default_owner: self.default_owner,
        }
    }
}

fn case_with_tracking(
    view: &impl View,
    tracking_no: Option<&str>,
) -> Result<Option<String>, Failure> {
    let token = find::normal(tracking_no.unwrap_or_default());
    if token.is_empty() {
        return Ok(None);
    }
    for (what, id) in find::exactly(view, &token, 8)? {
        if what == find::What::Case as u8
            && let Some(case) = cases::by_id(view, CaseId(id))?
        {
            return Ok(Some(case.no.to_string()));
        }
    }
    Ok(None)
}

/// Another case of the shop that was handed one of the same photos.
fn case_with_photo(view: &impl View, new: &OpenCase) -> Result<Option<String>, Failure> {
    let same = products::same_photo(view, &new.files, new.shop, None)?;
    Ok(same.first().map(|(_, case)| case.no.to_string()))
}

/// Who gets a case that nobody took: the agent of the shop with the fewest open ones, else a
/// supervisor, else the owner (D10.21: no case without an owner).
fn default_owner(view: &impl View, shop: ShopId) -> Result<StaffId, Failure> {
    let staff = people::all(view)?;
    for role in [Role::Agent, Role::Supervisor, Role::Owner] {
        let mut fewest: Option<(i64, StaffId)> = None;
        for person in &staff {
            let fits = person.active
                && person.roles.contains(&role)
                && (person.shops.is_empty() || person.shops.contains(&shop));
            if !fits {
                continue;
            }
            let open = view.counter(&format!("open_owner_{}", person.id))?;
            if fewest.is_none_or(|(least, _)| open < least) {
                fewest = Some((open, person.id));
            }
        }
        if let Some((_, id)) = fewest {
            return Ok(id);
        }
    }
    Ok(StaffId(1))
}
