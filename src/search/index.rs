//! The index itself: its fields, how it is opened, written and asked. Nothing of a text is stored
//! in it, only where its terms stand.

use super::asked::Asked;
use super::asked::Only;
use super::asked::Word;
use super::document;
use super::document::Document;
use super::newest::Newest;
use super::newest::Page;
use super::position::Position;
use super::terms;
use crate::domain::ids::ShopId;
use anyhow::Context;
use anyhow::Result;
use std::fs;
use std::ops::Bound;
use std::path::Path;
use tantivy::Index;
use tantivy::IndexReader;
use tantivy::IndexSettings;
use tantivy::IndexWriter;
use tantivy::ReloadPolicy;
use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::directory::MmapDirectory;
use tantivy::index::SegmentId;
use tantivy::index::SegmentMeta;
use tantivy::indexer::IndexWriterOptions;
use tantivy::indexer::LogMergePolicy;
use tantivy::query::BooleanQuery;
use tantivy::query::EmptyQuery;
use tantivy::query::Occur;
use tantivy::query::Query;
use tantivy::query::RangeQuery;
use tantivy::query::TermQuery;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::INDEXED;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;
use tantivy::tokenizer::PreTokenizedString;
use tantivy::tokenizer::Token;

/// Bytes the writer may hold before it writes a segment; it holds none while idle.
const WRITER_BYTES: usize = 30_000_000;
/// A segment with this part of its documents gone is written anew.
const GONE: f32 = 0.3;
/// A segment with more documents than this is not merged with others: the older ones are then not
/// looked at when the newer ones fill a page.
const WHOLE: usize = 20_000;

pub(super) const KEY: &str = "key";
pub(super) const AT: &str = "at";
const TERMS: &str = "terms";
const MARKS: &str = "marks";

#[derive(Clone, Copy)]
struct Fields {
    key: Field,
    at: Field,
    terms: Field,
    marks: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    let text = || TextOptions::default().set_indexing_options(indexing.clone());
    let fields = Fields {
        key: schema.add_u64_field(KEY, INDEXED | FAST),
        at: schema.add_i64_field(AT, FAST),
        terms: schema.add_text_field(TERMS, text()),
        marks: schema.add_text_field(MARKS, text()),
    };
    (schema.build(), fields)
}

/// An open index, to be asked.
pub(super) struct Opened {
    index: Index,
    reader: IndexReader,
    fields: Fields,
}

impl Opened {
    /// Opens the index in a folder, or makes an empty one; without a folder it is in memory.
    ///
    /// # Errors
    /// When the folder holds something else, or the disk fails.
    pub(super) fn open(folder: Option<&Path>) -> Result<Opened> {
        let (schema, fields) = schema();
        let index = match folder {
            None => Index::create_in_ram(schema),
            Some(folder) => {
                fs::create_dir_all(folder).context("making the folder of the search index")?;
                let directory = MmapDirectory::open(folder).context("opening the search index")?;
                Index::builder()
                    .schema(schema)
                    .settings(IndexSettings {
                        docstore_compress_dedicated_thread: false,
                        ..IndexSettings::default()
                    })
                    .open_or_create(directory)
                    .context("opening the search index")?
            }
        };
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .context("reading the search index")?;
        Ok(Opened {
            index,
            reader,
            fields,
        })
    }

    /// How far the index has followed the log, as its last commit says.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn position(&self) -> Result<Option<Position>> {
        let metas = self
            .index
            .load_metas()
            .context("reading the search index")?;
        Ok(metas.payload.as_deref().and_then(Position::read))
    }

    /// # Errors
    /// When another writer has the index, or the disk fails.
    pub(super) fn writer(&self) -> Result<Writer> {
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(WRITER_BYTES)
            .num_worker_threads(1)
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter = self
            .index
            .writer_with_options(options)
            .context("writing the search index")?;
        let mut merging = LogMergePolicy::default();
        merging.set_del_docs_ratio_before_merge(GONE);
        merging.set_max_docs_before_merge(WHOLE);
        writer.set_merge_policy(Box::new(merging));
        Ok(Writer {
            writer,
            fields: self.fields,
        })
    }

    /// Lets questions see what was committed.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn reload(&self) -> Result<()> {
        self.reader.reload().context("reading the search index")
    }

    /// How many documents can be found.
    pub(super) fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// The newest documents that fit. `shops` are those whose documents may be seen; none means
    /// all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn ask(
        &self,
        asked: &Asked,
        shops: Option<&[ShopId]>,
        before: Option<(i64, u64)>,
        limit: usize,
    ) -> Result<Page> {
        let query = self.query(asked, shops);
        let newest = Newest {
            before,
            from: asked.only.from.map_or(i64::MIN, |at| at.0),
            until: asked.only.until.map_or(i64::MAX, |at| at.0),
            limit,
        };
        newest
            .find(query.as_ref(), &self.reader.searcher())
            .context("asking the search index")
    }

    fn query(&self, asked: &Asked, shops: Option<&[ShopId]>) -> Box<dyn Query> {
        let words: Vec<Box<dyn Query>> = asked.words.iter().flat_map(|w| self.word(w)).collect();
        let mut ways = vec![all(words)];
        ways.extend(asked.together.iter().map(|number| self.beginning(number)));
        let hash = asked.phone.iter();
        ways.extend(hash.map(|hash| self.term(&terms::hashed(hash))));
        let mut must = vec![any(ways)];
        must.extend(marks(&asked.only).iter().map(|mark| self.mark(mark)));
        if let Some(shops) = shops {
            let seen = shops
                .iter()
                .map(|shop| self.mark(&document::shop_mark(*shop)));
            must.push(any(seen.collect()));
        }
        all(must)
    }

    fn word(&self, word: &Word) -> Vec<Box<dyn Query>> {
        match word {
            Word::Beginning(word) => vec![self.beginning(word)],
            Word::Han(run) if run.len() > 1 => run
                .windows(2)
                .map(|pair| self.term(&pair.iter().collect::<String>()))
                .collect(),
            Word::Han(run) => run.iter().map(|c| self.starting(&c.to_string())).collect(),
        }
    }

    fn beginning(&self, word: &str) -> Box<dyn Query> {
        if word.chars().count() <= terms::BEGINNING {
            self.term(word)
        } else {
            self.starting(word)
        }
    }

    /// Any term that starts so.
    fn starting(&self, text: &str) -> Box<dyn Query> {
        let mut end = text.as_bytes().to_vec();
        // No character's last byte is 255.
        if let Some(last) = end.last_mut() {
            *last += 1;
        }
        let from = Term::from_field_text(self.fields.terms, text);
        let mut to = Term::from_field_text(self.fields.terms, "");
        to.append_bytes(&end);
        Box::new(RangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
    }

    fn term(&self, text: &str) -> Box<dyn Query> {
        self.exactly(self.fields.terms, text)
    }

    fn mark(&self, text: &str) -> Box<dyn Query> {
        self.exactly(self.fields.marks, text)
    }

    fn exactly(&self, field: Field, text: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(field, text);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }
}

fn all(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    joined(queries, Occur::Must)
}

fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    joined(queries, Occur::Should)
}

fn joined(mut queries: Vec<Box<dyn Query>>, occur: Occur) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::new(
            queries.into_iter().map(|query| (occur, query)).collect(),
        )),
    }
}

fn marks(only: &Only) -> Vec<String> {
    let mut marks = Vec::new();
    marks.extend(only.what.map(document::what_mark));
    marks.extend(only.kind.map(|kind| format!("kind:{kind}")));
    marks.extend(only.open.map(|open| document::open_mark(open).to_owned()));
    marks.extend(only.shop.map(document::shop_mark));
    marks.extend(only.owner.map(|owner| format!("owner:{owner}")));
    marks.extend(only.channel.map(|channel| format!("channel:{channel}")));
    marks
}

/// The one writer of an index.
pub(super) struct Writer {
    writer: IndexWriter,
    fields: Fields,
}

impl Writer {
    /// Forgets a document.
    pub(super) fn remove(&self, key: u64) {
        self.writer
            .delete_term(Term::from_field_u64(self.fields.key, key));
    }

    /// Adds a document; one with the same key must have been removed before.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn add(&self, document: Document) -> Result<()> {
        let mut written = TantivyDocument::default();
        written.add_u64(self.fields.key, document.key);
        written.add_i64(self.fields.at, document.at);
        written.add_pre_tokenized_text(self.fields.terms, tokens(document.terms));
        written.add_pre_tokenized_text(self.fields.marks, tokens(document.marks));
        self.writer
            .add_document(written)
            .context("writing the search index")?;
        Ok(())
    }

    /// Writes everything down, with how far it has come.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn commit(&mut self, position: &Position) -> Result<()> {
        let mut prepared = self
            .writer
            .prepare_commit()
            .context("writing the search index")?;
        prepared.set_payload(&position.written());
        prepared.commit().context("writing the search index")?;
        Ok(())
    }

    /// Writes every segment anew that still holds traces of forgotten documents. Returns whether
    /// none is left.
    ///
    /// # Errors
    /// When the disk fails.
    pub(super) fn purge(&mut self) -> Result<bool> {
        for segment in self.with_traces()? {
            // Refused when the segment is in another merge just now; then it is looked at again.
            if let Err(error) = self.writer.merge(&[segment]).wait() {
                tracing::debug!(error = %error, "a segment of the search index is busy");
            }
        }
        self.writer
            .garbage_collect_files()
            .wait()
            .context("removing old segments")?;
        Ok(self.with_traces()?.is_empty())
    }

    fn with_traces(&self) -> Result<Vec<SegmentId>> {
        let segments = self
            .writer
            .index()
            .searchable_segment_metas()
            .context("reading the search index")?;
        let with_traces = segments.iter().filter(|segment| segment.has_deletes());
        Ok(with_traces.map(SegmentMeta::id).collect())
    }

    /// Waits for merges under way, and ends.
    ///
    /// # Errors
    /// When one of them failed.
    pub(super) fn end(self) -> Result<()> {
        self.writer
            .wait_merging_threads()
            .context("ending the search index")
    }
}

fn tokens(terms: Vec<String>) -> PreTokenizedString {
    let tokens = terms.into_iter().enumerate().map(|(position, text)| Token {
        position,
        text,
        ..Token::default()
    });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}

#[cfg(test)]
impl Opened {
    /// In how many documents a term stands, those included that were forgotten but not purged.
    pub(super) fn traces_of(&self, term: &str) -> u64 {
        let term = Term::from_field_text(self.fields.terms, term);
        self.reader.searcher().doc_freq(&term).expect("is readable")
    }

    /// Makes it hold one text, and nothing else.
    pub(super) fn holding(&self, text: &str) {
        let phone = |number: &str| number.to_owned();
        let mut terms = terms::Terms::new(&phone);
        terms.words(text);
        let mut writer = self.writer().expect("a writer");
        writer
            .add(Document {
                key: 1,
                at: 0,
                terms: terms.into_terms().collect(),
                marks: Vec::new(),
            })
            .expect("adds");
        writer.writer.commit().expect("commits");
        self.reload().expect("reloads");
    }
}
