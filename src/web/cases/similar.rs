//! Closed cases of the same product and reason, and what worked (R204).

use crate::domain::case::Case;
use crate::domain::money::Fen;
use crate::domain::product;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::Words;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::products;
use crate::store::products::Ended;
use crate::store::products::Traced;
use crate::web::Visit;
use std::collections::BTreeSet;

/// How many cases of each product are looked at, newest first.
const LOOKED_AT: usize = 30;
/// The most products of one case that are looked at.
const PRODUCTS: usize = 3;
/// How many are linked.
const SHOWN: usize = 4;
/// How far back.
const BACK: Span = Span::days(730);

/// One way it ended.
pub struct Way {
    pub name: String,
    pub count: usize,
    pub days: String,
    pub paid: Option<String>,
}

/// One of the most recent.
pub struct Past {
    pub no: String,
    pub kind: &'static str,
    pub result: String,
    pub paid: Option<String>,
    pub days: String,
    pub reopened: bool,
}

/// What became of cases like this one.
pub struct Similar {
    /// `12 件里 9 件“已换货”，平均 2.1 天。`
    pub lead: String,
    pub ways: Vec<Way>,
    pub reopened: usize,
    pub recent: Vec<Past>,
}

/// Looks for them; none when there is nothing to learn from.
///
/// # Errors
/// When the disk does.
pub fn look(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    currency: &str,
) -> Result<Option<Similar>, Failure> {
    let words = visit.words;
    // A case about nothing the shop sells has nothing like it.
    let codes: BTreeSet<String> = case
        .lines
        .iter()
        .filter(|line| line.order_line.is_some())
        .map(product::of_case_line)
        .take(PRODUCTS)
        .collect();
    let since = visit.now - BACK;
    let mut found: Vec<(Traced, Ended)> = Vec::new();
    for code in &codes {
        let near = products::cases_of(view, case.shop, code, &case.reason, since, LOOKED_AT)?;
        for traced in near {
            let known = traced.id == case.id || found.iter().any(|(f, _)| f.id == traced.id);
            if let Some(ended) = traced.trace.ended.clone().filter(|_| !known) {
                found.push((traced, ended));
            }
        }
    }
    if found.is_empty() {
        return Ok(None);
    }
    found.sort_by_key(|(_, ended)| std::cmp::Reverse(ended.at));
    let tally = product::tally(found.iter().map(|(_, ended)| ended.result.clone()));
    let money = |amount: Fen| (amount > Fen::ZERO).then(|| formats::money(amount, currency));
    let ways: Vec<Way> = tally
        .iter()
        .map(|(result, count)| {
            let these = || found.iter().filter(|(_, ended)| ended.result == *result);
            let paid: Fen = these().map(|(_, ended)| ended.paid).sum();
            Way {
                name: result_name(words, result.as_deref()),
                count: *count,
                days: mean_days(these().map(|(traced, ended)| ended.at.since(traced.opened_at))),
                paid: money(Fen(paid.0 / (*count as i64).max(1))),
            }
        })
        .collect();
    let lead = ways.first().map_or_else(String::new, |way| {
        words.with(
            "similar-lead",
            &[
                ("n", found.len().into()),
                ("count", way.count.into()),
                ("result", way.name.as_str().into()),
                ("days", way.days.as_str().into()),
            ],
        )
    });
    Ok(Some(Similar {
        lead,
        reopened: found.iter().filter(|(_, ended)| ended.reopened > 0).count(),
        recent: found
            .iter()
            .take(SHOWN)
            .map(|(traced, ended)| Past {
                no: traced.trace.no.to_string(),
                kind: names::kind_name(words, traced.trace.kind),
                result: result_name(words, ended.result.as_deref()),
                paid: money(ended.paid),
                days: mean_days(std::iter::once(ended.at.since(traced.opened_at))),
                reopened: ended.reopened > 0,
            })
            .collect(),
        ways,
    }))
}

fn result_name(words: Words, result: Option<&str>) -> String {
    match result {
        Some(result) => names::result_text(words, result).to_owned(),
        None => words.t("similar-no-result").to_owned(),
    }
}

/// Days to one decimal, as `2.1`.
fn mean_days(spans: impl Iterator<Item = Span>) -> String {
    let (sum, count) = spans.fold((0i64, 0i64), |(sum, count), span| {
        (sum + span.0.max(0), count + 1)
    });
    let tenths = sum / count.max(1) * 10 / Span::days(1).0;
    format!("{}.{}", tenths / 10, tenths % 10)
}
