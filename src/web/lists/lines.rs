//! Rows one can work with: choose several, or act on one without leaving the list.

use super::query::escaped;
use super::query::with;
use crate::domain::bulk::Task;
use crate::phrases::Arg;
use crate::phrases::names;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::choices::Choice;
use crate::web::form::Fields;
use crate::web::rows::Row;

/// Where a list is, with the place in it.
pub fn back(visit: &Visit, query: &Fields) -> String {
    let pairs: Vec<String> = query
        .pairs()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    with(&visit.path, &pairs.join("&"))
}

/// The rows of a list, and what can be done with them from here.
pub struct Lines {
    pub rows: Vec<Row>,
    /// What can be done with several at once; empty for those who only look.
    pub tasks: Vec<Choice>,
    /// `已选 {n} 单`, filled in by a script.
    pub picked: String,
}

impl Lines {
    /// Rows with boxes and acts, for those who work on cases.
    pub fn workable(visit: &Visit, rows: Vec<Row>) -> Lines {
        let words = visit.words;
        let tasks = if visit.may(WORKERS) && !rows.is_empty() {
            Task::ALL
                .iter()
                .map(|task| Choice {
                    value: task.code().to_owned(),
                    name: names::task_name(words, *task).to_owned(),
                    chosen: false,
                })
                .collect()
        } else {
            Vec::new()
        };
        Lines {
            rows,
            tasks,
            picked: words.with("bulk-picked", &[("n", Arg::Text("{n}"))]),
        }
    }

    /// Whether rows can be chosen and acted on here.
    pub fn work(&self) -> bool {
        !self.tasks.is_empty()
    }
}
