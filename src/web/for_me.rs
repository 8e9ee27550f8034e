//! What colleagues and this person's own reminders ask of them 给我的: cases handed over, mentions,
//! reminders, and what became of the cases they gave away.

use super::frame::Frame;
use super::page;
use super::rows::Due;
use super::visit::Visit;
use crate::actions;
use crate::actions::access::Viewer;
use crate::actions::mentions::Which;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::work::HandOverAnswer;
use crate::domain::ids::CaseId;
use crate::domain::ids::StaffId;
use crate::domain::people::ActorRef;
use crate::domain::people::Staff;
use crate::domain::time::Span;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::for_me;
use crate::store::for_me::Side;
use crate::store::mentions;
use crate::store::people;
use crate::web::form::Fields;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// How many mentions the page shows.
const MENTIONS: usize = 100;
/// How far ahead the page shows reminders; Today shows those that are due.
const AHEAD: Span = Span::days(400);

/// A case that changed hands.
pub struct Handed {
    pub no: String,
    pub about: String,
    /// The colleague on the other end.
    pub who: String,
    pub at: String,
    pub why: String,
    pub answer: &'static str,
    /// Nobody has confirmed it yet, or it came back.
    pub open: bool,
}

/// Someone named this person.
pub struct Mentioned {
    pub no: String,
    pub seq: u64,
    pub who: String,
    pub at: String,
    pub said: String,
    pub unread: bool,
}

/// A reminder of this person.
pub struct Reminded {
    pub case_no: String,
    pub no: u32,
    pub about: String,
    pub due: Due,
    pub shown: String,
    pub why: String,
    pub is_due: bool,
}

/// Everything that waits for one person.
pub struct ForMe {
    pub handed: Vec<Handed>,
    pub reminders: Vec<Reminded>,
    pub mentioned: Vec<Mentioned>,
    pub given: Vec<Handed>,
}

#[derive(Template)]
#[template(path = "for-me.html")]
struct ForMePage {
    frame: Frame,
    waits: ForMe,
}

/// How much waits for a person: the number in the rail.
///
/// # Errors
/// When the disk does.
pub fn count(view: &impl View, visit: &Visit) -> Result<usize, Failure> {
    let me = visit.viewer()?.staff.id;
    let due = for_me::reminders(view, me, visit.now)?.len();
    let unread = mentions::count_unread(view, me)?;
    Ok(for_me::handed(view, me, Side::To)?.len() + unread + due)
}

pub async fn page(app: Data<App>, visit: Visit) -> Result<HttpResponse, Failure> {
    let shown = app
        .read(move |view| {
            Ok(ForMePage {
                waits: Reading::start(view, &visit)?.all()?,
                frame: Frame::load(view, &visit)?,
            })
        })
        .await?;
    page::show(&shown)
}

/// What stands on Today: hand-overs, unread mentions, and reminders that are due.
///
/// # Errors
/// When the disk does.
pub fn today(view: &impl View, visit: &Visit) -> Result<ForMe, Failure> {
    Reading::start(view, visit)?.now()
}

/// Marks mentions as read: those of one case, or all.
///
/// # Errors
/// `NotFound` when the case is not there, or not for this person.
pub async fn read(app: Data<App>, visit: Visit, fields: Fields) -> Result<HttpResponse, Failure> {
    let moment = visit.moment();
    let viewer = visit.viewer()?.clone();
    let no = fields.filled("case").map(CaseNo::parse);
    let to = match (&no, fields.filled("back")) {
        (Some(Some(no)), Some(_)) => format!("/cases/{no}"),
        _ => "/for-me".to_owned(),
    };
    app.write(fields.key(&visit), move |plan| {
        let which = match &no {
            None => Which::All,
            Some(None) => return Err(Failure::NotFound),
            Some(Some(no)) => Which::Case(actions::access::see_case(plan, &viewer, no)?.0.id()),
        };
        actions::mentions::read(plan, viewer.staff.id, which, &moment)
    })
    .await?;
    Ok(page::to(&visit, &to))
}

/// Reads what waits, with the names of staff at hand.
struct Reading<'a, V> {
    view: &'a V,
    visit: &'a Visit,
    viewer: &'a Viewer,
    staff: Vec<Staff>,
}

impl<'a, V: View> Reading<'a, V> {
    fn start(view: &'a V, visit: &'a Visit) -> Result<Reading<'a, V>, Failure> {
        Ok(Reading {
            view,
            visit,
            viewer: visit.viewer()?,
            staff: people::all(view)?,
        })
    }

    fn all(&self) -> Result<ForMe, Failure> {
        Ok(ForMe {
            handed: self.handed(Side::To)?,
            reminders: self.reminders(AHEAD)?,
            mentioned: self.mentioned(mentions::of(self.view, self.viewer.staff.id, MENTIONS)?)?,
            given: self.handed(Side::From)?,
        })
    }

    fn now(&self) -> Result<ForMe, Failure> {
        Ok(ForMe {
            handed: self.handed(Side::To)?,
            reminders: self.reminders(Span::ZERO)?,
            mentioned: self.mentioned(mentions::unread(self.view, self.viewer.staff.id)?)?,
            given: Vec::new(),
        })
    }

    /// A case this person may still see.
    fn case(&self, id: CaseId) -> Result<Option<Case>, Failure> {
        let case = cases::by_id(self.view, id)?;
        Ok(case.filter(|case| self.viewer.sees_shop(case.shop)))
    }

    fn about(&self, case: &Case) -> String {
        let kind = names::kind_name(self.visit.words, case.kind);
        match case.buyer_shown.is_empty() {
            true => kind.to_owned(),
            false => format!("{kind} · {}", case.buyer_shown),
        }
    }

    fn name(&self, id: StaffId) -> String {
        let staff = self.staff.iter().find(|staff| staff.id == id);
        staff.map_or_else(String::new, |staff| staff.display_name.clone())
    }

    fn said(&self, case: CaseId, seq: u64) -> Result<String, Failure> {
        Ok(cases::words(self.view, case, seq)?.unwrap_or_default())
    }

    fn handed(&self, side: Side) -> Result<Vec<Handed>, Failure> {
        let mut rows = Vec::new();
        for id in for_me::handed(self.view, self.viewer.staff.id, side)? {
            let Some(case) = self.case(id)? else { continue };
            let Some(card) = &case.work.hand_over else {
                continue;
            };
            let came_back = side == Side::To && card.waits_for_sender();
            let seq = card.back_seq.filter(|_| came_back).unwrap_or(card.seq);
            let said = self.said(id, seq)?;
            rows.push(Handed {
                no: case.no.to_string(),
                about: self.about(&case),
                who: self.name(match side {
                    Side::To if !came_back => card.from,
                    _ => card.to,
                }),
                at: self.short(card.answered_at.filter(|_| came_back).unwrap_or(card.at)),
                why: said.lines().next().unwrap_or_default().to_owned(),
                answer: names::hand_over_answer_name(self.visit.words, card.answer),
                open: came_back || card.answer == HandOverAnswer::Open,
            });
        }
        Ok(rows)
    }

    fn reminders(&self, ahead: Span) -> Result<Vec<Reminded>, Failure> {
        let now = self.visit.now;
        let mut rows = Vec::new();
        for (id, no) in for_me::reminders(self.view, self.viewer.staff.id, now + ahead)? {
            let Some(case) = self.case(id)? else { continue };
            let Some(reminder) = case.work.reminders.iter().find(|r| r.no == no) else {
                continue;
            };
            rows.push(Reminded {
                case_no: case.no.to_string(),
                no,
                about: self.about(&case),
                due: Due::at(self.visit, reminder.at),
                shown: self.short(reminder.at),
                why: self.said(id, reminder.seq)?,
                is_due: reminder.at <= now,
            });
        }
        Ok(rows)
    }

    fn mentioned(&self, found: Vec<mentions::Mention>) -> Result<Vec<Mentioned>, Failure> {
        let mut rows = Vec::with_capacity(found.len());
        for mention in found {
            let Some(case) = self.case(mention.case)? else {
                continue;
            };
            rows.push(Mentioned {
                no: case.no.to_string(),
                seq: mention.seq,
                who: match &mention.by {
                    ActorRef::Staff(id) => self.name(*id),
                    other => names::actor_name(self.visit.words, other),
                },
                at: self.short(mention.at),
                said: self.said(mention.case, mention.seq)?,
                unread: mention.read_at.is_none(),
            });
        }
        Ok(rows)
    }

    fn short(&self, at: crate::domain::time::Timestamp) -> String {
        formats::short(at, &self.visit.zone, self.visit.now)
    }
}

impl ForMe {
    /// Whether anything waits.
    pub fn any(&self) -> bool {
        !(self.handed.is_empty() && self.reminders.is_empty() && self.mentioned.is_empty())
    }

    /// Whether a mention is unread.
    pub fn any_unread(&self) -> bool {
        self.mentioned.iter().any(|mention| mention.unread)
    }
}
