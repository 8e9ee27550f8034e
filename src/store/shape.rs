//! The shape of all index rows, kept in the database: one with another shape has its indexes written
//! again when it is opened.

use crate::domain::case::Kind;
use crate::domain::case::State;
use crate::domain::case::Subtype;
use crate::domain::case::record::DeadlineKind;
use crate::domain::case::record::DeadlineSource;
use crate::domain::case::record::Priority;
use crate::domain::case::record::TimeoutOutcome;
use crate::domain::case::record::WaitingOn;
use crate::domain::order::Channel;
use crate::domain::order::OrderStatus;
use crate::domain::people::Role;

/// Whoever changes a row, a key, or which rows there are, counts this up.
const ROWS: u32 = 4;

/// The shape this program writes. Rows hold the place of a code in its list and keys do too, so the
/// lists belong to it.
pub(super) fn shape() -> String {
    let mut hasher = blake3::Hasher::new();
    macro_rules! lists {
        ($($list:ty),+ $(,)?) => {$(
            hasher.update(stringify!($list).as_bytes());
            for member in <$list>::ALL {
                hasher.update(b" ");
                hasher.update(member.code().as_bytes());
            }
        )+};
    }
    lists!(
        Kind,
        Subtype,
        State,
        Priority,
        Channel,
        DeadlineKind,
        DeadlineSource,
        TimeoutOutcome,
        Role,
        WaitingOn,
        OrderStatus,
    );
    format!("{ROWS}-{}", &hasher.finalize().to_hex()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseNo;
    use crate::domain::ids::CaseId;
    use crate::domain::ids::OrderId;
    use crate::domain::ids::ShopId;
    use crate::domain::ids::StaffId;
    use crate::domain::money::Fen;
    use crate::domain::time::Timestamp;
    use crate::store::index::CaseRow;
    use crate::store::index::OrderRow;
    use crate::store::record;
    use expect_test::expect;

    fn case_row() -> CaseRow {
        CaseRow {
            id: CaseId(7),
            no: CaseNo::new(2026, 11, 22, 7),
            kind: Kind::RefundOnly,
            subtype: None,
            state: State::ALL[0],
            priority: Priority::ALL[0],
            shop: ShopId(1),
            channel: Channel::Taobao,
            order_no: "40261".into(),
            buyer_shown: "晓**乐".into(),
            title: "羊绒混纺格纹围巾".into(),
            pieces: 1,
            reason: "unwanted".into(),
            due_at: Timestamp(1_800_000_000_000),
            due_kind: None,
            due_source: None,
            outcome: None,
            money_at_risk: None,
            snoozed_until: None,
            amount: Some(Fen(9_900)),
            owner: StaffId(1),
            stage_owner: Role::Agent,
            waiting_on: WaitingOn::ALL[0],
            next_action: String::new(),
            dispute: None,
            tags: Vec::new(),
            opened_at: Timestamp(1_700_000_000_000),
            closed_at: None,
        }
    }

    fn order_row() -> OrderRow {
        OrderRow {
            id: OrderId(7),
            shop: ShopId(1),
            order_no: "40261".into(),
            status: OrderStatus::Paid,
            buyer_shown: "晓**乐".into(),
            title: "围巾".into(),
            pieces: 2,
            paid_total: Fen(-1),
            ordered_at: None,
        }
    }

    #[test]
    fn rows_come_back_as_they_were_written() {
        let bytes = record::encode_row(&case_row()).expect("encodes");
        assert_eq!(
            record::decode::<CaseRow>(&bytes).expect("decodes"),
            case_row()
        );
        let bytes = record::encode_row(&order_row()).expect("encodes");
        assert_eq!(
            record::decode::<OrderRow>(&bytes).expect("decodes"),
            order_row()
        );
    }

    /// When this fails, `ROWS` above must be counted up; then take over what is found.
    #[test]
    fn a_row_with_other_fields_is_another_shape() {
        let case = serde_json::to_string(&case_row()).expect("a row");
        let order = serde_json::to_string(&order_row()).expect("a row");
        expect![[r#"
            4
            {"id":7,"no":"AS261122-0007H","kind":"refund_only","subtype":null,"state":"submitted","priority":"urgent","shop":1,"channel":"taobao","order_no":"40261","buyer_shown":"晓**乐","title":"羊绒混纺格纹围巾","pieces":1,"reason":"unwanted","due_at":1800000000000,"due_kind":null,"due_source":null,"outcome":null,"money_at_risk":null,"snoozed_until":null,"amount":9900,"owner":1,"stage_owner":"agent","waiting_on":"shop","next_action":"","dispute":null,"tags":[],"opened_at":1700000000000,"closed_at":null}
            {"id":7,"shop":1,"order_no":"40261","status":"paid","buyer_shown":"晓**乐","title":"围巾","pieces":2,"paid_total":-1,"ordered_at":null}
        "#]].assert_eq(&format!("{ROWS}\n{case}\n{order}\n"));
    }
}
