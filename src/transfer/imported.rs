//! What reading gives: orders, lines and requests in plain fields, or rows that are bad.

use super::address::PlainAddress;
use super::cell::Reason;
use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::money::Fen;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderStatus;
use crate::domain::time::Timestamp;
use serde::Serialize;

/// An order as the file tells it. Personal fields are plain here: whoever stores it seals them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportedOrder {
    /// The first row it stands in; not one of the facts.
    #[serde(skip)]
    pub row: u64,
    pub order_no: String,
    /// As [`crate::domain::order::Order::shown_no`]; no list of a platform has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_no: Option<String>,
    pub status: OrderStatus,
    pub channel_status: String,
    pub nick: Option<String>,
    pub platform_buyer_id: Option<String>,
    pub receiver: Option<String>,
    pub phone: Option<String>,
    pub address: Option<PlainAddress>,
    pub ordered_at: Option<Timestamp>,
    pub paid_at: Option<Timestamp>,
    pub shipped_at: Option<Timestamp>,
    pub signed_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub goods_total: Fen,
    pub freight_paid: Fen,
    pub discount_total: Fen,
    pub paid_total: Fen,
    pub platform_subsidy: Fen,
    pub cod: bool,
    pub seller_note: Option<String>,
    pub buyer_note: Option<String>,
    pub lines: Vec<OrderLine>,
    /// The file names the goods only as a whole, so lines known better elsewhere are kept.
    pub lines_are_summary: bool,
    /// Carrier and number of each parcel.
    pub parcels: Vec<(String, String)>,
}

impl ImportedOrder {
    /// All facts as one text. Whoever stores the order keeps a keyed hash of it: the same facts
    /// change nothing (D10.19).
    pub fn facts(&self) -> String {
        serde_json::to_string(self).expect("plain fields are always JSON")
    }
}

/// The lines of an order that another file has, or will never have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportedLines {
    #[serde(skip)]
    pub row: u64,
    pub order_no: String,
    pub lines: Vec<ImportedLine>,
}

/// A line without its share of what was paid, which only the order knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportedLine {
    pub sub_order_no: Option<String>,
    pub title: String,
    pub sku_code: Option<String>,
    pub sku_text: Option<String>,
    pub qty: u32,
    pub unit_price: Fen,
}

/// A request of the platform's after-sales list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ImportedRefund {
    #[serde(skip)]
    pub row: u64,
    /// 平台售后单号
    pub refund_no: String,
    pub order_no: String,
    pub sub_order_no: Option<String>,
    /// `None` when the list does not say or we do not know the word.
    pub kind: Option<Kind>,
    pub subtype: Option<Subtype>,
    /// The platform's own words for kind and state.
    pub kind_word: String,
    pub status_word: String,
    /// `None` when we do not know the word.
    pub state: Option<State>,
    pub amount: Fen,
    pub title: Option<String>,
    pub nick: Option<String>,
    pub reason: Option<String>,
    pub text: Option<String>,
    pub applied_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    /// When the platform acts by itself.
    pub due_at: Option<Timestamp>,
    /// 发货状态: whether the goods had left.
    pub goods_word: Option<String>,
    pub needs_return: Option<bool>,
    pub disputed: bool,
    pub return_carrier: Option<String>,
    pub return_tracking_no: Option<String>,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// 1-based, as a spreadsheet program numbers it.
    pub row: u64,
    /// Empty in a text file.
    pub sheet: String,
    /// The heading of the column, empty when it is the row as a whole.
    pub column: String,
    pub reason: Reason,
    /// At most 40 characters of what stands there.
    pub excerpt: String,
}

/// A row that stays out, with its cells, so that it can be given back.
#[derive(Debug, Clone, PartialEq)]
pub struct BadRow {
    pub error: RowError,
    pub cells: Vec<String>,
}

/// One thing a file gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    Order(Box<ImportedOrder>),
    Lines(ImportedLines),
    Refund(Box<ImportedRefund>),
    Bad(BadRow),
}

/// At most `limit` characters of a text, with `…` when there were more.
pub fn excerpt(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some(_) => {
            let mut cut: String = text.chars().take(limit.saturating_sub(1)).collect();
            cut.push('…');
            cut
        }
    }
}
