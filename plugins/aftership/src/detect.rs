//! `couriers/detect`: whose number it is.

use crate::carriers::CARRIERS;
use crate::request;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Guess;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::serde_json::json;

/// # Errors
/// Why the service did not answer.
pub fn ask(number: &str) -> Result<Vec<Guess>> {
    let body = json!({ "tracking_number": number.trim() });
    Ok(guesses(&request::post(
        "/couriers/detect",
        &body.to_string(),
    )?))
}

/// The only match gets 80; of several nobody says which is likelier, so each gets 40. Carriers the
/// desk has no name for are left out, and counted.
pub fn guesses(data: &Value) -> Vec<Guess> {
    let rows = json::list(data, "couriers");
    let certainty = if rows.len() == 1 { 80 } else { 40 };
    let guess = |row: &Value| {
        let carrier = CARRIERS.known(json::text(row, "slug")?)?.to_owned();
        Some(Guess { carrier, certainty })
    };
    rows.iter().filter_map(guess).collect()
}
