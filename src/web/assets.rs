//! Styles, scripts and icons: embedded, under a name that holds their hash, cached for ever.

use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use std::sync::LazyLock;

/// One file as it is sent.
struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
}

macro_rules! css {
    ($($file:literal,)+) => {
        /// The style sheet: its parts in the order of their layers.
        const CSS: &str = concat!($(include_str!(concat!("../../static/css/", $file))),+);
    };
}

css! {
    "layers.css",
    "reset.css",
    "tokens.css",
    "base.css",
    "layout.css",
    "parts/button.css",
    "parts/field.css",
    "parts/table.css",
    "parts/badge.css",
    "parts/notice.css",
    "parts/rows.css",
    "parts/bulk.css",
    "parts/pager.css",
    "parts/together.css",
    "parts/palette.css",
    "pages/door.css",
    "pages/today.css",
    "pages/list.css",
    "pages/case.css",
    "pages/casework.css",
    "pages/order.css",
    "pages/shape.css",
    "pages/product.css",
    "pages/import.css",
    "pages/search.css",
    "pages/settings.css",
    "print.css",
}

macro_rules! script {
    ($name:literal) => {
        Asset {
            name: concat!("js/", $name),
            kind: "text/javascript; charset=utf-8",
            body: include_str!(concat!("../../static/js/", $name)),
        }
    };
}

const ASSETS: &[Asset] = &[
    Asset {
        name: "app.css",
        kind: "text/css; charset=utf-8",
        body: CSS,
    },
    script!("main.js"),
    script!("countdown.js"),
    script!("copy.js"),
    script!("insert.js"),
    script!("keys.js"),
    script!("rows.js"),
    script!("setup.js"),
    script!("line.js"),
    script!("live.js"),
    script!("drafts.js"),
    script!("send.js"),
    script!("parts.js"),
    script!("mention.js"),
    script!("palette.js"),
    script!("strokes.js"),
    Asset {
        name: "icons.svg",
        kind: "image/svg+xml",
        body: include_str!("../../static/icons.svg"),
    },
    Asset {
        name: "favicon.svg",
        kind: "image/svg+xml",
        body: include_str!("../../static/favicon.svg"),
    },
];

/// One hash over all files, so that scripts may name each other relatively.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for asset in ASSETS {
        hasher.update(asset.name.as_bytes()).update(b"\0");
        hasher.update(asset.body.as_bytes()).update(b"\0");
    }
    hasher.finalize().to_hex()[..16].to_owned()
});

/// The path of a file, without the prefix.
pub fn path(name: &str) -> String {
    format!("/static/{}/{name}", *HASH)
}

pub async fn file(wanted: Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let (hash, name) = wanted.into_inner();
    let asset = ASSETS.iter().find(|asset| asset.name == name);
    let asset = asset.ok_or(Failure::NotFound)?;
    // An old page may ask for an old name: it gets what there is, but does not keep it.
    let keep = if hash == *HASH {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    Ok(HttpResponse::Ok()
        .content_type(asset.kind)
        .insert_header((header::CACHE_CONTROL, keep))
        .body(asset.body))
}

pub async fn favicon() -> HttpResponse {
    let icon = ASSETS.iter().find(|asset| asset.name == "favicon.svg");
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(icon.map_or("", |icon| icon.body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_scripts_stay_small() {
        let scripts: usize = ASSETS
            .iter()
            .filter(|asset| asset.name.ends_with(".js"))
            .map(|asset| asset.body.len())
            .sum();
        assert!(CSS.len() < 64_000, "{} bytes of style", CSS.len());
        assert!(scripts < 40_000, "{scripts} bytes of script");
    }
}
