//! How many calls orders may cost.
//!
//! | side | call | how often |
//! |---|---|---|
//! | shop | the list of new orders | a pass: a page for each fifty, and one that shows that no more come |
//! | shop | the states of open orders | a pass: one for each begun fifty |
//! | shop | an order in full | once |
//! | till | a token | once a pass |
//! | till | stock, by point | once a pass that plans |
//! | till | a buyer: looked up, made | once each |
//! | till | a part | once |
//! | till | what became of parts | a pass after the first: one by one where there are two, else a list |
//! | shop | the list of stock, a write of figures | once a pass of stock |
//! | till | a token, stock by point | once a pass of stock |
//!
//! An order that is planned moves stock, so each pass over orders may wake one over stock, which looks at
//! the orders once more: a figure without them would count a piece twice.
//!
//! A pass of a process that serves may begin with each call of the services: an order that is made is
//! also paid, and the till tells of the part that it has got. What comes while a pass runs makes one
//! more.

use super::super::calls::Calls;

/// Points of the sandbox's till.
const POINTS: u64 = 2;
/// Orders that the shop gives in one page (TS Commerce sheet §28).
const PAGE: u64 = 50;
/// Parts that are asked for one by one; more of them by a list.
const ONE_BY_ONE: u64 = 2;

/// Passes of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passes {
    /// Over orders.
    pub orders: u64,
    /// Over stock: these look at the orders too.
    pub stock: u64,
}

impl Passes {
    /// Whether there are no more of either.
    pub fn is_within(self, most: Self) -> bool {
        self.orders <= most.orders && self.stock <= most.stock
    }
}

/// Some orders, each of another buyer.
#[derive(Clone, Copy, Debug)]
pub struct Orders {
    /// How many.
    pub orders: u64,
    /// Parts of each.
    pub parts: u64,
}

impl Orders {
    /// What they may cost in so many passes.
    pub fn cost(self, passes: Passes) -> Calls {
        let Self { orders, parts } = self;
        let looks = passes.orders + passes.stock;
        let lists = (orders / PAGE + 1) + orders.div_ceil(PAGE);
        let levels = POINTS * passes.orders.min(orders);
        let followed = looks.saturating_sub(1) * (orders * parts).min(ONE_BY_ONE);
        let of_stock = passes.stock * (1 + POINTS);
        Calls {
            shop: looks * lists + orders + passes.stock * 2,
            till: looks + levels + 2 * orders + orders * parts + followed + of_stock,
        }
    }

    /// How many passes the calls of the services may make of them, where each comes alone.
    pub fn passes_by_webhook(self) -> Passes {
        let passes = self.orders + 2;
        Passes {
            orders: passes,
            stock: passes,
        }
    }

    /// How many passes a single look may make of them.
    pub fn passes_by_polling() -> Passes {
        Passes {
            orders: 1,
            stock: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(orders: u64) -> Passes {
        Passes { orders, stock: 0 }
    }

    #[test]
    fn one_order_in_one_pass_costs_what_nobody_can_do_without() {
        let one = Orders {
            orders: 1,
            parts: 1,
        };
        assert_eq!(one.cost(passes(1)), Calls { shop: 3, till: 6 });
        let two_parts = Orders { parts: 2, ..one };
        assert_eq!(two_parts.cost(passes(1)), Calls { shop: 3, till: 7 });
    }

    #[test]
    fn another_pass_costs_a_look_and_no_part_again() {
        let one = Orders {
            orders: 1,
            parts: 1,
        };
        assert_eq!(one.cost(passes(2)), Calls { shop: 5, till: 8 });
    }

    #[test]
    fn a_pass_over_stock_costs_its_list_a_figure_its_levels_and_a_look_at_the_orders() {
        let one = Orders {
            orders: 1,
            parts: 1,
        };
        let passes = Passes {
            orders: 1,
            stock: 1,
        };
        assert_eq!(one.cost(passes), Calls { shop: 7, till: 11 });
    }
}
