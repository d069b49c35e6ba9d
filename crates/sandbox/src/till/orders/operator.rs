//! What the operator does with an order, at the till or in the portal (Cassa in Cloud sheet §16.5).
//!
//! - Each step is possible from some states only; elsewhere nothing changes.
//! - Shipping or completing issues a document, which moves the goods; completing what was shipped
//!   issues no second one.

use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    record::{Order, OrderStatus, Workflow},
    view,
};
use crate::{
    moment::Moment,
    till::{documents::Kind, state::Till, webhooks::Happening},
};

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Accept it.
    Accept,
    /// Refuse it.
    Reject {
        /// Why.
        reason: String,
    },
    /// Begin to prepare it.
    Process,
    /// It can be collected.
    Ready,
    /// It is being handed to the carrier.
    Hand,
    /// It is on its way to the buyer.
    Deliver,
    /// It is sent.
    Ship {
        /// The document that is issued.
        #[serde(default)]
        document: Kind,
    },
    /// It is done.
    Complete {
        /// The document that is issued.
        #[serde(default)]
        document: Kind,
    },
    /// It is called off.
    Cancel,
}

/// Why a step is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// No such order.
    #[error("the till has no order {0}")]
    Missing(String),
    /// Not a document that an order becomes.
    #[error("no order becomes a {}", .0.entity())]
    Document(Kind),
    /// Not from where the order stands.
    #[error("an order cannot become {to:?} while it is {from:?}")]
    NotFrom {
        /// Where it stands; nothing where it is internal.
        from: Option<Workflow>,
        /// Where it was to go.
        to: Workflow,
    },
}

impl Step {
    /// Where it leads.
    #[must_use]
    pub fn target(&self) -> Workflow {
        match self {
            Self::Accept => Workflow::Accepted,
            Self::Reject { .. } => Workflow::Rejected,
            Self::Process => Workflow::Processing,
            Self::Ready => Workflow::Ready,
            Self::Hand => Workflow::Shipping,
            Self::Deliver => Workflow::Delivering,
            Self::Ship { .. } => Workflow::Shipped,
            Self::Complete { .. } => Workflow::Completed,
            Self::Cancel => Workflow::Canceled,
        }
    }

    /// Whether it is possible for this order.
    #[must_use]
    pub fn possible(&self, order: &Order) -> bool {
        use Workflow::{Accepted, Delivering, Processing, Ready, Requested, Shipped, Shipping};
        let Some(from) = order.workflow else {
            // An internal order only becomes a document.
            return matches!(self, Self::Complete { .. })
                && order.status == OrderStatus::NotProcessed;
        };
        let from_any = |states: &[Workflow]| states.contains(&from);
        let open = [Accepted, Processing, Ready, Shipping, Delivering];
        match self {
            Self::Accept => from == Requested,
            Self::Reject { .. } => from_any(&[Requested, Accepted]),
            Self::Process => from == Accepted,
            Self::Ready => from_any(&open[..2]),
            Self::Hand => from_any(&open[..3]),
            Self::Deliver => from_any(&open[..4]),
            Self::Ship { .. } => from_any(&open),
            Self::Complete { .. } => from == Shipped || from_any(&open),
            Self::Cancel => from == Requested || from_any(&open),
        }
    }
}

impl Till {
    /// Does a step with an order.
    ///
    /// # Errors
    /// [`StepError`]; nothing changes then.
    pub fn step_order(&mut self, id: &str, step: &Step, moment: &Moment) -> Result<(), StepError> {
        let place = self.place_of(id)?;
        let mut order = self.orders[place].clone();
        if !step.possible(&order) {
            return Err(StepError::NotFrom {
                from: order.workflow,
                to: step.target(),
            });
        }
        if let Step::Ship { document } | Step::Complete { document } = step
            && *document == Kind::CreditNote
        {
            return Err(StepError::Document(*document));
        }
        order.workflow = order.workflow.map(|_| step.target());
        match step {
            Step::Reject { reason } => {
                order.rejection_reason = Some(reason.clone());
                self.take_back(&mut order, moment);
            }
            Step::Cancel => self.take_back(&mut order, moment),
            Step::Ship { document } | Step::Complete { document }
                if order.status == OrderStatus::NotProcessed =>
            {
                self.take_back(&mut order, moment);
                self.issue_for(*document, &order, moment);
                order.status = OrderStatus::Processed;
            }
            _ => {}
        }
        self.orders[place] = order;
        self.tell_of_order(place, Happening::Edit, moment);
        Ok(())
    }

    /// Deletes an order: nobody finds it any more.
    ///
    /// # Errors
    /// [`StepError::Missing`].
    pub fn delete_order(&mut self, id: &str, moment: &Moment) -> Result<(), StepError> {
        let place = self.place_of(id)?;
        self.tell_of_order(place, Happening::Delete, moment);
        let mut order = self.orders.remove(place);
        self.take_back(&mut order, moment);
        Ok(())
    }

    fn place_of(&self, id: &str) -> Result<usize, StepError> {
        let mut orders = self.orders.iter();
        let place = orders.position(|order| order.id == id);
        place.ok_or_else(|| StepError::Missing(id.to_owned()))
    }

    fn tell_of_order(&mut self, place: usize, what: Happening, moment: &Moment) {
        let order = &self.orders[place];
        let (point, body) = (order.sales_point(), view::view(order, &moment.switches));
        self.announce("ORDER", what, Some(point), &body);
    }
}
