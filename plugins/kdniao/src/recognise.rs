//! 2002: whose number it is.

use crate::carriers::CARRIERS;
use crate::faults;
use crate::request;
use crate::request::Kind;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Guess;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;

/// # Errors
/// Why the service did not answer.
pub fn ask(number: &str) -> Result<Vec<Guess>> {
    let data = json!({ "LogisticCode": number.trim() });
    let body = request::send(Kind::Recognise, &data.to_string())?;
    faults::of_answer(&body)?;
    Ok(guesses(&body))
}

/// In the order of the answer, which no document calls the order of likelihood: the first gets 80,
/// all others 40. Carriers the desk has no name for are left out.
pub fn guesses(body: &Value) -> Vec<Guess> {
    let rows = json::list(body, "Shippers").iter().enumerate();
    let guess = |(at, row): (usize, &Value)| {
        let carrier = CARRIERS.known(json::text(row, "ShipperCode")?)?.to_owned();
        let certainty = if at == 0 { 80 } else { 40 };
        Some(Guess { carrier, certainty })
    };
    rows.filter_map(guess).collect()
}
