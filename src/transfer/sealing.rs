//! An imported order made into one for the store: personal fields sealed, look-ups hashed.

use super::imported::ImportedLine;
use super::imported::ImportedOrder;
use crate::actions::orders::FromFile;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::masking;
use crate::domain::money::Fen;
use crate::domain::notice::mail::is_address;
use crate::domain::order::Address;
use crate::domain::order::Order;
use crate::domain::order::OrderLine;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::order::Parcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Identity;
use crate::domain::people::IdentityKind;
use crate::domain::sealed::Sealed;
use crate::domain::time::Timestamp;
use crate::store::Vault;
use crate::store::identity::identity;
use anyhow::Result;

/// The keyed hash of an order's facts: without the key it gives no phone number away.
pub(super) fn facts_hash(vault: &Vault, order: &ImportedOrder) -> String {
    vault.lookup("order_facts", &order.facts())
}

/// Seals an order. What the platform masked already is kept as it shows it and finds nobody.
///
/// # Errors
/// When the system has no randomness.
pub(super) fn sealed(
    vault: &Vault,
    shop: ShopId,
    from: &ImportedOrder,
    facts_hash: String,
    now: Timestamp,
) -> Result<FromFile> {
    let name = match &from.receiver {
        Some(name) => Some(vault.seal(name, masking::name(name))?),
        None => None,
    };
    let phone = match &from.phone {
        Some(phone) => Some(vault.seal(phone, masking::phone(phone))?),
        None => None,
    };
    let identities = identities(vault, shop, from)?;
    let buyer_shown = shown(&identities, name.as_ref());
    Ok(FromFile {
        order: Order {
            id: OrderId(0),
            shop,
            order_no: from.order_no.clone(),
            shown_no: from.shown_no.clone(),
            status: from.status,
            channel_status: from.channel_status.clone(),
            buyer: None,
            buyer_shown,
            ordered_at: from.ordered_at,
            paid_at: from.paid_at,
            shipped_at: from.shipped_at,
            signed_at: from.signed_at,
            completed_at: from.completed_at,
            closed_at: from.closed_at,
            goods_total: from.goods_total,
            freight_paid: from.freight_paid,
            discount_total: from.discount_total,
            paid_total: from.paid_total,
            platform_subsidy: from.platform_subsidy,
            cod: from.cod,
            seller_note: from.seller_note.clone(),
            buyer_note: from.buyer_note.clone(),
            address: address(vault, from, name.clone(), phone)?,
            lines: from.lines.clone(),
            parcels: parcels(from),
            source: OrderSource::Import,
            facts_hash,
            created_at: now,
            updated_at: now,
            rev: 0,
        },
        identities,
        name,
        lines_are_summary: from.lines_are_summary,
    })
}

/// Lines without their shares, which the order knows.
pub(super) fn lines(from: &[ImportedLine]) -> Vec<OrderLine> {
    from.iter()
        .zip(1..)
        .map(|(line, line_no)| OrderLine {
            line_no,
            sub_order_no: line.sub_order_no.clone(),
            title: line.title.clone(),
            sku_code: line.sku_code.clone(),
            sku_text: line.sku_text.clone(),
            qty: line.qty,
            unit_price: line.unit_price,
            line_paid: Fen::ZERO,
            serial_no: None,
            invoice_at: None,
            no_seven_days: false,
            cost_price: None,
        })
        .collect()
}

fn identities(vault: &Vault, shop: ShopId, from: &ImportedOrder) -> Result<Vec<Identity>> {
    let known = [
        (IdentityKind::PlatformId, &from.platform_buyer_id),
        (IdentityKind::Nick, &from.nick),
        (IdentityKind::Phone, &from.phone),
    ];
    let mut identities = Vec::new();
    // Some shops know their buyers by nothing but an address.
    let email = from.nick.as_ref().filter(|nick| is_address(nick));
    if let Some(email) = email {
        identities.push(identity(vault, IdentityKind::Email, email, None)?);
    }
    for (kind, clear) in known {
        // Thousands of buyers share a masked value.
        if let Some(clear) = clear
            && !clear.contains('*')
        {
            identities.push(identity(vault, kind, clear, Some(shop))?);
        }
    }
    Ok(identities)
}

fn shown(identities: &[Identity], name: Option<&Sealed>) -> String {
    identities
        .iter()
        .find(|identity| identity.kind == IdentityKind::Nick)
        .map(|identity| &identity.value)
        .or(name)
        .or(identities.first().map(|identity| &identity.value))
        .map(|sealed| sealed.masked.clone())
        .unwrap_or_default()
}

fn address(
    vault: &Vault,
    from: &ImportedOrder,
    receiver: Option<Sealed>,
    phone: Option<Sealed>,
) -> Result<Option<Address>> {
    if from.address.is_none() && receiver.is_none() && phone.is_none() {
        return Ok(None);
    }
    let plain = from.address.clone().unwrap_or_default();
    let detail = match plain.detail.as_str() {
        "" => None,
        detail => Some(vault.seal(detail, masking::detail(detail))?),
    };
    Ok(Some(Address {
        receiver,
        phone,
        province: plain.province,
        city: plain.city,
        district: plain.district,
        detail,
    }))
}

fn parcels(from: &ImportedOrder) -> Vec<Parcel> {
    let is_signed = matches!(from.status, OrderStatus::Signed | OrderStatus::Completed);
    from.parcels
        .iter()
        .map(|(carrier, tracking_no)| Parcel {
            kind: ParcelKind::Outbound,
            carrier: carrier.clone(),
            tracking_no: tracking_no.clone(),
            state: match is_signed {
                true => ParcelState::Signed,
                false => ParcelState::InTransit,
            },
            shipped_at: from.shipped_at,
            signed_at: from.signed_at,
            freight_cost: None,
        })
        .collect()
}
