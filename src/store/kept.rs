//! Records of the small tables that nearly every request reads and that seldom change (settings,
//! staff, shops, sessions), decoded once and shared until a commit changes one of these tables.
//!
//! What is kept belongs to a generation. The writer makes the generation odd before such a commit
//! and even after it, so a snapshot that saw the same even number before and after it was taken is
//! known to hold exactly what the shelf of that number holds; any other snapshot reads for itself.

use super::tables::Table;
use std::any::Any;
use std::any::TypeId;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// More records than this are not kept at once: browsers may bring any session they like.
const MOST: usize = 4096;

type Slot = HashMap<Vec<u8>, Arc<dyn Any + Send + Sync>>;

/// What is kept, and of which generation.
#[derive(Default)]
pub(super) struct Shelf {
    generation: AtomicU64,
    records: RwLock<Records>,
}

#[derive(Default)]
struct Records {
    generation: u64,
    count: usize,
    slots: HashMap<(Table, TypeId), Slot>,
}

impl Shelf {
    /// The generation, while no commit that changes a kept table is under way.
    pub(super) fn settled(&self) -> Option<u64> {
        let generation = self.generation.load(Ordering::SeqCst);
        generation.is_multiple_of(2).then_some(generation)
    }

    /// Takes a snapshot by `take`, and says which generation it is of, if that is certain.
    pub(super) fn beside<T, E>(
        &self,
        take: impl FnOnce() -> Result<T, E>,
    ) -> Result<(T, Option<u64>), E> {
        let before = self.settled();
        let taken = take()?;
        let generation = before.filter(|before| self.settled() == Some(*before));
        Ok((taken, generation))
    }

    /// From now until the guard is dropped a commit that changes a kept table is under way. Whether
    /// it succeeds or not, nothing kept so far is used again.
    pub(super) fn changing(&self) -> Changing<'_> {
        self.generation.fetch_add(1, Ordering::SeqCst);
        Changing(self)
    }

    /// The database is another one now.
    pub(super) fn forget(&self) {
        drop(self.changing());
    }
}

/// See [`Shelf::changing`].
pub(super) struct Changing<'a>(&'a Shelf);

impl Drop for Changing<'_> {
    fn drop(&mut self) {
        self.0.generation.fetch_add(1, Ordering::SeqCst);
    }
}

/// The shelf as one snapshot may use it.
#[derive(Clone)]
pub struct Kept {
    shelf: Arc<Shelf>,
    generation: u64,
}

impl Kept {
    pub(super) fn new(shelf: &Arc<Shelf>, generation: u64) -> Kept {
        Kept {
            shelf: Arc::clone(shelf),
            generation,
        }
    }

    pub(super) fn find<T: Send + Sync + 'static>(
        &self,
        table: Table,
        key: &[u8],
    ) -> Option<Arc<T>> {
        let records = self.shelf.records.read();
        let records = records.unwrap_or_else(PoisonError::into_inner);
        if records.generation != self.generation {
            return None;
        }
        let slot = records.slots.get(&(table, TypeId::of::<T>()))?;
        Arc::clone(slot.get(key)?).downcast().ok()
    }

    pub(super) fn keep<T: Send + Sync + 'static>(&self, table: Table, key: &[u8], made: &Arc<T>) {
        let records = self.shelf.records.write();
        let mut records = records.unwrap_or_else(PoisonError::into_inner);
        if records.generation > self.generation {
            return;
        }
        if records.generation < self.generation || records.count >= MOST {
            *records = Records {
                generation: self.generation,
                ..Records::default()
            };
        }
        let slot = records.slots.entry((table, TypeId::of::<T>()));
        let made: Arc<dyn Any + Send + Sync> = Arc::<T>::clone(made);
        if slot.or_default().insert(key.to_vec(), made).is_none() {
            records.count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Arc<Shelf> {
        Arc::new(Shelf::default())
    }

    fn now(shelf: &Arc<Shelf>) -> Kept {
        Kept::new(shelf, shelf.settled().expect("nothing is under way"))
    }

    #[test]
    fn a_snapshot_taken_while_a_change_commits_reads_for_itself() {
        let shelf = shelf();
        let (_, before) = shelf.beside(|| Ok::<_, ()>(())).expect("is taken");
        assert_eq!(before, Some(0));
        let changing = shelf.changing();
        let (_, during) = shelf.beside(|| Ok::<_, ()>(())).expect("is taken");
        assert_eq!(during, None);
        drop(changing);
        let (_, across) = shelf
            .beside(|| {
                drop(shelf.changing());
                Ok::<_, ()>(())
            })
            .expect("is taken");
        assert_eq!(across, None, "it may be of before or of after");
        let (_, after) = shelf.beside(|| Ok::<_, ()>(())).expect("is taken");
        assert_eq!(after, Some(4));
    }

    #[test]
    fn what_an_older_snapshot_read_never_reaches_a_newer_one() {
        let shelf = shelf();
        let old = now(&shelf);
        old.keep(Table::Settings, b"rules", &Arc::new(1_u64));
        assert_eq!(old.find(Table::Settings, b"rules"), Some(Arc::new(1_u64)));
        drop(shelf.changing());
        let new = now(&shelf);
        assert_eq!(new.find::<u64>(Table::Settings, b"rules"), None);
        new.keep(Table::Settings, b"rules", &Arc::new(2_u64));
        old.keep(Table::Settings, b"rules", &Arc::new(1_u64));
        assert_eq!(new.find(Table::Settings, b"rules"), Some(Arc::new(2_u64)));
        assert_eq!(old.find::<u64>(Table::Settings, b"rules"), None);
    }

    #[test]
    fn a_flood_of_keys_does_not_grow_it() {
        let shelf = shelf();
        let kept = now(&shelf);
        for n in 0..10_000_u64 {
            kept.keep(Table::Sessions, &n.to_be_bytes(), &Arc::new(n));
        }
        let records = shelf.records.read().expect("is whole");
        assert!(records.count <= MOST);
    }
}
