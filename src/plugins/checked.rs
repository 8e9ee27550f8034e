//! What a plugin hands over is looked at before anything is done with it: moments are moments, ids
//! are there, sums are sums, and nothing is longer than a page can show.

use super::ask::Answer;
use super::ask::Ask;
use super::contract::aftercare::plugin::courier_types::Outcome;
use super::contract::aftercare::plugin::courier_types::Update;
use super::contract::aftercare::plugin::marketplace_types::Order;
use super::contract::aftercare::plugin::marketplace_types::Request;
use super::contract::aftercare::plugin::push;
use super::contract::aftercare::plugin::types::Money;
use super::contract::exports::aftercare::plugin::marketplace_push::News;
use jiff::Timestamp;

/// Longest id, longest text, in bytes; most events of a parcel, most things in one answer.
const ID: usize = 200;
const TEXT: usize = 8_000;
const EVENTS: usize = 500;
const THINGS: usize = 5_000;

/// Whether the answer can be true.
///
/// # Errors
/// What is wrong with it, for its author.
pub fn check(ask: &Ask, answer: &Answer) -> Result<(), String> {
    match answer {
        Answer::Tracked(items) => {
            few("items", items.len())?;
            let asked = match ask {
                Ask::Track(queries) | Ask::Subscribe { queries, .. } => queries.as_slice(),
                _ => &[],
            };
            for item in items {
                if !asked.iter().any(|query| query.parcel == item.parcel) {
                    return Err(format!("nobody asked for the parcel {:?}", item.parcel));
                }
                if let Outcome::Updated(found) = &item.outcome {
                    update(found)?;
                }
            }
            Ok(())
        }
        Answer::CourierPush(reading) => {
            few("updates", reading.updates.len())?;
            reading.updates.iter().try_for_each(update)?;
            reply(&reading.answer)
        }
        Answer::MarketplacePush(reading) => {
            few("news", reading.news.len())?;
            for news in &reading.news {
                match news {
                    News::Order(found) => order(found)?,
                    News::Request(found) => request(found)?,
                    News::LookAtOrder(of) | News::LookAtRequest(of) => id("look-at", of)?,
                    News::PollNow => {}
                }
            }
            reply(&reading.answer)
        }
        Answer::SmsPush(reading) => {
            few("receipts", reading.receipts.len())?;
            for receipt in &reading.receipts {
                id("receipt.external-id", &receipt.external_id)?;
                moment("receipt.at", &receipt.at)?;
            }
            reply(&reading.answer)
        }
        Answer::Orders(page) => {
            few("orders", page.items.len())?;
            page.items.iter().try_for_each(order)
        }
        Answer::Requests(page) => {
            few("requests", page.items.len())?;
            page.items.iter().try_for_each(request)
        }
        Answer::Request(found) => match ask {
            Ask::GetRequest(asked) if *asked != found.external_id => {
                Err(format!("asked for {asked:?}, got {:?}", found.external_id))
            }
            _ => request(found),
        },
        Answer::Order(found) => match ask {
            Ask::GetOrder(asked) if *asked != found.external_id => {
                Err(format!("asked for {asked:?}, got {:?}", found.external_id))
            }
            _ => order(found),
        },
        Answer::Recognised(guesses) => {
            few("guesses", guesses.len())?;
            guesses.iter().try_for_each(|guess| match guess.certainty {
                0..=100 => id("carrier", &guess.carrier),
                _ => Err("a certainty lies between 0 and 100".to_owned()),
            })
        }
        Answer::Sent(sent) => id("external-id", &sent.external_id),
        Answer::Receipts(receipts) => receipts.iter().try_for_each(|receipt| {
            id("external-id", &receipt.external_id)?;
            moment("at", &receipt.at)
        }),
        Answer::Paid(receipt) => id("external-ref", &receipt.external_ref),
        Answer::Verified(found) => text("display-name", &found.display_name),
        Answer::Wishes(wishes) => few("requests", wishes.len()),
        Answer::Found(found) => found.as_ref().map_or(Ok(()), |found| {
            moment("found.at", &found.at)?;
            found
                .external_id
                .as_deref()
                .map_or(Ok(()), |of| id("found.external-id", of))
        }),
        Answer::Ack(_) | Answer::States(_) | Answer::Size(_) | Answer::Posted => Ok(()),
    }
}

fn update(update: &Update) -> Result<(), String> {
    id("number", &update.number)?;
    if update.events.len() > EVENTS {
        return Err(format!("a parcel has at most {EVENTS} events"));
    }
    for event in &update.events {
        moment("event.at", &event.at)?;
        text("event.text", &event.text)?;
    }
    update
        .estimated
        .as_deref()
        .map_or(Ok(()), |at| moment("estimated", at))
}

fn order(order: &Order) -> Result<(), String> {
    id("order.external-id", &order.external_id)?;
    moment("order.created-at", &order.created_at)?;
    moment("order.updated-at", &order.updated_at)?;
    money("order.total", &order.total)?;
    for line in &order.lines {
        text("line.title", &line.title)?;
        money("line.paid", &line.paid)?;
    }
    Ok(())
}

fn request(request: &Request) -> Result<(), String> {
    id("request.external-id", &request.external_id)?;
    id("request.order-id", &request.order_id)?;
    moment("request.created-at", &request.created_at)?;
    moment("request.updated-at", &request.updated_at)?;
    if let Some(at) = &request.decide_before {
        moment("request.decide-before", at)?;
    }
    for sum in [&request.requested, &request.refunded]
        .into_iter()
        .flatten()
    {
        money("request's sum", sum)?;
    }
    Ok(())
}

fn reply(answer: &push::Answer) -> Result<(), String> {
    match answer.status {
        200..=599 => text("answer.body", &answer.body),
        status => Err(format!("{status} is no status to answer with")),
    }
}

fn few(what: &str, many: usize) -> Result<(), String> {
    match many > THINGS {
        true => Err(format!("{many} {what} at once; at most {THINGS}")),
        false => Ok(()),
    }
}

fn id(what: &str, id: &str) -> Result<(), String> {
    match id.trim().is_empty() || id.len() > ID || id.chars().any(char::is_control) {
        true => Err(format!(
            "{what} is no id: {:?}",
            id.chars().take(40).collect::<String>()
        )),
        false => Ok(()),
    }
}

fn text(what: &str, text: &str) -> Result<(), String> {
    match text.len() > TEXT {
        true => Err(format!("{what} is longer than {TEXT} bytes")),
        false => Ok(()),
    }
}

fn moment(what: &str, text: &str) -> Result<(), String> {
    match text.parse::<Timestamp>() {
        Ok(_) => Ok(()),
        Err(_) => Err(format!("{what} is no RFC 3339 timestamp in UTC: {text:?}")),
    }
}

/// "12.30" and no more than four decimals; never a sign of its own, a comma or an exponent.
fn money(what: &str, money: &Money) -> Result<(), String> {
    let (whole, part) = money.amount.split_once('.').unwrap_or((&money.amount, "0"));
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let currency =
        money.currency.len() == 3 && money.currency.bytes().all(|b| b.is_ascii_uppercase());
    match digits(whole, 12) && digits(part, 4) && currency {
        true => Ok(()),
        false => Err(format!(
            "{what} is no sum: {:?} {:?}",
            money.amount, money.currency
        )),
    }
}
