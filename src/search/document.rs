//! What the index knows of a case, an order and a buyer, and what of it is shown when found.
//!
//! Names, telephone numbers and addresses below the city are sealed in the records and never come
//! here (reliability 5). The texts themselves are not kept in the index: what is shown is read from
//! the records again, so that what was erased is gone from answers at once.

use super::terms::Terms;
use crate::domain::case::Case;
use crate::domain::ids::BuyerId;
use crate::domain::ids::CaseId;
use crate::domain::ids::OrderId;
use crate::domain::ids::ShopId;
use crate::domain::order::Order;
use crate::domain::people::Buyer;
use crate::store::Vault;
use crate::store::View;
use crate::store::cases;
use crate::store::find::What;
use crate::store::identity;
use crate::store::orders;
use crate::store::same_buyer;
use anyhow::Result;
use std::collections::BTreeSet;

/// Where a text stands. The phrase key is `search-in-<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A number of ours, the platform's or the courier's.
    Number,
    Goods,
    /// The words of an event.
    Said,
    /// The name of a file.
    File,
    Tag,
    Note,
    Region,
}

impl Place {
    pub const fn code(self) -> &'static str {
        match self {
            Place::Number => "number",
            Place::Goods => "goods",
            Place::Said => "said",
            Place::File => "file",
            Place::Tag => "tag",
            Place::Note => "note",
            Place::Region => "region",
        }
    }
}

/// A text of a record.
pub(super) struct Text {
    pub place: Place,
    pub body: String,
    /// The number of the event that said it.
    pub event: Option<u64>,
}

/// What can be found.
pub(super) struct Document {
    pub key: u64,
    /// Opened, ordered or met: ms since 1970.
    pub at: i64,
    pub terms: Vec<String>,
    /// What filters look at, such as `kind:exchange`.
    pub marks: Vec<String>,
}

/// A document's key: what it is, and its number.
pub(super) const fn key(what: What, id: u64) -> u64 {
    ((what as u64) << 56) | id
}

/// What a key stands for.
pub(super) const fn of_key(key: u64) -> Option<(What, u64)> {
    let id = key & ((1 << 56) - 1);
    match key >> 56 {
        1 => Some((What::Case, id)),
        2 => Some((What::Order, id)),
        3 => Some((What::Buyer, id)),
        _ => None,
    }
}

pub(super) fn what_mark(what: What) -> String {
    format!("what:{}", what as u8)
}

pub(super) fn shop_mark(shop: ShopId) -> String {
    format!("shop:{shop}")
}

/// The mark of open or closed cases.
pub(super) const fn open_mark(open: bool) -> &'static str {
    if open { "open" } else { "closed" }
}

struct Texts(Vec<Text>);

impl Texts {
    fn add(&mut self, place: Place, body: &str) {
        if !body.trim().is_empty() {
            self.0.push(Text {
                place,
                body: body.to_owned(),
                event: None,
            });
        }
    }

    fn add_all<'a>(&mut self, place: Place, bodies: impl IntoIterator<Item = &'a str>) {
        for body in bodies {
            self.add(place, body);
        }
    }
}

/// Everything of a case that can be found, the newest words first.
pub(super) fn case_texts(view: &impl View, case: &Case) -> Result<Vec<Text>> {
    let mut texts = Texts(Vec::new());
    texts.add_all(Place::Number, [case.no.as_str(), &case.rma, &case.order_no]);
    texts.add_all(
        Place::Number,
        case.also_known_as.iter().map(|no| no.as_str()),
    );
    texts.add_all(Place::Number, case.platform_no.as_deref());
    texts.add_all(
        Place::Number,
        case.parcels
            .iter()
            .map(|parcel| parcel.tracking_no.as_str()),
    );
    texts.add_all(
        Place::Number,
        case.money
            .iter()
            .filter_map(|entry| entry.txn_no.as_deref()),
    );
    texts.add_all(
        Place::Number,
        case.dispute
            .iter()
            .map(|dispute| dispute.platform_no.as_str()),
    );
    if let Some(claim) = &case.claim {
        texts.add_all(
            Place::Number,
            [claim.tracking_no.as_str(), &claim.reference_no],
        );
    }
    for line in &case.lines {
        texts.add_all(Place::Goods, [line.title.as_str(), &line.sku]);
        texts.add_all(Place::Goods, line.replacement_sku.as_deref());
    }
    texts.add_all(Place::Tag, case.tags.iter().map(String::as_str));
    texts.add_all(
        Place::File,
        case.files.iter().map(|file| file.name.as_str()),
    );
    for (event, body) in cases::said(view, case.id)?.into_iter().rev() {
        texts.0.push(Text {
            place: Place::Said,
            body,
            event: Some(event),
        });
    }
    Ok(texts.0)
}

/// Everything of an order that can be found.
pub(super) fn order_texts(order: &Order) -> Vec<Text> {
    let mut texts = Texts(Vec::new());
    texts.add(Place::Number, &order.order_no);
    texts.add_all(Place::Number, order.shown_no.as_deref());
    texts.add_all(
        Place::Number,
        order
            .parcels
            .iter()
            .map(|parcel| parcel.tracking_no.as_str()),
    );
    for line in &order.lines {
        texts.add_all(Place::Number, line.sub_order_no.as_deref());
        texts.add_all(Place::Number, line.serial_no.as_deref());
        texts.add(Place::Goods, &line.title);
        texts.add_all(Place::Goods, line.sku_code.as_deref());
        texts.add_all(Place::Goods, line.sku_text.as_deref());
    }
    texts.add_all(Place::Note, order.seller_note.as_deref());
    texts.add_all(Place::Note, order.buyer_note.as_deref());
    if let Some(address) = &order.address {
        let region = [&address.province, &address.city, &address.district];
        texts.add_all(Place::Region, region.map(String::as_str));
    }
    texts.0
}

/// Everything of a buyer that can be found in words: the note.
pub(super) fn buyer_texts(buyer: &Buyer) -> Vec<Text> {
    let mut texts = Texts(Vec::new());
    if buyer.erased_at.is_none() {
        texts.add_all(Place::Note, buyer.note.as_deref());
    }
    texts.0
}

fn terms_of(vault: &Vault, texts: &[Text]) -> Vec<String> {
    let phone = |number: &str| identity::phone_hash(vault, number);
    let mut terms = Terms::new(&phone);
    for text in texts {
        match text.place {
            Place::Number => terms.number(&text.body),
            Place::Goods => {
                terms.words(&text.body);
                terms.sounds(&text.body);
            }
            _ => terms.words(&text.body),
        }
    }
    terms.into_terms().collect()
}

/// The document of a case.
fn of_case(view: &impl View, vault: &Vault, case: &Case) -> Result<Document> {
    let texts = case_texts(view, case)?;
    Ok(Document {
        key: key(What::Case, case.id.0),
        at: case.opened_at.0,
        terms: terms_of(vault, &texts),
        marks: vec![
            what_mark(What::Case),
            format!("kind:{}", case.kind),
            open_mark(!case.state.is_terminal()).to_owned(),
            shop_mark(case.shop),
            format!("owner:{}", case.owner),
            format!("channel:{}", case.channel),
        ],
    })
}

fn of_order(view: &impl View, vault: &Vault, order: &Order) -> Result<Document> {
    let mut marks = vec![what_mark(What::Order), shop_mark(order.shop)];
    if let Some(shop) = orders::shop(view, order.shop)? {
        marks.push(format!("channel:{}", shop.channel));
    }
    Ok(Document {
        key: key(What::Order, order.id.0),
        at: order.ordered_at.unwrap_or(order.created_at).0,
        terms: terms_of(vault, &order_texts(order)),
        marks,
    })
}

/// The document of a buyer; only one with a note has any.
fn of_buyer(view: &impl View, vault: &Vault, buyer: &Buyer) -> Result<Option<Document>> {
    let texts = buyer_texts(buyer);
    if texts.is_empty() {
        return Ok(None);
    }
    let bought = orders::of_buyer(view, buyer.id, usize::MAX)?;
    let asked = cases::of_buyer(view, buyer.id, usize::MAX)?;
    let shops: BTreeSet<ShopId> = bought
        .iter()
        .map(|row| row.shop)
        .chain(asked.iter().map(|row| row.shop))
        .collect();
    let marks = std::iter::once(what_mark(What::Buyer)).chain(shops.into_iter().map(shop_mark));
    Ok(Some(Document {
        key: key(What::Buyer, buyer.id.0),
        at: buyer.created_at.0,
        terms: terms_of(vault, &texts),
        marks: marks.collect(),
    }))
}

/// What the index must know of a record now.
#[derive(Default)]
pub(super) struct Known {
    /// None when it is gone, or has nothing to be found by.
    pub document: Option<Document>,
    /// The buyer whose shops may have become more.
    pub buyer: Option<BuyerId>,
    /// Someone asked to be forgotten.
    pub erased: bool,
}

/// Reads a record for the index.
///
/// # Errors
/// When the disk does, or the record is damaged.
pub(super) fn of_record(view: &impl View, vault: &Vault, what: What, id: u64) -> Result<Known> {
    let mut known = Known::default();
    match what {
        What::Case => {
            if let Some(case) = cases::by_id(view, CaseId(id))? {
                known.document = Some(of_case(view, vault, &case)?);
                known.buyer = stands_for(view, case.buyer)?;
            }
        }
        What::Order => {
            if let Some(order) = orders::by_id(view, OrderId(id))? {
                known.document = Some(of_order(view, vault, &order)?);
                known.buyer = stands_for(view, order.buyer)?;
            }
        }
        What::Buyer => {
            // One that was merged is found as the record that stands for it.
            let own = same_buyer::record(view, BuyerId(id))?;
            if let Some(buyer) = own.filter(|buyer| buyer.merged_into.is_none()) {
                known.document = of_buyer(view, vault, &buyer)?;
                known.erased = buyer.erased_at.is_some();
            }
        }
    }
    Ok(known)
}

/// The record whose shops may have become more.
fn stands_for(view: &impl View, buyer: Option<BuyerId>) -> Result<Option<BuyerId>> {
    let Some(id) = buyer else { return Ok(None) };
    Ok(orders::buyer(view, id)?.map(|buyer| buyer.id))
}
