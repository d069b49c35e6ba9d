//! The permissions beyond the catalogue: stock, orders, buyers.

use cassa_in_cloud::{
    Client, CustomerQuery, Error, OrdersQuery, OrganizationQuery, StockQuery, Window,
};
use jiff::Timestamp;

use super::{KeyTrouble, Permission, trouble};
use crate::rome;

/// Tries them by reading one record of each; what is missing is added to `missing`. Stock is read
/// at `point`: without one there is nothing to try.
pub(super) async fn beyond_the_catalogue(
    till: &Client,
    point: Option<i64>,
    now: Timestamp,
    missing: &mut Vec<Permission>,
) -> Result<(), KeyTrouble> {
    if let Some(point) = point {
        let one = StockQuery {
            limit: Some(1),
            ..StockQuery::default()
        };
        if refused(till.stocks(point, &one).await)? {
            missing.push(Permission::Stocks);
        }
    }
    let today = rome::zone().to_datetime(now).date();
    if let Ok(window) = Window::new(today, today) {
        let one = OrdersQuery {
            limit: Some(1),
            ..OrdersQuery::new(window, &[])
        };
        if refused(till.orders(&one).await)? {
            missing.push(Permission::Orders);
        }
    }
    let one = CustomerQuery {
        limit: Some(1),
        ..CustomerQuery::default()
    };
    let company = OrganizationQuery {
        limit: Some(1),
        ..OrganizationQuery::default()
    };
    if refused(till.customers(&one).await)? || refused(till.organizations(&company).await)? {
        missing.push(Permission::Customers);
    }
    Ok(())
}

/// Whether the key lacks the permission. A refusal for any other reason, or an answer that cannot be
/// understood, says nothing of it: the streams will tell.
fn refused<T>(answer: Result<T, Error>) -> Result<bool, KeyTrouble> {
    match answer {
        Err(Error::MissingPermission { .. }) => Ok(true),
        Ok(_) | Err(Error::Refused { .. } | Error::BrokenAnswer { .. }) => Ok(false),
        Err(error) => Err(trouble(&error)),
    }
}
