//! The closed lists of the domain in the API's document: every code that may stand there.

use super::cases::list::CaseList;
use crate::domain::case::Kind;
use crate::domain::case::Machine;
use crate::domain::case::Phase;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::Verb;
use crate::domain::case::open::Warning;
use crate::domain::case::record::ApprovalSubject;
use crate::domain::case::record::CaseResult;
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
use crate::domain::case::work::ContactChannel;
use crate::domain::case::work::ContactOutcome;
use crate::domain::import::ImportState;
use crate::domain::order::Channel;
use crate::domain::order::OrderSource;
use crate::domain::order::OrderStatus;
use crate::domain::order::ParcelKind;
use crate::domain::order::ParcelState;
use crate::domain::people::IdentityKind;
use crate::domain::people::Lang;
use crate::domain::people::Role;
use crate::domain::token::Scope;
use crate::transfer::encoding::TextEncoding;
use std::borrow::Cow;
use utoipa::PartialSchema;
use utoipa::ToSchema;
use utoipa::openapi::ObjectBuilder;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::schema::Type;

macro_rules! coded {
    ($($list:ident,)+) => {$(
        impl PartialSchema for $list {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some($list::ALL.iter().map(|member| member.code())))
                    .into()
            }
        }

        impl ToSchema for $list {
            fn name() -> Cow<'static, str> {
                stringify!($list).into()
            }
        }
    )+};
}

coded! {
    ApprovalSubject,
    CaseList,
    CaseResult,
    Channel,
    ClaimReason,
    ContactChannel,
    ContactOutcome,
    DeadlineKind,
    DeadlineSource,
    DeadlineState,
    Fault,
    FileKind,
    GoodsStatus,
    Grade,
    IdentityKind,
    ImportState,
    Intake,
    Kind,
    Lang,
    Machine,
    MoneyKind,
    MoneyState,
    OfferAnswer,
    OrderSource,
    OrderStatus,
    ParcelKind,
    ParcelState,
    PayMethod,
    Payer,
    Phase,
    Priority,
    Role,
    Scope,
    State,
    Subtype,
    TextEncoding,
    TimeoutOutcome,
    Verb,
    WaitingOn,
    Warning,
}
