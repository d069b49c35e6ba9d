//! A merchant's choices for orders, as they are typed.

use std::{collections::BTreeMap, str::FromStr};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use ponte_domain::{
    orders::order::ShopState,
    settings::{
        Customers, OrderSettings, PaymentRule, SaleStates, Shipping, Shortage, Strategy,
        UnknownLines,
    },
    till::SalesPointId,
};

use super::opening::{Closed, Opening};

/// Settings of the orders stream; what is not given stays as it is.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Orders")]
pub struct OrderChoices {
    /// From when on orders count, by their date in the shop: now, or a moment such as
    /// 2026-11-25T09:00:00+01:00. Older ones are never sent [default: when the till's key was
    /// first kept]
    #[arg(long, value_name = "MOMENT")]
    orders_from: Option<Moment>,
    /// Which states of the shop count as a sale: all-live, only-paid, or their numbers, such as 1,2
    #[arg(long, value_name = "STATES", value_parser = sales)]
    sales: Option<SaleStates>,
    /// What a payment method allows, by the shop's name of it: METHOD=send|await-payment|collect. May
    /// be repeated
    #[arg(long = "payment", value_name = "METHOD=RULE", value_parser = payment)]
    payments: Vec<(String, PaymentRule)>,
    /// Days after which an unpaid order is given up
    #[arg(long, value_name = "DAYS")]
    unpaid_days: Option<u16>,
    /// Which points are asked for an order's pieces
    #[arg(long, value_enum)]
    strategy: Option<TypedStrategy>,
    /// When not everything is there
    #[arg(long, value_enum)]
    shortage: Option<TypedShortage>,
    /// Lines that the till does not know
    #[arg(long, value_enum)]
    unknown_lines: Option<TypedUnknownLines>,
    /// How a shipping profile leaves the shop: PROFILE=delivery, or PROFILE=point:ID (collection
    /// there). May be repeated
    #[arg(long = "shipping", value_name = "PROFILE=HOW", value_parser = shipping)]
    shippings: Vec<(String, Shipping)>,
    /// Whether other points help where the one that the buyer chose cannot do it all
    #[arg(long, value_name = "true|false")]
    bound_falls_back: Option<bool>,
    /// Opening hours of a point: ID=always, or ID=mon-fri 09:00-13:00,15:30-19:30;sat 09:00-12:30.
    /// May be repeated, for other points
    #[arg(long = "opening", value_name = "ID=HOURS")]
    openings: Vec<Opening>,
    /// Days on which a point is closed: ID=2026-12-25,2026-12-26, or ID=none. May be repeated, for
    /// other points
    #[arg(long = "closed", value_name = "ID=DAYS")]
    closed: Vec<Closed>,
    /// Minutes from sending to the time at which an order must be ready, at least
    #[arg(long, value_name = "MINUTES")]
    preparation_minutes: Option<u32>,
    /// Opening hours after which a part that nobody accepted is told
    #[arg(long, value_name = "HOURS")]
    unaccepted_hours: Option<u16>,
    /// Whom the till is told: each (the buyer), or collective:ID (always that customer of the till)
    #[arg(long, value_name = "WHOM", value_parser = customers)]
    customers: Option<Customers>,
    /// Whether the till's progress goes back to the shop's orders
    #[arg(long, value_name = "true|false")]
    tell_shop: Option<bool>,
    /// The state of the shop, by its number, for an order of which a point rejects a part; keep: it
    /// stays
    #[arg(long, value_name = "STATE")]
    state_when_rejected: Option<WhenRejected>,
}

#[derive(Clone, Copy, Debug)]
enum Moment {
    Now,
    At(Timestamp),
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "now" {
            return Ok(Self::Now);
        }
        let at = text.parse().map(Self::At);
        at.map_err(|_| "it is now, or a moment such as 2026-11-25T09:00:00+01:00".to_owned())
    }
}

#[derive(Clone, Copy, Debug)]
struct WhenRejected(Option<ShopState>);

impl FromStr for WhenRejected {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "keep" => Ok(Self(None)),
            number => state(number).map(Some).map(Self),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedStrategy {
    /// One after the other, in the merchant's order
    Priority,
    /// The first that can do it all, else by priority
    WholeFirst,
    /// As few as can do it all, else by priority
    FewestParts,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedShortage {
    /// The order waits, and nothing is sent
    Wait,
    /// What there is is sent
    SendWhatThereIs,
    /// The first point gets the rest too
    RestOnFirst,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum TypedUnknownLines {
    /// They are left out and named in the note
    LeaveOut,
    /// The order waits
    Wait,
}

fn sales(text: &str) -> Result<SaleStates, String> {
    match text {
        "all-live" => Ok(SaleStates::AllLive),
        "only-paid" => Ok(SaleStates::OnlyPaid),
        numbers => {
            let states = numbers.split(',').map(|number| state(number.trim()));
            states.collect::<Result<_, _>>().map(SaleStates::These)
        }
    }
}

/// A state that an order can be in and still be live.
fn state(number: &str) -> Result<ShopState, String> {
    let state = number.parse().map(ShopState).ok();
    state
        .filter(|state| state.0 >= 0 && state.is_live())
        .ok_or_else(|| format!("{number} is no state of a live order"))
}

/// `NAME=VALUE`; a name may hold = itself.
pub(super) fn pair(text: &str) -> Result<(&str, &str), String> {
    let pair = text.rsplit_once('=');
    pair.filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| "it has the form NAME=VALUE".to_owned())
}

/// A sales point's number.
pub(super) fn point(text: &str) -> Result<SalesPointId, String> {
    text.parse()
        .map_err(|_| format!("{text} is no sales point's number"))
}

fn payment(text: &str) -> Result<(String, PaymentRule), String> {
    let (method, rule) = pair(text)?;
    let rule = match rule {
        "send" => PaymentRule::Send,
        "await-payment" => PaymentRule::AwaitPayment,
        "collect" => PaymentRule::Collect,
        other => return Err(format!("{other} is none of send, await-payment, collect")),
    };
    Ok((method.to_owned(), rule))
}

fn shipping(text: &str) -> Result<(String, Shipping), String> {
    let (profile, how) = pair(text)?;
    let how = match how.split_once(':') {
        None if how == "delivery" => Shipping::Delivery,
        Some(("point", id)) => Shipping::CollectAt(point(id)?),
        _ => return Err("it is delivery or point:ID".to_owned()),
    };
    Ok((profile.to_owned(), how))
}

fn customers(text: &str) -> Result<Customers, String> {
    match text.split_once(':') {
        None if text == "each" => Ok(Customers::Each),
        Some(("collective", id)) if !id.is_empty() => Ok(Customers::Collective(id.to_owned())),
        _ => Err("it is each or collective:ID".to_owned()),
    }
}

impl OrderChoices {
    /// Puts what was given at `now` into `settings`.
    pub fn apply(&self, settings: &mut OrderSettings, now: Timestamp) {
        match self.orders_from {
            Some(Moment::Now) => settings.from = Some(now),
            Some(Moment::At(at)) => settings.from = Some(at),
            None => {}
        }
        keep(&mut settings.sales, self.sales.as_ref());
        keep(&mut settings.unpaid_days, self.unpaid_days.as_ref());
        keep(&mut settings.customers, self.customers.as_ref());
        keep(&mut settings.tell_shop, self.tell_shop.as_ref());
        let falls_back = self.bound_falls_back.as_ref();
        keep(&mut settings.bound_falls_back, falls_back);
        let preparation = self.preparation_minutes.as_ref();
        keep(&mut settings.preparation_minutes, preparation);
        let unaccepted = self.unaccepted_hours.as_ref();
        keep(&mut settings.unaccepted_hours, unaccepted);
        put(&mut settings.payments, &self.payments);
        put(&mut settings.shipping, &self.shippings);
        for opening in &self.openings {
            opening.apply(&mut settings.opening);
        }
        for closed in &self.closed {
            closed.apply(&mut settings.opening);
        }
        if let Some(WhenRejected(state)) = self.state_when_rejected {
            settings.state_when_rejected = state;
        }
        if let Some(strategy) = self.strategy {
            settings.strategy = match strategy {
                TypedStrategy::Priority => Strategy::Priority,
                TypedStrategy::WholeFirst => Strategy::WholeFirst,
                TypedStrategy::FewestParts => Strategy::FewestParts,
            };
        }
        if let Some(shortage) = self.shortage {
            settings.shortage = match shortage {
                TypedShortage::Wait => Shortage::Wait,
                TypedShortage::SendWhatThereIs => Shortage::SendWhatThereIs,
                TypedShortage::RestOnFirst => Shortage::RestOnFirst,
            };
        }
        if let Some(unknown) = self.unknown_lines {
            settings.unknown_lines = match unknown {
                TypedUnknownLines::LeaveOut => UnknownLines::LeaveOut,
                TypedUnknownLines::Wait => UnknownLines::Wait,
            };
        }
    }
}

fn keep<T: Clone>(kept: &mut T, given: Option<&T>) {
    if let Some(given) = given {
        kept.clone_from(given);
    }
}

fn put<T: Clone>(kept: &mut BTreeMap<String, T>, given: &[(String, T)]) {
    kept.extend(given.iter().cloned());
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use ponte_domain::orders::due::Slot;

    use super::*;

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        choices: OrderChoices,
    }

    fn chosen(arguments: &[&str]) -> OrderSettings {
        let mut settings = OrderSettings::default();
        let all = std::iter::once(&"ponte").chain(arguments);
        Only::try_parse_from(all)
            .expect("it is understood")
            .choices
            .apply(&mut settings, Timestamp::UNIX_EPOCH);
        settings
    }

    #[test]
    fn what_is_not_given_stays_as_it_is() {
        assert_eq!(chosen(&[]), OrderSettings::default());
    }

    #[test]
    fn every_setting_can_be_chosen() {
        let settings = chosen(&[
            "--orders-from=1970-01-01T01:00:05+01:00",
            "--sales=1,2",
            "--payment=mark=collect",
            "--payment=bank=await-payment",
            "--unpaid-days=3",
            "--strategy=fewest-parts",
            "--shortage=rest-on-first",
            "--unknown-lines=wait",
            "--shipping=Ritiro in Via dei Tigli=point:101",
            "--shipping=corriere=delivery",
            "--bound-falls-back=true",
            "--opening=101=mon-fri 09:00-13:00,15:30-19:30;sat 09:00-12:30",
            "--closed=101=2026-12-25",
            "--preparation-minutes=20",
            "--unaccepted-hours=2",
            "--customers=collective:web",
            "--tell-shop=true",
            "--state-when-rejected=2",
        ]);
        let week = &settings.opening[&101];
        assert_eq!(week.slots.len(), 6);
        assert_eq!(
            week.slots[&5][1],
            Slot {
                from: 930,
                to: 1170
            }
        );
        let opening = settings.opening.clone();
        assert_eq!(
            settings,
            OrderSettings {
                from: Some(Timestamp::from_second(5).expect("a second")),
                sales: SaleStates::These([ShopState(1), ShopState(2)].into()),
                payments: [
                    ("mark".into(), PaymentRule::Collect),
                    ("bank".into(), PaymentRule::AwaitPayment)
                ]
                .into(),
                unpaid_days: 3,
                strategy: Strategy::FewestParts,
                shortage: Shortage::RestOnFirst,
                unknown_lines: UnknownLines::Wait,
                shipping: [
                    ("Ritiro in Via dei Tigli".into(), Shipping::CollectAt(101)),
                    ("corriere".into(), Shipping::Delivery)
                ]
                .into(),
                bound_falls_back: true,
                opening,
                preparation_minutes: 20,
                unaccepted_hours: 2,
                customers: Customers::Collective("web".into()),
                tell_shop: true,
                state_when_rejected: Some(ShopState(2)),
            }
        );
        assert_eq!(
            chosen(&["--orders-from=now"]).from,
            Some(Timestamp::UNIX_EPOCH)
        );
        let kept = chosen(&["--state-when-rejected=keep", "--sales=only-paid"]);
        assert_eq!(kept.state_when_rejected, None);
        assert_eq!(kept.sales, SaleStates::OnlyPaid);
    }

    #[test]
    fn a_misspelt_choice_is_refused() {
        for wrong in [
            "--orders-from=yesterday",
            "--sales=paid",
            "--sales=7",
            "--payment=mark",
            "--payment=mark=later",
            "--payment==collect",
            "--shipping=x=point:y",
            "--customers=collective:",
            "--state-when-rejected=7",
            "--tell-shop=perhaps",
        ] {
            assert!(Only::try_parse_from(["ponte", wrong]).is_err(), "{wrong}");
        }
    }
}
