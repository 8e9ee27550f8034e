//! Pages. They are asked for by number, oldest first, and never with an end of the window: an order
//! that changes meanwhile then moves to a later page or shows twice, and none is skipped.

use aftercare_plugin::Result;
use aftercare_plugin::failure;
use aftercare_plugin::http::Response;
use aftercare_plugin::marketplace::Window;
use aftercare_plugin::serde_json::Value;

/// The most that the vendor gives at once.
const MOST: u32 = 100;

/// The number of the page, and how much goes on it.
///
/// # Errors
/// `invalid`: a cursor that is none of ours.
pub fn page(window: &Window, most: u32) -> Result<(u32, u32)> {
    let number = match &window.cursor {
        None => 1,
        Some(cursor) => {
            let number = cursor.parse().ok().filter(|number| *number > 0);
            number.ok_or_else(|| failure::invalid_field("no cursor", Some("cursor"), None))?
        }
    };
    Ok((number, window.limit.clamp(1, most.min(MOST))))
}

/// A moment as the vendor takes it: in GMT, without the zone, whole seconds and not later.
pub fn moment(timestamp: &str) -> &str {
    timestamp.get(..19).unwrap_or(timestamp)
}

/// The number of the next page, if there is one.
pub fn next(answer: &Response, number: u32) -> Option<String> {
    let pages = answer.header("x-wp-totalpages");
    let more = match pages.and_then(|pages| pages.trim().parse::<u32>().ok()) {
        Some(pages) => number < pages,
        None => link(answer.header("link").unwrap_or_default(), "next").is_some(),
    };
    more.then(|| (number + 1).to_string())
}

/// The address of a relation in a `Link` header (RFC 8288).
pub fn link<'h>(header: &'h str, relation: &str) -> Option<&'h str> {
    let wanted = format!("rel=\"{relation}\"");
    header.split(", <").find_map(|link| {
        let (address, parameters) = link.trim_start_matches('<').split_once('>')?;
        let is_it = parameters.split(';').any(|one| one.trim() == wanted);
        is_it.then_some(address)
    })
}

/// A list of things; `upstream` when it is none.
///
/// # Errors
/// `upstream`: the answer is no list.
pub fn rows(answer: &Response) -> Result<Vec<Value>> {
    match answer.json()? {
        Value::Array(rows) => Ok(rows),
        _ => Err(failure::upstream("no list", Some(answer.status), None)),
    }
}
