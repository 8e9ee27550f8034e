//! actix-web by itself: one handler that sends the bytes of our pages, with the same workers and the
//! same compression. What our pages cost on top is ours.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::middleware::Compress;
use actix_web::web::Bytes;
use actix_web::web::Data;
use anyhow::Context;
use anyhow::Result;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;

/// The pages, by their path.
type Pages = HashMap<String, Bytes>;

/// Serves the files of a folder, each at its name, until the process is ended.
///
/// # Errors
/// When a file or the port cannot be used.
pub fn serve(folder: &Path, listen: SocketAddr, workers: usize) -> Result<()> {
    let mut pages = Pages::new();
    for entry in std::fs::read_dir(folder).context("reading the pages")? {
        let entry = entry.context("reading the pages")?;
        let name = format!("/{}", entry.file_name().to_string_lossy());
        pages.insert(name, Bytes::from(std::fs::read(entry.path())?));
    }
    let pages = Data::new(pages);
    let served = actix_web::rt::System::new().block_on(async move {
        actix_web::HttpServer::new(move || {
            actix_web::App::new()
                .app_data(pages.clone())
                .wrap(Compress::default())
                .default_service(actix_web::web::to(send))
        })
        .workers(workers)
        .tcp_nodelay(true)
        .bind(listen)?
        .run()
        .await
    });
    served.context("serving bare pages")
}

async fn send(pages: Data<Pages>, request: HttpRequest) -> HttpResponse {
    match pages.get(request.path()) {
        Some(page) => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(page.clone()),
        None => HttpResponse::NotFound().finish(),
    }
}
