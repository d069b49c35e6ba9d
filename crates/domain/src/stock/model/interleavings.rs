//! Interleavings by name, each with the shop's right figure.

use super::{
    ponte::{Ponte, at},
    truth::judged,
    world::{Name, World},
};
use crate::{
    orders::ledger::Ordered,
    orders::order::{Facts, ShopState, Waiting, holds_pieces, next},
    orders::part::{Event, TillState},
    settings::{OrderSettings, PaymentRule, SaleStates},
    stock::level::{self, Heard},
    stock::offer::Doubt,
    stock::write::{Over, Write},
};

/// A world at rest: these quantities, and the shop shows what they give.
fn at_rest(quantities: &[i64]) -> (World, Ponte) {
    let figure = quantities.iter().map(|quantity| (*quantity).max(0)).sum();
    let world = World::new(quantities, figure);
    let ponte = Ponte::new(&world);
    (world, ponte)
}

/// What a pass reads before the list.
fn read_the_till(world: &World, ponte: &mut Ponte) {
    ponte.read_levels(world);
    ponte.follow(world);
}

fn list_and_orders(world: &World, ponte: &mut Ponte) {
    ponte.read_list(world);
    ponte.poll(world);
}

/// The figure after everything has settled and a pass or two have gone by.
fn settled(world: &mut World, ponte: &mut Ponte) -> i64 {
    for _ in 0..2 {
        world.now += 100;
        ponte.pass(world);
    }
    world.now += 100;
    assert_eq!(ponte.pass(world), None, "an unchanged world costs no write");
    world.shown()
}

/// A shopper's order, delivered to the first point long ago.
fn delivered(world: &mut World, ponte: &mut Ponte, pieces: i64) -> Name {
    let order = world.buy(pieces).expect("enough");
    ponte.poll(world);
    ponte.plan(world, order, &[(0, pieces)]);
    ponte.deliver(world, (order, 1));
    world.now += 100;
    (order, 1)
}

#[test]
fn orders_polled_then_a_purchase_then_list_and_write() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.goods(0, 1);
    read_the_till(&world, &mut ponte);
    ponte.poll(&world);
    world.buy(3);
    ponte.read_list(&world);
    // The list shows 7; without that order the sum is 11.
    assert_eq!(ponte.finish(&mut world), None);
    assert_eq!(world.shown(), 7);
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 8);
    assert_eq!(settled(&mut world, &mut ponte), 8);
}

#[test]
fn list_purchase_write() {
    for (goods, difference) in [(2, 2), (-2, -2)] {
        let (mut world, mut ponte) = at_rest(&[10]);
        world.goods(0, goods);
        read_the_till(&world, &mut ponte);
        list_and_orders(&world, &mut ponte);
        world.buy(3);
        let pieces = difference;
        assert_eq!(ponte.finish(&mut world), Some(Write::Add { pieces }));
        assert_eq!(world.shown(), 7 + goods);
        assert_eq!(settled(&mut world, &mut ponte), 7 + goods);
    }
}

#[test]
fn level_read_with_a_phone_order_and_our_own_part_delivered_after_the_reading() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.phone(0, 2);
    let order = world.buy(3).expect("enough");
    ponte.read_levels(&world);
    ponte.poll(&world);
    ponte.plan(&world, order, &[(0, 3)]);
    world.now += 1;
    ponte.deliver(&mut world, (order, 1));
    ponte.follow(&world);
    list_and_orders(&world, &mut ponte);
    // 10, less 2 that the reading shows, less 3 that it cannot show.
    ponte.finish(&mut world);
    assert_eq!(world.shown(), 5);
    assert_eq!(settled(&mut world, &mut ponte), 5);
}

#[test]
fn a_till_that_does_not_count_our_orders_while_others_stand_in_outgoing() {
    let (mut world, mut ponte) = at_rest(&[10]);
    (world.till.counts, ponte.till_counts) = (false, false);
    world.phone(0, 2);
    delivered(&mut world, &mut ponte, 3);
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 5);
    assert_eq!(settled(&mut world, &mut ponte), 5);
}

#[test]
fn a_part_seen_closed_while_the_level_is_older() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let part = delivered(&mut world, &mut ponte, 3);
    ponte.read_levels(&world);
    world.now += 5;
    world.close(part, TillState::Completed);
    world.now += 5;
    ponte.follow(&world);
    list_and_orders(&world, &mut ponte);
    // The level still holds the goods, and the promise stays with them.
    assert_eq!(ponte.finish(&mut world), None);
    assert_eq!(settled(&mut world, &mut ponte), 7);
}

#[test]
fn a_part_that_came_and_went_on_the_till_since_the_level_was_read() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.phone(0, 3);
    let order = world.buy(3).expect("enough");
    ponte.read_levels(&world);
    ponte.poll(&world);
    ponte.plan(&world, order, &[(0, 3)]);
    ponte.deliver(&mut world, (order, 1));
    world.now += 5;
    world.close((order, 1), TillState::Completed);
    ponte.follow(&world);
    list_and_orders(&world, &mut ponte);
    // The level shows the phone order alone: ours is promised besides, though it is closed.
    ponte.finish(&mut world);
    assert_eq!(world.shown(), 4);
    assert_eq!(settled(&mut world, &mut ponte), 4);
}

#[test]
fn an_unpaid_order_under_only_paid() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.buy(4);
    let settings = OrderSettings {
        from: Some(at(0)),
        sales: SaleStates::OnlyPaid,
        ..OrderSettings::default()
    };
    let ordered: Ordered = [("l".to_owned(), 4)].into();
    let order = Facts {
        state: ShopState::PENDING_PAYMENT,
        ordered_at: at(world.now),
        payment: PaymentRule::Send,
        ordered: &ordered,
        unknown: &[],
        parts: &[],
        changed: false,
        ignored: false,
    };
    let next = next(&order, &settings, at(world.now));
    assert!(matches!(
        next,
        crate::orders::order::Next::Wait(Waiting::NotASale { .. })
    ));
    assert!(holds_pieces(&order, &next, false));
    // Nothing of it is on the till, and it is not offered again.
    assert_eq!(settled(&mut world, &mut ponte), 6);
}

#[test]
fn an_order_rejected_on_the_till_and_still_live_on_the_shop_then_cancelled_there() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let part = delivered(&mut world, &mut ponte, 3);
    world.close(part, TillState::Rejected);
    // 3 that the point says it has not, and 3 that the buyer waits for.
    assert_eq!(settled(&mut world, &mut ponte), 4);
    world.cancel(part.0);
    assert_eq!(world.shown(), 7);
    ponte.pass(&mut world);
    // What came back is not in the sum before it has settled.
    assert_eq!(world.shown(), 4);
    assert_eq!(settled(&mut world, &mut ponte), 7);
}

#[test]
fn a_part_rejected_unseen_beside_a_phone_order() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let part = delivered(&mut world, &mut ponte, 3);
    world.phone(0, 3);
    world.now += 100;
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 4);
    world.close(part, TillState::Rejected);
    world.now += 100;
    // The till promises 3 now, no less than our own part that nobody saw rejected: 7 seem free.
    ponte.read_levels(&world);
    list_and_orders(&world, &mut ponte);
    let sum = ponte.sum(world.now, world.now);
    assert_eq!((sum.target(), sum.sure()), (7, 0));
    assert_eq!(sum.terms[0].doubt, Some(Doubt::NotFollowed));
    assert_eq!(ponte.finish(&mut world), None);
    ponte.follow(&world);
    ponte.finish(&mut world);
    assert_eq!(world.shown(), 1);
    // The buyer still waits, and the point has them not.
    assert_eq!(settled(&mut world, &mut ponte), 1);
}

#[test]
fn a_part_that_is_gone_from_the_till_while_the_buyer_waits() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let part = delivered(&mut world, &mut ponte, 3);
    world.close(part, TillState::Gone);
    assert_eq!(settled(&mut world, &mut ponte), 7);
    world.cancel(part.0);
    assert_eq!(settled(&mut world, &mut ponte), 10);
}

#[test]
fn list_read_order_cancelled_orders_read() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let order = world.buy(3).expect("enough");
    ponte.pass(&mut world);
    world.goods(0, 2);
    read_the_till(&world, &mut ponte);
    ponte.read_list(&world);
    world.cancel(order);
    ponte.poll(&world);
    // The list shows 7, the shop 10, and the sum holds the order's pieces still: 9. Nothing is
    // raised from this list.
    assert_eq!(ponte.finish(&mut world), None);
    assert_eq!(world.shown(), 10);
    assert_eq!(settled(&mut world, &mut ponte), 12);
}

#[test]
fn a_difference_that_timed_out_after_its_effect() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.shop.lag = 20;
    world.goods(0, 2);
    read_the_till(&world, &mut ponte);
    list_and_orders(&world, &mut ponte);
    let write = ponte.decide(&world).expect("a difference");
    judged(&world, &ponte, write).carry_out(&mut world, false);
    ponte.answer(&world, write, false);
    for seconds in [3, 20, 36] {
        world.now += seconds;
        // Whatever the list shows, it is not repeated.
        assert_eq!(ponte.pass(&mut world), None, "{seconds}");
        assert_eq!(world.shown(), 12);
    }
    assert_eq!(settled(&mut world, &mut ponte), 12);
    // One that had no effect is made up for, once a minute has gone by.
    world.goods(0, 1);
    ponte.pass(&mut world);
    assert_eq!(settled(&mut world, &mut ponte), 13);
}

#[test]
fn a_negative_figure_while_a_cancellation_lands() {
    let (mut world, mut ponte) = at_rest(&[2]);
    // Sold at the till and in the shop at once, and lowered between the list and the sale.
    world.goods(0, -1);
    read_the_till(&world, &mut ponte);
    list_and_orders(&world, &mut ponte);
    let order = world.buy(2).expect("enough");
    ponte.finish(&mut world);
    assert_eq!(world.shown(), -1);
    // Not raised to 0 by us, whatever is known.
    assert_eq!(settled(&mut world, &mut ponte), -1);
    read_the_till(&world, &mut ponte);
    ponte.read_list(&world);
    world.cancel(order);
    ponte.poll(&world);
    assert_eq!(ponte.finish(&mut world), None);
    assert_eq!(world.shown(), 1);
    assert_eq!(settled(&mut world, &mut ponte), 1);
}

#[test]
fn an_old_reading_that_arrives_late() {
    let (mut world, mut ponte) = at_rest(&[10]);
    let old = ponte.begin_reading(&world, 0);
    world.goods(0, -4);
    world.now += 10;
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 6);
    world.now += 100;
    ponte.hear(old);
    ponte.follow(&world);
    list_and_orders(&world, &mut ponte);
    assert_eq!(ponte.finish(&mut world), None);
    assert_eq!(settled(&mut world, &mut ponte), 6);
}

#[test]
fn a_stale_list_3_seconds_after_our_own_raise() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.shop.lag = 20;
    world.goods(0, 5);
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 15);
    world.now += 3;
    assert_eq!(world.listed(), 10);
    assert_eq!(ponte.pass(&mut world), None);
    assert_eq!(world.shown(), 15);
    assert_eq!(settled(&mut world, &mut ponte), 15);
}

#[test]
fn a_part_planned_and_not_yet_attempted_beside_a_phone_order() {
    let (mut world, mut ponte) = at_rest(&[10]);
    world.phone(0, 4);
    let order = world.buy(3).expect("enough");
    ponte.poll(&world);
    ponte.plan(&world, order, &[(0, 3)]);
    world.now += 100;
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 3);
    assert_eq!(settled(&mut world, &mut ponte), 3);
}

#[test]
fn one_point_below_zero_beside_one_with_stock() {
    let (mut world, mut ponte) = at_rest(&[-3, 5]);
    assert_eq!(settled(&mut world, &mut ponte), 5);
    world.goods(1, -2);
    assert_eq!(settled(&mut world, &mut ponte), 3);
    world.goods(0, 4);
    assert_eq!(settled(&mut world, &mut ponte), 4);
}

#[test]
fn a_point_that_cannot_be_read_keeps_its_value_and_no_other_points_goods_out() {
    let (mut world, mut ponte) = at_rest(&[4, 3]);
    world.goods(0, -4);
    world.goods(1, 6);
    world.now += 100;
    ponte.fail_to_read(&world, 0);
    ponte.read_level(&world, 1);
    ponte.follow(&world);
    list_and_orders(&world, &mut ponte);
    // 4 that may be gone, and 9: raised to what is sure.
    let sum = ponte.sum(world.now, world.now);
    assert_eq!((sum.target(), sum.sure()), (13, 9));
    let raised = ponte.finish(&mut world);
    assert_eq!(raised, Some(Write::Add { pieces: 2 }));
    assert_eq!(settled(&mut world, &mut ponte), 9);
    // Absent once is unread, and lowers nothing.
    let absent = Heard::Absent {
        began: at(world.now),
    };
    ponte.places[1].level = level::after(&ponte.places[1].level, absent);
    list_and_orders(&world, &mut ponte);
    assert_eq!(ponte.finish(&mut world), None);
}

#[test]
fn the_order_of_12_over_two_points_leaves_3_and_never_shows_more() {
    let (mut world, mut ponte) = at_rest(&[10, 5]);
    let order = world.buy(12).expect("enough");
    assert_eq!(world.shown(), 3);
    ponte.poll(&world);
    ponte.plan(&world, order, &[(0, 10), (1, 2)]);
    for number in [1, 2] {
        assert_eq!(ponte.pass(&mut world), None);
        assert!(ponte.meet((order, number), Event::Attempt));
        assert_eq!(ponte.pass(&mut world), None);
        ponte.arrive(&mut world, (order, number));
        world.now += 3;
        ponte.pass(&mut world);
        assert!(world.shown() <= 3);
        assert!(ponte.meet((order, number), Event::Confirmed(at(world.now))));
    }
    assert_eq!(settled(&mut world, &mut ponte), 3);
    world.close((order, 1), TillState::Completed);
    world.close((order, 2), TillState::Completed);
    for _ in 0..10 {
        world.now += 10;
        ponte.pass(&mut world);
        assert!(world.shown() <= 3);
    }
    assert_eq!(settled(&mut world, &mut ponte), 3);
}

#[test]
fn a_figure_over_a_higher_one_takes_what_was_sold_meanwhile_and_the_next_pass_mends_it() {
    let (mut world, mut ponte) = at_rest(&[10]);
    ponte.refuses_negative = true;
    world.goods(0, -2);
    read_the_till(&world, &mut ponte);
    list_and_orders(&world, &mut ponte);
    world.buy(3);
    let set = Write::Set {
        pieces: 8,
        over: Over::Higher,
    };
    assert_eq!(ponte.finish(&mut world), Some(set));
    assert_eq!(world.shown(), 8);
    ponte.pass(&mut world);
    assert_eq!(world.shown(), 5);
    assert_eq!(settled(&mut world, &mut ponte), 5);
}

#[test]
fn a_difference_that_was_given_up_lands_on_a_figure_that_was_to_lower() {
    let (mut world, mut ponte) = at_rest(&[10]);
    ponte.refuses_negative = true;
    world.shop.lag = 20;
    world.goods(0, 2);
    read_the_till(&world, &mut ponte);
    list_and_orders(&world, &mut ponte);
    let difference = ponte.decide(&world).expect("2 more");
    let given_up = judged(&world, &ponte, difference);
    ponte.answer(&world, difference, false);
    world.now += 2;
    world.buy(5);
    // The list shows 10 still, 7 are right, and 2 may come on top.
    let set = Write::Set {
        pieces: 5,
        over: Over::Higher,
    };
    assert_eq!(ponte.pass(&mut world), Some(set));
    world.now += 5;
    given_up.carry_out(&mut world, true);
    assert_eq!(world.shown(), 7);
    assert_eq!(settled(&mut world, &mut ponte), 7);
}
