//! Who has a stream open, and on which case: counted against flooding, and told to colleagues on
//! the same case. In memory; gone when the tab is.

use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::signals::Signal;
use crate::signals::Signals;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use tokio::sync::Notify;

/// Streams of one person. Whoever opens one more loses the oldest: it most likely is of a page that
/// was left, which a server notices late.
pub const PER_PERSON: usize = 20;
/// Streams of all together.
pub const TOGETHER: usize = 2000;
/// A key pressed so long ago no longer counts as writing.
pub const WRITING: Span = Span(8_000);

/// Every open stream.
pub struct Seats {
    taken: Mutex<Taken>,
    signals: Arc<Signals>,
}

#[derive(Default)]
struct Taken {
    last: u64,
    people: HashMap<StaffId, VecDeque<(u64, Arc<Notify>)>>,
    cases: HashMap<CaseId, Vec<Looking>>,
    together: usize,
}

/// One tab on one case.
struct Looking {
    seat: u64,
    staff: StaffId,
    writing_until: Option<Timestamp>,
}

/// The place of one stream; given back when dropped.
pub struct Seat {
    seats: Arc<Seats>,
    no: u64,
    staff: StaffId,
    case: Option<CaseId>,
    ousted: Arc<Notify>,
}

impl Seat {
    /// Waits until a newer stream of the same person takes the place.
    pub async fn ousted(&self) {
        self.ousted.notified().await;
    }
}

impl Seats {
    pub fn new(signals: Arc<Signals>) -> Seats {
        Seats {
            taken: Mutex::default(),
            signals,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a stream, if need be that of this person's oldest; none when everyone together
    /// has too many.
    pub fn take(self: &Arc<Seats>, staff: StaffId, case: Option<CaseId>) -> Option<Seat> {
        let mut taken = self.lock();
        if taken.together >= TOGETHER {
            return None;
        }
        taken.last += 1;
        taken.together += 1;
        let no = taken.last;
        let ousted = Arc::new(Notify::new());
        let own = taken.people.entry(staff).or_default();
        own.push_back((no, Arc::clone(&ousted)));
        if own.len() > PER_PERSON
            && let Some((_, oldest)) = own.pop_front()
        {
            oldest.notify_one();
        }
        if let Some(case) = case {
            taken.cases.entry(case).or_default().push(Looking {
                seat: no,
                staff,
                writing_until: None,
            });
        }
        drop(taken);
        if let Some(case) = case {
            self.signals.send(Signal::Presence(case));
        }
        Some(Seat {
            seats: Arc::clone(self),
            no,
            staff,
            case,
            ousted,
        })
    }

    /// Notes that someone who looks at a case writes there.
    pub fn writes(&self, staff: StaffId, case: CaseId, now: Timestamp) {
        let mut began = false;
        for looking in self.lock().cases.get_mut(&case).into_iter().flatten() {
            if looking.staff == staff {
                began |= looking.writing_until.is_none_or(|until| until < now);
                looking.writing_until = Some(now + WRITING);
            }
        }
        if began {
            self.signals.send(Signal::Presence(case));
        }
    }

    /// Who else has the case open, and whether they write there just now.
    pub fn others(&self, case: CaseId, me: StaffId, now: Timestamp) -> BTreeMap<StaffId, bool> {
        let mut others = BTreeMap::new();
        for looking in self.lock().cases.get(&case).into_iter().flatten() {
            if looking.staff != me {
                let writes = looking.writing_until.is_some_and(|until| until >= now);
                *others.entry(looking.staff).or_default() |= writes;
            }
        }
        others
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.lock();
        taken.together -= 1;
        if let Some(own) = taken.people.get_mut(&self.staff) {
            own.retain(|(no, _)| *no != self.no);
            if own.is_empty() {
                taken.people.remove(&self.staff);
            }
        }
        let Some(case) = self.case else { return };
        if let Some(looking) = taken.cases.get_mut(&case) {
            looking.retain(|looking| looking.seat != self.no);
            if looking.is_empty() {
                taken.cases.remove(&case);
            }
        }
        drop(taken);
        self.seats.signals.send(Signal::Presence(case));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats() -> Arc<Seats> {
        Arc::new(Seats::new(Arc::new(Signals::default())))
    }

    #[test]
    fn a_colleague_is_there_until_the_last_tab_is_closed() {
        let seats = seats();
        let (lin, wang, case, now) = (StaffId(1), StaffId(2), CaseId(7), Timestamp(1_000));
        let first = seats.take(wang, Some(case));
        let second = seats.take(wang, Some(case));
        let _mine = seats.take(lin, Some(case));
        assert_eq!(
            seats.others(case, lin, now),
            BTreeMap::from([(wang, false)])
        );
        seats.writes(wang, case, now);
        assert_eq!(seats.others(case, lin, now), BTreeMap::from([(wang, true)]));
        let later = now + WRITING + Span(1);
        assert_eq!(
            seats.others(case, lin, later),
            BTreeMap::from([(wang, false)])
        );
        drop(first);
        assert_eq!(seats.others(case, lin, later).len(), 1);
        drop(second);
        assert_eq!(seats.others(case, lin, later).len(), 0);
        assert!(seats.others(CaseId(8), lin, now).is_empty());
    }

    #[actix_web::test]
    async fn whoever_opens_one_too_many_loses_the_oldest() {
        let seats = seats();
        let mine: Vec<Seat> = (0..=PER_PERSON)
            .filter_map(|_| seats.take(StaffId(1), None))
            .collect();
        assert_eq!(mine.len(), PER_PERSON + 1);
        mine[0].ousted().await;
        let stays = futures_util::FutureExt::now_or_never(mine[1].ousted());
        assert!(stays.is_none(), "only the oldest goes");
        drop(mine);
        assert_eq!(seats.lock().together, 0);
        assert!(seats.lock().people.is_empty());
    }
}
