//! What one snapshot has decoded already: a page asks for its case and its order several times over.

use super::tables::Table;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

/// Records beyond this many push out the oldest: pages come back to a few, jobs to none.
const MOST: usize = 16;

struct Seen {
    table: Table,
    key: u64,
    record: Rc<dyn Any>,
}

/// The last records of a snapshot, decoded.
#[derive(Default)]
pub struct Memo {
    seen: RefCell<Vec<Seen>>,
}

impl Memo {
    pub(super) fn find<T: 'static>(&self, table: Table, key: u64) -> Option<Rc<T>> {
        let seen = self.seen.borrow();
        let found = seen.iter().find(|one| one.key == key && one.table == table);
        Rc::clone(&found?.record).downcast().ok()
    }

    pub(super) fn keep<T: 'static>(&self, table: Table, key: u64, record: &Rc<T>) {
        let mut seen = self.seen.borrow_mut();
        if seen.len() >= MOST {
            seen.remove(0);
        }
        let record: Rc<dyn Any> = Rc::<T>::clone(record);
        seen.push(Seen { table, key, record });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_the_last_few_by_table_and_key() {
        let memo = Memo::default();
        for key in 0..100_u64 {
            memo.keep(Table::Cases, key, &Rc::new(key));
        }
        assert_eq!(memo.find(Table::Cases, 99), Some(Rc::new(99_u64)));
        assert_eq!(memo.find::<u64>(Table::Cases, 0), None, "pushed out");
        assert_eq!(memo.find::<u64>(Table::Orders, 99), None);
    }
}
