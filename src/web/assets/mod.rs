//! Styles, scripts and icons: embedded, under a name that holds their hash, cached for ever.
//!
//! A page asks for one sheet, one script and one sprite, and those of the settings for one sheet more;
//! each is made once from its small sources.

mod scripts;
mod styles;

use crate::failure::Failure;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::web::Path;
use std::sync::LazyLock;

/// One file as it is sent.
struct Asset {
    name: &'static str,
    kind: &'static str,
    body: Bytes,
}

static ASSETS: LazyLock<[Asset; 5]> = LazyLock::new(|| {
    [
        Asset {
            name: "app.css",
            kind: "text/css; charset=utf-8",
            body: styles::daily().into(),
        },
        Asset {
            name: "settings.css",
            kind: "text/css; charset=utf-8",
            body: styles::settings().into(),
        },
        Asset {
            name: "app.js",
            kind: "text/javascript; charset=utf-8",
            body: scripts::script().into(),
        },
        Asset {
            name: "icons.svg",
            kind: "image/svg+xml",
            body: Bytes::from_static(include_bytes!("../../../static/icons.svg")),
        },
        Asset {
            name: "favicon.svg",
            kind: "image/svg+xml",
            body: Bytes::from_static(include_bytes!("../../../static/favicon.svg")),
        },
    ]
});

/// One hash over all files: they change together. Short, as lists name the sprite in every row.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for asset in ASSETS.iter() {
        hasher.update(asset.name.as_bytes()).update(b"\0");
        hasher.update(&asset.body).update(b"\0");
    }
    hasher.finalize().to_hex()[..10].to_owned()
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
        .body(asset.body.clone()))
}

pub async fn favicon() -> HttpResponse {
    let icon = ASSETS.iter().find(|asset| asset.name == "favicon.svg");
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .body(icon.map_or_else(Bytes::new, |icon| icon.body.clone()))
}
