//! `autonumber/auto`: whose number it is.

use crate::carriers::CARRIERS;
use crate::faults;
use crate::faults::Answer;
use crate::query;
use aftercare_plugin::Result;
use aftercare_plugin::courier::Guess;
use aftercare_plugin::failure;
use aftercare_plugin::http::Request;
use aftercare_plugin::json;
use aftercare_plugin::serde_json::Value;
use aftercare_plugin::vault;

const AUTO: &str = "https://www.kuaidi100.com/autonumber/auto";

/// # Errors
/// Why the service did not answer.
pub fn ask(number: &str) -> Result<Vec<Guess>> {
    let answer = Request::get(AUTO)
        .query("num", number.trim())
        .secret_query("key", vec![vault::secret("key")])
        .send()?
        .ok()?;
    guesses(&answer.json()?)
}

/// A list, best first. The service says no percentages: the desk gets the order as 90, 70, 50, 30,
/// 10. Carriers the desk has no name for are left out.
///
/// # Errors
/// What an answer that is no list stands for.
pub fn guesses(body: &Value) -> Result<Vec<Guess>> {
    let Some(rows) = body.as_array() else {
        let (code, message) = (query::code(body), query::message(body));
        return match faults::of_query(&code, message) {
            Answer::Failed(error) => Err(error),
            Answer::Nothing => Ok(Vec::new()),
            Answer::Found => Err(failure::upstream("no list of carriers", None, None)),
        };
    };
    let known = |row| CARRIERS.known(json::text(row, "comCode")?);
    let guesses = rows
        .iter()
        .zip((10..=90).rev().step_by(20))
        .filter_map(|(row, certainty)| {
            let carrier = known(row)?.to_owned();
            Some(Guess { carrier, certainty })
        });
    Ok(guesses.collect())
}
