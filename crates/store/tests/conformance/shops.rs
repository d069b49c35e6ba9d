//! Shops.

use ponte_domain::settings::{Mode, Settings};
use ponte_store::{StoreError, shops::Shop};

use crate::{
    fixture::Fixture,
    samples::{at, shop},
};

pub async fn a_shop_comes_back_as_it_was_added(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    assert_eq!(tx.shop("s").await.expect("read"), Some(shop("s")));
    assert_eq!(tx.shop("t").await.expect("read"), None);
}

pub async fn an_instance_belongs_to_one_shop(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    let bare = |id| Shop {
        instance: None,
        ..shop(id)
    };
    tx.shop_add(&bare("a")).await.expect("added");
    tx.shop_add(&bare("b")).await.expect("added");
    let twin = Shop {
        instance: shop("s").instance,
        ..shop("t")
    };
    let refused = tx.shop_add(&twin).await;
    assert!(matches!(refused, Err(StoreError::Exists("shop"))));
}

pub async fn shops_come_oldest_first(db: &Fixture) {
    let mut tx = db.write().await;
    for (id, age) in [("c", 2), ("b", 1), ("a", 3)] {
        let shop = Shop {
            created_at: at(age),
            ..shop(id)
        };
        tx.shop_add(&shop).await.expect("added");
    }
    let ids: Vec<String> = tx
        .shops()
        .await
        .expect("read")
        .into_iter()
        .map(|s| s.id)
        .collect();
    assert_eq!(ids, ["b", "c", "a"]);
}

pub async fn what_is_set_on_a_shop_stays(db: &Fixture) {
    let settings = Settings {
        mode: Mode::StockAndOrders,
        ..Settings::default()
    };
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    tx.shop_set_till_key("s", b"till", at(9))
        .await
        .expect("set");
    tx.shop_set_keys("s", b"key", b"exchange")
        .await
        .expect("set");
    tx.shop_set_info("s", "Nome", "https://x.example")
        .await
        .expect("set");
    tx.shop_set_settings("s", &settings).await.expect("set");
    tx.shop_first_sync_done("s", at(10)).await.expect("set");
    tx.shop_set_watermark("s", at(11)).await.expect("set");
    let expected = Shop {
        till_key: Some(b"till".to_vec()),
        checked_at: Some(at(9)),
        shop_key: Some(b"key".to_vec()),
        shop_exchange: Some(b"exchange".to_vec()),
        name: "Nome".to_owned(),
        url: "https://x.example".to_owned(),
        settings,
        first_sync_at: Some(at(10)),
        watermark: Some(at(11)),
        ..shop("s")
    };
    assert_eq!(tx.shop("s").await.expect("read"), Some(expected));
}
