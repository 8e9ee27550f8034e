//! The choices of selects and boxes that several pages offer.

use crate::domain::order::Channel;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::names;
use crate::store::View;
use crate::store::orders;

/// One choice.
pub struct Choice {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

pub fn langs(words: Words, chosen: &str) -> Vec<Choice> {
    Lang::ALL
        .iter()
        .map(|lang| Choice {
            value: lang.code().to_owned(),
            name: names::lang_name(words, *lang).to_owned(),
            chosen: lang.code() == chosen,
        })
        .collect()
}

pub fn channels(words: Words, chosen: &str) -> Vec<Choice> {
    Channel::ALL
        .iter()
        .map(|channel| Choice {
            value: channel.code().to_owned(),
            name: names::channel_name(words, *channel).to_owned(),
            chosen: channel.code() == chosen,
        })
        .collect()
}

pub fn roles(words: Words, chosen: &[&str]) -> Vec<Choice> {
    Role::ALL
        .iter()
        .map(|role| Choice {
            value: role.code().to_owned(),
            name: names::role_name(words, *role).to_owned(),
            chosen: chosen.contains(&role.code()),
        })
        .collect()
}

/// All shops, after a first choice for none of them.
///
/// # Errors
/// When the disk does.
pub fn shops(view: &impl View, none: &str, chosen: &str) -> Result<Vec<Choice>, Failure> {
    let mut all = vec![Choice {
        value: String::new(),
        name: none.to_owned(),
        chosen: chosen.is_empty(),
    }];
    for shop in orders::shops(view)? {
        let value = shop.id.to_string();
        all.push(Choice {
            chosen: chosen == value,
            value,
            name: shop.name,
        });
    }
    Ok(all)
}

/// Zones that shops of our languages are in; another one can be typed.
pub const ZONES: &[&str] = &[
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "UTC",
];
