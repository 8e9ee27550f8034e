//! Connections that speak no HTTP: made to a host whose name is looked up here, and encrypted with the
//! same roots.

use super::connect::Network;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

/// Bytes both ways, encrypted or not.
pub trait Duplex: AsyncRead + AsyncWrite + Send + Sync + Unpin + fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Send + Sync + Unpin + fmt::Debug> Duplex for T {}

/// A connection.
pub type Wire = Box<dyn Duplex>;

impl Network {
    /// Where a name leads.
    ///
    /// # Errors
    /// What looking it up said.
    pub async fn find(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let found = (self.look_up)(host.to_owned()).await?;
        let at: Vec<SocketAddr> = found
            .into_iter()
            .map(|address| SocketAddr::new(address, port))
            .collect();
        match at.is_empty() {
            true => Err(io::Error::new(io::ErrorKind::NotFound, "no address")),
            false => Ok(at),
        }
    }

    /// A connection on which a short line goes out at once. Without that a mail waits 40 ms for its last
    /// line, until the other side has said that it got the one before.
    ///
    /// # Errors
    /// What connecting said.
    pub async fn dial(&self, at: &[SocketAddr]) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// # Errors
    /// A certificate that is not for this host, or of nobody who is trusted.
    pub async fn encrypt(&self, host: &str, wire: impl Duplex + 'static) -> io::Result<Wire> {
        let config = self.encryption().map_err(io::Error::other)?;
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let connector = TlsConnector::from(Arc::new(config));
        Ok(Box::new(connector.connect(name, wire).await?))
    }
}
