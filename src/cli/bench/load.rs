//! A small HTTP/1.1 client that keeps its connections and does nothing else, so that what is
//! measured is the server.

use anyhow::Context;
use anyhow::Result;
use anyhow::bail;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Makes the n-th request, as bytes on the wire; none when there is nothing left to ask for.
pub type Make = Arc<dyn Fn(u64) -> Option<Vec<u8>> + Send + Sync>;

/// What is asked for, and how it is answered when it is done.
#[derive(Clone)]
pub struct Request {
    pub make: Make,
    /// The status of an answer that counts. A page that sends one to the sign-in is no page.
    pub answer: u16,
}

/// What one measurement found.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Measured {
    pub connections: usize,
    /// Done, not refused.
    pub requests: u64,
    /// Answers with another status than a done request has. They are in no other figure.
    pub refused: u64,
    /// Done requests.
    pub per_second: f64,
    /// Milliseconds, and so below.
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    /// Bytes of an answer's body, the last one's.
    pub body_bytes: usize,
}

/// Asks over `connections` connections for `time`, each as fast as it is answered.
///
/// # Errors
/// When the server cannot be reached or talks nonsense.
pub fn load(
    server: SocketAddr,
    request: &Request,
    connections: usize,
    time: Duration,
) -> Result<Measured> {
    let began = Instant::now();
    let pace = Pace {
        time,
        pause: Duration::ZERO,
    };
    let all = paced(server, request, connections, pace)?;
    Ok(summed(
        all.times,
        all.refused,
        all.body_bytes,
        connections,
        began.elapsed(),
    ))
}

/// How long is asked, and how long each connection rests after an answer.
#[derive(Clone, Copy)]
pub struct Pace {
    pub time: Duration,
    pub pause: Duration,
}

/// Asks over `connections` connections at this pace.
///
/// # Errors
/// As [`load`].
pub fn paced(
    server: SocketAddr,
    request: &Request,
    connections: usize,
    pace: Pace,
) -> Result<Lane> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the client")?;
    runtime.block_on(async {
        let tasks: Vec<_> = (0..connections)
            .map(|lane| {
                let request = request.clone();
                tokio::spawn(ask(server, request, lane as u64, connections as u64, pace))
            })
            .collect();
        let mut all = Lane::default();
        for task in tasks {
            let lane = task.await.context("a connection panicked")??;
            all.times.extend(lane.times);
            all.refused += lane.refused;
            all.body_bytes = lane.body_bytes;
        }
        Ok(all)
    })
}

/// The answer to one request: status and body.
///
/// # Errors
/// As [`load`].
pub fn once(server: SocketAddr, request: &[u8]) -> Result<(u16, Vec<u8>)> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the client")?;
    runtime.block_on(async {
        let mut stream = TcpStream::connect(server).await.context("connecting")?;
        let mut buffer = Vec::new();
        exchange(&mut stream, request, &mut buffer).await
    })
}

/// A request without a body.
pub fn get(path: &str, cookie: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n").into_bytes()
}

/// The same request from a client that takes gzip, as every browser does.
pub fn compressed(request: &[u8]) -> Vec<u8> {
    const HOST: &[u8] = b"Host: localhost\r\n";
    let at = find(request, HOST).map_or(request.len(), |at| at + HOST.len());
    let mut asked = request[..at].to_vec();
    asked.extend_from_slice(b"Accept-Encoding: gzip\r\n");
    asked.extend_from_slice(&request[at..]);
    asked
}

/// A form sent by a page of ours.
pub fn post(path: &str, cookie: &str, form: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// Percentiles and rate of what was measured.
pub fn summed(
    mut times: Vec<Duration>,
    refused: u64,
    body_bytes: usize,
    connections: usize,
    took: Duration,
) -> Measured {
    times.sort_unstable();
    let at = |percent: usize| {
        let index = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times
            .get(index)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    Measured {
        connections,
        requests: times.len() as u64,
        refused,
        per_second: times.len() as f64 / took.as_secs_f64(),
        p50: at(50),
        p95: at(95),
        p99: at(99),
        body_bytes,
    }
}

/// What connections heard.
#[derive(Default)]
pub struct Lane {
    pub times: Vec<Duration>,
    pub refused: u64,
    pub body_bytes: usize,
}

async fn ask(
    server: SocketAddr,
    request: Request,
    lane: u64,
    lanes: u64,
    pace: Pace,
) -> Result<Lane> {
    let mut stream = TcpStream::connect(server).await.context("connecting")?;
    stream.set_nodelay(true).context("connecting")?;
    let mut buffer = Vec::new();
    let mut found = Lane::default();
    let began = Instant::now();
    let mut n = lane;
    while began.elapsed() < pace.time {
        let Some(bytes) = (request.make)(n) else {
            break;
        };
        let sent = Instant::now();
        let (status, body) = exchange(&mut stream, &bytes, &mut buffer).await?;
        if status == request.answer {
            found.times.push(sent.elapsed());
            found.body_bytes = body.len();
        } else {
            found.refused += 1;
        }
        if !pace.pause.is_zero() {
            tokio::time::sleep(pace.pause).await;
        }
        n += lanes;
    }
    Ok(found)
}

/// Sends a request and reads its answer whole; answers of ours say how long they are.
async fn exchange(
    stream: &mut TcpStream,
    request: &[u8],
    buffer: &mut Vec<u8>,
) -> Result<(u16, Vec<u8>)> {
    stream.write_all(request).await.context("sending")?;
    buffer.clear();
    let head_end = loop {
        if let Some(at) = find(buffer, b"\r\n\r\n") {
            break at + 4;
        }
        more(stream, buffer).await?;
    };
    let head = String::from_utf8_lossy(&buffer[..head_end]).to_ascii_lowercase();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .context("an answer without a status")?;
    if head.contains("transfer-encoding: chunked") {
        while !buffer.ends_with(b"\r\n0\r\n\r\n") {
            more(stream, buffer).await?;
        }
        return Ok((status, buffer[head_end..].to_vec()));
    }
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .and_then(|length| length.trim().parse::<usize>().ok())
        .context("an answer that does not say how long it is")?;
    while buffer.len() < head_end + length {
        more(stream, buffer).await?;
    }
    Ok((status, buffer[head_end..head_end + length].to_vec()))
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<()> {
    if stream.read_buf(buffer).await.context("reading")? == 0 {
        bail!("the server hung up");
    }
    Ok(())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
