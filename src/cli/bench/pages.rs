//! What is asked for: requests spread over many cases and pages, as real use is.

use super::fill::Filled;
use super::fill::SignedIn;
use super::load;
use super::load::Make;
use super::load::Request;
use super::many;
use anyhow::Result;
use anyhow::bail;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// A step that is prime to most counts, so that neighbours in time are not neighbours on disk.
const STRIDE: u64 = 7_919;
/// Where lists begin.
const LISTS: [&str; 5] = [
    "/cases?list=open",
    "/cases?list=mine",
    "/cases?list=by-itself",
    "/cases?list=all",
    "/cases?kind=refund_only",
];
/// How many pages of each list are asked for.
const PAGES: usize = 40;

/// Something one does at the desk, by name.
pub struct Wanted {
    pub name: &'static str,
    pub request: Request,
}

/// Everything that is measured, in the order of a morning.
///
/// # Errors
/// When the desk does not show its lists.
pub fn wanted(
    desk: SocketAddr,
    filled: &Filled,
    signed_in: &SignedIn,
    spare_orders: Vec<u64>,
) -> Result<Vec<Wanted>> {
    let cookie = format!("session={}", signed_in.session);
    let lists = Arc::new(list_pages(desk, &cookie)?);
    let cases = Arc::new(filled.case_numbers.clone());
    let orders = Arc::new(filled.order_numbers.clone());
    let get = |path: Box<dyn Fn(u64) -> String + Send + Sync>| -> Request {
        let cookie = cookie.clone();
        Request {
            make: Arc::new(move |n| Some(load::get(&path(n), &cookie))),
            answer: 200,
        }
    };
    let mut wanted = vec![
        Wanted {
            name: "today",
            request: get(Box::new(|_| "/".to_owned())),
        },
        Wanted {
            name: "list",
            request: get(Box::new(move |n| pick(&lists, n).clone())),
        },
        Wanted {
            name: "case",
            request: {
                let cases = Arc::clone(&cases);
                get(Box::new(move |n| format!("/cases/{}", pick(&cases, n))))
            },
        },
        Wanted {
            name: "find",
            request: Request {
                // To the case of the order.
                answer: 303,
                ..get(Box::new(move |n| format!("/find?q={}", pick(&orders, n))))
            },
        },
    ];
    let search = "/search?q=%E7%BE%8A%E7%BB%92";
    if let (200, _) = load::once(desk, &load::get(search, &cookie))? {
        wanted.push(Wanted {
            name: "search",
            request: get(Box::new(|n| format!("/search?q={}", pick(&SEARCHES, n)))),
        });
    }
    let csrf = &signed_in.csrf;
    for (name, make) in [
        ("create", create(&cookie, csrf, spare_orders)),
        ("act", act(&cookie, csrf, &cases)),
        ("bulk-200", many::change(&cookie, csrf, &cases)),
    ] {
        let request = Request { make, answer: 303 };
        wanted.push(Wanted { name, request });
    }
    Ok(wanted)
}

/// Chinese words of two to four characters, a number's beginning, Latin: percent-encoded.
const SEARCHES: [&str; 6] = [
    // 羊绒
    "%E7%BE%8A%E7%BB%92",
    // 未出库
    "%E6%9C%AA%E5%87%BA%E5%BA%93",
    // 订单截图
    "%E8%AE%A2%E5%8D%95%E6%88%AA%E5%9B%BE",
    // 登记退款
    "%E7%99%BB%E8%AE%B0%E9%80%80%E6%AC%BE",
    "40260000",
    "sc-5003",
];

pub(super) fn pick<T>(all: &[T], n: u64) -> &T {
    let at = usize::try_from(n.wrapping_mul(STRIDE)).unwrap_or(0) % all.len().max(1);
    &all[at]
}

fn act(cookie: &str, csrf: &str, cases: &Arc<Vec<String>>) -> Make {
    let (cookie, csrf, cases) = (cookie.to_owned(), csrf.to_owned(), Arc::clone(cases));
    // Every measurement counts from nought; a command's key must be its own all the same.
    let sent = AtomicU64::new(0);
    Arc::new(move |n| {
        let key = sent.fetch_add(1, Ordering::Relaxed);
        let form = format!("csrf={csrf}&command={csrf}-{key}&text=ok");
        let path = format!("/cases/{}/acts/note", pick(&cases, n));
        Some(load::post(&path, &cookie, &form))
    })
}

/// Ends when every spare order has its case.
fn create(cookie: &str, csrf: &str, orders: Vec<u64>) -> Make {
    let (cookie, csrf) = (cookie.to_owned(), csrf.to_owned());
    let sent = AtomicU64::new(0);
    Arc::new(move |_| {
        let n = sent.fetch_add(1, Ordering::Relaxed);
        // Each order has one line, and a line one open case.
        let order = orders.get(usize::try_from(n).ok()?)?;
        let form = format!(
            "csrf={csrf}&command={csrf}-new-{n}&order={order}&kind=refund_only&qty-1=1\
             &subtype=unshipped&reason=unwanted_unshipped&intake=chat&buyer_text=ok"
        );
        Some(load::post("/cases/new", &cookie, &form))
    })
}

/// The addresses of many pages of lists, each found on the page before it.
fn list_pages(desk: SocketAddr, cookie: &str) -> Result<Vec<String>> {
    let mut pages = Vec::new();
    for start in LISTS {
        let mut next = Some(start.to_owned());
        for _ in 0..PAGES {
            let Some(path) = next else { break };
            let (status, body) = load::once(desk, &load::get(&path, cookie))?;
            if status != 200 {
                bail!("the list {path} answered {status}");
            }
            next = next_page(&String::from_utf8_lossy(&body));
            pages.push(path);
        }
    }
    Ok(pages)
}

/// Where the link to the next page leads.
fn next_page(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("rel=\"next\"")?;
    let (_, rest) = rest.split_once("href=\"")?;
    let (href, _) = rest.split_once('"')?;
    Some(href.replace("&amp;", "&").replace("&#38;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_where_the_list_says_it() {
        let html = r#"<a class="button" rel="next" href="/cases?list=open&#38;after=00ff">后</a>"#;
        assert_eq!(
            next_page(html).as_deref(),
            Some("/cases?list=open&after=00ff")
        );
        assert_eq!(next_page("<p>no more</p>"), None);
    }
}
