//! How far a marketplace was read: its orders and its requests, window by window, page by page.

use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use serde::Deserialize;
use serde::Serialize;

/// What an account's first window reaches back to.
pub const FIRST: Span = Span::days(30);
/// Windows overlap: clocks over there are others, and what is written late is not missed.
const OVERLAP: Span = Span::minutes(5);

/// Both readings of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulled {
    #[serde(default)]
    pub orders: Reading,
    #[serde(default)]
    pub requests: Reading,
}

/// One reading. It is written in the command that takes a page in, so that a page is neither lost
/// nor taken twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What changed before this is here; none before the first window.
    pub since: Option<Timestamp>,
    /// The end of the window that is being read; none between two.
    pub until: Option<Timestamp>,
    /// Where the next page begins.
    pub cursor: Option<String>,
    /// Not before.
    pub next: Option<Timestamp>,
}

impl Reading {
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.next.is_none_or(|next| next <= now)
    }

    /// The window to ask for: the one begun, or the next.
    pub fn window(&self, now: Timestamp) -> (Timestamp, Timestamp) {
        let since = self.since.unwrap_or(now - FIRST);
        (since, self.until.unwrap_or(now))
    }

    /// After a page of `window` was taken in. `later` is when the next window may begin.
    #[must_use]
    pub fn after(
        &self,
        window: (Timestamp, Timestamp),
        cursor: Option<String>,
        has_more: bool,
        later: Timestamp,
    ) -> Reading {
        let (since, until) = window;
        if !has_more {
            return Reading {
                since: Some(since.max(until - OVERLAP)),
                until: None,
                cursor: None,
                next: Some(later),
            };
        }
        // More, and no new place to go on from: the window is read again, not in a circle.
        let moved = cursor.is_some() && cursor != self.cursor;
        Reading {
            since: Some(since),
            until: moved.then_some(until),
            cursor: cursor.filter(|_| moved),
            next: (!moved).then_some(later),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_790_000_000_000);
    const LATER: Timestamp = Timestamp(1_790_000_600_000);

    #[test]
    fn a_window_is_read_to_its_end_before_the_next_begins_with_an_overlap() {
        let first = Reading::default();
        let window = first.window(NOW);
        assert_eq!(window, (NOW - FIRST, NOW));
        let second = first.after(window, Some("2".to_owned()), true, LATER);
        assert!(second.is_due(NOW), "the next page follows at once");
        assert_eq!(second.window(LATER), window, "the window does not move");
        let over = second.after(window, None, false, LATER);
        assert!(!over.is_due(NOW));
        assert_eq!(over.window(LATER), (NOW - OVERLAP, LATER));
    }

    #[test]
    fn a_service_that_sends_in_circles_is_left_until_later_and_nothing_is_skipped() {
        let at = Reading {
            since: Some(NOW - FIRST),
            until: Some(NOW),
            cursor: Some("2".to_owned()),
            next: None,
        };
        let stuck = at.after(at.window(NOW), Some("2".to_owned()), true, LATER);
        assert!(!stuck.is_due(NOW));
        assert_eq!(stuck.window(LATER), (NOW - FIRST, LATER));
        assert_eq!(stuck.cursor, None);
    }
}
