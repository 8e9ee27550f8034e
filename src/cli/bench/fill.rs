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
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::mpsc::sync_channel;

/// Commands under way at once: they share commits and stay below the writer's queue.
const UNDER_WAY: u64 = 64;
/// Cases, or orders without one, that one command brings.
const SLICE: u64 = 16;

/// A filled desk, and a session to use it with.
pub struct Filled {
    pub case_numbers: Vec<String>,
    pub order_numbers: Vec<String>,
    pub case_ids: Vec<CaseId>,
    /// Orders nobody asked anything about yet.
    pub spare_orders: Vec<u64>,
    /// The value of the session's cookie.
    pub session: String,
    pub csrf: String,
    pub owner: StaffId,
}

/// # Errors
/// When the store fails, or the rules refuse what is a plain course of a case.
pub fn fill(app: &App, count: u64, spare: u64) -> Result<Filled> {
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
        case_ids: Vec::new(),
        spare_orders: Vec::new(),
        session,
        csrf,
        owner,
    };
    let brought = in_slices(app, count, move |plan, n, now, salt| {
        one(plan, n, shop, owner, now, salt)
    })?;
    for case in brought {
        filled.case_ids.push(case.id);
        filled.case_numbers.push(case.no);
        filled.order_numbers.push(case.order_no);
    }
    filled.spare_orders = in_slices(app, spare, move |plan, n, now, _| {
        let (id, _) = orders::bring(plan, &order(count + n, shop, now - Span::minutes(90)))?;
        Ok(id.0)
    })?;
    Ok(filled)
}

/// Runs `each` for every number below `count`, many in one command and many commands in one commit.
fn in_slices<T>(
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
