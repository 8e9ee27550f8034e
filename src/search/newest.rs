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

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::Index;
    use tantivy::IndexWriter;
    use tantivy::TantivyDocument;
    use tantivy::query::AllQuery;
    use tantivy::schema::FAST;
    use tantivy::schema::Schema;

    /// An index with a segment for each list of times; the keys count up.
    fn in_segments(segments: &[Vec<i64>]) -> (Searcher, Vec<(i64, u64)>) {
        let mut schema = Schema::builder();
        let key = schema.add_u64_field(KEY, FAST);
        let at = schema.add_i64_field(AT, FAST);
        let index = Index::create_in_ram(schema.build());
        let mut writer: IndexWriter = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("writes");
        writer.set_merge_policy(Box::new(tantivy::indexer::NoMergePolicy));
        let mut all = Vec::new();
        for times in segments {
            for time in times {
                let mut document = TantivyDocument::default();
                document.add_u64(key, all.len() as u64);
                document.add_i64(at, *time);
                writer.add_document(document).expect("adds");
                all.push((*time, all.len() as u64));
            }
            writer.commit().expect("commits");
        }
        all.sort_unstable_by_key(|hit| Reverse(*hit));
        (index.reader().expect("reads").searcher(), all)
    }

    #[test]
    fn pages_hold_everything_once_however_it_lies_in_segments() {
        let (searcher, all) = in_segments(&[
            (0..50).collect(),
            (200..250).rev().collect(),
            // As old ones that were changed, and of one moment.
            vec![7, 49, 49, 210, 49, 1000],
            (50..120).collect(),
        ]);
        let mut pages = Vec::new();
        let mut before = None;
        loop {
            let newest = Newest {
                before,
                from: i64::MIN,
                until: i64::MAX,
                limit: 9,
            };
            let page = newest.find(&AllQuery, &searcher).expect("finds");
            assert!(page.total >= page.found.len());
            let Some(last) = page.found.last() else { break };
            before = Some(*last);
            pages.extend(page.found);
        }
        assert_eq!(pages, all);
    }

    #[test]
    fn segments_that_are_not_looked_through_count_about_as_the_others() {
        let (searcher, all) = in_segments(&[(0..500).collect(), (1000..1500).collect()]);
        let newest = |limit| Newest {
            before: None,
            from: i64::MIN,
            until: i64::MAX,
            limit,
        };
        let few = newest(5).find(&AllQuery, &searcher).expect("finds");
        assert_eq!((few.total, &few.found[..]), (1000, &all[..5]));
        let between = Newest {
            from: 100,
            until: 200,
            ..newest(5)
        };
        let between = between.find(&AllQuery, &searcher).expect("finds");
        assert_eq!((between.total, between.found[0].0), (100, 199));
    }
}
