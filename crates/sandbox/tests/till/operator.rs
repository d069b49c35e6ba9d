//! What the operator does, and the documents that come of it (Cassa in Cloud sheet §16.5, §20).

use ponte_sandbox::{
    moment::Moment,
    till::{
        documents::Kind,
        orders::operator::{Step, StepError},
    },
};
use serde_json::{Value, json};

use crate::{
    order_stock::step,
    orders::{order, placed, shown},
    support::Api,
};

fn reject() -> Step {
    Step::Reject {
        reason: "Non disponibile".to_owned(),
    }
}

fn complete() -> Step {
    Step::Complete {
        document: Kind::Receipt,
    }
}

async fn state(api: &Api, id: &str) -> Value {
    shown(api, id).await["externalWorkflowStatus"].clone()
}

#[tokio::test]
async fn an_order_passes_through_every_state() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let ship = Step::Ship {
        document: Kind::DeliveryNote,
    };
    for (done, expected) in [
        (Step::Accept, "ACCEPTED"),
        (Step::Process, "PROCESSING"),
        (Step::Ready, "READY"),
        (Step::Hand, "SHIPPING"),
        (Step::Deliver, "DELIVERING"),
        (ship, "SHIPPED"),
        (complete(), "COMPLETED"),
    ] {
        step(&api, &id, &done);
        assert_eq!(state(&api, &id).await, expected);
    }
    assert_eq!(shown(&api, &id).await["status"], "PROCESSED");
}

#[tokio::test]
async fn a_rejected_order_tells_why() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    step(&api, &id, &reject());
    let shown = shown(&api, &id).await;
    assert_eq!(
        (&shown["externalWorkflowStatus"], &shown["rejectionReason"]),
        (&json!("REJECTED"), &json!("Non disponibile"))
    );
}

#[tokio::test]
async fn a_final_state_is_left_by_no_step() {
    let api = Api::new().await;
    let steps = [
        Step::Accept,
        reject(),
        Step::Process,
        Step::Ready,
        Step::Cancel,
        complete(),
    ];
    for (external, last, name) in [
        ("a", reject(), "REJECTED"),
        ("b", Step::Cancel, "CANCELED"),
        ("c", complete(), "COMPLETED"),
    ] {
        let id = placed(&api, order(&api, external).await).await;
        if last == complete() {
            step(&api, &id, &Step::Accept);
        }
        step(&api, &id, &last);
        let moment = Moment::now(&api.world, &api.world.lock());
        for step in &steps {
            let refused = api.till(|till| till.step_order(&id, step, &moment));
            assert!(
                matches!(refused, Err(StepError::NotFrom { .. })),
                "{name}: {step:?}"
            );
        }
        assert_eq!(state(&api, &id).await, name);
    }
}

#[tokio::test]
async fn a_deleted_order_is_found_by_nobody() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    let moment = Moment::now(&api.world, &api.world.lock());
    api.till(|till| till.delete_order(&id, &moment))
        .expect("it exists");
    assert_eq!(
        api.get(&format!("/documents/orders/{id}")).await.status,
        404
    );
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    assert_eq!(
        api.list("/documents/orders", &today).await.json()["totalCount"],
        0
    );
    assert_eq!(
        api.till(|till| till.delete_order(&id, &moment)),
        Err(StepError::Missing(id))
    );
}

#[tokio::test]
async fn completing_issues_a_receipt_that_names_its_order() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "shop-1").await).await;
    step(&api, &id, &Step::Accept);
    step(&api, &id, &complete());
    let today = [
        ("datetimeFrom", "\"2026-10-01\""),
        ("datetimeTo", "\"2026-10-01\""),
    ];
    let receipts = api
        .list("/documents/receipts", &today)
        .await
        .rows("receipts");
    assert_eq!(receipts.len(), 1);
    let (receipt, document) = (&receipts[0], &receipts[0]["document"]);
    assert_eq!(
        (&receipt["number"], &receipt["zNumber"]),
        (&json!("1"), &json!(274))
    );
    assert_eq!(
        (&document["amount"], &document["idSalesPoint"]),
        (&json!(119.8), &json!(101))
    );
    assert_eq!(
        document["documentConnectionSources"],
        json!({"orders": [{"id": id, "externalId": "shop-1"}]})
    );
    let row = &document["rows"][0];
    assert_eq!(
        (&row["quantity"], &row["stockMovementEnabled"]),
        (&json!(2), &json!(true))
    );
    assert!(row["idStockMovement"].is_string());
}

#[tokio::test]
async fn an_invoice_is_no_receipt_and_its_window_is_that_of_orders() {
    let api = Api::new().await;
    let id = placed(&api, order(&api, "a").await).await;
    step(&api, &id, &Step::Accept);
    step(
        &api,
        &id,
        &Step::Complete {
            document: Kind::Invoice,
        },
    );
    let today = [("datetimeFrom", "\"2026-10-01\"")];
    assert_eq!(
        api.list("/documents/receipts", &today).await.json()["totalCount"],
        0
    );
    let long = [
        ("datetimeFrom", "\"2026-09-29\""),
        ("datetimeTo", "\"2026-10-01\""),
    ];
    assert_eq!(api.list("/documents/receipts", &long).await.status, 400);
}
