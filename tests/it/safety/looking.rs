//! Looking changes nothing: every link of every page is followed, and the database is compared.
//! On the way no page may show a number of our requirements.

use super::side_doors::TwoShops;
use crate::web::guards::everything;
use aftercare::domain::people::Role;
use std::collections::BTreeSet;
use std::collections::VecDeque;

/// More pages than a desk with two cases has.
const MOST: usize = 600;

#[actix_web::test]
async fn looking_at_every_page_changes_nothing() {
    let two = TwoShops::open().await;
    for role in [Role::Owner, Role::Agent, Role::Viewer] {
        let mut who = two.person(role).await;
        // What opening a page for the first time may set up is there before the comparison.
        let before = everything(&two.desk).await;
        let mut seen = BTreeSet::new();
        let mut queue = VecDeque::from([
            "/".to_owned(),
            "/settings".to_owned(),
            "/find?q=T".to_owned(),
        ]);
        while let Some(path) = queue.pop_front() {
            if seen.len() >= MOST || !seen.insert(path.clone()) {
                continue;
            }
            // A stream does not end by itself.
            if path == "/live" {
                continue;
            }
            let answer = who.get(&path).await;
            assert!(
                !answer.status.is_server_error(),
                "{path}: {}",
                answer.status
            );
            if !answer.header("content-type").starts_with("text/html") {
                continue;
            }
            // The secret of a second factor is chance and may look like anything.
            if path != "/settings/second-factor" {
                let ours = our_numbers(&answer.body);
                assert!(ours.is_empty(), "{path} shows {ours:?}");
            }
            for link in answer.body.split("href=\"").skip(1) {
                let link = link.split(['"', '#']).next().unwrap_or_default();
                if link.starts_with('/') {
                    queue.push_back(link.replace("&amp;", "&").replace("&#38;", "&"));
                }
            }
        }
        assert!(seen.len() > 20, "{role} saw only {} pages", seen.len());
        assert!(seen.len() < MOST, "the crawl did not end");
        assert_eq!(everything(&two.desk).await, before, "as {role}");
    }
}

/// The numbers of our own requirements, as R62 or D7, in what a page shows: they are for us.
fn our_numbers(page: &str) -> Vec<&str> {
    page.split('<')
        .filter_map(|part| part.split_once('>').map(|(_, text)| text))
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric()))
        .filter(|word| {
            let digits = word.strip_prefix(['R', 'D', 'F']).unwrap_or_default();
            (1..=3).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit())
        })
        .collect()
}
