//! The addresses of plugins' accounts, where services outside say what happened. No session, no
//! form: who knows the address may send, and the plugin checks the signature.

use crate::app::App;
use crate::domain::plugin::pushed::Pushed;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::host::Host;
use crate::host::pushes;
use crate::host::pushes::Reply;
use crate::plugins::text;
use crate::web::page::SaysItself;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::web::Data;
use actix_web::web::Payload;
use futures_util::StreamExt;

/// The largest body any manifest may ask for, in bytes.
pub const MOST: usize = 1_024 * 1_024;
/// Should the process end while a message is read, another reads it then.
const READING: Span = Span(30_000);
const HEADERS: usize = 100;

/// Where the account of this token is told things, below the desk's own address.
pub fn hook_of(token: &str) -> String {
    format!("/hooks/{token}")
}

/// Whether there is such an address: for whoever sets it up out there and tries it in a browser.
pub async fn is_here(host: Data<Host>, request: HttpRequest) -> HttpResponse {
    let token = request.match_info().get("token").unwrap_or_default();
    match pushes::address(&host, token.to_owned()).await {
        Ok(_) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ok\n"),
        Err(_) => bare(StatusCode::NOT_FOUND),
    }
}

/// Keeps what came in, lets the plugin read it, and answers what the plugin says. What was kept and
/// could not be read now is answered 503 and read again.
pub async fn take(
    app: Data<App>,
    host: Data<Host>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    match taken(&app, &host, &request, payload).await {
        Ok(reply) => said(&reply),
        Err(Failure::NotFound) => bare(StatusCode::NOT_FOUND),
        Err(Failure::Invalid(_)) => bare(StatusCode::SERVICE_UNAVAILABLE),
        Err(failure) => {
            tracing::error!(error = %failure, "a message of a service outside");
            bare(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn taken(
    app: &App,
    host: &Host,
    request: &HttpRequest,
    payload: Payload,
) -> Result<Reply, Failure> {
    let part = |name: &str| {
        request
            .match_info()
            .get(name)
            .unwrap_or_default()
            .to_owned()
    };
    let address = pushes::address(host, part("token")).await?;
    let Some(body) = body(payload, address.most).await else {
        return Ok(Reply {
            status: 413,
            headers: Vec::new(),
            body: String::new(),
        });
    };
    let now = app.now();
    let headers = request.headers().iter().take(HEADERS);
    let pushed = Pushed {
        account: address.account,
        method: request.method().as_str().to_owned(),
        path: part("rest"),
        query: text::form(request.query_string().as_bytes()),
        headers: headers
            .filter_map(|(name, value)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            })
            .collect(),
        body: body.to_vec(),
        received_at: now,
        tries: 0,
        again_at: now + READING,
    };
    let id = pushes::keep(host, pushed).await?;
    pushes::read(host, id).await
}

/// The body; none when it is larger than it may be, or breaks off.
async fn body(mut payload: Payload, most: usize) -> Option<Bytes> {
    let mut all = Vec::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.ok()?;
        if all.len() + piece.len() > most {
            return None;
        }
        all.extend_from_slice(&piece);
    }
    Some(all.into())
}

/// What the plugin answers: its status, its text, and the sort of text it is. No other header of a
/// stranger's goes out in the desk's name.
fn said(reply: &Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let sort = reply
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| value.as_str())
        .filter(|sort| sort.starts_with("application/json") || sort.starts_with("text/plain"))
        .unwrap_or("text/plain; charset=utf-8");
    let mut answer = HttpResponse::build(status)
        .insert_header(("content-type", sort))
        .body(reply.body.clone());
    answer.extensions_mut().insert(SaysItself);
    answer
}

fn bare(status: StatusCode) -> HttpResponse {
    let mut answer = HttpResponse::new(status);
    answer.extensions_mut().insert(SaysItself);
    answer
}
