//! A document as it is answered, and as a webhook tells it (Cassa in Cloud sheet §20, §21.4).

use serde_json::{Value, json};

use super::Issued;
use crate::{
    switches::Switches,
    till::wire::{lean, number},
};

/// How the sandbox's buyers pay: the one type that is known with fair certainty (sheet §20).
const PAYMENT: &str = "CREDITCARD";

/// The whole document.
pub(in crate::till) fn view(issued: &Issued, switches: &Switches) -> Value {
    let as_text = switches.till_text_decimals;
    let amount = number(issued.amount(), as_text);
    let rows = issued.rows.iter().zip(1..).map(|(row, place)| {
        let quantity = if switches.till_refunds_positive {
            row.quantity.abs()
        } else {
            row.quantity
        };
        json!({
            "id": row.id,
            "rowNumber": place,
            "idProduct": row.product,
            "idProductVariant": row.variant,
            "quantity": number(quantity, as_text),
            "price": number(row.price, as_text),
            "calculatedAmount": number(row.amount(), as_text),
            "shippingCost": row.shipping,
            "refund": row.is_refund(),
            "subtotal": false,
            "stockMovementEnabled": row.movement.is_some(),
            "idStockMovement": row.movement,
        })
    });
    let order = issued.order.as_ref();
    let sources =
        order.map(|(id, external)| json!({"orders": [{"id": id, "externalId": external}]}));
    lean(json!({
        "id": issued.id,
        "number": issued.number.to_string(),
        "date": issued.at,
        "datetime": issued.at,
        "zNumber": issued.z_number,
        "document": {
            "id": issued.document,
            "date": issued.at,
            "idSalesPoint": issued.sales_point,
            "idCustomer": issued.customer,
            "idOrganization": issued.organization,
            "amount": amount,
            "payments": [{"paymentType": PAYMENT, "amount": amount}],
            "rows": rows.collect::<Vec<_>>(),
            "documentConnectionSources": sources,
        },
    }))
}
