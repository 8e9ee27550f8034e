//! A name server of a few lines (RFC 1035) that knows the texts it was given.

use hickory_resolver::proto::op::Message;
use hickory_resolver::proto::op::OpCode;
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::proto::rr::Record;
use hickory_resolver::proto::rr::rdata::TXT;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::net::UdpSocket;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

type Known = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// Stops when it is dropped.
pub struct NameServer {
    pub at: SocketAddr,
    known: Known,
    alive: Arc<()>,
}

impl NameServer {
    pub fn new() -> NameServer {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a free port");
        let at = socket.local_addr().expect("an address");
        let (known, alive) = (Known::default(), Arc::new(()));
        let (of_it, watched) = (Arc::clone(&known), Arc::downgrade(&alive));
        let short = Some(Duration::from_millis(50));
        socket.set_read_timeout(short).expect("a time");
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while watched.strong_count() > 0 {
                let Ok((length, from)) = socket.recv_from(&mut bytes) else {
                    continue;
                };
                let asked = Message::from_vec(&bytes[..length]).expect("a question");
                let known = of_it.lock().expect("whole").clone();
                let answer = answer(&asked, &known).to_vec().expect("an answer");
                socket.send_to(&answer, from).expect("sent");
            }
        });
        NameServer { at, known, alive }
    }

    /// What a name says from now on; a text longer than 255 bytes goes in pieces, as it must.
    pub fn says(&self, name: &str, texts: &[&str]) {
        let texts = texts.iter().map(|&text| text.to_owned()).collect();
        let mut known = self.known.lock().expect("whole");
        known.insert(name.to_owned(), texts);
        assert!(Arc::strong_count(&self.alive) > 0);
    }
}

fn answer(asked: &Message, known: &BTreeMap<String, Vec<String>>) -> Message {
    let mut answer = Message::response(asked.metadata.id, OpCode::Query);
    answer.metadata.recursion_available = true;
    let Some(query) = asked.queries.first() else {
        return answer;
    };
    answer.add_query(query.clone());
    let name = query.name().to_string().to_ascii_lowercase();
    match known.get(name.trim_end_matches('.')) {
        None => answer.metadata.response_code = ResponseCode::NXDomain,
        Some(texts) => {
            for text in texts {
                let pieces = text.as_bytes().chunks(255);
                let pieces = pieces.map(|piece| String::from_utf8_lossy(piece).into_owned());
                let data = RData::TXT(TXT::new(pieces.collect()));
                answer.add_answer(Record::from_rdata(query.name().clone(), 60, data));
            }
        }
    }
    answer
}
