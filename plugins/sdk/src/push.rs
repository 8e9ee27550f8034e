//! Requests that come in at the account's own address, and what to answer.

pub use crate::bindings::imports::aftercare::plugin::push::Answer;
pub use crate::bindings::imports::aftercare::plugin::push::Incoming;

use crate::Result;
use crate::bindings::imports::aftercare::plugin::http::Header;
use crate::failure;

/// What is common to every request that comes in.
pub trait Push {
    /// A header by its name, in whatever case.
    fn header(&self, name: &str) -> Option<&str>;
    /// A field of the form; `None` when it is not there.
    fn field(&self, name: &str) -> Option<&str>;
    /// # Errors
    /// `invalid`: the body is no text.
    fn body_text(&self) -> Result<&str>;
}

impl Push for Incoming {
    fn header(&self, name: &str) -> Option<&str> {
        let found = |header: &&Header| header.name.eq_ignore_ascii_case(name);
        Some(self.headers.iter().find(found)?.value.as_str())
    }

    fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.form.iter().find(|(field, _)| field == name)?;
        Some(value)
    }

    fn body_text(&self) -> Result<&str> {
        match &self.text {
            Some(text) => Ok(text),
            None => core::str::from_utf8(&self.body)
                .map_err(|_| failure::invalid("the body is no text")),
        }
    }
}

/// 200 with a JSON text.
pub fn answer_json(body: &str) -> Answer {
    let json = Header {
        name: "content-type".to_owned(),
        value: "application/json; charset=utf-8".to_owned(),
    };
    Answer {
        status: 200,
        headers: vec![json],
        body: body.to_owned(),
    }
}

/// 200 with a short text.
pub fn answer_text(body: &str) -> Answer {
    Answer {
        status: 200,
        headers: Vec::new(),
        body: body.to_owned(),
    }
}

/// Whether two signatures are the same; takes as long for the first difference as for the last.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    let differences = a.iter().zip(b).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && differences == 0
}
