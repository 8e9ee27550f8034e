//! Running an import: a file's orders into the store, in batches, with progress, to a report.

use super::cell::Reason;
use super::imported::BadRow;
use super::imported::Found;
use super::imported::ImportedLines;
use super::imported::ImportedOrder;
use super::imported::ImportedRefund;
use super::imported::RowError;
use super::plan::Plan;
use super::reading;
use super::refused::Refused;
use super::report::ImportError;
use super::report::ImportReport;
use super::requests;
use super::requests::Teller;
use super::sealing;
use super::table::Table;
use crate::actions::Moment;
use crate::actions::orders::Brought;
use crate::actions::orders::FromFile;
use crate::actions::orders::bring_from_file;
use crate::actions::orders::bring_lines;
use crate::domain::case::record::Intake;
use crate::domain::ids::ShopId;
use crate::failure::Failure;
use crate::store::Store;
use crate::store::orders;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::VecDeque;
use std::io::Read;
use std::io::Seek;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::sync_channel;
use std::time::Duration;

/// Orders per command: large enough to commit rarely, small enough that staff never wait long.
const BATCH: usize = 250;

/// Batches on their way to the disk while the next ones are read.
const UNDER_WAY: usize = 3;

/// Bad rows kept with their cells, to be given back as a file.
const KEPT: usize = 2_000;

/// Errors listed in a report; an import with more stops being useful to read.
const LISTED: usize = 100_000;

/// Whose orders they are, and when.
#[derive(Debug, Clone)]
pub struct ImportTo {
    pub shop: ShopId,
    /// The zone the file's times are written in.
    pub zone: TimeZone,
    pub moment: Moment,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub done: u64,
    pub rows: u64,
}

/// How an import ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub report: ImportReport,
    /// The first 2 000 bad rows with their cells.
    pub bad: Vec<BadRow>,
    /// The headings of the first sheet, for giving bad rows back.
    pub headings: Vec<String>,
    /// Someone stopped it; what was done stays.
    pub cancelled: bool,
}

/// Why an import did not run to its end.
#[derive(Debug)]
pub enum Stopped {
    /// The file, or the rest of it, cannot be read.
    Refused(Refused),
    /// The store does not take it.
    Failed(Failure),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Stopped {
        Stopped::Refused(refused)
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Stopped {
        Stopped::Failed(failure)
    }
}

/// Imports everything `plan` makes of `table`. `progress` is asked after every row whether to go
/// on. Running it again changes nothing, so an import that was cut off is simply run again.
///
/// # Errors
/// When the file cannot be read to its end, or the store fails; batches before that stand.
pub fn run<R: Read + Seek>(
    store: &Store,
    table: &mut Table<R>,
    plan: &Plan,
    to: &ImportTo,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Imported, Stopped> {
    let survey = reading::survey(table, plan)?;
    let rows = survey.rows;
    let mut run = Run::new(store, to, table, plan);
    run.imported.report.rows = rows;
    let mut stopped = None;
    reading::read(table, plan, &survey, &to.zone, &mut |found, done| {
        if let Err(failure) = run.take(found) {
            stopped = Some(failure);
            return ControlFlow::Break(());
        }
        let flow = progress(Progress { done, rows });
        run.imported.cancelled = flow.is_break();
        flow
    })?;
    if let Some(failure) = stopped {
        return Err(Stopped::Failed(failure));
    }
    run.finish()?;
    Ok(run.imported)
}

/// What is written in one command, in the order of the file.
enum Piece {
    /// The row it begins in, and the order.
    Order(u64, Box<FromFile>),
    Lines(ImportedLines),
    Request(Box<ImportedRefund>),
}

/// What became of a piece: brought in, or the reason why not.
type Fate = Result<Brought, Reason>;

struct Run<'a> {
    store: &'a Store,
    to: &'a ImportTo,
    orders: Vec<ImportedOrder>,
    lines: Vec<ImportedLines>,
    under_way: VecDeque<(Arc<Vec<Piece>>, Receiver<Answer>)>,
    imported: Imported,
}

type Answer = Result<Vec<Result<Brought, String>>, Failure>;

impl<'a> Run<'a> {
    fn new<R: Read + Seek>(
        store: &'a Store,
        to: &'a ImportTo,
        table: &Table<R>,
        plan: &Plan,
    ) -> Run<'a> {
        let encoding = match table.encoding() {
            Some(encoding) => encoding.code(),
            None => table.form().code(),
        };
        Run {
            store,
            to,
            orders: Vec::with_capacity(BATCH),
            lines: Vec::new(),
            under_way: VecDeque::new(),
            imported: Imported {
                report: ImportReport {
                    encoding: encoding.to_owned(),
                    profile: plan.profile(),
                    ..ImportReport::default()
                },
                bad: Vec::new(),
                headings: plan
                    .sheets
                    .first()
                    .map(|sheet| sheet.headings.clone())
                    .unwrap_or_default(),
                cancelled: false,
            },
        }
    }

    fn take(&mut self, found: Found) -> Result<(), Failure> {
        match found {
            Found::Bad(bad) => {
                self.error(&bad.error);
                if self.imported.bad.len() < KEPT {
                    self.imported.bad.push(bad);
                }
            }
            Found::Order(order) => self.orders.push(*order),
            Found::Lines(lines) => self.lines.push(lines),
            Found::Refund(refund) => {
                // A request speaks of an order that may stand before it, and what the rules
                // refuse half-way must leave no half, so each is a command of its own.
                self.send()?;
                self.submit(vec![Piece::Request(refund)])?;
            }
        }
        if self.orders.len() + self.lines.len() >= BATCH {
            self.send()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        self.send()?;
        while !self.under_way.is_empty() {
            self.settle_one()?;
        }
        Ok(())
    }

    /// Sends what was gathered to the writer, without what the store knows already.
    fn send(&mut self) -> Result<(), Failure> {
        let orders = std::mem::take(&mut self.orders);
        let lines = std::mem::take(&mut self.lines);
        if orders.is_empty() && lines.is_empty() {
            return Ok(());
        }
        let mut pieces = self.changed(orders)?;
        pieces.extend(lines.into_iter().map(Piece::Lines));
        self.submit(pieces)
    }

    fn submit(&mut self, pieces: Vec<Piece>) -> Result<(), Failure> {
        if pieces.is_empty() {
            return Ok(());
        }
        while self.under_way.len() >= UNDER_WAY {
            self.settle_one()?;
        }
        let pieces = Arc::new(pieces);
        let answer = self.hand_over(&pieces);
        self.under_way.push_back((pieces, answer));
        Ok(())
    }

    fn changed(&mut self, orders: Vec<ImportedOrder>) -> Result<Vec<Piece>, Failure> {
        let vault = self.store.vault();
        let shop = self.to.shop;
        let hashed: Vec<(ImportedOrder, String)> = orders
            .into_iter()
            .map(|order| {
                let hash = sealing::facts_hash(vault, &order);
                (order, hash)
            })
            .collect();
        let known = self.store.read(|view| {
            let mut known = Vec::with_capacity(hashed.len());
            for (order, hash) in &hashed {
                let old = match orders::id_by_no(view, shop, &order.order_no)? {
                    Some(id) => orders::by_id(view, id)?,
                    None => None,
                };
                known.push(old.is_some_and(|old| old.facts_hash == *hash));
            }
            Ok(known)
        })?;
        let mut pieces = Vec::with_capacity(hashed.len());
        for ((order, hash), known) in hashed.into_iter().zip(known) {
            if known {
                self.imported.report.skipped += 1;
            } else {
                let sealed = sealing::sealed(vault, shop, &order, hash, self.to.moment.now)?;
                pieces.push(Piece::Order(order.row, Box::new(sealed)));
            }
        }
        Ok(pieces)
    }

    fn hand_over(&self, pieces: &Arc<Vec<Piece>>) -> Receiver<Answer> {
        let (sender, receiver) = sync_channel(1);
        let pieces = Arc::clone(pieces);
        let to = self.to.clone();
        self.store.submit(
            None,
            to.moment.now,
            move |plan| {
                let mut fates = Vec::with_capacity(pieces.len());
                for piece in pieces.iter() {
                    let fate = write_piece(plan, piece, &to)?;
                    fates.push(fate.map_err(|reason| reason.code().to_owned()));
                }
                Ok(fates)
            },
            move |answer| {
                // The import may have ended with another failure meanwhile.
                let _ = sender.send(answer);
            },
        );
        receiver
    }

    /// Waits for the oldest batch and counts what became of it.
    fn settle_one(&mut self) -> Result<(), Failure> {
        let Some((pieces, mut receiver)) = self.under_way.pop_front() else {
            return Ok(());
        };
        let fates = loop {
            let answer = receiver
                .recv()
                .unwrap_or_else(|_| Err(Failure::Fault(anyhow::anyhow!("the writer is gone"))));
            match answer {
                // Staff come first; the import waits its turn.
                Err(Failure::Busy) => {
                    std::thread::sleep(Duration::from_millis(50));
                    receiver = self.hand_over(&pieces);
                }
                // Only a request can be refused, and it is alone.
                Err(Failure::Refused(_)) => break vec![Err(Reason::Refused.code().to_owned())],
                answer => break answer?,
            }
        };
        for (piece, fate) in pieces.iter().zip(fates) {
            match fate {
                Ok(Brought::Created) => self.imported.report.created += 1,
                Ok(Brought::Updated) => self.imported.report.updated += 1,
                Ok(Brought::Unchanged) => self.imported.report.skipped += 1,
                Err(code) => {
                    let reason = Reason::from_code(&code).unwrap_or(Reason::Refused);
                    self.reject(piece, reason);
                }
            }
        }
        Ok(())
    }

    fn reject(&mut self, piece: &Piece, reason: Reason) {
        let (row, excerpt) = match piece {
            Piece::Order(row, from) => (*row, from.order.order_no.clone()),
            Piece::Lines(lines) => (lines.row, lines.order_no.clone()),
            Piece::Request(refund) => (refund.row, refund.refund_no.clone()),
        };
        self.error(&RowError {
            row,
            sheet: String::new(),
            column: String::new(),
            reason,
            excerpt,
        });
    }

    fn error(&mut self, error: &RowError) {
        let errors = &mut self.imported.report.errors;
        if errors.len() < LISTED {
            errors.push(ImportError {
                row: error.row,
                column: error.column.clone(),
                reason: error.reason.code(),
            });
        }
    }
}

/// Writes one piece within a command. A piece the rules refuse leaves the others alone.
fn write_piece(
    plan: &mut crate::store::Plan<'_, '_>,
    piece: &Piece,
    to: &ImportTo,
) -> Result<Fate, Failure> {
    match piece {
        Piece::Order(_, from) => match bring_from_file(plan, from, &to.moment) {
            Ok((_, brought)) => Ok(Ok(brought)),
            Err(Failure::Invalid(_)) => Ok(Err(Reason::Missing)),
            Err(failure) => Err(failure),
        },
        Piece::Lines(lines) => {
            let new = sealing::lines(&lines.lines);
            let brought = bring_lines(plan, to.shop, &lines.order_no, new, &to.moment)?;
            Ok(brought.ok_or(Reason::OrderUnknown))
        }
        Piece::Request(refund) => {
            let teller = Teller {
                shop: to.shop,
                plugin: None,
                intake: Intake::Import,
                lines: &[],
                moment: &to.moment,
            };
            requests::write(plan, refund, &teller)
        }
    }
}
