//! Pays over HTTP and labels cases: what the desk's own tests run `payout` and `automation` with.
//!
//! `aftercare plugin build plugins/examples/clerk` makes `clerk.wasm` anew.

use aftercare_plugin::Account;
use aftercare_plugin::Automation;
use aftercare_plugin::CallContext;
use aftercare_plugin::Payout;
use aftercare_plugin::Result;
use aftercare_plugin::account::AccountInfo;
use aftercare_plugin::automation::CaseEvent;
use aftercare_plugin::automation::CaseFacts;
use aftercare_plugin::automation::Request as Wish;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::http::Response;
use aftercare_plugin::json;
use aftercare_plugin::payout::Entry;
use aftercare_plugin::payout::PayoutState;
use aftercare_plugin::payout::Receipt;
use aftercare_plugin::serde_json::json;
use aftercare_plugin::settings;

pub struct Clerk;

aftercare_plugin::register!(Clerk: payout, automation);

impl Account for Clerk {
    fn verify(_ctx: &CallContext) -> Result<AccountInfo> {
        Ok(AccountInfo {
            external_id: String::new(),
            display_name: "Clerk".to_owned(),
            scopes: Vec::new(),
            attrs: Vec::new(),
        })
    }
}

fn url(rest: &str) -> String {
    let base = settings::get("shop-url").unwrap_or_default();
    format!("{}/payouts{rest}", base.trim_end_matches('/'))
}

/// `{"state": "paid" | "pending" | anything, "ref": "..."}`; 404 when there is none, 422 a no.
fn receipt(answer: &Response) -> Result<Receipt> {
    match answer.status {
        404 => return Err(failure::not_found("no such payout")),
        422 => return Err(failure::refused("closed", None)),
        _ => {}
    }
    let body = answer.json()?;
    let raw = json::text(&body, "state").unwrap_or_default().to_owned();
    Ok(Receipt {
        state: match raw.as_str() {
            "paid" => PayoutState::Paid,
            "pending" => PayoutState::Pending,
            _ => PayoutState::Unmapped,
        },
        raw_state: raw,
        external_ref: json::text(&body, "ref").unwrap_or_default().to_owned(),
        check_after_s: Some(60),
    })
}

impl Payout for Clerk {
    fn execute(_ctx: &CallContext, entry: &Entry) -> Result<Receipt> {
        let body = json!({
            "key": entry.idempotency_key,
            "case": entry.case_number,
            "order": entry.order_id,
            "amount": entry.amount.amount,
            "currency": entry.amount.currency,
            "method": entry.method,
        });
        receipt(&Request::post(&url("")).json(&body.to_string()).send()?)
    }

    fn check(_ctx: &CallContext, entry: &Entry) -> Result<Receipt> {
        let path = format!("/{}", entry.idempotency_key);
        receipt(&Request::get(&url(&path)).send()?)
    }
}

impl Automation for Clerk {
    /// A label for what was opened; what a test writes into the tags leads to one wish each.
    fn on_event(_ctx: &CallContext, event: &CaseEvent) -> Result<Vec<Wish>> {
        if event.name == "open" || event.name == "submit" {
            return Ok(vec![
                Wish::AddTag("clerk".to_owned()),
                Wish::AddNote(format!("seen: {} {}", event.subject.kind, event.subject.number)),
                Wish::SetPriority("high".to_owned()),
                Wish::Suggest(("Ask for a photo".to_owned(), event.name.clone())),
            ]);
        }
        if event.subject.tags.iter().any(|tag| tag == "boom") {
            panic!("a guest that falls");
        }
        Ok(Vec::new())
    }

    fn advise(_ctx: &CallContext, facts: &CaseFacts) -> Result<Vec<Wish>> {
        Ok(vec![
            Wish::Suggest((
                format!("Call about {}", facts.number),
                facts.reason.clone().unwrap_or_default(),
            )),
            Wish::RemoveTag("clerk".to_owned()),
            Wish::SetPriority("sideways".to_owned()),
            Wish::Other(("pay".to_owned(), "everything".to_owned())),
        ])
    }
}
