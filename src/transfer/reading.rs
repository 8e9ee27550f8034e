//! Going through a table once its columns are known: rows gathered into orders, one at a time.

use super::cell;
use super::cell::Reason;
use super::field::Field;
use super::field::SheetKind;
use super::imported::Found;
use super::imported::ImportedLines;
use super::order_rows;
use super::plan::Plan;
use super::plan::SheetPlan;
use super::refund_row;
use super::refused::Refused;
use super::row::Cell;
use super::row::Row;
use super::row::Step;
use super::row_reader::RowReader;
use super::row_reader::bad;
use super::table::Table;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::hash::BuildHasherDefault;
use std::hash::DefaultHasher;
use std::io::Read;
use std::io::Seek;
use std::ops::ControlFlow;

/// What a first pass tells: how many rows there are, and which orders lie scattered.
#[derive(Debug, Default)]
pub struct Survey {
    /// Rows under the headings, without blank ones.
    pub rows: u64,
    /// Rows of each order that does not stand in one piece, by the hash of its number.
    scattered: HashMap<u64, u32>,
}

#[derive(Default)]
struct Tally {
    rows: u32,
    runs: u32,
}

/// Counts the rows and finds the orders whose rows do not follow each other. Holds a few bytes
/// per order.
///
/// # Errors
/// When a limit is passed or the file cannot be read to its end.
pub fn survey<R: Read + Seek>(table: &mut Table<R>, plan: &Plan) -> Result<Survey, Refused> {
    let mut tallies: HashMap<u64, Tally> = HashMap::new();
    let mut rows = 0;
    let mut previous = None;
    let mut order_nos = OrderNos::default();
    table.each_row(&mut |row| {
        let Some(sheet) = plan.of(row.sheet) else {
            return Step::SkipSheet;
        };
        if row.number <= sheet.header_row || row.is_blank() {
            return Step::Next;
        }
        rows += 1;
        if sheet.kind == SheetKind::Refunds {
            return Step::Next;
        }
        match order_nos.of(&row, sheet) {
            Whose::Order(order_no) => {
                let key = hash(&order_no);
                let tally = tallies.entry(key).or_default();
                tally.rows += 1;
                if previous != Some((row.sheet, key)) {
                    tally.runs += 1;
                }
                previous = Some((row.sheet, key));
            }
            Whose::Nobody | Whose::Bad(..) => previous = None,
        }
        Step::Next
    })?;
    let scattered = tallies
        .into_iter()
        .filter(|(_, tally)| tally.runs > 1)
        .map(|(key, tally)| (key, tally.rows))
        .collect();
    Ok(Survey { rows, scattered })
}

/// Shows everything the table gives to `visit`, with the number of rows done so far. Orders come
/// one by one as soon as their last row was seen; a bad row is shown and never ends the reading.
///
/// # Errors
/// When a limit is passed or the file cannot be read to its end; what was shown before stands.
pub fn read<R: Read + Seek>(
    table: &mut Table<R>,
    plan: &Plan,
    survey: &Survey,
    zone: &TimeZone,
    visit: &mut dyn FnMut(Found, u64) -> ControlFlow<()>,
) -> Result<(), Refused> {
    let limit = table.limits().waiting;
    let mut gathering = Gathering {
        plan,
        zone,
        visit,
        left: survey.scattered.clone(),
        current: None,
        waiting: BTreeMap::new(),
        waiting_bytes: 0,
        rows: 0,
    };
    let mut order_nos = OrderNos::default();
    let mut flow = ControlFlow::Continue(());
    let mut too_scattered = false;
    table.each_row(&mut |row| {
        let Some(sheet) = plan.of(row.sheet) else {
            return Step::SkipSheet;
        };
        if row.number <= sheet.header_row || row.is_blank() {
            return Step::Next;
        }
        gathering.rows += 1;
        let whose = match sheet.kind {
            SheetKind::Refunds => None,
            SheetKind::Orders | SheetKind::Lines => Some(order_nos.of(&row, sheet)),
        };
        flow = gathering.take(row, sheet, whose);
        too_scattered = gathering.waiting_bytes > limit;
        if flow.is_break() || too_scattered {
            Step::Stop
        } else {
            Step::Next
        }
    })?;
    if too_scattered {
        return Err(Refused::TooScattered);
    }
    if flow.is_continue() {
        // Everything left is whole now: there are no more rows.
        let _ = gathering.finish();
    }
    Ok(())
}

/// Whose row it is.
enum Whose {
    Order(String),
    /// A total or a note under the table.
    Nobody,
    Bad(Option<usize>, Reason),
}

/// Reads the order number of each row, and carries it down merged cells.
#[derive(Default)]
struct OrderNos {
    above: Option<(usize, String)>,
}

impl OrderNos {
    fn of(&mut self, row: &Row, sheet: &SheetPlan) -> Whose {
        let column = sheet
            .fields
            .iter()
            .position(|field| *field == Some(Field::OrderNo));
        let cell = column
            .and_then(|column| row.cells.get(column))
            .unwrap_or(&Cell::Empty);
        let whose = match cell::number(cell) {
            Ok(Some(order_no)) => Whose::Order(order_no),
            Ok(None) if sheet.merged => match &self.above {
                Some((above, order_no)) if *above == row.sheet => Whose::Order(order_no.clone()),
                _ => Whose::Bad(column, Reason::NoOrder),
            },
            Ok(None) => Whose::Bad(column, Reason::Missing),
            Err(_) if is_note(cell) => Whose::Nobody,
            Err(reason) => Whose::Bad(column, reason),
        };
        self.above = match &whose {
            Whose::Order(order_no) => Some((row.sheet, order_no.clone())),
            _ => None,
        };
        whose
    }
}

fn is_note(cell: &Cell) -> bool {
    let text = cell::text(cell);
    ["合计", "总计", "小计", "汇总", "合計", "總計", "导出", "#"]
        .iter()
        .any(|sign| text.starts_with(sign))
}

fn hash(order_no: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(order_no)
}

/// The rows of one order seen so far, and those of its goods in a sheet of their own.
#[derive(Default)]
struct Group {
    rows: Vec<Row>,
    goods: Vec<Row>,
}

struct Gathering<'a> {
    plan: &'a Plan,
    zone: &'a TimeZone,
    visit: &'a mut dyn FnMut(Found, u64) -> ControlFlow<()>,
    /// Rows still to come of each scattered order.
    left: HashMap<u64, u32>,
    current: Option<(String, Group)>,
    waiting: BTreeMap<String, Group>,
    waiting_bytes: usize,
    rows: u64,
}

impl Gathering<'_> {
    fn take(&mut self, row: Row, sheet: &SheetPlan, whose: Option<Whose>) -> ControlFlow<()> {
        let order_no = match whose {
            None => {
                self.flush()?;
                return self.show_refund(&row, sheet);
            }
            Some(Whose::Nobody) => return self.flush(),
            Some(Whose::Bad(column, reason)) => {
                self.flush()?;
                let error = self.reader(&row, sheet).error(column, reason);
                return (self.visit)(Found::Bad(bad(&row, error)), self.rows);
            }
            Some(Whose::Order(order_no)) => order_no,
        };
        let key = hash(&order_no);
        if let Some(left) = self.left.get_mut(&key) {
            *left = left.saturating_sub(1);
            let is_last = *left == 0;
            self.flush()?;
            self.wait(&order_no, row, sheet);
            if is_last && let Some(group) = self.waiting.remove(&order_no) {
                self.waiting_bytes = self.waiting_bytes.saturating_sub(weight(&group));
                return self.show(&order_no, group);
            }
            return ControlFlow::Continue(());
        }
        if self.current.as_ref().is_some_and(|(no, _)| *no != order_no) {
            self.flush()?;
        }
        let (_, group) = self
            .current
            .get_or_insert_with(|| (order_no, Group::default()));
        put(group, row, sheet);
        ControlFlow::Continue(())
    }

    fn wait(&mut self, order_no: &str, mut row: Row, sheet: &SheetPlan) {
        // Only what will be read is worth the memory.
        for (column, cell) in row.cells.iter_mut().enumerate() {
            if sheet.fields.get(column).copied().flatten().is_none() {
                *cell = Cell::Empty;
            }
        }
        self.waiting_bytes += row_weight(&row);
        let group = self.waiting.entry(order_no.to_owned()).or_default();
        put(group, row, sheet);
    }

    fn flush(&mut self) -> ControlFlow<()> {
        match self.current.take() {
            Some((order_no, group)) => self.show(&order_no, group),
            None => ControlFlow::Continue(()),
        }
    }

    fn finish(&mut self) -> ControlFlow<()> {
        self.flush()?;
        while let Some((order_no, group)) = self.waiting.pop_first() {
            self.show(&order_no, group)?;
        }
        ControlFlow::Continue(())
    }

    fn reader<'r>(&'r self, row: &'r Row, sheet: &'r SheetPlan) -> RowReader<'r> {
        RowReader {
            row,
            plan: sheet,
            zone: self.zone,
        }
    }

    fn readers<'r>(&'r self, rows: &'r [Row]) -> Vec<RowReader<'r>> {
        rows.iter()
            .filter_map(|row| Some(self.reader(row, self.plan.of(row.sheet)?)))
            .collect()
    }

    fn show(&mut self, order_no: &str, group: Group) -> ControlFlow<()> {
        let rows = self.readers(&group.rows);
        let goods = self.readers(&group.goods);
        let found = if rows.is_empty() {
            let mut lines = Vec::new();
            goods
                .iter()
                .enumerate()
                .try_for_each(|(at, row)| {
                    lines.push(order_rows::line(row).map_err(|error| (at, error))?);
                    Ok(())
                })
                .map(|()| {
                    Found::Lines(ImportedLines {
                        row: group.goods[0].number,
                        order_no: order_no.to_owned(),
                        lines,
                    })
                })
        } else {
            order_rows::order(order_no, &rows, &goods).map(|order| Found::Order(Box::new(order)))
        };
        let bads = match found {
            Ok(found) => return (self.visit)(found, self.rows),
            Err((at, error)) => rows
                .iter()
                .chain(&goods)
                .enumerate()
                .map(|(other, row)| {
                    // Half an order would have the wrong money, so its other rows stay out too.
                    let error = match other == at {
                        true => error.clone(),
                        false => row.error(None, Reason::OtherRow),
                    };
                    bad(row.row, error)
                })
                .collect::<Vec<_>>(),
        };
        bads.into_iter()
            .try_for_each(|bad| (self.visit)(Found::Bad(bad), self.rows))
    }

    fn show_refund(&mut self, row: &Row, sheet: &SheetPlan) -> ControlFlow<()> {
        let order_cell = sheet
            .fields
            .iter()
            .position(|field| *field == Some(Field::RefundNo))
            .and_then(|column| row.cells.get(column));
        if order_cell.is_some_and(is_note) {
            return ControlFlow::Continue(());
        }
        let found = match refund_row::refund(&self.reader(row, sheet)) {
            Ok(refund) => Found::Refund(Box::new(refund)),
            Err(error) => Found::Bad(bad(row, error)),
        };
        (self.visit)(found, self.rows)
    }
}

fn put(group: &mut Group, row: Row, sheet: &SheetPlan) {
    match sheet.kind {
        SheetKind::Lines => group.goods.push(row),
        SheetKind::Orders | SheetKind::Refunds => group.rows.push(row),
    }
}

fn weight(group: &Group) -> usize {
    group.rows.iter().chain(&group.goods).map(row_weight).sum()
}

/// Bytes a row takes while it waits, about.
fn row_weight(row: &Row) -> usize {
    let texts: usize = row
        .cells
        .iter()
        .map(|cell| match cell {
            Cell::Text(text) => text.len(),
            _ => 0,
        })
        .sum();
    texts + row.cells.len() * size_of::<Cell>() + 64
}
