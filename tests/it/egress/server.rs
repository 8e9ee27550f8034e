//! A server of a few lines that answers exactly the bytes a test wants.

use std::io::Read;
use std::io::Write;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// A request as it came in.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Request line and headers, as sent.
    pub head: String,
    pub body: Vec<u8>,
}

impl Seen {
    /// `POST /x?y HTTP/1.1`.
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// All values of a header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "))
            .filter(|(named, _)| named.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
            .collect()
    }
}

pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<Mutex<usize>>,
    is_over: Arc<AtomicBool>,
}

/// The address that the tests' network takes for one of the world.
pub const WORLD: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

impl Server {
    /// Answers each request with these bytes and keeps the connection.
    pub fn answering(answer: impl Fn(&Seen) -> Vec<u8> + Send + Sync + 'static) -> Server {
        Server::at(Ipv4Addr::LOCALHOST, 0, move |stream, see| {
            while let Some(seen) = read(stream) {
                let bytes = answer(&seen);
                see(seen);
                if stream.write_all(&bytes).is_err() {
                    return;
                }
            }
        })
    }

    /// Does what it likes with each connection; says what it saw.
    pub fn doing(act: impl Fn(&mut TcpStream, &dyn Fn(Seen)) + Send + Sync + 'static) -> Server {
        Server::at(Ipv4Addr::LOCALHOST, 0, act)
    }

    pub fn at(
        ip: Ipv4Addr,
        port: u16,
        act: impl Fn(&mut TcpStream, &dyn Fn(Seen)) + Send + Sync + 'static,
    ) -> Server {
        let listener = TcpListener::bind((ip, port)).expect("a free port");
        let server = Server {
            address: listener.local_addr().expect("an address"),
            seen: Arc::default(),
            connections: Arc::default(),
            is_over: Arc::default(),
        };
        let (seen, connections) = (Arc::clone(&server.seen), Arc::clone(&server.connections));
        let is_over = Arc::clone(&server.is_over);
        let act = Arc::new(act);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if is_over.load(Ordering::Acquire) {
                    return;
                }
                let Ok(mut stream) = stream else { return };
                *connections.lock().expect("whole") += 1;
                let (seen, act) = (Arc::clone(&seen), Arc::clone(&act));
                std::thread::spawn(move || {
                    act(&mut stream, &|one| seen.lock().expect("whole").push(one));
                });
            }
        });
        server
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("whole").clone()
    }

    pub fn connections(&self) -> usize {
        *self.connections.lock().expect("whole")
    }

    /// `http://shop.test:port/path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://shop.test:{}{path}", self.port())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Release);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(self.address);
    }
}

/// A whole request; none when the connection is closed before it ends.
pub fn read(stream: &mut impl Read) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let head_ends = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_ends]).into_owned();
    let mut seen = Seen {
        head,
        body: bytes[head_ends..].to_vec(),
    };
    let length = seen.header("content-length").first().map_or(0, |text| {
        text.parse::<usize>().expect("a length that is a number")
    });
    while seen.body.len() < length {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => seen.body.extend_from_slice(&chunk[..count]),
        }
    }
    Some(seen)
}

/// Reads until the other side goes away: an answer that never comes.
pub fn hold(stream: &mut impl Read) {
    let mut chunk = [0; 4096];
    while matches!(stream.read(&mut chunk), Ok(count) if count > 0) {}
}

/// A plain answer.
pub fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    bytes.extend(format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes());
    bytes.extend_from_slice(body);
    bytes
}

pub fn ok(body: &str) -> Vec<u8> {
    answer("200 OK", &[], body.as_bytes())
}

pub fn redirect(status: &str, location: &str) -> Vec<u8> {
    answer(status, &[("Location", location)], b"")
}

/// Loopback as text, for look-ups.
pub const HOME: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
