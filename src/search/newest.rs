//! Collects the newest documents that fit, in an order that does not depend on how the index lies
//! on disk: by time, then by key, both downwards. Segments that hold nothing as new as what was
//! found already are not looked through.

use super::index::AT;
use super::index::KEY;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use tantivy::DocId;
use tantivy::Score;
use tantivy::Searcher;
use tantivy::SegmentOrdinal;
use tantivy::SegmentReader;
use tantivy::collector::Collector;
use tantivy::collector::SegmentCollector;
use tantivy::columnar::ColumnValues;
use tantivy::query::EnableScoring;
use tantivy::query::Query;

/// Which documents are wanted.
pub(super) struct Newest {
    /// Only those that come after this one.
    pub before: Option<(i64, u64)>,
    /// ms since 1970
    pub from: i64,
    /// ms since 1970, excluded
    pub until: i64,
    pub limit: usize,
}

/// What fits.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Time and key, the newest first.
    pub found: Vec<(i64, u64)>,
    /// How many fit in all, pages before this one included; about so many where not all segments
    /// were looked through.
    pub total: usize,
}

impl Newest {
    /// Looks through the segments, those with the newest documents first.
    pub(super) fn find(&self, query: &dyn Query, searcher: &Searcher) -> tantivy::Result<Page> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let at = segment.fast_fields().column_first_or_default::<i64>(AT)?;
            if at.min_value() < self.until && at.max_value() >= self.from {
                segments.push((at.max_value(), segment));
            }
        }
        segments.sort_by_key(|(newest, _)| Reverse(*newest));
        let mut page = Page::default();
        let (mut looked, mut left) = (0_u64, 0_u64);
        for (newest, segment) in segments {
            let documents = u64::from(segment.num_docs());
            let oldest = page.found.last().filter(|_| page.found.len() >= self.limit);
            if oldest.is_some_and(|(at, _)| newest < *at) {
                left += documents;
                continue;
            }
            looked += documents;
            // The place of the segment in the searcher is not asked for.
            let here = self.collect_segment(weight.as_ref(), 0, segment)?;
            page = self.merge_fruits(vec![page, here])?;
        }
        let more = page.total as u64 * left / looked.max(1);
        page.total += usize::try_from(more).unwrap_or(0);
        Ok(page)
    }
}

/// The collector of one segment.
pub(super) struct NewestHere {
    at: Arc<dyn ColumnValues<i64>>,
    key: Arc<dyn ColumnValues<u64>>,
    before: Option<(i64, u64)>,
    from: i64,
    until: i64,
    limit: usize,
    heap: BinaryHeap<Reverse<(i64, u64)>>,
    total: usize,
}

impl Collector for Newest {
    type Fruit = Page;
    type Child = NewestHere;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<NewestHere> {
        let columns = segment.fast_fields();
        Ok(NewestHere {
            at: columns.column_first_or_default(AT)?,
            key: columns.column_first_or_default(KEY)?,
            before: self.before,
            from: self.from,
            until: self.until,
            limit: self.limit,
            heap: BinaryHeap::with_capacity(self.limit + 1),
            total: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, pages: Vec<Page>) -> tantivy::Result<Page> {
        let mut all = Page::default();
        for page in pages {
            all.total += page.total;
            all.found.extend(page.found);
        }
        all.found.sort_unstable_by_key(|hit| Reverse(*hit));
        all.found.truncate(self.limit);
        Ok(all)
    }
}

impl SegmentCollector for NewestHere {
    type Fruit = Page;

    fn collect(&mut self, doc: DocId, _: Score) {
        let at = self.at.get_val(doc);
        if at < self.from || at >= self.until {
            return;
        }
        self.total += 1;
        let full = self.heap.len() >= self.limit;
        if full
            && self
                .heap
                .peek()
                .is_some_and(|Reverse((oldest, _))| at < *oldest)
        {
            return;
        }
        let hit = (at, self.key.get_val(doc));
        if self.before.is_some_and(|before| hit >= before) {
            return;
        }
        self.heap.push(Reverse(hit));
        if full {
            self.heap.pop();
        }
    }

    fn harvest(self) -> Page {
        Page {
            found: self.heap.into_iter().map(|Reverse(hit)| hit).collect(),
            total: self.total,
        }
    }
}
