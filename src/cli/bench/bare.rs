//! actix-web by itself: one handler that sends the bytes of our case page, with the same workers.
//! What our page costs on top is ours.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use actix_web::web::Data;
use anyhow::Context;
use anyhow::Result;
use std::net::SocketAddr;
use std::path::Path;

/// Serves the bytes of a file at every address, until the process is ended.
///
/// # Errors
/// When the file or the port cannot be used.
pub fn serve(file: &Path, listen: SocketAddr, workers: usize) -> Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let page = Data::new(Bytes::from(bytes));
    let served = actix_web::rt::System::new().block_on(async move {
        actix_web::HttpServer::new(move || {
            actix_web::App::new()
                .app_data(page.clone())
                .default_service(actix_web::web::to(send))
        })
        .workers(workers)
        .tcp_nodelay(true)
        .bind(listen)?
        .run()
        .await
    });
    served.context("serving a bare page")
}

async fn send(page: Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(page.get_ref().clone())
}
