//! What the till had taken before the world was looked at: customers, a company, and an order of
//! every state, made by another channel than Ponte.
//!
//! What can be sold is what it would be without them: each order's pieces are put there first.

use jiff::SignedDuration;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{
    moment::Moment,
    till::{
        documents::Kind,
        orders::{draft::OrderDraft, operator::Step},
        state::Till,
    },
};

/// An order of the past.
struct Past {
    /// So many hours ago.
    hours: i64,
    /// Place of the sales point.
    point: usize,
    rows: &'static [(&'static str, u32)],
    /// Place of the customer.
    buyer: usize,
    steps: Vec<Step>,
}

/// Fills a till whose shelves are full.
pub(super) fn fill(till: &mut Till, now: &Moment) {
    let customers = people(till, now);
    for (place, past) in past().into_iter().enumerate() {
        let mut moment = now.clone();
        moment.at = now.at - SignedDuration::from_hours(past.hours);
        order(till, place, &past, &customers, &moment);
    }
}

fn people(till: &mut Till, now: &Moment) -> Vec<String> {
    let company = json!({
        "name": "Pelletteria Rossi srl", "address": "Via Po 1", "city": "Treviso",
        "zipcode": "31100", "district": "TV", "country": "IT", "splitPayment": false,
        "vatNumber": "01234567897", "eInvoiceCode": "ABCDE12",
    });
    let organization = till.add_organization(company, now).ok();
    let customers = [
        json!({"name": "Anna Carraro", "email": "anna.carraro@example.test",
               "phoneNumber": "+393401112223", "city": "Treviso"}),
        json!({"name": "Bruno Zanatta", "email": "bruno.zanatta@example.test"}),
        json!({"name": "Chiara Dal Bo", "phoneNumber": "+393334445556"}),
        json!({"name": "Dario Rossi", "email": "dario@rossi.example.test",
               "idOrganization": organization, "vatNumber": "01234567897"}),
    ];
    let customers = customers.into_iter();
    customers
        .filter_map(|customer| till.add_customer(customer, now).ok())
        .collect()
}

fn past() -> Vec<Past> {
    let reject = Step::Reject {
        reason: "Articolo non disponibile".to_owned(),
    };
    let ship = |document| Step::Ship { document };
    let complete = |document| Step::Complete { document };
    let past = |hours, point, rows, buyer, steps| Past {
        hours,
        point,
        rows,
        buyer,
        steps,
    };
    use Step::{Accept, Cancel, Deliver, Hand, Process, Ready};
    vec![
        past(
            70,
            0,
            &[("NIN-38", 1)],
            0,
            vec![Accept, complete(Kind::Receipt)],
        ),
        past(
            52,
            1,
            &[("LIB-GRI", 2)],
            3,
            vec![Accept, complete(Kind::Invoice)],
        ),
        past(47, 0, &[("NIN-40", 1)], 1, vec![reject]),
        past(30, 0, &[("BOR-NER-38", 1)], 2, vec![Accept, Cancel]),
        past(
            26,
            1,
            &[("NIN-40", 1), ("LIB-GRI", 1)],
            0,
            vec![Accept, Ready, ship(Kind::DeliveryNote)],
        ),
        past(
            9,
            0,
            &[("NIN-41", 1)],
            1,
            vec![Accept, Ready, Hand, Deliver],
        ),
        past(7, 0, &[("LIB-GRI", 1)], 2, vec![Accept, Process, Hand]),
        past(5, 1, &[("BOR-NER-38", 1)], 1, vec![Accept, Ready]),
        past(3, 0, &[("NIN-40", 2)], 3, vec![Accept, Process]),
        past(2, 1, &[("NIN-39", 1)], 2, vec![Accept]),
        past(1, 0, &[("LIB-GRI", 1), ("NIN-38", 1)], 0, vec![]),
    ]
}

fn order(till: &mut Till, place: usize, past: &Past, customers: &[String], moment: &Moment) {
    let (Some(point), Some(buyer)) = (
        till.sales_points().get(past.point),
        customers.get(past.buyer),
    ) else {
        return;
    };
    let point = point.id;
    let rows: Vec<Value> = past
        .rows
        .iter()
        .filter_map(|(sku, pieces)| put_there(till, point, sku, *pieces, moment))
        .collect();
    let due = moment.millis() + 2 * 3_600_000;
    let order = json!({
        "externalId": format!("vetrina-{:04}", place + 1), "isExternalOrder": true,
        "date": moment.millis(), "dueDate": due, "deliveryMode": "PICKUP",
        "document": {"idSalesPoint": point, "idCustomer": buyer, "rows": rows},
    });
    // Made from the lines above, it is an order; were it none, the world would have one less.
    let Ok(draft) = serde_json::from_value::<OrderDraft>(order) else {
        return;
    };
    let placed = till.place_orders(vec![Ok(draft)], moment);
    let Some(Ok(id)) = placed.ok().and_then(|mut placed| placed.pop()) else {
        return;
    };
    for step in &past.steps {
        if till.step_order(&id, step, moment).is_err() {
            return;
        }
    }
}

/// Puts the pieces of a row on the shelf and gives the row; nothing for an article that is not
/// there.
fn put_there(
    till: &mut Till,
    point: i64,
    sku: &str,
    pieces: u32,
    moment: &Moment,
) -> Option<Value> {
    let (product, variant, price) = till.products().find_map(|product| {
        let mut variants = product.variants.iter();
        let variant = variants.find(|variant| variant.sku.as_deref() == Some(sku))?;
        let price = variant.prices.first().map(|price| price.value);
        Some((product.id.clone(), variant.id.clone(), price))
    })?;
    let level = till.level_mut(point, &product, &variant, moment.at).ok()?;
    level.quantity += Decimal::from(pieces);
    Some(json!({"idProductVariant": variant, "quantity": pieces, "price": price}))
}
