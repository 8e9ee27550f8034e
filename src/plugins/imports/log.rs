//! `log`: lines of the plugin's own log, bounded, with secrets and control characters struck out.

use crate::plugins::contract::aftercare::plugin::log::Host;
use crate::plugins::contract::aftercare::plugin::log::Level;
use crate::plugins::state::State;
use crate::plugins::surroundings::LogLine;

/// What stands at the end of a log that was cut.
const CUT: &str = "… the rest of this call's log was left out";

impl Host for State {
    async fn write(&mut self, level: Level, message: String, fields: Vec<(String, String)>) {
        let full = self.log.len() >= self.limits.log_lines;
        if full || self.log_bytes >= self.limits.log_bytes {
            if self.log.last().is_some_and(|last| last.text != CUT) {
                self.push_line("warn", CUT.to_owned());
            }
            return;
        }
        let mut text = message;
        for (name, value) in fields {
            text.push_str(&format!(" {name}={value}"));
        }
        let room = self.limits.log_bytes - self.log_bytes;
        let text = printable(&self.without_secrets(&text), room);
        self.log_bytes += text.len();
        let level = match level {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        };
        self.push_line(level, text);
    }
}

impl State {
    fn push_line(&mut self, level: &str, text: String) {
        let line = LogLine {
            at: self.unix_ms(),
            level: level.to_owned(),
            text,
        };
        self.log.push(line);
    }
}

/// One line, whatever the guest wrote: no line of another log can be forged with it, and no
/// terminal painted.
fn printable(text: &str, room: usize) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = match c {
            '\n' | '\r' | '\t' => ' ',
            c if c.is_control() || is_direction(c) => '\u{FFFD}',
            c => c,
        };
        if out.len() + c.len_utf8() > room {
            break;
        }
        out.push(c);
    }
    out
}

/// Marks that turn the order of the text around them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
