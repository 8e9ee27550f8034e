//! The server: the guards in their order around the map.

use super::Site;
use super::guards;
use super::lay_out;
use crate::app::App;
use crate::host::Host;
use actix_web::dev::Server;
use actix_web::middleware::Compress;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use std::net::TcpListener;

/// The server on a listener. The caller decides when it stops: signals are not taken.
///
/// # Errors
/// When the listener cannot be used.
pub fn server(app: Data<App>, host: Data<Host>, listener: TcpListener) -> std::io::Result<Server> {
    let site = Data::new(Site::of(&app));
    let workers = app.config.workers;
    let server = actix_web::HttpServer::new(move || {
        actix_web::App::new()
            .app_data(app.clone())
            .app_data(host.clone())
            .app_data(site.clone())
            // The last is the outermost.
            .wrap(from_fn(guards::read_form))
            .wrap(from_fn(guards::load_session))
            .wrap(from_fn(guards::same_origin_only))
            .wrap(from_fn(guards::add_headers))
            .wrap(from_fn(guards::show_failures))
            .wrap(Compress::default())
            .wrap(from_fn(guards::log_request))
            .configure(lay_out(&site.place.prefix))
    })
    .workers(workers)
    .tcp_nodelay(true)
    .shutdown_timeout(10)
    .disable_signals()
    .listen(listener)?
    .run();
    Ok(server)
}
