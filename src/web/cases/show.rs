//! The page of a case: the clock and the money above, what the buyer wants, the timeline, and
//! what can be done next.

use super::advice;
use super::advice::Advised;
use super::buttons;
use super::buttons::Steps;
use super::history;
use super::history::Day;
use super::kin::Kin;
use super::known::Known;
use super::known::Surroundings;
use super::notices;
use super::panels;
use super::panels::DeadlineRow;
use super::panels::FileRow;
use super::panels::LineRow;
use super::panels::Receipt;
use super::panels::Related;
use super::platform;
use super::platform::Platform;
use super::promised;
use super::replies;
use super::replies::Chosen;
use super::work;
use super::work::Work;
use crate::actions;
use crate::actions::access::see_case;
use crate::app::App;
use crate::domain::case::Case;
use crate::domain::case::CaseNo;
use crate::domain::case::Phase;
use crate::domain::money::Fen;
use crate::failure::Failure;
use crate::phrases::formats;
use crate::phrases::names;
use crate::store::View;
use crate::store::cases;
use crate::store::index;
use crate::store::surveys as said;
use crate::web::Site;
use crate::web::Visit;
use crate::web::WORKERS;
use crate::web::drafts::DraftPart;
use crate::web::drafts::Spot;
use crate::web::form::Fields;
use crate::web::frame::Frame;
use crate::web::lists::query;
use crate::web::live::Beside;
use crate::web::orders::show::ParcelRow;
use crate::web::page;
use crate::web::rows::Due;
use crate::web::sending;
use crate::web::sending::WaitingLine;
use crate::web::surveys;
use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use actix_web::web::Path;
use askama::Template;

/// One of the five steps of the bar.
struct Step {
    name: &'static str,
    /// `done`, `now` or `todo`
    state: &'static str,
    no: usize,
}

/// What the case is about, as the buyer would say it.
struct Wants {
    reason: String,
    fault: &'static str,
    applied: Option<String>,
    approved: Option<String>,
    said: Option<String>,
    goods: &'static str,
    intake: &'static str,
    platform_no: Option<String>,
    platform_status: Option<String>,
}

/// A dispute or a claim beside the case.
struct Overlay {
    title: &'static str,
    state: &'static str,
    /// Name and value.
    facts: Vec<(&'static str, String)>,
}

/// The order behind the case.
struct OrderPart {
    id: u64,
    order_no: String,
    status: &'static str,
    paid: String,
    ordered: Option<String>,
    buyer: Option<u64>,
}

#[derive(Template)]
#[template(path = "cases/show.html")]
struct ShowPage {
    frame: Frame,
    no: String,
    rma: String,
    rev: u64,
    seen: u64,
    kind: &'static str,
    subtype: Option<&'static str>,
    channel: &'static str,
    shop: String,
    state: &'static str,
    priority: &'static str,
    urgent: bool,
    /// Each with the list of the cases that have it.
    tags: Vec<(String, String)>,
    ended: bool,
    result: Option<String>,
    steps_bar: Vec<Step>,
    clock: Option<DeadlineRow>,
    next_due: Option<Due>,
    waiting: &'static str,
    buyer: String,
    wants: Wants,
    lines: Vec<LineRow>,
    parcels: Vec<ParcelRow>,
    order: Option<OrderPart>,
    days: Vec<Day>,
    steps: Steps,
    receipt: Receipt,
    deadlines: Vec<DeadlineRow>,
    files: Vec<FileRow>,
    platform: Option<Platform>,
    advice: Advised,
    notices: Vec<crate::web::notices::Line>,
    overlays: Vec<Overlay>,
    related: Vec<Related>,
    merged_numbers: Vec<String>,
    work: Work,
    beside: Beside,
    held_back: Vec<WaitingLine>,
    /// What was written in the box for notes and messages and not sent.
    /// What the buyer said once it was closed.
    answers: Vec<surveys::Row>,
    /// Times in what was said that are no promise yet.
    promised: Vec<promised::Offer>,
    say: DraftPart,
    /// The reply that was chosen for the box.
    chosen: Option<Chosen>,
    /// What a receiver writes to restate the case, when it was handed to them.
    restate: Option<DraftPart>,
    kin: Kin,
}

impl ShowPage {
    /// The address of one of this case's acts.
    fn act(&self, verb: &str) -> String {
        self.frame.url(&format!("/cases/{}/acts/{verb}", self.no))
    }
}

/// # Errors
/// `NotFound` for a missing and for a foreign case alike.
pub async fn page(
    app: Data<App>,
    site: Data<Site>,
    visit: Visit,
    at: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    // How many events were known when something was sent: what came in between is shown.
    let query = Fields::read(request.query_string()).unwrap_or_default();
    let seen = query.filled("seen").and_then(|seen| seen.parse().ok());
    // A reply that was chosen: it stands behind what was typed already.
    let chosen: Option<u64> = query.filled("reply").and_then(|id| id.parse().ok());
    let no = CaseNo::parse(&at).ok_or(Failure::NotFound)?;
    let asked = no.clone();
    let desk = app.clone();
    let (shown, now_at) = app
        .read({
            let visit = visit.clone();
            move |view| {
                let (_, case) = see_case(view, visit.viewer()?, &no)?;
                let vault = desk.store.vault();
                let held_back = sending::lines(view, vault, &visit, &case)?;
                let spot = Spot::Case {
                    no: case.no.clone(),
                    name: actions::sending::BOX.to_owned(),
                };
                let mut say = DraftPart::load(view, vault, &visit, &spot, None)?;
                let chosen = match chosen {
                    Some(id) => replies::one(view, &visit, &case, id)?,
                    None => None,
                };
                if let Some(chosen) = &chosen {
                    say.append(&chosen.text);
                }
                let open = case.work.hand_over.as_ref().filter(|card| card.is_open());
                let restate = match open {
                    Some(card) if card.to == visit.viewer()?.staff.id => {
                        let spot = Spot::Case {
                            no: case.no.clone(),
                            name: actions::sending::RESTATE_BOX.to_owned(),
                        };
                        Some(DraftPart::load(view, vault, &visit, &spot, None)?)
                    }
                    _ => None,
                };
                let beside = Beside::of(view, &visit, &site.seats, &case, seen)?;
                Ok((
                    build(
                        view,
                        &visit,
                        &case,
                        (beside, held_back, say, restate),
                        chosen,
                    )?,
                    case.no,
                ))
            }
        })
        .await?;
    if now_at != asked {
        // Its number was merged into another case.
        return Ok(page::to(&visit, &format!("/cases/{now_at}")));
    }
    page::show(&shown)
}

fn build(
    view: &impl View,
    visit: &Visit,
    case: &Case,
    (beside, held_back, say, restate): (Beside, Vec<WaitingLine>, DraftPart, Option<DraftPart>),
    chosen: Option<Chosen>,
) -> Result<ShowPage, Failure> {
    let words = visit.words;
    let viewer = visit.viewer()?;
    let around = Surroundings::read(view, case)?;
    let known = around.known(case, words, &visit.zone, visit.now);
    let all = actions::cases::possible_given(view, case, &around.around, &viewer.actor, visit.now)?;
    let events = cases::timeline(view, case.id)?;
    let said = events
        .iter()
        .find(|(event, _)| event.seq == 0)
        .and_then(|(_, text)| text.clone());
    let work = work::read(view, visit, &known, &around, &events, &all)?;
    let promised = promised::offers(view, visit, &known, &events, &all)?;
    let clock = index::next_deadline(case);
    let ended = case.state.is_terminal();
    let may_act = visit.may(WORKERS);
    Ok(ShowPage {
        beside,
        held_back,
        answers: said::of_case(view, case.id)?
            .iter()
            .map(|answer| surveys::row(visit, answer))
            .collect(),
        promised,
        say,
        chosen,
        restate,
        kin: Kin::of(view, visit, case, &known, &around)?,
        frame: Frame::load(view, visit)?,
        no: case.no.to_string(),
        rma: case.rma.clone(),
        rev: case.rev,
        seen: case.events,
        kind: names::kind_name(words, case.kind),
        subtype: case.subtype.map(|s| names::subtype_name(words, s)),
        channel: names::channel_name(words, case.channel),
        shop: around
            .shop
            .as_ref()
            .map_or_else(String::new, |s| s.name.clone()),
        state: names::state_name(words, case.state),
        priority: names::priority_name(words, case.priority),
        urgent: case.priority == crate::domain::case::record::Priority::Urgent,
        tags: tagged(&case.tags),
        ended,
        result: case
            .result
            .as_deref()
            .map(|result| names::result_text(words, result).to_owned()),
        steps_bar: bar(visit, case.phase),
        clock: clock
            .filter(|_| !ended)
            .map(|deadline| panels::deadline(visit, &known, deadline)),
        next_due: (!ended).then(|| Due::at(visit, case.next_action_at)),
        waiting: names::waiting_name(words, case.waiting_on),
        buyer: case.buyer_shown.clone(),
        wants: wants(&known, said),
        lines: panels::lines(&known, &around),
        parcels: panels::parcels(view, visit, &known, &around)?,
        order: order_part(visit, &known, &around),
        days: history::pinnable(history::days(events, &known, &around), case, work.may_pin),
        steps: buttons::steps(all, &known),
        receipt: panels::receipt(&known, &around),
        deadlines: panels::deadlines(visit, &known),
        files: panels::files(visit, &known, &around),
        platform: platform::read(view, visit, &known, may_act)?,
        advice: advice::read(view, &known, may_act)?,
        notices: notices::read(view, visit, &known, may_act)?,
        overlays: overlays(&known),
        related: panels::related(view, visit, case)?,
        work,
        merged_numbers: case.also_known_as.iter().map(ToString::to_string).collect(),
    })
}

/// 申请 审核 处理 反馈 回访, and where the case stands among them.
fn bar(visit: &Visit, phase: Phase) -> Vec<Step> {
    Phase::ALL
        .iter()
        .filter(|step| **step != Phase::Closed)
        .enumerate()
        .map(|(at, step)| Step {
            name: names::phase_name(visit.words, *step),
            state: match step.cmp(&phase) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "todo",
            },
            no: at + 1,
        })
        .collect()
}

fn wants(known: &Known<'_>, said: Option<String>) -> Wants {
    let case = known.case;
    let words = known.words;
    let money = |amount: Fen| formats::money(amount, known.currency);
    Wants {
        reason: names::reason_name_in(words, &known.pack.reasons, &case.reason).to_owned(),
        fault: names::fault_name(words, case.fault),
        applied: case.applied_amount.map(money),
        approved: case.approved_amount.map(money),
        said,
        goods: names::goods_status_name(words, case.goods_status),
        intake: names::intake_name(words, case.intake),
        platform_no: case.platform_no.clone(),
        platform_status: case.platform_status.clone(),
    }
}

fn order_part(visit: &Visit, known: &Known<'_>, around: &Surroundings) -> Option<OrderPart> {
    let order = around.around.order.as_ref()?;
    Some(OrderPart {
        id: order.id.0,
        order_no: order.order_no.clone(),
        status: names::order_status_name(visit.words, order.status),
        paid: formats::money(order.paid_total, known.currency),
        ordered: order
            .ordered_at
            .map(|at| formats::short(at, &visit.zone, visit.now)),
        buyer: order.buyer.map(|id| id.0),
    })
}

fn overlays(known: &Known<'_>) -> Vec<Overlay> {
    let words = known.words;
    let money = |amount: Fen| formats::money(amount, known.currency);
    let mut overlays = Vec::new();
    if let Some(dispute) = &known.case.dispute {
        let mut facts = vec![(words.t("case-reference-no"), dispute.platform_no.clone())];
        facts.extend(
            dispute
                .ruling_amount
                .map(|a| (words.t("case-ruling-amount"), money(a))),
        );
        facts.extend(
            dispute
                .points_lost
                .map(|p| (words.t("case-points-lost"), p.to_string())),
        );
        overlays.push(Overlay {
            title: words.t("case-group-dispute"),
            state: names::state_name(words, dispute.state),
            facts,
        });
    }
    if let Some(claim) = &known.case.claim {
        overlays.push(Overlay {
            title: words.t("case-group-claim"),
            state: names::state_name(words, claim.state),
            facts: vec![
                (
                    words.t("case-claim-reason"),
                    names::claim_reason_name(words, claim.reason).to_owned(),
                ),
                (words.t("case-carrier"), claim.carrier.clone()),
                (words.t("case-tracking-no"), claim.tracking_no.clone()),
                (words.t("case-claimed"), money(claim.claimed)),
                (words.t("case-recovered"), money(claim.recovered)),
                (words.t("case-reference-no"), claim.reference_no.clone()),
            ],
        });
    }
    for overlay in &mut overlays {
        overlay.facts.retain(|(_, value)| !value.is_empty());
    }
    overlays
}

fn tagged(tags: &[String]) -> Vec<(String, String)> {
    tags.iter()
        .map(|tag| (tag.clone(), format!("/cases?tag={}", query::escaped(tag))))
        .collect()
}
