//! A case as a program reads it. Amounts are 分, moments UTC, personal values masked.

use super::super::values::Time;
use crate::domain::case::Case;
use crate::domain::case::Kind;
use crate::domain::case::Phase;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::record::ApprovalSubject;
use crate::domain::case::record::CaseFile;
use crate::domain::case::record::ClaimReason;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::DeadlineState;
use crate::domain::case::record::Fault;
use crate::domain::case::record::FileKind;
use crate::domain::case::record::GoodsStatus;
use crate::domain::case::record::Grade;
use crate::domain::case::record::Intake;
use crate::domain::case::record::MoneyKind;
use crate::domain::case::record::MoneyState;
use crate::domain::case::record::OfferAnswer;
use crate::domain::case::record::PayMethod;
use crate::domain::case::record::Payer;
use crate::domain::case::record::Priority;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::record::WaitingOn;
use crate::domain::ids::CaseId;
use crate::domain::money::Fen;
use crate::domain::order::Channel;
use crate::domain::order::Parcel as OrderParcel;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::Role;
use crate::failure::Failure;
use crate::store::View;
use crate::store::cases;
use serde::Serialize;
use utoipa::ToSchema;

fn fen(amount: Option<Fen>) -> Option<i64> {
    amount.map(|amount| amount.0)
}

/// A case 售后单 with everything but its timeline.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseShown {
    #[schema(examples("AS261122-0042K"))]
    pub no: String,
    /// 退货码: on slip, QR and buyer page.
    pub rma: String,
    pub kind: Kind,
    pub subtype: Option<Subtype>,
    pub state: State,
    pub phase: Phase,
    pub priority: Priority,
    pub shop: u64,
    pub channel: Channel,
    pub order: Option<u64>,
    pub order_no: String,
    pub buyer: Option<u64>,
    /// Masked.
    pub buyer_shown: String,
    pub reason: String,
    pub fault: Fault,
    pub goods_status: GoodsStatus,
    pub intake: Intake,
    /// 平台售后单号
    pub platform_no: Option<String>,
    pub platform_status: Option<String>,
    pub applied_amount_fen: Option<i64>,
    pub approved_amount_fen: Option<i64>,
    pub owner: u64,
    pub stage_owner: Role,
    pub waiting_on: WaitingOn,
    /// A verb, or words.
    pub next_action: String,
    pub next_action_at: Time,
    pub lines: Vec<CaseLine>,
    pub deadlines: Vec<Deadline>,
    pub money: Vec<MoneyEntry>,
    pub offers: Vec<Offer>,
    pub promises: Vec<Promise>,
    pub parcels: Vec<Parcel>,
    pub approvals: Vec<Approval>,
    pub dispute: Option<Dispute>,
    pub claim: Option<Claim>,
    pub files: Vec<File>,
    pub tags: Vec<String>,
    /// The numbers of the cases this one waits for.
    pub children: Vec<String>,
    pub parent: Option<String>,
    pub merged_into: Option<String>,
    pub split_from: Option<String>,
    /// Numbers merged into this one; they stay alive.
    pub also_known_as: Vec<String>,
    /// How it ended.
    pub result: Option<String>,
    pub root_cause: Option<String>,
    pub opened_at: Time,
    pub decided_at: Option<Time>,
    pub received_at: Option<Time>,
    pub executed_at: Option<Time>,
    pub notified_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub updated_at: Time,
    /// Counts every change; the same as in `ETag`.
    pub rev: u64,
}

/// One line of a case 售后明细.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLine {
    /// The line of the order; null for something the order does not list.
    pub order_line: Option<u32>,
    pub title: String,
    pub sku: String,
    pub qty_applied: u32,
    pub qty_approved: u32,
    pub qty_returned: u32,
    pub qty_passed: u32,
    pub qty_failed: u32,
    pub qty_sent_out: u32,
    pub refund_goods_fen: i64,
    pub grade: Option<Grade>,
}

/// A deadline 时效.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deadline {
    pub kind: DeadlineKind,
    pub source: DeadlineSource,
    pub state: DeadlineState,
    pub started_at: Time,
    pub due_at: Time,
    /// What happens then by itself.
    pub outcome: TimeoutOutcome,
    pub money_at_risk_fen: Option<i64>,
}

/// One movement of money 资金明细.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoneyEntry {
    pub no: u32,
    pub kind: MoneyKind,
    pub order_line: Option<u32>,
    pub amount_fen: i64,
    pub payer: Payer,
    pub payee: Payer,
    pub method: PayMethod,
    pub state: MoneyState,
    pub txn_no: Option<String>,
    pub reverses: Option<u32>,
    pub paid_at: Option<Time>,
    pub at: Time,
}

/// What was proposed to the buyer 协商方案.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offer {
    pub no: u32,
    pub kind: Kind,
    pub amount_fen: Option<i64>,
    pub at: Time,
    pub valid_until: Time,
    pub answer: OfferAnswer,
    pub counter_amount_fen: Option<i64>,
}

/// Something the shop said would happen by a time 承诺.
#[derive(Debug, Serialize, ToSchema)]
pub struct Promise {
    pub no: u32,
    pub due_at: Time,
    pub kept_at: Option<Time>,
}

/// A parcel 包裹.
#[derive(Debug, Serialize, ToSchema)]
pub struct Parcel {
    pub kind: ParcelKind,
    pub carrier: String,
    pub tracking_no: String,
    pub state: ParcelState,
    pub shipped_at: Option<Time>,
    pub signed_at: Option<Time>,
}

impl Parcel {
    pub fn of(parcel: &OrderParcel) -> Parcel {
        Parcel {
            kind: parcel.kind,
            carrier: parcel.carrier.clone(),
            tracking_no: parcel.tracking_no.clone(),
            state: parcel.state,
            shipped_at: Time::of(parcel.shipped_at),
            signed_at: Time::of(parcel.signed_at),
        }
    }
}

/// A question to someone with a higher limit 审批.
#[derive(Debug, Serialize, ToSchema)]
pub struct Approval {
    pub subject: ApprovalSubject,
    pub amount_fen: Option<i64>,
    pub requested_at: Time,
    pub decided_at: Option<Time>,
    pub granted: Option<bool>,
}

/// 平台介入
#[derive(Debug, Serialize, ToSchema)]
pub struct Dispute {
    pub state: State,
    pub platform_no: String,
    pub ruling_amount_fen: Option<i64>,
    pub points_lost: Option<u32>,
    pub opened_at: Time,
}

/// 快递索赔
#[derive(Debug, Serialize, ToSchema)]
pub struct Claim {
    pub state: State,
    pub reason: ClaimReason,
    pub carrier: String,
    pub tracking_no: String,
    pub claimed_fen: i64,
    pub recovered_fen: i64,
    pub reference_no: String,
    pub opened_at: Time,
}

/// A file of a case 凭证.
#[derive(Debug, Serialize, ToSchema)]
pub struct File {
    /// BLAKE3 of the bytes, hex.
    pub hash: String,
    pub kind: FileKind,
    pub name: String,
    pub mime: String,
    /// Bytes.
    pub size: u64,
    pub at: Time,
}

impl File {
    pub fn of(file: &CaseFile) -> File {
        File {
            hash: file.hash.clone(),
            kind: file.kind,
            name: file.name.clone(),
            mime: file.mime.clone(),
            size: file.size,
            at: Time(file.at),
        }
    }
}

impl CaseShown {
    /// # Errors
    /// When the disk does.
    pub fn of(view: &impl View, case: &Case) -> Result<CaseShown, Failure> {
        let no_of = |id: CaseId| -> Result<Option<String>, Failure> {
            Ok(cases::by_id(view, id)?.map(|case| case.no.to_string()))
        };
        let one = |id: Option<CaseId>| id.map(no_of).transpose().map(Option::flatten);
        let mut children = Vec::with_capacity(case.children.len());
        for child in &case.children {
            children.extend(no_of(*child)?);
        }
        Ok(CaseShown {
            no: case.no.to_string(),
            rma: case.rma.clone(),
            kind: case.kind,
            subtype: case.subtype,
            state: case.state,
            phase: case.phase,
            priority: case.priority,
            shop: case.shop.0,
            channel: case.channel,
            order: case.order.map(|order| order.0),
            order_no: case.order_no.clone(),
            buyer: case.buyer.map(|buyer| buyer.0),
            buyer_shown: case.buyer_shown.clone(),
            reason: case.reason.clone(),
            fault: case.fault,
            goods_status: case.goods_status,
            intake: case.intake,
            platform_no: case.platform_no.clone(),
            platform_status: case.platform_status.clone(),
            applied_amount_fen: fen(case.applied_amount),
            approved_amount_fen: fen(case.approved_amount),
            owner: case.owner.0,
            stage_owner: case.stage_owner,
            waiting_on: case.waiting_on,
            next_action: case.next_action.clone(),
            next_action_at: Time(case.next_action_at),
            lines: lines(case),
            deadlines: deadlines(case),
            money: money(case),
            offers: offers(case),
            promises: promises(case),
            parcels: case.parcels.iter().map(Parcel::of).collect(),
            approvals: approvals(case),
            dispute: dispute(case),
            claim: claim(case),
            files: files(case),
            tags: case.tags.clone(),
            children,
            parent: one(case.parent)?,
            merged_into: one(case.merged_into)?,
            split_from: one(case.split_from)?,
            also_known_as: case.also_known_as.iter().map(ToString::to_string).collect(),
            result: case.result.clone(),
            root_cause: case.root_cause.clone(),
            opened_at: Time(case.opened_at),
            decided_at: Time::of(case.decided_at),
            received_at: Time::of(case.received_at),
            executed_at: Time::of(case.executed_at),
            notified_at: Time::of(case.notified_at),
            closed_at: Time::of(case.closed_at),
            updated_at: Time(case.updated_at),
            rev: case.rev,
        })
    }
}

fn lines(case: &Case) -> Vec<CaseLine> {
    case.lines
        .iter()
        .map(|line| CaseLine {
            order_line: line.order_line,
            title: line.title.clone(),
            sku: line.sku.clone(),
            qty_applied: line.qty_applied,
            qty_approved: line.qty_approved,
            qty_returned: line.qty_returned,
            qty_passed: line.qty_passed,
            qty_failed: line.qty_failed,
            qty_sent_out: line.qty_sent_out,
            refund_goods_fen: line.refund_goods.0,
            grade: line.grade,
        })
        .collect()
}

fn deadlines(case: &Case) -> Vec<Deadline> {
    case.deadlines
        .iter()
        .map(|deadline| Deadline {
            kind: deadline.kind,
            source: deadline.source,
            state: deadline.state,
            started_at: Time(deadline.started_at),
            due_at: Time(deadline.due_at),
            outcome: deadline.outcome,
            money_at_risk_fen: fen(deadline.money_at_risk),
        })
        .collect()
}

fn money(case: &Case) -> Vec<MoneyEntry> {
    case.money
        .iter()
        .map(|entry| MoneyEntry {
            no: entry.no,
            kind: entry.kind,
            order_line: entry.order_line,
            amount_fen: entry.amount.0,
            payer: entry.payer,
            payee: entry.payee,
            method: entry.method,
            state: entry.state,
            txn_no: entry.txn_no.clone(),
            reverses: entry.reverses,
            paid_at: Time::of(entry.paid_at),
            at: Time(entry.at),
        })
        .collect()
}

fn offers(case: &Case) -> Vec<Offer> {
    case.offers
        .iter()
        .map(|offer| Offer {
            no: offer.no,
            kind: offer.kind,
            amount_fen: fen(offer.amount),
            at: Time(offer.at),
            valid_until: Time(offer.valid_until),
            answer: offer.answer,
            counter_amount_fen: fen(offer.counter_amount),
        })
        .collect()
}

fn promises(case: &Case) -> Vec<Promise> {
    case.promises
        .iter()
        .map(|promise| Promise {
            no: promise.no,
            due_at: Time(promise.due_at),
            kept_at: Time::of(promise.kept_at),
        })
        .collect()
}

fn approvals(case: &Case) -> Vec<Approval> {
    case.approvals
        .iter()
        .map(|approval| Approval {
            subject: approval.subject,
            amount_fen: fen(approval.amount),
            requested_at: Time(approval.requested_at),
            decided_at: Time::of(approval.decided_at),
            granted: approval.granted,
        })
        .collect()
}

fn dispute(case: &Case) -> Option<Dispute> {
    case.dispute.as_ref().map(|dispute| Dispute {
        state: dispute.state,
        platform_no: dispute.platform_no.clone(),
        ruling_amount_fen: fen(dispute.ruling_amount),
        points_lost: dispute.points_lost,
        opened_at: Time(dispute.opened_at),
    })
}

fn claim(case: &Case) -> Option<Claim> {
    case.claim.as_ref().map(|claim| Claim {
        state: claim.state,
        reason: claim.reason,
        carrier: claim.carrier.clone(),
        tracking_no: claim.tracking_no.clone(),
        claimed_fen: claim.claimed.0,
        recovered_fen: claim.recovered.0,
        reference_no: claim.reference_no.clone(),
        opened_at: Time(claim.opened_at),
    })
}

fn files(case: &Case) -> Vec<File> {
    case.files.iter().map(File::of).collect()
}
