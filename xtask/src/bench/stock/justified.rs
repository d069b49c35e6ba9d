//! How many calls a change at the till may cost until the shop shows it.
//!
//! | side | call | how often |
//! |---|---|---|
//! | shop | the list of stock | once a pass, which the shop gives in one answer |
//! | shop | the list of new orders | once a pass: a figure without them counts a piece twice |
//! | shop | the figure | once, and never where nothing changed |
//! | till | a token | once a pass |
//! | till | the article, by id at its point | once a pass that a webhook woke |
//! | till | receipts | once a regular pass, and twice until two o'clock: yesterday's are told late |
//! | till | a page of all stock | once a regular pass and point: so small a catalogue is read whole |
//! | till | the article of a receipt | once, by id, where the catalogue is not read whole |
//! | till | other pages there | half of what is left in the window: two regular passes share it |
//!
//! A sale is told by two webhooks, of its receipt and of its movement. Each may begin a pass, and what
//! comes while a pass runs makes one more. A forced pass is a regular one that does not wait for the timer.

use super::{super::calls::Calls, LEFT, Way};

/// Points of the sandbox's till.
const POINTS: u64 = 2;
/// Days whose receipts are read at most.
const DAYS: u64 = 2;
/// Webhooks that tell of one sale.
const TOLD: u64 = 2;

/// What so many passes may cost.
pub fn cost(way: Way, passes: u64) -> Calls {
    let reading = match way {
        Way::Webhook => 1,
        Way::Receipts => DAYS + 1 + LEFT / 2,
        Way::Reading | Way::Unchanged => DAYS + POINTS,
    };
    Calls {
        shop: passes * 2 + writes(way),
        till: passes * (1 + reading),
    }
}

/// What it may write to the shop.
pub fn writes(way: Way) -> u64 {
    match way {
        Way::Webhook | Way::Receipts | Way::Reading => 1,
        Way::Unchanged => 0,
    }
}

/// How many passes it may take.
pub fn passes(way: Way) -> u64 {
    match way {
        Way::Webhook => TOLD,
        Way::Receipts | Way::Reading | Way::Unchanged => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sale_that_a_webhook_tells_costs_five_calls_in_one_pass() {
        assert_eq!(cost(Way::Webhook, 1), Calls { shop: 3, till: 2 });
    }

    #[test]
    fn an_unchanged_world_costs_a_look_and_no_write() {
        assert_eq!(cost(Way::Unchanged, 1), Calls { shop: 2, till: 5 });
        assert_eq!(writes(Way::Unchanged), 0);
    }
}
