//! Storing new orders.

use super::{
    checks,
    draft::{OrderDraft, Prepayment, When},
    record::{Order, OrderStatus, Row, Workflow},
    refusal::OrderRefusal,
    view,
};
use crate::{
    moment::Moment,
    till::{records::Product, state::Till, webhooks::Happening},
};

/// What came of one order of a batch.
pub type Placed = Result<String, OrderRefusal>;

impl Till {
    /// Checks the orders of a batch and stores them: all or none, unless the switch
    /// `till.batch_partial` lets the good ones pass. Gives the id or the refusal of each.
    ///
    /// # Errors
    /// Place in the batch and reason of the first refusal, where nothing was stored.
    pub fn place_orders(
        &mut self,
        drafts: Vec<Result<OrderDraft, OrderRefusal>>,
        moment: &Moment,
    ) -> Result<Vec<Placed>, (usize, OrderRefusal)> {
        let mut checked: Vec<Result<OrderDraft, OrderRefusal>> = Vec::new();
        for draft in drafts {
            let earlier: Vec<&OrderDraft> = checked.iter().flatten().collect();
            let looked_at = draft.and_then(|draft| {
                checks::check(self, &draft, &earlier, moment)?;
                Ok(draft)
            });
            if let Err(refusal) = &looked_at
                && !moment.switches.till_batch_partial
            {
                return Err((checked.len(), refusal.clone()));
            }
            checked.push(looked_at);
        }
        if let Some(Err(refusal)) = checked.first()
            && checked.iter().all(Result::is_err)
        {
            return Err((0, refusal.clone()));
        }
        let told = moment.switches.till_echo_orders;
        let mut placed = Vec::with_capacity(checked.len());
        for draft in checked {
            placed.push(draft.map(|draft| self.store(draft, moment, told)));
        }
        Ok(placed)
    }

    /// Stores a checked order; gives its id.
    pub(in crate::till) fn store(
        &mut self,
        sent: OrderDraft,
        moment: &Moment,
        told: bool,
    ) -> String {
        let point = sent.document.id_sales_point;
        let mut rows = Vec::with_capacity(sent.document.rows.len());
        for draft in sent.document.rows.clone() {
            let found = checks::article(self, &draft, point, moment);
            let (product, variant) = found
                .map(|(product, variant): (&Product, &str)| {
                    (product.id.clone(), variant.to_owned())
                })
                .unzip();
            rows.push(Row {
                id: moment.id(),
                product,
                variant,
                promised: rust_decimal::Decimal::ZERO,
                outgoing_movement: None,
                sent: draft,
            });
        }
        self.next_order += 1;
        let mut order = Order {
            id: moment.id(),
            number: self.next_order,
            created: moment.millis(),
            date: sent.date.map_or_else(|| moment.millis(), When::millis),
            workflow: sent.is_external_order.then_some(Workflow::Requested),
            status: OrderStatus::NotProcessed,
            rejection_reason: None,
            document: moment.id(),
            rows,
            sent,
        };
        self.promise(&mut order, moment);
        let id = order.id.clone();
        if told {
            let body = view::view(&order, &moment.switches);
            self.announce("ORDER", Happening::Create, Some(point), &body);
        }
        self.orders.push(order);
        id
    }

    /// Notes a payment in advance; gives false where there is no such order.
    pub fn set_prepayment(&mut self, id: &str, new: Prepayment, moment: &Moment) -> bool {
        let Some(order) = self.orders.iter_mut().find(|order| order.id == id) else {
            return false;
        };
        let known = &mut order.sent.prepayment;
        known.prepay = new.prepay.or(known.prepay);
        known.prepayment_status = new.prepayment_status.or(known.prepayment_status);
        if new.prepayment_transaction_id.is_some() {
            known.prepayment_transaction_id = new.prepayment_transaction_id;
        }
        let (point, body) = (order.sales_point(), view::view(order, &moment.switches));
        self.announce("ORDER", Happening::Edit, Some(point), &body);
        true
    }
}
