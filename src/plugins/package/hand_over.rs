//! `META/hand-over`: the old key of a publisher says which one follows it, so that a shop that
//! trusts the old trusts the new.

use super::keys::SigningKey;
use super::signature;
use crate::domain::plugin::PluginId;
use crate::domain::plugin::PublisherKey;
use crate::domain::plugin::Why;

/// The first line: it keeps this apart from every other thing a key signs.
const HEAD: &str = "aftercare-hand-over-v1";

/// From which key to which, for one plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    pub plugin: PluginId,
    pub from: PublisherKey,
    pub to: PublisherKey,
}

impl HandOver {
    /// The statement, signed by the old key.
    pub fn text(plugin: &PluginId, from: &SigningKey, to: &PublisherKey) -> String {
        let statement = statement(plugin, &from.public(), to);
        let signature = from.sign(statement.as_bytes());
        format!("{statement}signature {signature}\n")
    }

    /// Reads a statement and checks that the old key made it.
    ///
    /// # Errors
    /// `HandOverForm`, `HandOverWrong`.
    pub fn read(bytes: &[u8]) -> Result<HandOver, Why> {
        let text = std::str::from_utf8(bytes).map_err(|_| Why::HandOverForm)?;
        let mut lines = text.lines().skip(1);
        let mut field = |name: &str| lines.next().and_then(|line| line.strip_prefix(name));
        let plugin = field("plugin ").and_then(PluginId::parse);
        let from = field("from ").and_then(PublisherKey::parse);
        let to = field("to ").and_then(PublisherKey::parse);
        let signed = field("signature ");
        let (Some(plugin), Some(from), Some(to), Some(signed)) = (plugin, from, to, signed) else {
            return Err(Why::HandOverForm);
        };
        let statement = statement(&plugin, &from, &to);
        if format!("{statement}signature {signed}\n") != text {
            return Err(Why::HandOverForm);
        }
        match signature::verify(&from, statement.as_bytes(), signed) {
            true => Ok(HandOver { plugin, from, to }),
            false => Err(Why::HandOverWrong),
        }
    }
}

fn statement(plugin: &PluginId, from: &PublisherKey, to: &PublisherKey) -> String {
    format!("{HEAD}\nplugin {plugin}\nfrom {from}\nto {to}\n")
}
