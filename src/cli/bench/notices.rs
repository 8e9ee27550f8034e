//! `bench --notices`: how fast notices are queued and sent, and what they cost in the act that promises
//! them, beside the mail library alone and the same server in the same run.

use super::course;
use super::fill;
use super::place::Place;
use crate::actions::Moment;
use crate::actions::access::CaseRef;
use crate::actions::access::Viewer;
use crate::actions::buyers;
use crate::actions::cases;
use crate::actions::cases::About;
use crate::actions::notices as acts;
use crate::actions::notices::Wanted;
use crate::actions::orders;
use crate::app::App;
use crate::app::Clock;
use crate::domain::case::Act;
use crate::domain::case::Input;
use crate::domain::case::Kind;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::change::OpenCase;
use crate::domain::case::record::Intake;
use crate::domain::ids::CaseId;
use crate::domain::money::Fen;
use crate::domain::notice::mail::Security;
use crate::domain::notice::rules::NoticeRules;
use crate::domain::people::IdentityKind;
use crate::domain::people::Lang;
use crate::domain::time::Span;
use crate::domain::time::Timestamp;
use crate::egress::Network;
use crate::host::Host;
use crate::notices;
use crate::store::identity;
use crate::store::people;
use anyhow::Context;
use anyhow::Result;
use anyhow::anyhow;
use anyhow::bail;
use lettre::Message;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use std::fmt::Write as _;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

/// 10:00 in Shanghai, when buyers may be written to.
const MORNING: Timestamp = Timestamp(1_795_312_800_000);
/// After this nothing can be taken back any more.
const SETTLED: Span = Span::minutes(1);
/// Acts of each sort that are timed.
const ACTS: u64 = 1_000;

/// What was found.
#[derive(serde::Serialize)]
pub struct Measured {
    pub version: &'static str,
    /// Whether this was a release build; figures of others mean nothing.
    pub optimised: bool,
    pub processors: usize,
    pub notices: u64,
    /// ms of an act with its commit, in the middle: a note, and a message that promises a notice.
    pub note_ms: f64,
    pub message_ms: f64,
    /// A second.
    pub queued: f64,
    /// Composed, sent and written down, a second.
    pub sent: f64,
    /// The last mail again and again by the library alone, a second.
    pub bare: f64,
}

impl Measured {
    /// As it stands in `docs/performance.md`.
    pub fn table(&self) -> String {
        let mut out = String::new();
        let build = if self.optimised { "release" } else { "debug" };
        let (version, processors) = (self.version, self.processors);
        // Writing to a text cannot fail.
        let _ = writeln!(
            out,
            "aftercare {version} · {build} · {processors} processors"
        );
        let _ = writeln!(out, "act, a note                {:8.3} ms", self.note_ms);
        let _ = writeln!(out, "act that promises a notice {:8.3} ms", self.message_ms);
        let _ = writeln!(out, "queued                     {:8.0} /s", self.queued);
        let _ = writeln!(
            out,
            "sent, of {:<8}          {:8.0} /s",
            self.notices, self.sent
        );
        let _ = writeln!(out, "bare SMTP, one mail        {:8.0} /s", self.bare);
        out
    }
}

/// Measures in a throw-away desk with so many buyers.
///
/// # Errors
/// When a door refuses, or a notice did not arrive.
pub fn measure(place: &Place, buyers: u64) -> Result<Measured> {
    let sink = Sink::start()?;
    let clock = Arc::new(AtomicI64::new(MORNING.0));
    let app = Arc::new(place.open_at(Clock::Hand(Arc::clone(&clock)))?);
    let filled = fill::fill(&app, 1)?;
    set_up(&app, &filled, sink.port)?;
    let opened = open(&app, &filled, buyers)?;
    let timed = ACTS.min(buyers);
    let note_ms = middle_ms(&app, &filled, &opened, timed, &course::note())?;
    let message = Act {
        verb: Verb::Message,
        input: Input {
            text: Some("换的已经在 10:00 寄出，请留意。".to_owned()),
            ..Input::default()
        },
    };
    let message_ms = middle_ms(&app, &filled, &opened, timed, &message)?;
    clock.fetch_add(SETTLED.0, Ordering::SeqCst);

    let program = std::env::current_exe().context("finding this program")?;
    let host = Host::new(Arc::clone(&app), &Network::system(), program)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("starting the desk")?;
    let wanted = buyers + timed;
    let (queued, sent) = runtime.block_on(async {
        let failed = |failure| anyhow!("notices: {failure}");
        let began = Instant::now();
        let routed = notices::route(&host).await.map_err(failed)?;
        let queued = routed as f64 / began.elapsed().as_secs_f64();
        let began = Instant::now();
        while notices::send(&host).await.map_err(failed)? > 0 {}
        let sent = wanted as f64 / began.elapsed().as_secs_f64();
        anyhow::Ok((queued, sent))
    })?;
    if sink.taken() != wanted {
        bail!("of {wanted} notices {} arrived", sink.taken());
    }
    let bare = runtime.block_on(bare(sink.port, timed, &filled_letter()))?;
    Ok(Measured {
        version: env!("CARGO_PKG_VERSION"),
        optimised: !cfg!(debug_assertions),
        processors: std::thread::available_parallelism().map_or(0, usize::from),
        notices: wanted,
        note_ms,
        message_ms,
        queued,
        sent,
        bare,
    })
}

/// Words as long as those of a notice.
fn filled_letter() -> String {
    "我们收到了你的售后申请，同事会看，有进展就告诉你。\n".repeat(60)
}

fn set_up(app: &App, filled: &fill::Filled, port: u16) -> Result<()> {
    let (owner, moment) = (filled.owner, app.moment());
    let store = Arc::clone(&app.store);
    let saved = app.store.write(None, moment.now, move |plan| {
        let staff = people::by_id(plan, owner)?.ok_or(crate::failure::Failure::NotFound)?;
        let viewer = Viewer::new(staff, Fen::ZERO);
        let wanted = Wanted {
            id: None,
            shop: None,
            host: "127.0.0.1".to_owned(),
            port: port.to_string(),
            security: Security::None,
            user: String::new(),
            password: String::new(),
            from_name: "女装旗舰店".to_owned(),
            from: "service@shop.test".to_owned(),
            reply_to: String::new(),
            in_host: String::new(),
            in_port: String::new(),
            in_security: Security::Tls,
            in_folder: String::new(),
            selector: String::new(),
            key: None,
            lang: Lang::ZhCn,
            seen: None,
        };
        acts::save_mailbox(plan, store.vault(), &viewer, &wanted, &moment)?;
        let mut rules = NoticeRules::default();
        rules.caps.shop = 100_000;
        acts::save_rules(plan, &viewer, &rules, &moment)
    });
    saved.map_err(|failure| anyhow!("setting the mailbox up: {failure}"))
}

/// Cases of so many buyers, each with an address: each is told that it was received.
fn open(app: &App, filled: &fill::Filled, buyers: u64) -> Result<Vec<CaseId>> {
    let (first, shop, owner) = (filled.orders, filled.shop, filled.owner);
    let mut opened = Vec::new();
    for n in 0..buyers {
        let (moment, store) = (app.moment(), Arc::clone(&app.store));
        let case = app.store.write(None, moment.now, move |plan| {
            let address = format!("buyer{n}@example.com");
            let vault = store.vault();
            let known = identity::identity(vault, IdentityKind::Email, &address, Some(shop))?;
            let mut order = course::order(first + n, shop, moment.now - Span::hours(3));
            order.buyer = buyers::recognise(plan, &[known], None, &moment)?;
            let (id, _) = orders::bring(plan, &order)?;
            order.id = id;
            let mut new = OpenCase::new(shop, Kind::RefundOnly, "unwanted_unshipped", Intake::Chat);
            new.subtype = Some(Subtype::Unshipped);
            new.lines = vec![(1, 1)];
            new.applied_amount = Some(Fen(9_900));
            let (about, actor) = (About::order(&order), course::actor(owner));
            Ok(cases::open(plan, &new, &about, &actor, &moment)?.id)
        });
        opened.push(case.map_err(|failure| anyhow!("opening a case: {failure}"))?);
    }
    Ok(opened)
}

/// The time of one act with its commit, in the middle of many, in ms.
fn middle_ms(
    app: &App,
    filled: &fill::Filled,
    opened: &[CaseId],
    count: u64,
    act: &Act,
) -> Result<f64> {
    let mut times: Vec<Duration> = Vec::new();
    for case in opened.iter().take(usize::try_from(count)?) {
        let (case, act, owner) = (*case, act.clone(), filled.owner);
        let moment = Moment {
            now: app.now(),
            salt: app.moment().salt,
        };
        let began = Instant::now();
        let done = app.store.write(None, moment.now, move |plan| {
            let of = CaseRef::of_system(case);
            cases::act(plan, of, None, &act, &course::actor(owner), &moment).map(drop)
        });
        done.map_err(|failure| anyhow!("an act: {failure}"))?;
        times.push(began.elapsed());
    }
    times.sort();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    Ok(middle.as_secs_f64() * 1_000.0)
}

/// The library alone: the same mail so many times over one connection. Mails a second.
///
/// # Errors
/// When the server does not take one.
async fn bare(port: u16, count: u64, words: &str) -> Result<f64> {
    let at = SocketAddr::from(([127, 0, 0, 1], port));
    let hello = ClientId::Domain("shop.test".to_owned());
    let stream = tokio::net::TcpStream::connect(at).await?;
    stream.set_nodelay(true)?;
    let mut connection =
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?;
    let began = Instant::now();
    for _ in 0..count {
        let mail = Message::builder()
            .from("service@shop.test".parse()?)
            .to("buyer@example.com".parse()?)
            .subject("bench")
            .body(words.to_owned())?;
        connection.send(mail.envelope(), &mail.formatted()).await?;
    }
    let took = began.elapsed().as_secs_f64();
    connection.quit().await?;
    Ok(count as f64 / took)
}

/// A mail server that takes everything and keeps nothing.
struct Sink {
    port: u16,
    taken: Arc<AtomicU64>,
}

impl Sink {
    fn start() -> Result<Sink> {
        let listener = TcpListener::bind("127.0.0.1:0").context("a port for mails")?;
        let port = listener.local_addr().context("a port for mails")?.port();
        let taken = Arc::new(AtomicU64::new(0));
        let of_it = Arc::clone(&taken);
        // It ends with the process.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let taken = Arc::clone(&of_it);
                std::thread::spawn(move || drop(serve(stream, &taken)));
            }
        });
        Ok(Sink { port, taken })
    }

    fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }
}

fn serve(mut stream: TcpStream, taken: &AtomicU64) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?);
    stream.write_all(b"220 sink\r\n")?;
    let mut line = String::new();
    let mut is_body = false;
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        if is_body {
            if line == ".\r\n" {
                is_body = false;
                taken.fetch_add(1, Ordering::SeqCst);
                stream.write_all(b"250 taken\r\n")?;
            }
            continue;
        }
        let word = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "DATA" => {
                is_body = true;
                stream.write_all(b"354 go on\r\n")?;
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n"),
            _ => stream.write_all(b"250 ok\r\n")?,
        }
    }
}
