//! The rows of one order made into the order.

use super::address::PlainAddress;
use super::cell::Reason;
use super::delivery;
use super::field::Field;
use super::imported::ImportedLine;
use super::imported::ImportedOrder;
use super::imported::RowError;
use super::row_reader::RowReader;
use super::words;
use crate::domain::money::Fen;
use crate::domain::order::OrderLine;
use crate::domain::share::split;
use crate::domain::time::Timestamp;

/// What one row says. Rows that say the same are one: files are joined by hand.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    line: Line,
    goods_total: Option<Fen>,
    freight: Option<Fen>,
    discount: Option<Fen>,
    subsidy: Option<Fen>,
    paid: Option<Fen>,
    times: [Option<Timestamp>; 6],
    texts: [Option<String>; 9],
    address: Option<PlainAddress>,
    parcels: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq)]
struct Line {
    sub_order_no: Option<String>,
    title: Option<String>,
    sku_text: Option<String>,
    sku_code: Option<String>,
    qty: Option<u32>,
    unit_price: Option<Fen>,
    paid: Option<Fen>,
    due: Option<Fen>,
}

const TIMES: [Field; 6] = [
    Field::OrderedAt,
    Field::PaidAt,
    Field::ShippedAt,
    Field::SignedAt,
    Field::CompletedAt,
    Field::ClosedAt,
];

const TEXTS: [Field; 9] = [
    Field::Status,
    Field::Nick,
    Field::BuyerId,
    Field::Receiver,
    Field::SellerNote,
    Field::BuyerNote,
    Field::PayMethod,
    Field::CloseReason,
    Field::Phone,
];

fn said(row: &RowReader<'_>) -> Result<Said, RowError> {
    let mut times = [None; 6];
    for (time, field) in times.iter_mut().zip(TIMES) {
        *time = row.time(field)?;
    }
    let mut texts: [Option<String>; 9] = Default::default();
    for (text, field) in texts.iter_mut().zip(TEXTS) {
        *text = row.text(field)?;
    }
    if let Some(phone) = texts.last_mut() {
        *phone = delivery::phone(row);
    }
    Ok(Said {
        line: Line {
            sub_order_no: row.number(Field::SubOrderNo)?,
            title: row.text(Field::Title)?,
            sku_text: row.text(Field::SkuText)?,
            sku_code: row.text(Field::SkuCode)?,
            qty: row.pieces(Field::Quantity)?,
            unit_price: row.money(Field::UnitPrice)?,
            paid: row.money(Field::LinePaid)?,
            due: row.money(Field::LineDue)?,
        },
        goods_total: row.money(Field::GoodsTotal)?,
        freight: row.money(Field::Freight)?,
        discount: row.sum(Field::Discount)?,
        subsidy: row.sum(Field::Subsidy)?,
        paid: row.money(Field::PaidTotal)?,
        times,
        texts,
        address: delivery::address(row)?,
        parcels: row.parcels()?,
    })
}

/// The order that `rows` (at least one) and the rows of its goods in another sheet tell.
///
/// # Errors
/// The position of the bad row, counted over both, and what is wrong with it.
pub(super) fn order(
    order_no: &str,
    rows: &[RowReader<'_>],
    goods: &[RowReader<'_>],
) -> Result<ImportedOrder, (usize, RowError)> {
    let mut says: Vec<Said> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let said = said(row).map_err(|error| (at, error))?;
        if !says.contains(&said) {
            says.push(said);
        }
    }
    let mut lines = Vec::new();
    for (at, row) in goods.iter().enumerate() {
        lines.push(line(row).map_err(|error| (rows.len() + at, error))?);
    }
    let first = &rows[0];
    let money = Money::of(&says).ok_or_else(|| {
        (
            0,
            first.error(first.column(Field::PaidTotal), Reason::Missing),
        )
    })?;
    let text = |at: usize| says.iter().find_map(|said| said.texts[at].clone());
    let time = |at: usize| says.iter().find_map(|said| said.times[at]);
    let word = text(0).unwrap_or_default();
    let (status, _) = words::order_status(&word);
    let mut parcels: Vec<(String, String)> = Vec::new();
    for parcel in says.iter().flat_map(|said| &said.parcels) {
        if !parcels.iter().any(|(_, number)| *number == parcel.1) {
            parcels.push(parcel.clone());
        }
    }
    let lines_are_summary = goods.is_empty() && is_summary(first);
    let lines = if goods.is_empty() {
        own_lines(&says, &money)
    } else {
        shared(&lines, &money)
    };
    Ok(ImportedOrder {
        row: first.row.number,
        order_no: order_no.to_owned(),
        shown_no: None,
        status,
        channel_status: word,
        nick: text(1),
        platform_buyer_id: text(2),
        receiver: text(3),
        phone: text(8),
        address: says.iter().find_map(|said| said.address.clone()),
        ordered_at: time(0),
        paid_at: time(1),
        shipped_at: time(2),
        signed_at: time(3),
        completed_at: time(4),
        closed_at: time(5),
        goods_total: money.goods.unwrap_or_else(|| {
            lines
                .iter()
                .map(|line| times(line.unit_price, line.qty))
                .sum()
        }),
        freight_paid: money.freight,
        discount_total: money.discount(&lines),
        paid_total: money.paid,
        platform_subsidy: money.subsidy,
        cod: text(6).is_some_and(|method| method.contains("货到付款")),
        seller_note: text(4),
        buyer_note: text(5),
        lines,
        lines_are_summary,
        parcels,
    })
}

/// A row of a sheet that has only goods.
pub(super) fn line(row: &RowReader<'_>) -> Result<ImportedLine, RowError> {
    let qty = row
        .pieces(Field::Quantity)?
        .ok_or_else(|| row.error(row.column(Field::Quantity), Reason::Missing))?;
    Ok(ImportedLine {
        sub_order_no: row.number(Field::SubOrderNo)?,
        title: row.text(Field::Title)?.unwrap_or_default(),
        sku_code: row.text(Field::SkuCode)?,
        sku_text: row.text(Field::SkuText)?,
        qty,
        unit_price: row.money(Field::UnitPrice)?.unwrap_or(Fen::ZERO),
    })
}

/// Whether the sheet names the goods of an order only as a whole.
fn is_summary(row: &RowReader<'_>) -> bool {
    let of_lines = [
        Field::SubOrderNo,
        Field::UnitPrice,
        Field::LinePaid,
        Field::LineDue,
        Field::SkuCode,
    ];
    !row.plan.merged && !of_lines.iter().any(|field| row.column(*field).is_some())
}

/// The money of the order as a whole.
struct Money {
    goods: Option<Fen>,
    freight: Fen,
    given_discount: Option<Fen>,
    subsidy: Fen,
    paid: Fen,
}

impl Money {
    /// `None` when no row says what was paid.
    fn of(says: &[Said]) -> Option<Money> {
        let freight = once_or_sum(says.iter().map(|said| said.freight)).unwrap_or(Fen::ZERO);
        let line_paid: Option<Fen> = says.iter().map(|said| said.line.paid).sum();
        let due: Vec<Fen> = says.iter().filter_map(|said| said.line.due).collect();
        let whole = says.iter().find_map(|said| said.paid);
        let paid = match (whole, line_paid) {
            _ if !due.is_empty() => due.into_iter().sum(),
            (Some(whole), Some(lines)) => {
                // Whether the column is the order's or the row's differs between exports; the
                // shares of the lines tell.
                let sum: Fen = says.iter().filter_map(|said| said.paid).sum();
                match lines + freight {
                    expected if expected == whole => whole,
                    expected if expected == sum => sum,
                    _ => once_or_sum(says.iter().map(|said| said.paid))?,
                }
            }
            (Some(_), None) => once_or_sum(says.iter().map(|said| said.paid))?,
            (None, Some(lines)) => lines + freight,
            (None, None) => return None,
        };
        Some(Money {
            goods: once_or_sum(says.iter().map(|said| said.goods_total)),
            // An unpaid order has a freight to pay but none that was paid.
            freight: freight.min(paid),
            given_discount: once_or_sum(says.iter().map(|said| said.discount)),
            subsidy: once_or_sum(says.iter().map(|said| said.subsidy)).unwrap_or(Fen::ZERO),
            paid,
        })
    }

    fn discount(&self, lines: &[OrderLine]) -> Fen {
        if let Some(given) = self.given_discount {
            return given;
        }
        if self.paid == Fen::ZERO {
            return Fen::ZERO;
        }
        let goods = self.goods.unwrap_or_else(|| {
            lines
                .iter()
                .map(|line| times(line.unit_price, line.qty))
                .sum()
        });
        (goods + self.freight - self.paid - self.subsidy).max(Fen::ZERO)
    }
}

/// A value of the order repeated on each row counts once; different ones are the rows' own.
fn once_or_sum(values: impl Iterator<Item = Option<Fen>>) -> Option<Fen> {
    let values: Vec<Fen> = values.flatten().collect();
    let first = *values.first()?;
    if values.iter().all(|value| *value == first) {
        return Some(first);
    }
    Some(values.into_iter().sum())
}

fn times(price: Fen, qty: u32) -> Fen {
    Fen(price.0.saturating_mul(i64::from(qty)))
}

/// The lines the order's own rows tell.
fn own_lines(says: &[Said], money: &Money) -> Vec<OrderLine> {
    let lines: Vec<&Line> = says.iter().map(|said| &said.line).collect();
    let by = |weight: &dyn Fn(&Line) -> Option<i64>| {
        lines
            .iter()
            .map(|line| weight(line))
            .collect::<Option<Vec<i64>>>()
            .filter(|weights| weights.iter().any(|weight| *weight > 0))
    };
    let qty = |line: &Line| line.qty.unwrap_or(1);
    let weights = by(&|line| line.paid.map(|paid| paid.0))
        .or_else(|| by(&|line| line.due.map(|due| due.0)))
        .or_else(|| by(&|line| line.unit_price.map(|price| times(price, qty(line)).0)))
        .unwrap_or_else(|| lines.iter().map(|line| i64::from(qty(line))).collect());
    let shares = split(money.paid - money.freight, &weights);
    lines
        .iter()
        .zip(shares)
        .zip(1..)
        .map(|((line, share), line_no)| {
            let qty = qty(line);
            let all = match (&money.goods, lines.len()) {
                (Some(goods), 1) if *goods > Fen::ZERO => *goods,
                _ => share,
            };
            OrderLine {
                line_no,
                sub_order_no: line.sub_order_no.clone(),
                title: line.title.clone().unwrap_or_default(),
                sku_code: line.sku_code.clone(),
                sku_text: line.sku_text.clone(),
                qty,
                unit_price: line
                    .unit_price
                    .unwrap_or(Fen(all.0 / i64::from(qty.max(1)))),
                line_paid: share,
                serial_no: None,
                invoice_at: None,
                no_seven_days: false,
                cost_price: None,
            }
        })
        .collect()
}

fn shared(lines: &[ImportedLine], money: &Money) -> Vec<OrderLine> {
    with_shares(lines, money.paid - money.freight)
}

/// Lines with their shares of what was paid for the goods (D8).
pub fn with_shares(lines: &[ImportedLine], goods_paid: Fen) -> Vec<OrderLine> {
    let weights: Vec<i64> = lines
        .iter()
        .map(|line| times(line.unit_price, line.qty).0)
        .collect();
    let shares = split(goods_paid, &weights);
    lines
        .iter()
        .zip(shares)
        .zip(1..)
        .map(|((line, share), line_no)| OrderLine {
            line_no,
            sub_order_no: line.sub_order_no.clone(),
            title: line.title.clone(),
            sku_code: line.sku_code.clone(),
            sku_text: line.sku_text.clone(),
            qty: line.qty,
            unit_price: line.unit_price,
            line_paid: share,
            serial_no: None,
            invoice_at: None,
            no_seven_days: false,
            cost_price: None,
        })
        .collect()
}
