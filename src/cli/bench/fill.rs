//! Fills a throw-away folder the way a shop would: orders brought, cases opened and acted on through
//! the one door, about ten events each.

use super::course::one;
use super::course::order;
use crate::actions::orders;
use crate::actions::people;
use crate::actions::people::NewStaff;
use crate::actions::people::SetUp;
use crate::app::App;
use crate::domain::ids::CaseId;
use crate::domain::ids::ShopId;
use crate::domain::ids::StaffId;
use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::failure::Failure;
use crate::store::Plan;
use crate::store::sessions::TokenHash;
use anyhow::Result;
use anyhow::anyhow;
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::mpsc::sync_channel;

/// Commands under way at once: they share commits and stay below the writer's queue.
const UNDER_WAY: u64 = 64;
/// Cases, or orders without one, that one command brings.
const SLICE: u64 = 16;

/// At most so many of a desk's cases are asked for, evenly spread.
const ASKED_FOR: u64 = 100_000;

/// What is known of a filled desk.
#[derive(Serialize, Deserialize)]
pub struct Filled {
    /// How many cases were filled in.
    pub cases: u64,
    /// Of those that are asked for, and so the next two.
    pub case_numbers: Vec<String>,
    pub order_numbers: Vec<String>,
    pub case_ids: Vec<CaseId>,
    /// Orders brought so far, those without a case included.
    pub orders: u64,
    pub owner: StaffId,
    pub shop: ShopId,
    /// How long filling and indexing took; indexing only where this was done by itself.
    pub filled_in_ms: u64,
    pub indexed_in_ms: Option<u64>,
}

/// A session to use the desk with.
pub struct SignedIn {
    /// The value of the session's cookie.
    pub session: String,
    pub csrf: String,
}

/// # Errors
/// When the store fails, or the rules refuse what is a plain course of a case.
pub fn fill(app: &App, count: u64) -> Result<Filled> {
    let moment = app.moment();
    let (owner, shop) = app
        .store
        .write(None, moment.now, move |plan| {
            people::set_up(plan, &wanted(), &moment)
        })
        .map_err(|failure| anyhow!("setting the desk up: {failure}"))?;
    let mut filled = Filled {
        cases: count,
        case_numbers: Vec::new(),
        order_numbers: Vec::new(),
        case_ids: Vec::new(),
        orders: count,
        owner,
        shop,
        filled_in_ms: 0,
        indexed_in_ms: None,
    };
    let brought = in_slices(app, count, move |plan, n, now, salt| {
        one(plan, n, shop, owner, now, salt)
    })?;
    let step = usize::try_from(count.div_ceil(ASKED_FOR))?;
    for case in brought.into_iter().step_by(step) {
        filled.case_ids.push(case.id);
        filled.case_numbers.push(case.no);
        filled.order_numbers.push(case.order_no);
    }
    Ok(filled)
}

/// Brings orders nobody asked anything about yet.
///
/// # Errors
/// When the store fails.
pub fn spare_orders(app: &App, filled: &mut Filled, count: u64) -> Result<Vec<u64>> {
    let (first, shop) = (filled.orders, filled.shop);
    filled.orders += count;
    in_slices(app, count, move |plan, n, now, _| {
        let (id, _) = orders::bring(plan, &order(first + n, shop, now - Span::minutes(90)))?;
        Ok(id.0)
    })
}

/// Signs the owner in.
///
/// # Errors
/// When the store fails.
pub fn sign_in(app: &App, filled: &Filled) -> Result<SignedIn> {
    let (session, csrf) = (app.token(), app.token());
    let hash: TokenHash = *blake3::hash(session.as_bytes()).as_bytes();
    let (moment, token, owner) = (app.moment(), csrf.clone(), filled.owner);
    app.store
        .write(None, moment.now, move |plan| {
            let browser = people::Browser::default();
            people::sign_in(plan, owner, &hash, &token, &browser, &moment)
        })
        .map_err(|failure| anyhow!("signing in: {failure}"))?;
    Ok(SignedIn { session, csrf })
}

/// Runs `each` for every number below `count`, many in one command and many commands in one commit.
pub(super) fn in_slices<T>(
    app: &App,
    count: u64,
    each: impl Fn(&mut Plan<'_, '_>, u64, Timestamp, &str) -> Result<T, Failure> + Copy + Send + 'static,
) -> Result<Vec<T>>
where
    T: Serialize + DeserializeOwned + Send + 'static,
{
    let (sender, receiver) = sync_channel(usize::try_from(UNDER_WAY)?);
    let slices = count.div_ceil(SLICE);
    let mut all = Vec::new();
    let mut take = || -> Result<()> {
        let answer: Result<Vec<T>, Failure> = receiver.recv()?;
        all.extend(answer.map_err(|failure| anyhow!("filling: {failure}"))?);
        Ok(())
    };
    for slice in 0..slices {
        if slice >= UNDER_WAY {
            take()?;
        }
        let salt = app.token();
        let now = app.now();
        let sender = sender.clone();
        let command = move |plan: &mut Plan<'_, '_>| {
            (slice * SLICE..count.min((slice + 1) * SLICE))
                .map(|n| each(plan, n, now, &format!("{salt}{n}")))
                .collect()
        };
        app.store.submit(None, now, command, move |answer| {
            // The receiver outlives every command.
            let _ = sender.send(answer);
        });
    }
    for _ in 0..slices.min(UNDER_WAY) {
        take()?;
    }
    Ok(all)
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
