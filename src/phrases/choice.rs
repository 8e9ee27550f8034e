//! Which language, from what a browser says.

use crate::domain::people::Lang;

/// The language for an `Accept-Language` header: the first one we have by preference.
/// `zh-Hant`, `zh-TW`, `zh-HK` and `zh-MO` read traditional characters; every other Chinese
/// simplified ones. Nothing we have is zh-CN.
pub fn negotiate(accept_language: &str) -> Lang {
    let mut wanted: Vec<(Lang, u32)> = accept_language
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';');
            let lang = of_tag(parts.next()?.trim())?;
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            // Thousandths: the header has at most three decimals.
            let weight = (weight.clamp(0.0, 1.0) * 1000.0) as u32;
            (weight > 0).then_some((lang, weight))
        })
        .collect();
    // Stable: what is named first wins among equals.
    wanted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    wanted.first().map_or(Lang::ZhCn, |(lang, _)| *lang)
}

/// Our language for a tag such as `zh-Hant-HK` or `en_GB`.
pub fn of_tag(tag: &str) -> Option<Lang> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    match parts.next()? {
        "en" => Some(Lang::En),
        "zh" => {
            let rest: Vec<&str> = parts.collect();
            let simplified = rest.contains(&"hans");
            let traditional = rest
                .iter()
                .any(|part| matches!(*part, "hant" | "tw" | "hk" | "mo"));
            Some(if traditional && !simplified {
                Lang::ZhTw
            } else {
                Lang::ZhCn
            })
        }
        _ => None,
    }
}
