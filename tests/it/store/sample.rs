//! A small desk of the tests' own: commands that write a case, its event, its words, its index rows
//! and its counters together, as the real ones do.

use super::chance::Chance;
use aftercare::domain::case::Case;
use aftercare::domain::case::CaseEvent;
use aftercare::domain::case::CaseNo;
use aftercare::domain::case::State;
use aftercare::domain::case::number::rma_code;
use aftercare::domain::ids::CaseId;
use aftercare::domain::time::Timestamp;
use aftercare::failure::Failure;
use aftercare::store::Plan;
use aftercare::store::Store;
use aftercare::store::Table;
use aftercare::store::View;
use aftercare::store::cases;
use aftercare::store::cases::Text;
use aftercare::store::chain;
use aftercare::store::key::Key;
use serde::Deserialize;
use serde::Serialize;
use serde_json::json;

/// The tests' now.
pub const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// One thing done at the sample desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    /// With words.
    Say(u64),
    /// Another state, owner and due time: index rows move.
    Move(u64, u64),
    Close(u64),
    /// Erases the words of a case.
    Erase(u64),
}

impl Act {
    /// Some act, on a case that probably exists.
    pub fn any(chance: &mut Chance, cases: u64) -> Act {
        let case = 1 + chance.below(cases);
        match chance.below(10) {
            _ if cases == 0 => Act::Open,
            0..=3 => Act::Open,
            4..=5 => Act::Say(case),
            6..=7 => Act::Move(case, chance.next()),
            8 => Act::Close(case),
            _ => Act::Erase(case),
        }
    }
}

/// What an act answers: which case, and how many events it has then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub case: u64,
    pub events: u64,
}

/// Does an act and waits for its answer.
pub fn act(store: &Store, key: &str, act: Act) -> Result<Done, Failure> {
    store.write(Some(key.to_owned()), NOW, move |plan| perform(plan, act))
}

/// The act itself.
pub fn perform(plan: &mut Plan<'_, '_>, act: Act) -> Result<Done, Failure> {
    let (old, mut new) = match act {
        Act::Open => {
            let id = plan.next_number("case")?;
            (None, case(id))
        }
        Act::Say(id) | Act::Move(id, _) | Act::Close(id) | Act::Erase(id) => {
            let old = cases::by_id(plan, CaseId(id))?.ok_or(Failure::NotFound)?;
            (Some(old.clone()), old)
        }
    };
    let (verb, text) = match act {
        Act::Open => ("submit", Some("我要退货")),
        Act::Say(_) => ("info_added", Some("已经联系买家")),
        Act::Move(_, chance) => {
            new.owner.0 = 1 + chance % 3;
            new.next_action_at = NOW + aftercare::domain::time::Span((chance % 1_000_000) as i64);
            new.state = State::Negotiating;
            ("ask_info", None)
        }
        Act::Close(_) => {
            new.state = State::Closed;
            new.closed_at = Some(NOW);
            ("notify", None)
        }
        Act::Erase(id) => {
            for seq in 0..new.events {
                plan.remove(Table::Texts, Key::new().u64(id).u64(seq).build());
            }
            ("info_added", None)
        }
    };
    let text = text.map(|words| Text {
        salt: format!("{:032x}", new.events),
        body: words.to_owned(),
    });
    let event = chain::sealed(event(&new, verb, text.as_ref()));
    new.events += 1;
    new.rev += 1;
    new.last_hash.clone_from(&event.hash);
    cases::append(plan, &event, text.as_ref())?;
    cases::save(plan, old.as_ref(), &new)?;
    Ok(Done {
        case: new.id.0,
        events: new.events,
    })
}

/// A case as it begins.
fn case(id: u64) -> Case {
    let record = json!({
        "id": id,
        "no": CaseNo::new(2026, 11, 22, id as u32),
        "rma": rma_code(id),
        "kind": "return_refund",
        "shop": 1,
        "channel": "taobao",
        "order": id / 2,
        "order_no": format!("26112200{id}"),
        "buyer": 1 + id % 5,
        "buyer_shown": "张**",
        "state": "submitted",
        "phase": "request",
        "priority": "medium",
        "reason": "quality",
        "fault": "unknown",
        "goods_status": "received",
        "intake": "phone",
        "platform_no": format!("TB{id}"),
        "owner": 1,
        "stage_owner": "agent",
        "waiting_on": "shop",
        "next_action": "approve",
        "next_action_at": NOW.0 + id as i64,
        "lines": [{"title": "羊毛围巾", "qty_applied": 1}],
        "opened_at": NOW.0 + id as i64,
        "rules_version": 1,
        "events": 0,
        "updated_at": NOW,
        "rev": 0,
    });
    serde_json::from_value(record).expect("a case of the sample desk")
}

fn event(case: &Case, verb: &str, text: Option<&Text>) -> CaseEvent {
    let record = json!({
        "case": case.id,
        "seq": case.events,
        "at": NOW,
        "actor": {"staff": 1},
        "machine": "return_refund",
        "verb": verb,
        "to": case.state,
        "facts": [["amount", "12900"]],
        "text_digest": text.map(chain::digest),
        "visible_to_buyer": false,
        "prev_hash": case.last_hash,
        "hash": "",
    });
    serde_json::from_value(record).expect("an event of the sample desk")
}

/// Keys and values, in key order.
pub type Rows = Vec<(Vec<u8>, Vec<u8>)>;

/// Everything a table holds.
pub fn rows(store: &Store, table: Table) -> Rows {
    let mut rows = Vec::new();
    store
        .read(|view| {
            let all = aftercare::store::Direction::Forward;
            Ok(view.scan(table, &[], &[], all, &mut |key, value| {
                rows.push((key.to_vec(), value.to_vec()));
                Ok(std::ops::ControlFlow::Continue(()))
            })?)
        })
        .expect("the table can be read");
    rows
}

/// Everything every table holds.
pub fn everything(store: &Store) -> Vec<(Table, Rows)> {
    let tables = Table::ALL.iter();
    tables.map(|table| (*table, rows(store, *table))).collect()
}
