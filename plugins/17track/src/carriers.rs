//! The desk's codes of carriers beside the numbers of 17TRACK. A carrier without a number is left
//! for 17TRACK to find out.

use aftercare_plugin::courier::Carriers;

pub const CARRIERS: Carriers = Carriers {
    vendor: "17track",
    rows: &[
        ("dhl", "100001"),
        ("ups", "100002"),
        ("fedex", "100003"),
        ("usps", "21051"),
        ("china-post", "3011"),
    ],
};

/// The number of a carrier.
pub fn number(ours: &str) -> Option<u32> {
    CARRIERS.theirs(ours)?.parse().ok()
}
