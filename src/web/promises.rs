//! 承诺账本: how each person kept what was promised to buyers.

use super::frame::Frame;
use super::page;
use super::visit::Visit;
use crate::actions::promises;
use crate::app::App;
use crate::domain::people::Role;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::store::cases;
use crate::store::cases::OpenList;
use crate::store::people;
use crate::store::promises as stored;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// Days that are looked back on.
const BACK: i64 = 30;
/// Open promises that are read.
const READ: usize = 2_000;

struct Row {
    name: String,
    made: u32,
    kept: u32,
    late: u32,
    /// Open, and past its time.
    broken: u32,
    open: u32,
    /// `92%`; none before anything fell due.
    rate: Option<String>,
}

#[derive(Template)]
#[template(path = "promises.html")]
struct PromisesPage {
    frame: Frame,
    /// The bad answers of buyers are one step from here.
    leads: bool,
    rows: Vec<Row>,
}

/// # Errors
/// When the disk does.
pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let page = app
        .read(move |view| {
            let viewer = visit.viewer()?;
            // Who leads sees all; everybody else themselves.
            let leads = viewer.must_be(&[Role::Supervisor]).is_ok();
            let counts = stored::since(view, promises::day(visit.now - Span::days(BACK)))?;
            let open = cases::open_first(view, OpenList::Promised, READ)?;
            let mut rows = Vec::new();
            for staff in people::all(view)? {
                if !leads && staff.id != viewer.staff.id {
                    continue;
                }
                let count = counts.get(&staff.id).copied().unwrap_or_default();
                let own = open.iter().filter(|row| row.owner == staff.id);
                let own = own.filter(|row| viewer.sees_shop(row.shop));
                let (mut waiting, mut broken) = (0, 0);
                for row in own {
                    match row.due_at > visit.now {
                        true => waiting += 1,
                        false => broken += 1,
                    }
                }
                let due = count.kept + count.late + broken;
                if count.made == 0 && due == 0 && waiting == 0 {
                    continue;
                }
                rows.push(Row {
                    name: staff.display_name,
                    made: count.made,
                    kept: count.kept,
                    late: count.late,
                    broken,
                    open: waiting,
                    rate: (due > 0).then(|| format!("{}%", count.kept * 100 / due)),
                });
            }
            Ok(PromisesPage {
                frame: Frame::load(view, &visit)?,
                leads,
                rows,
            })
        })
        .await?;
    page::show(&page)
}
