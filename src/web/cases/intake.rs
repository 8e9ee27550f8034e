//! Reading the form of a new case.

use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::change::OpenCase;
use crate::domain::case::facts::Ledger;
use crate::domain::case::record::Intake;
use crate::domain::ids::ShopId;
use crate::domain::money::Fen;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::reasons;
use crate::domain::refund;
use crate::web::form::CSRF;
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

/// Whether a case of this kind gives back what was paid, so that the pieces say how much.
pub fn refunds(kind: Kind) -> bool {
    matches!(kind, Kind::RefundOnly | Kind::ReturnRefund)
}

/// The form as it is offered: a single line is what the case is about, and the amount is what can
/// be refunded for the pieces. An amount nobody changed follows the pieces.
pub fn offer(fields: &Fields, kind: Kind, order: &Order, ledger: &Ledger) -> Fields {
    let fresh = fields.filled(CSRF).is_none();
    let mut pairs: Vec<(String, String)> = fields
        .pairs()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if let [line] = order.lines.as_slice()
        && fresh
        && kind.moves_money()
    {
        let name = qty_field(line);
        if fields.filled(&name).is_none() {
            pairs.retain(|(known, _)| *known != name);
            pairs.push((name, line.qty.to_string()));
        }
    }
    let fields = Fields::new(pairs.clone());
    if !refunds(kind) {
        return fields;
    }
    let chosen = lines(&fields, kind, order, &mut Errors::default());
    let worth = worth(&chosen, order, ledger);
    let follows = untouched(&fields) || fresh && fields.filled("amount").is_none();
    pairs.retain(|(name, _)| name != "offered" && !(follows && name == "amount"));
    if worth > Fen::ZERO {
        pairs.push(("offered".to_owned(), worth.to_string()));
        if follows {
            pairs.push(("amount".to_owned(), worth.to_string()));
        }
    }
    Fields::new(pairs)
}

/// Whether the amount is still the one the form offered.
fn untouched(fields: &Fields) -> bool {
    let amount = fields.money("amount").ok().flatten();
    amount.is_some() && amount == fields.money("offered").ok().flatten()
}

/// The same, none when nothing is left.
pub fn worth_of(chosen: &[(u32, u32)], order: &Order, ledger: &Ledger) -> Option<Fen> {
    Some(worth(chosen, order, ledger)).filter(|worth| *worth > Fen::ZERO)
}

/// What can still be refunded for the chosen pieces, in 分.
fn worth(chosen: &[(u32, u32)], order: &Order, ledger: &Ledger) -> Fen {
    order
        .lines
        .iter()
        .filter_map(|line| {
            let (_, pieces) = chosen.iter().find(|(no, _)| *no == line.line_no)?;
            Some(line_left(ledger, line, *pieces))
        })
        .sum()
}

/// The name of the field that takes the pieces of a line.
pub fn qty_field(line: &OrderLine) -> String {
    format!("qty-{}", line.line_no)
}

/// The case a form asks for. An amount left empty, or as it was offered, is what the chosen
/// pieces are worth.
pub fn read(
    fields: &Fields,
    shop: ShopId,
    kind: Kind,
    order: Option<(&Order, &Ledger)>,
) -> (OpenCase, Errors) {
    let mut errors = Errors::default();
    let words = |name: &str| fields.filled(name).map(|text| text.replace("\r\n", "\n"));
    let reason = fields
        .filled("reason")
        .filter(|code| reasons::find(code).is_some());
    if reason.is_none() {
        errors.add("reason", "error-required");
    }
    let intake = fields.filled("intake").and_then(Intake::from_code);
    let intake = intake.filter(|intake| CHANNELS.contains(intake));
    let mut new = OpenCase::new(
        shop,
        kind,
        reason.unwrap_or(""),
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
        if refunds(kind) {
            let worth = worth(&new.lines, order, ledger);
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
        // The offer was for the pieces of then; what the pieces of now are worth stands already.
        Ok(Some(_)) if order.is_some() && refunds(kind) && untouched(fields) => {}
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
        let Some(text) = fields.filled(&qty_field(line)) else {
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
