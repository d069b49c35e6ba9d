use super::*;
use crate::{
    orders::allocation::{Share, Wanted},
    orders::order::{LineKey, Stage},
    orders::part::{Event, TillState, after},
    settings::SaleStates,
};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

const BEGINNING: i64 = 1_000;
const ORDERED: i64 = 2_000;
const NOW: i64 = 3_000;

fn settings() -> OrderSettings {
    OrderSettings {
        from: Some(at(BEGINNING)),
        ..OrderSettings::default()
    }
}

/// An order of three pieces whose first part of two has met these events.
struct Case {
    state: ShopState,
    payment: PaymentRule,
    ordered: Ordered,
    unknown: Vec<String>,
    parts: Vec<Part>,
    changed: bool,
    ignored: bool,
    ordered_at: i64,
}

fn line() -> LineKey {
    "1#|#".into()
}

fn case() -> Case {
    Case {
        state: ShopState::PAID,
        payment: PaymentRule::Send,
        ordered: [(line(), 3)].into(),
        unknown: Vec::new(),
        parts: Vec::new(),
        changed: false,
        ignored: false,
        ordered_at: ORDERED,
    }
}

fn sent(events: &[Event]) -> Case {
    let share = |point, pieces| Share {
        point,
        lines: vec![Wanted {
            line: line(),
            variant: "v".into(),
            pieces,
        }],
    };
    let order = case();
    let shares = [share(101, 2), share(102, 1)];
    let parts = ledger::plan(&order.ordered, &[], &shares, at(ORDERED)).expect("fits");
    let mut case = Case { parts, ..order };
    for event in events {
        case.parts[0] = after(&case.parts[0], *event).expect("possible");
    }
    case
}

impl Case {
    fn with(self, change: impl FnOnce(&mut Self)) -> Self {
        let mut case = self;
        change(&mut case);
        case
    }

    fn state(self, state: ShopState) -> Self {
        Self { state, ..self }
    }

    fn next_by(&self, settings: &OrderSettings) -> Next {
        let facts = Facts {
            state: self.state,
            ordered_at: at(self.ordered_at),
            payment: self.payment,
            ordered: &self.ordered,
            unknown: &self.unknown,
            parts: &self.parts,
            changed: self.changed,
            ignored: self.ignored,
        };
        next(&facts, settings, at(NOW))
    }

    fn next(&self) -> Next {
        self.next_by(&settings())
    }
}

const DELIVERED: [Event; 2] = [Event::Attempt, Event::Confirmed(Timestamp::UNIX_EPOCH)];

fn delivered(till: TillState) -> Case {
    let events = [DELIVERED[0], DELIVERED[1], Event::Till(till, at(NOW))];
    let mut case = sent(&events);
    for event in events {
        case.parts[1] = after(&case.parts[1], event).expect("possible");
    }
    case
}

#[test]
fn orders_from_before_the_starting_moment_are_never_sent() {
    for old in [case(), sent(&[])] {
        let old = old.with(|case| case.ordered_at = BEGINNING - 1);
        assert_eq!(old.next(), Next::BeforePonte);
    }
    assert_eq!(case().next_by(&OrderSettings::default()), Next::BeforePonte);
    let first = case().with(|case| case.ordered_at = BEGINNING);
    assert_eq!(first.next(), Next::Plan);
}

#[test]
fn an_order_is_planned_then_delivered_then_done() {
    assert_eq!(case().next(), Next::Plan);
    assert_eq!(sent(&[]).next(), Next::Deliver(vec![1, 2]));
    assert_eq!(sent(&DELIVERED).next(), Next::Deliver(vec![2]));
    assert_eq!(delivered(TillState::Requested).next(), Next::Done);
}

#[test]
fn cancelled_before_anything_reached_the_till_is_dropped() {
    for events in [&[][..], &[Event::Attempt, Event::Refused]] {
        let cancelled = sent(events).state(ShopState::CANCELLED);
        assert_eq!(cancelled.next(), Next::Drop);
        assert_eq!(sent(events).state(ShopState::ARCHIVED).next(), Next::Drop);
    }
}

#[test]
fn cancelled_after_delivery_is_to_be_cancelled_on_the_till_until_it_is() {
    let on_till = Next::Attend(Attention::CancelOnTill);
    assert_eq!(sent(&DELIVERED).state(ShopState::CANCELLED).next(), on_till);
    let done = delivered(TillState::Cancelled).state(ShopState::CANCELLED);
    assert_eq!(done.next(), Next::Drop);
}

#[test]
fn cancelled_while_an_outcome_is_unknown_is_looked_up_twice_then_dropped() {
    let look_up = Next::LookUp(vec![1]);
    let lost = [Event::Attempt, Event::NoAnswer];
    assert_eq!(sent(&lost).state(ShopState::CANCELLED).next(), look_up);
    let once = [lost[0], lost[1], Event::NotFound(at(NOW))];
    assert_eq!(sent(&once).state(ShopState::CANCELLED).next(), look_up);
    let twice = [once[0], once[1], once[2], Event::NotFound(at(NOW + 600))];
    assert_eq!(sent(&twice).state(ShopState::CANCELLED).next(), Next::Drop);
    let flying = sent(&[Event::Attempt]).state(ShopState::CANCELLED);
    assert_eq!(flying.next(), Next::Wait(Waiting::Outcome));
}

#[test]
fn archived_after_its_parts_were_shipped_is_not_a_cancellation() {
    for till in [
        TillState::Shipped,
        TillState::Completed,
        TillState::Processed,
    ] {
        let parts = delivered(till).parts;
        assert_eq!(
            cancellation(ShopState::ARCHIVED, &parts),
            Cancellation::None
        );
        assert_eq!(
            cancellation(ShopState::CANCELLED, &parts),
            Cancellation::Cancelled
        );
        assert_eq!(
            delivered(till).state(ShopState::ARCHIVED).next(),
            Next::Done
        );
    }
    let open = delivered(TillState::Ready).parts;
    assert_eq!(
        cancellation(ShopState::ARCHIVED, &open),
        Cancellation::Cancelled
    );
    assert_eq!(
        cancellation(ShopState::ARCHIVED, &[]),
        Cancellation::Cancelled
    );
}

#[test]
fn lines_changed_are_planned_again_if_nothing_was_attempted_else_somebody_looks() {
    let change = |case: Case| case.with(|case| case.changed = true);
    assert_eq!(change(sent(&[])).next(), Next::Plan);
    let changed = Next::Attend(Attention::Changed);
    assert_eq!(change(sent(&DELIVERED)).next(), changed);
    assert_eq!(
        change(sent(&[Event::Attempt, Event::Refused])).next(),
        changed
    );
}

#[test]
fn an_order_whose_payment_is_awaited_is_not_planned_and_given_up_after_the_days_set() {
    let unpaid = |payment| {
        let case = case().state(ShopState::PENDING_PAYMENT);
        case.with(|case| case.payment = payment)
    };
    assert_eq!(unpaid(PaymentRule::Send).next(), Next::Plan);
    assert_eq!(unpaid(PaymentRule::Collect).next(), Next::Plan);
    let awaited = unpaid(PaymentRule::AwaitPayment);
    assert_eq!(awaited.next(), Next::Wait(Waiting::Payment));
    let impatient = OrderSettings {
        unpaid_days: 0,
        ..settings()
    };
    let given_up = Next::Attend(Attention::UnpaidTooLong);
    assert_eq!(awaited.next_by(&impatient), given_up);
    // Paid later, it is planned anew.
    assert_eq!(
        awaited.state(ShopState::PAID).next_by(&impatient),
        Next::Plan
    );
}

#[test]
fn what_does_not_count_as_a_sale_waits() {
    let only_paid = OrderSettings {
        sales: SaleStates::OnlyPaid,
        ..settings()
    };
    let state = ShopState::PENDING_PAYMENT;
    let next = case().state(state).next_by(&only_paid);
    assert_eq!(next, Next::Wait(Waiting::NotASale { state }));
}

#[test]
fn what_is_in_doubt_is_cleared_up_first_whatever_else_became_of_the_order() {
    let lost = [Event::Attempt, Event::NoAnswer];
    let unpaid = sent(&lost).with(|case| {
        case.state = ShopState::PENDING_PAYMENT;
        case.payment = PaymentRule::AwaitPayment;
        case.changed = true;
        case.ignored = true;
    });
    assert_eq!(unpaid.next(), Next::Deliver(vec![1]));
    let refused = [lost[0], lost[1], Event::Attempt, Event::Refused];
    assert_eq!(sent(&refused).next(), Next::LookUp(vec![1]));
}

#[test]
fn a_look_up_that_finds_nothing_after_a_conflict_never_leads_to_a_new_id() {
    let lost = sent(&[Event::Attempt, Event::Conflict, Event::NotFound(at(NOW))]);
    let number = 1;
    assert_eq!(
        lost.next(),
        Next::Attend(Attention::NotFoundOnTill { number })
    );
}

#[test]
fn a_rejected_part_waits_for_a_person_and_is_then_planned_anew() {
    let rejected = delivered(TillState::Rejected);
    let number = 1;
    assert_eq!(
        rejected.next(),
        Next::Attend(Attention::Rejected { number })
    );
    let chosen = rejected.with(|case| {
        case.parts[0] = after(&case.parts[0], Event::SendAgain).expect("possible");
    });
    assert_eq!(chosen.next(), Next::Plan);
}

#[test]
fn lines_that_the_till_does_not_know_are_left_out_or_waited_for() {
    let strange = || case().with(|case| case.unknown = vec!["Buono regalo".into()]);
    assert_eq!(strange().next(), Next::Plan);
    let waits = OrderSettings {
        unknown_lines: UnknownLines::Wait,
        ..settings()
    };
    let titles = vec!["Buono regalo".to_owned()];
    let reason = Waiting::UnknownLines { titles };
    assert_eq!(strange().next_by(&waits), Next::Wait(reason));
    let none = strange().with(|case| case.ordered.clear());
    assert_eq!(none.next_by(&waits), Next::NotForTheTill);
}

#[test]
fn an_ignored_order_is_dropped_unless_the_till_has_some_of_it() {
    let ignore = |case: Case| case.with(|case| case.ignored = true);
    assert_eq!(ignore(sent(&[])).next(), Next::Drop);
    // The second part is taken back, the first one stays.
    assert_eq!(ignore(sent(&DELIVERED)).next(), Next::Drop);
    assert_eq!(ignore(delivered(TillState::Ready)).next(), Next::Done);
}

#[test]
fn the_stage_follows_from_what_is_to_be_done() {
    let stage = |case: &Case| Stage::of(&case.next(), &case.parts);
    assert_eq!(stage(&case()), Stage::Received);
    assert_eq!(stage(&sent(&[])), Stage::Planned);
    assert_eq!(stage(&sent(&DELIVERED)), Stage::Sending);
    assert_eq!(stage(&delivered(TillState::Ready)), Stage::Delivered);
    let cancelled = sent(&[]).state(ShopState::CANCELLED);
    assert_eq!(stage(&cancelled), Stage::Dropped);
    let there_too = delivered(TillState::Cancelled).state(ShopState::CANCELLED);
    assert_eq!(stage(&there_too), Stage::Dropped);
    let left = sent(&DELIVERED).with(|case| case.ignored = true);
    assert_eq!(stage(&left), Stage::Delivered);
    let reason = Waiting::Outcome;
    assert_eq!(stage(&sent(&[Event::Attempt])), Stage::Waiting { reason });
    let old = case().with(|case| case.ordered_at = 0);
    assert_eq!(stage(&old), Stage::BeforePonte);
}
