use proptest::prelude::*;

use super::*;

fn key(line: usize) -> LineKey {
    format!("l{line}")
}

fn bill(total: i64, shipping: i64, fee: i64, lines: &[(Pieces, i64)]) -> Bill {
    let lines = lines.iter().enumerate();
    Bill {
        total: Money(total),
        shipping: Money(shipping),
        fee: Money(fee),
        lines: lines
            .map(|(line, (pieces, price))| (key(line), *pieces, Money(*price)))
            .collect(),
    }
}

fn whole(bill: &Bill) -> Vec<(LineKey, Pieces)> {
    let lines = bill.lines.iter();
    lines
        .map(|(line, pieces, _)| (line.clone(), *pieces))
        .collect()
}

fn amounts(parts: &[PartAmounts]) -> Vec<Vec<i64>> {
    let of = |part: &PartAmounts| part.lines.iter().map(|line| line.amount.0).collect();
    parts.iter().map(of).collect()
}

#[test]
fn without_a_coupon_each_piece_costs_what_the_shop_says() {
    let bill = bill(7200, 750, 0, &[(1, 6450)]);
    let parts = spread(&bill, &[], &[whole(&bill)]).expect("sound");
    assert_eq!(amounts(&parts), [[6450]]);
    assert_eq!(
        (parts[0].shipping, parts[0].total()),
        (Money(750), Money(7200))
    );
}

#[test]
fn a_coupon_lowers_every_line_alike() {
    // 30.00 + 10.00, less 10 %, and 5.00 shipping.
    let bill = bill(4100, 500, 0, &[(3, 1000), (1, 1000)]);
    let parts = spread(
        &bill,
        &[],
        &[vec![(key(0), 2)], vec![(key(0), 1), (key(1), 1)]],
    );
    let parts = parts.expect("sound");
    assert_eq!(amounts(&parts), [vec![1800], vec![900, 900]]);
    assert_eq!((parts[0].shipping.0, parts[1].shipping.0), (500, 0));
}

#[test]
fn an_amount_that_cannot_be_divided_becomes_two_rows() {
    let line = |pieces, amount| LineAmount {
        line: key(0),
        pieces,
        amount: Money(amount),
    };
    let row = |pieces, price| Row {
        pieces,
        price: Money(price),
    };
    assert_eq!(rows(&line(3, 1000)), [row(1, 334), row(2, 333)]);
    assert_eq!(rows(&line(3, 999)), [row(3, 333)]);
    assert_eq!(rows(&line(2, 0)), [row(2, 0)]);
    assert_eq!(rows(&line(0, 0)), []);
}

#[test]
fn a_coupon_that_pays_for_shipping_too_leaves_nothing_below_zero() {
    let bill = bill(300, 500, 200, &[(1, 1000)]);
    let parts = spread(&bill, &[], &[whole(&bill)]).expect("sound");
    assert_eq!(amounts(&parts), [[0]]);
    assert_eq!((parts[0].shipping, parts[0].fee), (Money(300), Money(0)));
}

#[test]
fn a_bill_that_contradicts_itself_is_refused() {
    let all = |bill: &Bill| spread(bill, &[], &[whole(bill)]);
    assert_eq!(all(&bill(-1, 0, 0, &[(1, 1)])), Err(Broken::Amount));
    assert_eq!(all(&bill(1, 0, 0, &[(1, i64::MAX)])), Err(Broken::Amount));
    assert_eq!(all(&bill(100, 0, 0, &[])), Err(Broken::NoPieces));
    assert_eq!(all(&bill(0, 0, 0, &[])), Ok(vec![PartAmounts::default()]));
    let mut twice = bill(100, 0, 0, &[(1, 50)]);
    twice.lines.push(twice.lines[0].clone());
    assert_eq!(all(&twice), Err(Broken::LineTwice { line: key(0) }));
    let sound = bill(100, 0, 0, &[(1, 100)]);
    for planned in [vec![(key(0), 2)], vec![(key(9), 1)]] {
        assert!(matches!(
            spread(&sound, &[], &[planned]),
            Err(Broken::TooMuch { .. })
        ));
    }
}

/// A sound bill, and how many pieces of each line go to each of some parts.
fn any_case() -> impl Strategy<Value = (Bill, Vec<Vec<(LineKey, Pieces)>>)> {
    let lines = prop::collection::vec((1_u32..6, 0_i64..5_000), 1..5);
    let sums = (0_i64..1_000, 0_i64..300, 0_i64..3_000, 0_i64..5);
    (
        lines,
        sums,
        prop::collection::vec(prop::collection::vec(0_u32..4, 5), 1..4),
    )
        .prop_map(|(lines, (shipping, fee, coupon, odd), cuts)| {
            let goods: i64 = lines.iter().map(|(n, price)| i64::from(*n) * price).sum();
            let total = (goods + shipping + fee - coupon).max(0) + odd;
            let mut left: Vec<Pieces> = lines.iter().map(|(pieces, _)| *pieces).collect();
            let parts = cuts
                .iter()
                .map(|cut| {
                    let lines = left.iter_mut().zip(cut).enumerate();
                    lines
                        .map(|(line, (left, cut))| {
                            let pieces = (*left).min(*cut);
                            *left -= pieces;
                            (key(line), pieces)
                        })
                        .filter(|(_, pieces)| *pieces > 0)
                        .collect()
                })
                .collect();
            (bill(total, shipping, fee, &lines), parts)
        })
}

/// What no part of the plan holds.
fn remainder(bill: &Bill, parts: &[Vec<(LineKey, Pieces)>]) -> Vec<(LineKey, Pieces)> {
    let lines = bill.lines.iter().map(|(line, pieces, _)| {
        let held: Pieces = parts
            .iter()
            .flatten()
            .filter(|(of, _)| of == line)
            .map(|(_, n)| n)
            .sum();
        (line.clone(), pieces - held)
    });
    lines.filter(|(_, pieces)| *pieces > 0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn parts_that_hold_everything_cost_the_orders_total_to_the_cent((bill, mut plan) in any_case()) {
        plan.push(remainder(&bill, &plan));
        let parts = spread(&bill, &[], &plan).expect("sound");
        prop_assert_eq!(left_out(&bill, &parts), Money(0));
        prop_assert!(parts.iter().skip(1).all(|part| part.shipping.0 == 0 && part.fee.0 == 0));
        prop_assert!(parts.iter().flat_map(|part| &part.lines).all(|line| line.amount.0 >= 0));
    }

    #[test]
    fn rows_add_up_to_their_line_exactly_and_differ_by_a_cent_at_most((bill, plan) in any_case()) {
        for line in spread(&bill, &[], &plan).expect("sound").iter().flat_map(|part| &part.lines) {
            let rows = rows(line);
            prop_assert!(rows.len() <= 2);
            prop_assert_eq!(rows.iter().map(|row| row.pieces).sum::<Pieces>(), line.pieces);
            let sum: i64 = rows.iter().map(|row| i64::from(row.pieces) * row.price.0).sum();
            prop_assert_eq!(sum, line.amount.0);
            prop_assert!(rows.windows(2).all(|pair| pair[0].price.0 - pair[1].price.0 == 1));
        }
    }

    #[test]
    fn what_was_sent_keeps_its_amounts_and_the_rest_goes_on_what_is_planned_now(
        (bill, plan) in any_case(),
        kept in any::<prop::sample::Index>(),
    ) {
        // One part of the first plan was sent; the others are planned anew as one.
        let first = spread(&bill, &[], &plan).expect("sound");
        let kept = kept.index(plan.len());
        let sent = [first[kept].clone()];
        let rest = remainder(&bill, &plan[kept..=kept]);
        let anew = spread(&bill, &sent, &[rest]).expect("sound");
        let all = [sent.to_vec(), anew].concat();
        prop_assert_eq!(left_out(&bill, &all), Money(0));
        let charged = all.iter().filter(|part| part.shipping.0 + part.fee.0 > 0);
        prop_assert!(charged.count() <= 1);
    }

    #[test]
    fn what_is_left_out_keeps_its_share((bill, plan) in any_case()) {
        let parts = spread(&bill, &[], &plan).expect("sound");
        let rest = spread(&bill, &parts, &[remainder(&bill, &plan)]).expect("sound");
        let mut rest = rest[0].clone();
        if parts[0].shipping.0 + parts[0].fee.0 == 0 {
            (rest.shipping, rest.fee) = (Money(0), Money(0));
        }
        prop_assert_eq!(left_out(&bill, &parts), rest.total());
    }
}
