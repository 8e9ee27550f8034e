//! The desk's codes of carriers beside AfterShip's slugs. A carrier without one is left for
//! AfterShip to find out.

use aftercare_plugin::courier::Carriers;

pub const CARRIERS: Carriers = Carriers {
    vendor: "aftership",
    rows: &[
        ("sf", "sf-express"),
        ("sto", "sto"),
        ("yunda", "yundaex"),
        ("ems", "china-ems"),
        ("ups", "ups"),
        ("usps", "usps"),
        ("fedex", "fedex"),
        ("dhl", "dhl"),
    ],
};
