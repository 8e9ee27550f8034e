//! Writing down what is known about a product. Who was overtaken sees both texts and loses none.

use super::super::flash::Flash;
use super::super::form::Errors;
use super::super::form::Fields;
use super::super::frame::Frame;
use super::super::page;
use super::super::visit::Visit;
use crate::actions::products;
use crate::actions::products::COST;
use crate::actions::products::Said;
use crate::actions::products::see;
use crate::app::App;
use crate::domain::ids::ProductId;
use crate::domain::product::KnownFault;
use crate::domain::product::Product;
use crate::failure::Failure;
use crate::store::View;
use crate::web::guards::status_of;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// The fields of the form, in order, with how many rows each takes; a single line takes none.
const FIELDS: &[(&str, &str, &str, u32)] = &[
    ("title", "product-name", "product-name-hint", 0),
    ("care", "product-care", "product-care-hint", 5),
    ("faults", "product-faults", "product-faults-hint", 4),
    ("selling", "product-selling", "product-selling-hint", 3),
    ("specs", "product-specs", "product-specs-hint", 3),
    (
        "warranty_months",
        "product-warranty",
        "product-warranty-hint",
        0,
    ),
    ("cost_price", "product-cost", "product-cost-hint", 0),
];

/// One question of the form.
struct Ask {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    rows: u32,
    value: String,
    wrong: Option<&'static str>,
    /// What someone else wrote there meanwhile.
    theirs: Option<String>,
}

#[derive(Template)]
#[template(path = "products/edit.html")]
struct EditPage {
    frame: Frame,
    id: u64,
    name: String,
    sku: String,
    rev: u64,
    asks: Vec<Ask>,
    stale: bool,
}

/// What came of sending the form.
#[derive(Default)]
struct Told {
    fields: Option<Fields>,
    errors: Errors,
    stale: bool,
}

/// # Errors
/// `NotFound`; `NotAllowed` for those who only look.
pub async fn form(app: Data<App>, visit: Visit, at: Path<u64>) -> Result<HttpResponse, Failure> {
    let id = ProductId(at.into_inner());
    let shown = app
        .read(move |view| build(view, &visit, id, &Told::default()))
        .await?;
    page::show(&shown)
}

/// Keeps it.
///
/// # Errors
/// `NotFound`; `NotAllowed`; what was typed comes back with everything else.
pub async fn save(
    app: Data<App>,
    visit: Visit,
    at: Path<u64>,
    fields: Fields,
) -> Result<HttpResponse, Failure> {
    let id = ProductId(at.into_inner());
    let viewer = visit.viewer()?.clone();
    let moment = visit.moment();
    let (said, errors) = read(&fields, visit.may(COST));
    let shown_rev = fields.text("rev").parse().unwrap_or(0);
    let done = match errors.into_result() {
        Ok(()) => {
            app.write(fields.key(&visit), move |plan| {
                products::keep(plan, &viewer, id, shown_rev, &said, &moment)
            })
            .await
        }
        Err(failure) => Err(failure),
    };
    let (told, status) = match done {
        Ok(()) => {
            let flash = Flash::new("done-saved");
            return Ok(page::done(&visit, &format!("/products/{id}"), &flash));
        }
        Err(Failure::Invalid(wrong)) => {
            let errors = wrong.into();
            let told = Told {
                errors,
                ..Told::default()
            };
            (told, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(failure @ Failure::ChangedMeanwhile) => {
            let told = Told {
                stale: true,
                ..Told::default()
            };
            (told, status_of(&failure))
        }
        Err(failure) => return Err(failure),
    };
    let told = Told {
        fields: Some(fields),
        ..told
    };
    let shown = app.read(move |view| build(view, &visit, id, &told)).await?;
    page::with_status(&shown, status)
}

fn read(fields: &Fields, says_cost: bool) -> (Said, Errors) {
    let mut errors = Errors::default();
    let warranty_months = match fields.filled("warranty_months").map(str::parse) {
        None => None,
        Some(Ok(months)) => Some(months),
        Some(Err(_)) => {
            errors.add("warranty_months", "error-number-form");
            None
        }
    };
    let cost_price = match fields.money("cost_price") {
        Ok(cost) => says_cost.then_some(cost),
        Err(key) => {
            errors.add("cost_price", key);
            None
        }
    };
    let said = Said {
        title: fields.text("title").to_owned(),
        specs: fields.text("specs").to_owned(),
        care: fields.text("care").to_owned(),
        selling: fields.text("selling").to_owned(),
        faults: faults(fields.text("faults")),
        warranty_months,
        cost_price,
    };
    (said, errors)
}

/// One fault a line: what is seen, an arrow, what to do.
fn faults(text: &str) -> Vec<KnownFault> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (symptom, remedy) = line
                .split_once('→')
                .or_else(|| line.split_once("->"))
                .unwrap_or((line, ""));
            KnownFault {
                symptom: symptom.trim().to_owned(),
                remedy: remedy.trim().to_owned(),
            }
        })
        .collect()
}

/// What stands in a field as it is kept.
fn kept(product: &Product, field: &str) -> String {
    match field {
        "title" => product.title.clone(),
        "care" => product.care.clone(),
        "selling" => product.selling.clone(),
        "specs" => product.specs.clone(),
        "faults" => product
            .faults
            .iter()
            .map(|fault| match fault.remedy.is_empty() {
                true => fault.symptom.clone(),
                false => format!("{} → {}", fault.symptom, fault.remedy),
            })
            .collect::<Vec<_>>()
            .join("\n"),
        "warranty_months" => product
            .warranty_months
            .map_or_else(String::new, |months| months.to_string()),
        _ => product
            .cost_price
            .map_or_else(String::new, |cost| cost.to_string()),
    }
}

fn build(view: &impl View, visit: &Visit, id: ProductId, told: &Told) -> Result<EditPage, Failure> {
    let viewer = visit.viewer()?;
    viewer.must_be(products::NOTERS)?;
    let product = see(view, viewer, id)?;
    let words = visit.words;
    let asks = FIELDS
        .iter()
        .filter(|(name, ..)| *name != "cost_price" || visit.may(COST))
        .map(|(name, label, hint, rows)| {
            let kept = kept(&product, name);
            let typed = told
                .fields
                .as_ref()
                .map(|fields| fields.raw(name).to_owned());
            let same = |typed: &String| typed.replace("\r\n", "\n").trim() == kept;
            let theirs = typed
                .as_ref()
                .is_some_and(|typed| told.stale && !same(typed))
                .then(|| kept.clone());
            Ask {
                name,
                label: words.t(label),
                hint: words.t(hint),
                rows: *rows,
                wrong: told.errors.of(name).map(|key| words.t(key)),
                value: typed.unwrap_or(kept),
                theirs,
            }
        })
        .collect();
    Ok(EditPage {
        frame: Frame::load(view, visit)?,
        id: id.0,
        name: product.title.clone(),
        sku: product.sku.clone().unwrap_or_default(),
        rev: product.rev,
        asks,
        stale: told.stale,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_a_line_with_or_without_what_to_do() {
        let read = faults("掉色 → 冷水单独洗\n\n 起球 -> 剃毛器\n脱线");
        let pairs: Vec<(&str, &str)> = read
            .iter()
            .map(|fault| (fault.symptom.as_str(), fault.remedy.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [("掉色", "冷水单独洗"), ("起球", "剃毛器"), ("脱线", "")]
        );
    }
}
