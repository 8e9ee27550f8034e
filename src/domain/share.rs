//! Splitting money without losing a 分: the largest remainders (D8).

use super::money::Fen;

/// Splits `total` by `weights`: each share is floored, and the remaining 分 go one by one to the
/// largest remainders, ties to the earlier share. The shares sum up to `total` exactly.
///
/// Negative weights count as zero; when no weight is positive, all weights count alike. With no
/// weights at all there are no shares. `total` must not be negative; a negative one is shared
/// out as zero, because nobody paid less than nothing.
pub fn split(total: Fen, weights: &[i64]) -> Vec<Fen> {
    let total = i128::from(total.0.max(0));
    let alike = weights.iter().all(|weight| *weight <= 0);
    let weights: Vec<i128> = weights
        .iter()
        .map(|weight| {
            if alike {
                1
            } else {
                i128::from((*weight).max(0))
            }
        })
        .collect();
    let sum: i128 = weights.iter().sum();
    if sum == 0 {
        return Vec::new();
    }
    let mut shares: Vec<i128> = weights.iter().map(|weight| total * weight / sum).collect();
    let left = total - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(total * weights[at] % sum));
    for at in order
        .into_iter()
        .take(usize::try_from(left).unwrap_or_default())
    {
        shares[at] += 1;
    }
    shares
        .into_iter()
        .map(|share| Fen(i64::try_from(share).unwrap_or(i64::MAX)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_remaining_fen_goes_to_the_largest_remainder_and_ties_to_the_earlier_line() {
        assert_eq!(split(Fen(100), &[1, 1, 1]), [Fen(34), Fen(33), Fen(33)]);
        assert_eq!(split(Fen(10), &[1, 2]), [Fen(3), Fen(7)]);
        assert_eq!(split(Fen(7), &[0, 0]), [Fen(4), Fen(3)]);
        assert_eq!(split(Fen(7), &[0, 5]), [Fen(0), Fen(7)]);
        assert!(split(Fen(7), &[]).is_empty());
    }

    proptest! {
        #[test]
        fn no_fen_is_lost_or_made(
            total in 0i64..=1_000_000_000_000,
            weights in proptest::collection::vec(-5i64..1_000_000_000_000, 1..30),
        ) {
            let shares = split(Fen(total), &weights);
            prop_assert_eq!(shares.len(), weights.len());
            prop_assert_eq!(shares.iter().copied().sum::<Fen>(), Fen(total));
            prop_assert!(shares.iter().all(|share| share.0 >= 0));
        }
    }
}
