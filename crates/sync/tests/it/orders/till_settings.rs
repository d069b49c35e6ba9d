//! Settings of the till's account that refuse orders: recognised, named, and gone by themselves.

use ponte_domain::{
    finding::{Finding, TillSetting},
    orders::order::{Stage, Waiting},
};
use serde_json::{Value, json};

use super::{counter::FIRST, twelve::Twelve};

/// Refused because of `rules`, in each of the styles of errors; sent once they are as before.
async fn named(rules: Value, setting: TillSetting) {
    for errors in ["code", "play", "text"] {
        for status in ["400", "422", "403"] {
            let twelve = Twelve::bought().await;
            let counter = &twelve.counter;
            counter.bridge.switch("till.errors", errors);
            counter.bridge.switch("till.order_refusal_status", status);
            counter
                .bridge
                .switch("till.mandatory_time_refuses_all", "true");
            counter.order_rules(FIRST, rules.clone()).await;
            let context = format!("{errors} {status}");
            counter.pass().await;
            let waits = counter.waits(&twelve.id).await;
            assert!(
                matches!(waits, Waiting::Refused { .. }),
                "{context}: {waits:?}"
            );
            let told = counter.finding("till_setting", setting.name()).await;
            assert_eq!(told, Some(Finding::TillSetting { setting }), "{context}");
            assert_eq!(counter.on_till().await, [], "{context}");
            counter.later().await;
            let told = counter.finding("till_setting", setting.name()).await;
            assert!(told.is_some(), "{context}");
            counter.order_rules(FIRST, json!({})).await;
            let engine = counter.bridge.engine.clone();
            twelve.go_on(&engine, &context).await;
        }
    }
}

#[tokio::test]
async fn orario_obbligatorio_is_named_and_the_order_goes_once_it_is_off() {
    named(json!({"mandatory_time": true}), TillSetting::MandatoryTime).await;
}

#[tokio::test]
async fn ordine_minimo_is_named_and_the_order_goes_once_it_is_0() {
    named(json!({"minimum": "500"}), TillSetting::MinimumOrder).await;
}

#[tokio::test]
async fn the_minimum_processing_time_is_named() {
    named(json!({"lead_minutes": 600}), TillSetting::LeadTime).await;
}

#[tokio::test]
async fn opening_hours_that_we_do_not_know_are_named() {
    named(json!({"closed": true}), TillSetting::OpeningHours).await;
}

#[tokio::test]
async fn a_full_time_slot_is_named() {
    let slot = json!({"slot_minutes": 60, "slot_orders": 0});
    named(slot, TillSetting::SlotFull).await;
}

#[tokio::test]
async fn a_setting_that_is_mended_is_no_finding_any_more_even_where_another_one_refuses() {
    let twelve = Twelve::bought().await;
    let counter = &twelve.counter;
    counter
        .bridge
        .switch("till.mandatory_time_refuses_all", "true");
    counter
        .order_rules(FIRST, json!({"mandatory_time": true}))
        .await;
    counter.pass().await;
    counter.order_rules(FIRST, json!({"minimum": "500"})).await;
    counter.later().await;
    let told = async |setting: TillSetting| {
        counter
            .finding("till_setting", setting.name())
            .await
            .is_some()
    };
    assert!(told(TillSetting::MinimumOrder).await);
    assert!(!told(TillSetting::MandatoryTime).await);
    counter.order_rules(FIRST, json!({})).await;
    counter.passes(3).await;
    assert_eq!(counter.stage(&twelve.id).await, Stage::Delivered);
    assert!(!told(TillSetting::MinimumOrder).await);
}
