//! Reading the form of a new case.

use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::decide::Ledger;
use crate::domain::case::decide::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::reasons;
use crate::domain::refund;
use crate::web::form::Errors;
use crate::web::form::Fields;

/// How a request reaches the desk when a person notes it down.
pub const CHANNELS: &[Intake] = &[
    Intake::Chat,
    Intake::Phone,
    Intake::Platform,
    Intake::Email,
    Intake::Social,
    Intake::Staff,
];

/// Whether a case of this kind asks for money.
pub fn asks_money(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RefundOnly | Kind::ReturnRefund | Kind::Compensation
    )
}

/// What can still be refunded for some pieces of an order line, in 分.
pub fn line_left(ledger: &Ledger, line: &OrderLine, pieces: u32) -> Fen {
    let before = ledger
        .lines
        .iter()
        .find(|known| known.line_no == line.line_no);
    let refunded = before.map_or(Fen::ZERO, |known| known.refunded);
    let returned = before.map_or(0, |known| known.qty_returned);
    refund::pieces_worth(line, pieces, returned, refunded)
}

/// The case a form asks for. An amount left empty is what the chosen pieces are worth.
pub fn read(
    fields: &Fields,
    shop: ShopId,
    kind: Kind,
    order: Option<(&Order, &Ledger)>,
) -> (OpenCase, Errors) {
    let mut errors = Errors::default();
    let words = |name: &str| fields.filled(name).map(|text| text.replace("\r\n", "\n"));
    let reason = fields.filled("reason").and_then(reasons::find);
    if reason.is_none() {
        errors.add("reason", "error-required");
    }
    let intake = fields.filled("intake").and_then(Intake::from_code);
    let intake = intake.filter(|intake| CHANNELS.contains(intake));
    let mut new = OpenCase::new(
        shop,
        kind,
        reason.map_or("", |reason| reason.code),
        intake.unwrap_or(Intake::Staff),
    );
    new.subtype = fields
        .filled("subtype")
        .and_then(Subtype::from_code)
        .filter(|subtype| kind.subtypes().contains(subtype));
    if new.subtype.is_none() && !kind.subtypes().is_empty() {
        errors.add("subtype", "error-required");
    }
    if let Some((order, ledger)) = order {
        new.lines = lines(fields, kind, order, &mut errors);
        if asks_money(kind) {
            let worth = order
                .lines
                .iter()
                .filter_map(|line| {
                    let (_, pieces) = new.lines.iter().find(|(no, _)| *no == line.line_no)?;
                    Some(line_left(ledger, line, *pieces))
                })
                .sum();
            new.applied_amount = Some(worth).filter(|worth| *worth > Fen::ZERO);
        }
    } else {
        new.about = words("about");
        if new.about.is_none() {
            errors.add("about", "error-required");
        }
    }
    match fields.money("amount") {
        Ok(None) => {}
        Ok(Some(amount)) if amount.0 > 0 => new.applied_amount = Some(amount),
        Ok(Some(_)) => errors.add("amount", "error-money-form"),
        Err(key) => errors.add("amount", key),
    }
    if kind == Kind::Compensation && new.applied_amount.is_none() {
        errors.add("amount", "error-required");
    }
    new.buyer_text = words("buyer_text");
    new.platform_no = words("platform_no");
    new.tracking_no = fields
        .filled("tracking_no")
        .map(|no| no.chars().filter(|c| !c.is_whitespace()).collect());
    new.policy_override = words("policy_override");
    (new, errors)
}

fn lines(fields: &Fields, kind: Kind, order: &Order, errors: &mut Errors) -> Vec<(u32, u32)> {
    let mut chosen = Vec::new();
    for line in &order.lines {
        let Some(text) = fields.filled(&format!("qty-{}", line.line_no)) else {
            continue;
        };
        match text.parse::<u32>() {
            Ok(0) => {}
            Ok(pieces) if pieces <= line.qty => chosen.push((line.line_no, pieces)),
            _ => errors.add("lines", "error-pieces"),
        }
    }
    if chosen.is_empty() && kind.moves_money() && errors.of("lines").is_none() {
        errors.add("lines", "error-no-pieces");
    }
    chosen
}
