//! Variables as people write them: `{订单号}` in the reader's language, kept as `{order}`.

use crate::domain::notice::variable::Variable;
use crate::domain::people::Lang;
use crate::domain::reply::Piece;
use crate::domain::reply::pieces;
use crate::phrases::Words;
use crate::phrases::names;

/// The variable somebody names in any of the desk's languages.
fn known(name: &str) -> Option<Variable> {
    let is_its = |variable: &Variable| {
        let mut langs = Lang::ALL.iter();
        langs.any(|lang| names::variable_name(Words::of(*lang), *variable) == name)
    };
    Variable::from_code(name).or_else(|| Variable::ALL.iter().copied().find(is_its))
}

/// As it is kept. What is no variable stays as it was typed, and is refused then.
pub fn kept(text: &str) -> String {
    written(text, known, |variable| variable.code().to_owned())
}

/// As it is shown.
pub fn named(words: Words, text: &str) -> String {
    let name = |variable| names::variable_name(words, variable).to_owned();
    written(text, Variable::from_code, name)
}

fn written(
    text: &str,
    known: impl Fn(&str) -> Option<Variable>,
    name: impl Fn(Variable) -> String,
) -> String {
    let mut out = String::new();
    for piece in pieces(text, known) {
        match piece {
            Piece::Text(text) => out.push_str(&text),
            Piece::Variable(variable) => out.push_str(&format!("{{{}}}", name(variable))),
            Piece::Unknown(name) => out.push_str(&format!("{{{name}}}")),
        }
    }
    out
}
