//! Whether keys may write is found out without changing anything.

use ts_commerce::Error;

use crate::script::{Script, client, clock, shop, status};

#[tokio::test]
async fn keys_are_tried_on_a_code_that_no_shop_has_and_by_nothing() -> Result<(), Error> {
    let (trying, script) = shop(r#"{"is_child":0,"inventory_updated":0,"err":null}"#);
    assert!(trying.may_write().await?);
    assert_eq!(
        script.last(),
        "PUT /v1.1/inventory/patchInventory.json sku=ponte-prova-di-scrittura&quantity=0&is_child=0"
    );
    Ok(())
}

#[tokio::test]
async fn keys_that_may_only_read_are_noticed_by_a_write_alone() {
    for (code, may) in [
        (403, Some(false)),
        (401, Some(false)),
        (400, Some(true)),
        (404, Some(true)),
        (500, None),
    ] {
        let script = Script::new(move |_, _| status(code, "{}"));
        let told = client(&script, &clock()).may_write().await;
        assert_eq!(told.ok(), may, "{code}");
    }
}
