//! Bringing the example shop into a store: people, orders, then every act at its time.

use super::world::ActWritten;
use super::world::CaseWritten;
use super::world::OrderWritten;
use super::world::StaffWritten;
use super::world::World;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::buyers;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::orders;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::act::InspectedLine;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Grade;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::money::Fen;
use crate::domain::order::Address;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Actor;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use crate::domain::people::Role;
use crate::domain::refund;
use crate::domain::sealed::Sealed;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store;
use crate::store::Plan;
use crate::store::Vault;
use crate::store::identity;
use crate::store::settings;
use anyhow::Context;
use std::collections::BTreeMap;

/// The example shop with its personal fields sealed: ready for a transaction, which has no keys.
pub struct Prepared {
    world: World,
    buyers: BTreeMap<String, SealedBuyer>,
}

struct SealedBuyer {
    identities: Vec<Identity>,
    name: Sealed,
    shown: String,
    address: Address,
}

/// Who works in the example shop, in the order of the file.
pub type People = Vec<(Role, StaffId)>;

impl Prepared {
    /// Reads the example shop and seals what is personal.
    ///
    /// # Errors
    /// When `world.json` is not one, or the system has no randomness.
    pub fn new(vault: &Vault) -> anyhow::Result<Prepared> {
        let world = World::read()?;
        let mut buyers = BTreeMap::new();
        for written in &world.buyers {
            let nick = identity::identity(vault, IdentityKind::Nick, &written.nick, None)?;
            let phone = identity::identity(vault, IdentityKind::Phone, &written.phone, None)?;
            let name = crate::domain::masking::name(&written.name);
            let name = vault.seal(&written.name, name)?;
            let detail = crate::domain::masking::detail(&written.detail);
            let buyer = SealedBuyer {
                shown: nick.value.masked.clone(),
                address: Address {
                    receiver: Some(name.clone()),
                    phone: Some(phone.value.clone()),
                    province: written.province.clone(),
                    city: written.city.clone(),
                    district: written.district.clone(),
                    detail: Some(vault.seal(&written.detail, detail)?),
                },
                identities: vec![nick, phone],
                name,
            };
            buyers.insert(written.key.clone(), buyer);
        }
        Ok(Prepared { world, buyers })
    }

    /// Sets an empty desk up as the example shop. `password_hash` is everyone's; an empty one lets
    /// nobody in by password.
    ///
    /// # Errors
    /// When the desk was set up before, or the rules refuse an act: a test sees to it that they do
    /// not.
    pub fn set_up(
        &self,
        plan: &mut Plan<'_, '_>,
        password_hash: &str,
        moment: &Moment,
    ) -> Result<People, Failure> {
        let owner = self
            .world
            .staff
            .first()
            .context("the example shop has an owner")?;
        let wanted = SetUp {
            owner: new_staff(owner, password_hash),
            shop_name: self.world.shop.name.clone(),
            channel: self.world.shop.channel,
            lang: self.world.shop.lang,
            zone: self.world.shop.zone.clone(),
        };
        // It was set up before the first order came.
        let began = Moment {
            now: moment.now - Span::days(30),
            salt: moment.salt.clone(),
        };
        let (owner, shop) = people::set_up(plan, &wanted, &began)?;
        self.bring(plan, shop, owner, password_hash, moment)
    }

    /// Brings people, orders and cases into a shop that is there. Its owner acts for the example's.
    ///
    /// # Errors
    /// As [`Prepared::set_up`].
    pub fn bring(
        &self,
        plan: &mut Plan<'_, '_>,
        shop: ShopId,
        owner: StaffId,
        password_hash: &str,
        moment: &Moment,
    ) -> Result<People, Failure> {
        let mut bringing = Bringing {
            prepared: self,
            shop,
            moment,
            actors: BTreeMap::new(),
            orders: BTreeMap::new(),
        };
        let people = bringing.people(plan, owner, password_hash)?;
        for written in &self.world.orders {
            bringing.order(plan, written)?;
        }
        // In the order of time, as they would have come.
        let mut cases: Vec<&CaseWritten> = self.world.cases.iter().collect();
        cases.sort_by_key(|case| std::cmp::Reverse(case.opened));
        let mut acts = Vec::new();
        for case in cases {
            let id = bringing.open(plan, case)?;
            acts.extend(case.acts.iter().map(|act| (act, id)));
        }
        acts.sort_by_key(|(act, _)| std::cmp::Reverse(act.at));
        for (act, id) in acts {
            bringing.act(plan, id, act)?;
        }
        Ok(people)
    }
}

struct Bringing<'a> {
    prepared: &'a Prepared,
    shop: ShopId,
    moment: &'a Moment,
    actors: BTreeMap<&'a str, Actor>,
    orders: BTreeMap<&'a str, Order>,
}

impl<'a> Bringing<'a> {
    fn at(&self, ago: Span) -> Moment {
        Moment {
            now: self.moment.now - ago,
            salt: self.moment.salt.clone(),
        }
    }

    fn people(
        &mut self,
        plan: &mut Plan<'_, '_>,
        owner: StaffId,
        password_hash: &str,
    ) -> Result<People, Failure> {
        let limits = settings::rules(plan)?.limits.clone();
        let mut people = People::new();
        for (n, written) in self.prepared.world.staff.iter().enumerate() {
            let id = match n {
                0 => owner,
                _ => {
                    let mut new = new_staff(written, password_hash);
                    // The owner who set the desk up may have taken the name.
                    if store::people::by_login(plan, &new.login)?.is_some() {
                        new.login.push_str("-2");
                    }
                    people::create(plan, &new, self.moment)?
                }
            };
            let roles = vec![written.role];
            let actor = Actor::Staff {
                id,
                limit: limits.of_roles(&roles),
                roles,
            };
            self.actors.insert(&written.login, actor);
            people.push((written.role, id));
        }
        self.actors.insert("buyer", Actor::Buyer);
        self.actors.insert("platform", Actor::Platform);
        Ok(people)
    }

    fn actor(&self, by: &str) -> Result<&Actor, Failure> {
        let actor = self.actors.get(by);
        Ok(actor.with_context(|| format!("nobody is called {by}"))?)
    }

    fn order(&mut self, plan: &mut Plan<'_, '_>, written: &'a OrderWritten) -> Result<(), Failure> {
        let buyer = self
            .prepared
            .buyers
            .get(&written.buyer)
            .with_context(|| format!("no buyer {}", written.buyer))?;
        let ordered = self.at(written.ordered.0);
        let id = buyers::recognise(plan, &buyer.identities, Some(&buyer.name), &ordered)?;
        let mut order = self.plain_order(written, buyer);
        order.buyer = id;
        let (id, _) = orders::bring(plan, &order)?;
        self.orders.insert(&written.key, Order { id, ..order });
        Ok(())
    }

    fn plain_order(&self, written: &OrderWritten, buyer: &SealedBuyer) -> Order {
        let at = |ago: Option<super::world::Ago>| ago.map(|ago| self.at(ago.0).now);
        let ordered = self.at(written.ordered.0).now;
        let values: Vec<Fen> = written
            .lines
            .iter()
            .map(|line| Fen(line.price.0 * i64::from(line.qty)))
            .collect();
        let goods = Fen(values.iter().map(|value| value.0).sum());
        let paid = Fen(goods.0 - written.discount.0 + written.freight.0);
        let shares = refund::line_shares(paid, written.freight, &values);
        let lines = written.lines.iter().zip(shares).zip(1..);
        Order {
            id: crate::domain::ids::OrderId(0),
            shop: self.shop,
            order_no: order_no(ordered, &written.key),
            shown_no: None,
            status: written.status,
            channel_status: written.channel_status.clone(),
            buyer: None,
            buyer_shown: buyer.shown.clone(),
            ordered_at: Some(ordered),
            paid_at: at(written.paid),
            shipped_at: at(written.shipped),
            signed_at: at(written.signed),
            completed_at: at(written.completed),
            closed_at: at(written.closed),
            goods_total: goods,
            freight_paid: written.freight,
            discount_total: written.discount,
            paid_total: paid,
            platform_subsidy: Fen::ZERO,
            cod: written.cod,
            seller_note: None,
            buyer_note: written.buyer_note.clone(),
            address: Some(buyer.address.clone()),
            lines: lines
                .map(|((line, share), line_no)| OrderLine {
                    line_no,
                    sub_order_no: None,
                    title: line.title.clone(),
                    sku_code: Some(line.sku_code.clone()),
                    sku_text: Some(line.sku.clone()),
                    qty: line.qty,
                    unit_price: line.price,
                    line_paid: share,
                    serial_no: None,
                    invoice_at: None,
                    no_seven_days: false,
                    cost_price: None,
                })
                .collect(),
            parcels: self.parcels(written),
            source: OrderSource::Import,
            facts_hash: String::new(),
            created_at: ordered,
            updated_at: ordered,
            rev: 0,
        }
    }

    fn parcels(&self, written: &OrderWritten) -> Vec<Parcel> {
        let Some(tracking) = &written.tracking else {
            return Vec::new();
        };
        let signed_at = written.signed.map(|ago| self.at(ago.0).now);
        vec![Parcel {
            kind: ParcelKind::Outbound,
            carrier: written.carrier.clone().unwrap_or_default(),
            tracking_no: tracking.clone(),
            state: match signed_at {
                Some(_) => ParcelState::Signed,
                None => ParcelState::InTransit,
            },
            shipped_at: written.shipped.map(|ago| self.at(ago.0).now),
            signed_at,
            freight_cost: None,
        }]
    }

    fn open(&self, plan: &mut Plan<'_, '_>, written: &CaseWritten) -> Result<CaseId, Failure> {
        let order = written.order.as_deref().map(|key| {
            let order = self.orders.get(key);
            order.with_context(|| format!("no order {key}"))
        });
        let order = order.transpose()?;
        let mut new = OpenCase::new(self.shop, written.kind, &written.reason, written.intake);
        new.subtype = written.subtype;
        new.applied_amount = written.amount;
        new.lines.clone_from(&written.lines);
        new.about.clone_from(&written.about);
        new.buyer_text = Some(written.text.clone());
        new.platform_no.clone_from(&written.platform_no);
        new.platform_status.clone_from(&written.platform_status);
        new.platform_due = written.platform_due.map(|due| self.moment.now + due.0);
        let about = order.map_or_else(About::default, About::order);
        let actor = self.actor(&written.by)?;
        let moment = self.at(written.opened.0);
        let done = cases::open(plan, &new, &about, actor, &moment)
            .map_err(|failure| told(failure, &written.text))?;
        Ok(done.id)
    }

    fn act(
        &self,
        plan: &mut Plan<'_, '_>,
        case: CaseId,
        written: &ActWritten,
    ) -> Result<(), Failure> {
        let act = Act {
            verb: written.verb,
            input: self.input(written),
        };
        let actor = self.actor(&written.by)?;
        let moment = self.at(written.at.0);
        cases::act(plan, CaseRef::of_system(case), None, &act, actor, &moment)
            .map_err(|failure| told(failure, &format!("case {case}: {}", written.verb)))?;
        Ok(())
    }

    fn input(&self, written: &ActWritten) -> Input {
        let inspected = written.passed.iter().enumerate();
        Input {
            amount: written.amount,
            reason: written.reason.clone(),
            text: written.text.clone(),
            carrier: written.carrier.clone(),
            tracking_no: written.tracking.clone(),
            freight_payer: written.payer,
            freight_cost: written.freight_cost,
            due: written.due.map(|due| self.at(due.0).now),
            inspection: inspected
                .map(|(line, passed)| InspectedLine {
                    line,
                    passed: *passed,
                    failed: 0,
                    grade: written.grade.unwrap_or(Grade::A),
                })
                .collect(),
            txn_no: written.txn.clone(),
            pay_method: written.method,
            sku: written.sku.clone(),
            reason_code: written.reason_code.clone(),
            result: written.result.clone(),
            buyer_agreed: written.agreed,
            score: written.score,
            contact: written.contact.clone(),
            days: written.days,
            reference_no: written.reference.clone(),
            root_cause: written.root_cause.clone(),
            ..Input::default()
        }
    }
}

fn new_staff(written: &StaffWritten, password_hash: &str) -> NewStaff {
    NewStaff {
        login: written.login.clone(),
        display_name: written.name.clone(),
        password_hash: password_hash.to_owned(),
        roles: vec![written.role],
        shops: Vec::new(),
        limit: None,
        lang: written.lang,
    }
}

/// Looks like the platform's: 19 digits, and the same in every load.
fn order_no(ordered: Timestamp, key: &str) -> String {
    let hash = blake3::hash(key.as_bytes());
    let bytes: [u8; 8] = hash.as_bytes()[..8].try_into().expect("a hash is longer");
    let tail = u64::from_le_bytes(bytes) % 10_000_000_000;
    format!("{:09}{tail:010}", 402_000_000 + ordered.0 / 86_400_000)
}

/// A refusal in a script says which act it was.
fn told(failure: Failure, what: &str) -> Failure {
    let first = what.lines().next().unwrap_or_default();
    Failure::Fault(anyhow::anyhow!("the example shop, {first}: {failure}"))
}
