//! A witness: remembers what was acknowledged and asks for it after each fault.

use super::sample;
use super::sample::Act;
use super::sample::Done;
use aftercare::failure::Failure;
use aftercare::store::Store;
use aftercare::store::doctor;
use std::collections::BTreeMap;

/// What was sent to a store, and what it answered.
#[derive(Default)]
pub struct Witness {
    acknowledged: BTreeMap<String, Done>,
    /// Sent, and not answered when the fault came.
    in_doubt: Vec<(String, Act)>,
    next: u64,
}

impl Witness {
    /// A key that no command had yet.
    pub fn key(&mut self) -> String {
        self.next += 1;
        format!("form-{}", self.next)
    }

    pub fn heard(&mut self, key: String, act: Act, answer: &Result<Done, Failure>) {
        match answer {
            Ok(done) => {
                self.acknowledged.insert(key, *done);
            }
            Err(Failure::NotFound) => {}
            Err(_) => self.in_doubt.push((key, act)),
        }
    }

    pub fn cases(&self) -> u64 {
        let acts = self.acknowledged.values();
        acts.map(|done| done.case).max().unwrap_or(0)
    }

    pub fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    /// After a fault: nothing acknowledged is lost, nothing is half there, and each command in
    /// doubt, sent again, has one result however often it is sent.
    pub fn examine(&mut self, store: &Store, story: &str) {
        self.sound(store, story);
        for (key, act) in std::mem::take(&mut self.in_doubt) {
            let first = sample::act(store, &key, act);
            let again = sample::act(store, &key, act);
            match (&first, &again) {
                (Ok(first), Ok(again)) => assert_eq!(first, again, "{story}: {key} twice"),
                (Err(Failure::NotFound), Err(Failure::NotFound)) => {}
                other => panic!("{story}: {key} sent again: {other:?}"),
            }
            self.heard(key, act, &first);
        }
        self.sound(store, story);
    }

    fn sound(&self, store: &Store, story: &str) {
        let report = doctor::examine(store, sample::NOW).expect("the store can be read");
        let wrong: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.severity == doctor::Severity::Broken)
            .collect();
        assert!(wrong.is_empty(), "{story}: {wrong:#?}");
        for (key, done) in &self.acknowledged {
            let kept: Result<Done, Failure> = store.write(Some(key.clone()), sample::NOW, |_| {
                // Only a command that the store does not know comes to be run.
                Err(Failure::Busy)
            });
            match kept {
                Ok(kept) => assert_eq!(kept, *done, "{story}: {key}"),
                Err(error) => panic!("{story}: {key} was acknowledged and is lost: {error}"),
            }
        }
        let events = sample::rows(store, aftercare::store::Table::Events).len();
        assert!(
            events >= self.acknowledged.len(),
            "{story}: an event for each of {} commands, not {events}",
            self.acknowledged.len()
        );
    }
}
