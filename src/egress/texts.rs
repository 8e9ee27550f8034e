//! The texts a name has in DNS: what a domain says of its mails.

use hickory_resolver::TokioResolver;
use hickory_resolver::config::ConnectionConfig;
use hickory_resolver::config::NameServerConfig;
use hickory_resolver::config::ResolverConfig;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// The texts (TXT) of a name; none where the name has none, or is none.
pub type Texts = Arc<dyn Fn(String) -> Found + Send + Sync>;
type Found = Pin<Box<dyn Future<Output = io::Result<Vec<String>>> + Send>>;

/// The longest a server may think about one question.
const ANSWER: Duration = Duration::from_secs(3);

/// Asks the servers of the system.
pub(super) fn of_system() -> Texts {
    asked(|| TokioResolver::builder_tokio().map_err(io::Error::other))
}

/// Asks one server, by UDP and then TCP.
pub fn of_server(at: SocketAddr) -> Texts {
    asked(move || {
        let (mut udp, mut tcp) = (ConnectionConfig::udp(), ConnectionConfig::tcp());
        (udp.port, tcp.port) = (at.port(), at.port());
        let server = NameServerConfig::new(at.ip(), true, vec![udp, tcp]);
        let config = ResolverConfig::from_name_servers(vec![server]);
        let provider = TokioRuntimeProvider::default();
        Ok(TokioResolver::builder_with_config(config, provider))
    })
}

type Builder = hickory_resolver::ResolverBuilder<TokioRuntimeProvider>;

fn asked(builder: impl Fn() -> io::Result<Builder> + Send + Sync + 'static) -> Texts {
    Arc::new(move |name| {
        let builder = builder();
        Box::pin(async move {
            let mut builder = builder?;
            let options = builder.options_mut();
            options.timeout = ANSWER;
            options.attempts = 1;
            let resolver = builder.build().map_err(io::Error::other)?;
            // The whole name: nothing of the machine's own search list is put behind it.
            let whole = format!("{}.", name.trim_end_matches('.'));
            let found = match resolver.txt_lookup(whole).await {
                Ok(found) => found,
                Err(error) if error.is_no_records_found() => return Ok(Vec::new()),
                Err(error) => return Err(io::Error::other(error)),
            };
            let texts = found
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::TXT(text) => Some(text.txt_data.concat()),
                    _ => None,
                });
            Ok(texts
                .map(|text| String::from_utf8_lossy(&text).into_owned())
                .collect())
        })
    })
}
