//! An order as it is answered, and as a webhook tells it (Cassa in Cloud sheet §16.4, §21.4).

use serde_json::{Value, json};

use super::record::{Order, Row};
use crate::{
    switches::Switches,
    till::wire::{lean, number},
};

/// The whole order.
pub(in crate::till) fn view(order: &Order, switches: &Switches) -> Value {
    let as_text = switches.till_text_decimals;
    let (sent, document) = (&order.sent, &order.sent.document);
    let rows: Vec<Value> = order
        .rows
        .iter()
        .map(|row| row_view(row, as_text))
        .collect();
    lean(json!({
        "id": order.id,
        "externalId": sent.external_id,
        "isExternalOrder": sent.is_external_order,
        "date": order.date,
        "dueDate": order.due(),
        "deliveryMode": sent.delivery_mode,
        "destinationStreet": sent.destination_street,
        "destinationCity": sent.destination_city,
        "destinationZipcode": sent.destination_zipcode,
        "destinationDistrict": sent.destination_district,
        "destinationCountry": sent.destination_country,
        "otherDeliveryDestination": sent.other_delivery_destination,
        "transportNote": sent.transport_note,
        "phoneNumber": sent.phone_number,
        "prepay": sent.prepayment.prepay,
        "prepaymentStatus": sent.prepayment.prepayment_status,
        "prepaymentTransactionId": sent.prepayment.prepayment_transaction_id,
        "idTable": sent.id_table,
        "status": order.status,
        "externalWorkflowStatus": order.workflow,
        "internalWorkflowStatus": sent.internal_workflow_status,
        "rejectionReason": order.rejection_reason,
        "document": {
            "id": order.document,
            "externalId": document.external_id,
            "idSalesPoint": document.id_sales_point,
            "idCustomer": document.id_customer,
            "idOrganization": document.id_organization,
            "amount": document.amount.map(|amount| number(amount, as_text)),
            "taxFree": document.tax_free,
            "note": document.note,
            "email": document.email,
            "rows": rows,
        },
    }))
}

fn row_view(row: &Row, as_text: bool) -> Value {
    let sent = &row.sent;
    json!({
        "id": row.id,
        "rowNumber": sent.row_number,
        "idProduct": row.product,
        "idProductVariant": row.variant,
        "idDepartment": sent.id_department,
        "idTax": sent.id_tax,
        "idSalesMode": sent.id_sales_mode,
        "quantity": number(sent.quantity, as_text),
        "price": sent.price.map(|price| number(price, as_text)),
        "calculatedAmount": number(sent.amount(), as_text),
        "note": sent.note,
        "subtotal": sent.subtotal,
        "shippingCost": sent.shipping_cost,
        "menu": sent.menu,
        "composition": sent.composition,
        "idOutgoingMovement": row.outgoing_movement,
    })
}
