//! Orders out: one CSV row per line, in columns this desk reads back as they were.

use super::cell::guarded;
use super::field::Field;
use super::imported::ImportedOrder;
use super::profile;
use crate::domain::money::Fen;
use crate::domain::order::OrderLine;
use crate::domain::time::Timestamp;
use std::io::Write;

/// Writes orders as CSV with a byte order mark.
pub struct Orders<W: Write> {
    writer: csv::Writer<W>,
    fields: Vec<Field>,
}

impl<W: Write> Orders<W> {
    /// Starts the file with its headings.
    ///
    /// # Errors
    /// When `out` fails; so for every function here.
    pub fn start(mut out: W) -> std::io::Result<Orders<W>> {
        let columns = profile::by_code("desk-orders")
            .map(|profile| profile.columns)
            .unwrap_or_default();
        out.write_all(b"\xef\xbb\xbf")?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(columns.iter().map(|(name, _)| name))?;
        Ok(Orders {
            writer,
            fields: columns.iter().map(|(_, field)| *field).collect(),
        })
    }

    pub fn add(&mut self, order: &ImportedOrder) -> std::io::Result<()> {
        for line in &order.lines {
            let cells = self
                .fields
                .iter()
                .map(|field| guarded(&cell(order, line, *field)).into_owned());
            self.writer.write_record(cells)?;
        }
        Ok(())
    }

    pub fn finish(self) -> std::io::Result<W> {
        self.writer
            .into_inner()
            .map_err(|error| std::io::Error::other(error.error().to_string()))
    }
}

fn cell(order: &ImportedOrder, line: &OrderLine, field: Field) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let address = order.address.clone().unwrap_or_default();
    let parcels = |part: fn(&(String, String)) -> &String| {
        let parts: Vec<&str> = order.parcels.iter().map(|p| part(p).as_str()).collect();
        parts.join(";")
    };
    match field {
        Field::OrderNo => order.order_no.clone(),
        Field::Status => order.channel_status.clone(),
        Field::Nick => text(&order.nick),
        Field::BuyerId => text(&order.platform_buyer_id),
        Field::OrderedAt => time(order.ordered_at),
        Field::PaidAt => time(order.paid_at),
        Field::ShippedAt => time(order.shipped_at),
        Field::SignedAt => time(order.signed_at),
        Field::CompletedAt => time(order.completed_at),
        Field::ClosedAt => time(order.closed_at),
        Field::GoodsTotal => order.goods_total.to_string(),
        Field::Freight => order.freight_paid.to_string(),
        Field::Discount => order.discount_total.to_string(),
        Field::Subsidy => order.platform_subsidy.to_string(),
        Field::PaidTotal => order.paid_total.to_string(),
        Field::SellerNote => text(&order.seller_note),
        Field::BuyerNote => text(&order.buyer_note),
        Field::PayMethod if order.cod => "货到付款".to_owned(),
        Field::Receiver => text(&order.receiver),
        Field::Phone => text(&order.phone),
        Field::Province => address.province,
        Field::City => address.city,
        Field::District => address.district,
        Field::Address => address.detail,
        Field::Carrier => parcels(|(carrier, _)| carrier),
        Field::TrackingNo => parcels(|(_, number)| number),
        Field::SubOrderNo => text(&line.sub_order_no),
        Field::Title => line.title.clone(),
        Field::SkuText => text(&line.sku_text),
        Field::SkuCode => text(&line.sku_code),
        Field::Quantity => line.qty.to_string(),
        Field::UnitPrice => amount(line.unit_price),
        Field::LinePaid => amount(line.line_paid),
        _ => String::new(),
    }
}

fn amount(fen: Fen) -> String {
    fen.to_string()
}

/// In UTC, so that the file means the same in every shop's zone.
fn time(at: Option<Timestamp>) -> String {
    at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok())
        .map(|at| at.to_string())
        .unwrap_or_default()
}
