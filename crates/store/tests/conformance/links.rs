//! Links.

use ponte_store::links::{CategoryLink, TaxLink};

use crate::fixture::Fixture;

fn category(till: &str, uid: i64) -> CategoryLink {
    CategoryLink {
        till: till.to_owned(),
        uid,
        name: "Scarpe".to_owned(),
        ours: uid > 10,
        by_hand: uid == 2,
    }
}

fn tax(till: &str, rate: &str) -> TaxLink {
    TaxLink {
        till: till.to_owned(),
        profile: "17".to_owned(),
        rate: rate.to_owned(),
        by_hand: rate == "10",
    }
}

pub async fn a_category_link_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    for link in [category("b", 1), category("a", 2), category("b", 30)] {
        tx.category_link_put("s", &link).await.expect("put");
    }
    let links = tx.category_links("s").await.expect("read");
    assert_eq!(links, [category("a", 2), category("b", 30)]);
}

pub async fn a_tax_link_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    for link in [tax("b", "22"), tax("a", "0 N4"), tax("b", "10")] {
        tx.tax_link_put("s", &link).await.expect("put");
    }
    let links = tx.tax_links("s").await.expect("read");
    assert_eq!(links, [tax("a", "0 N4"), tax("b", "10")]);
}

pub async fn the_attribute_of_ids_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    assert_eq!(tx.id_attribute("s").await.expect("read"), None);
    for id in ["5", "6"] {
        tx.id_attribute_put("s", id).await.expect("put");
    }
    let kept = tx.id_attribute("s").await.expect("read");
    assert_eq!(kept.as_deref(), Some("6"));
}
