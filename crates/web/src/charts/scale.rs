//! Where the upright axis ends.

/// What a scale may end with: its half is a whole number too.
const ENDS: [u64; 7] = [2, 4, 6, 8, 10, 12, 16];

/// The end of a scale that holds `most`: round, even, not much more.
pub(crate) fn top(most: u64) -> u64 {
    let mut ten = 1_u64;
    loop {
        for end in ENDS {
            let end = end.saturating_mul(ten);
            if end >= most {
                return end;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_even_number_that_holds_the_most() {
        for (most, end) in [
            (0, 2),
            (2, 2),
            (3, 4),
            (11, 12),
            (17, 20),
            (21, 40),
            (101, 120),
        ] {
            assert_eq!(top(most), end, "{most}");
        }
        for most in 0..5_000 {
            let end = top(most);
            assert!(
                end >= most && end.is_multiple_of(2) && end <= 2 * most.max(1),
                "{most}: {end}"
            );
        }
        assert_eq!(top(u64::MAX), u64::MAX);
    }
}
