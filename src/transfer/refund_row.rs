//! A row of an after-sales list made into a request.

use super::cell::Reason;
use super::field::Field;
use super::imported::ImportedRefund;
use super::imported::RowError;
use super::row_reader::RowReader;
use super::words;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;

/// # Errors
/// What is wrong with the row.
pub(super) fn refund(row: &RowReader<'_>) -> Result<ImportedRefund, RowError> {
    let needed = |field: Field, reason| row.error(row.column(field), reason);
    let refund_no = row
        .number(Field::RefundNo)?
        .ok_or_else(|| needed(Field::RefundNo, Reason::Missing))?;
    let order_no = row
        .number(Field::OrderNo)?
        .ok_or_else(|| needed(Field::OrderNo, Reason::Missing))?;
    let amount = row
        .money(Field::RefundAmount)?
        .ok_or_else(|| needed(Field::RefundAmount, Reason::Missing))?;
    let status_word = row
        .text(Field::RefundStatus)?
        .ok_or_else(|| needed(Field::RefundStatus, Reason::Missing))?;
    let kind_word = row.text(Field::RefundKind)?.unwrap_or_default();
    let goods_word = row.text(Field::GoodsStatus)?;
    let needs_return = row.text(Field::NeedsReturn)?.and_then(|word| yes(&word));
    let (kind, subtype) = kind(&kind_word, goods_word.as_deref(), needs_return);
    Ok(ImportedRefund {
        row: row.row.number,
        refund_no,
        order_no,
        sub_order_no: row.number(Field::SubOrderNo)?,
        kind,
        subtype,
        kind_word,
        state: words::refund_state(&status_word),
        disputed: status_word == "平台处理中"
            || row
                .text(Field::Intervention)?
                .is_some_and(|word| words::is_disputed(&word)),
        status_word,
        amount,
        title: row.text(Field::Title)?,
        nick: row.text(Field::Nick)?,
        reason: row.text(Field::RefundReason)?,
        text: row.text(Field::RefundText)?,
        applied_at: row.time(Field::AppliedAt)?,
        finished_at: row.time(Field::FinishedAt)?,
        due_at: row.time(Field::DueAt)?,
        goods_word,
        needs_return,
        return_carrier: row.text(Field::ReturnCarrier)?,
        return_tracking_no: row.number(Field::ReturnTrackingNo)?,
    })
}

fn yes(word: &str) -> Option<bool> {
    match word {
        "是" | "需要" | "Y" | "TRUE" | "1" => Some(true),
        "否" | "不需要" | "N" | "FALSE" | "0" => Some(false),
        _ => None,
    }
}

/// The kind the words say, made finer by whether goods come back and had left.
fn kind(
    word: &str,
    goods: Option<&str>,
    needs_return: Option<bool>,
) -> (Option<Kind>, Option<Subtype>) {
    let (kind, subtype) = match (words::refund_kind(word), needs_return) {
        (Some((Kind::RefundOnly, None)), Some(true)) => (Some(Kind::ReturnRefund), None),
        (Some((kind, subtype)), _) => (Some(kind), subtype),
        (None, Some(true)) => (Some(Kind::ReturnRefund), None),
        (None, Some(false)) => (Some(Kind::RefundOnly), None),
        (None, None) => (None, None),
    };
    if kind != Some(Kind::RefundOnly) || subtype.is_some() {
        return (kind, subtype);
    }
    let subtype = match goods {
        Some("未发货" | "卖家未发货") => Some(Subtype::Unshipped),
        Some("未收到货" | "买家未收到货" | "BUYER_NOT_RECEIVED") => {
            Some(Subtype::InTransit)
        }
        Some("已收到货" | "买家已收到货" | "已签收" | "BUYER_RECEIVED") => {
            Some(Subtype::KeepGoods)
        }
        _ => None,
    };
    (kind, subtype)
}
