//! Opening hours and holidays: business time from wall time.

/// When the shop is staffed: its zone, windows per weekday, holidays and make-up working days.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Calendar {
    /// IANA name, `Asia/Shanghai`.
    pub zone: String,
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar {
            zone: "Asia/Shanghai".into(),
        }
    }
}
