//! Stories: what happens to a case, told act by act. Every row of the tables is walked by one.

pub mod by_hand;
pub mod common;
pub mod compensation;
pub mod complaint;
pub mod coverage;
pub mod desk;
pub mod exchange;
pub mod inquiry;
pub mod intercepting;
pub mod logistics;
pub mod overlays;
pub mod refund_only;
pub mod repair;
pub mod reship;
pub mod return_refund;
pub mod review;
pub mod say;
pub mod work;

/// Every story, for the test that no row is left out.
const ALL: &[&[fn()]] = &[
    refund_only::ALL,
    intercepting::ALL,
    return_refund::ALL,
    exchange::ALL,
    repair::ALL,
    reship::ALL,
    complaint::ALL,
    review::ALL,
    compensation::ALL,
    inquiry::ALL,
    logistics::ALL,
    overlays::ALL,
    common::ALL,
    by_hand::ALL,
    work::ALL,
];

#[test]
fn every_row_of_the_tables_has_a_story() {
    coverage::only_walk();
    ALL.iter()
        .flat_map(|stories| stories.iter())
        .for_each(|story| story());
    let missing = coverage::missing();
    assert!(
        missing.is_empty(),
        "no story walks:\n{}",
        missing.join("\n")
    );
}
