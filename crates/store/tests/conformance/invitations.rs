//! Invited to a shop, and not there yet.

use ponte_store::invitations::Invitation;

use crate::{
    fixture::Fixture,
    samples::{at, shop},
};

fn invitation(shop: &str, email: &str, token: &str) -> Invitation {
    Invitation {
        shop: shop.to_owned(),
        email: email.to_owned(),
        token_hash: token.to_owned(),
        invited_by: "u".to_owned(),
        sent_at: at(0),
        ends_at: at(10),
    }
}

pub async fn an_invitation_sent_again_opens_with_its_new_token_alone(db: &Fixture) {
    let mut tx = db.write().await;
    tx.shop_add(&shop("s")).await.expect("added");
    for token in ["old", "new"] {
        tx.invitation_put(&invitation("s", "m@x.it", token))
            .await
            .expect("put");
    }
    let expected = invitation("s", "m@x.it", "new");
    let all = tx.invitations("s").await.expect("read");
    assert_eq!(all, std::slice::from_ref(&expected));
    let old = tx.invitation_by_token("old", at(9)).await.expect("read");
    assert_eq!(old, None);
    let new = tx.invitation_by_token("new", at(9)).await.expect("read");
    assert_eq!(new, Some(expected));
    let late = tx.invitation_by_token("new", at(10)).await.expect("read");
    assert_eq!(late, None);
}

pub async fn an_invitation_is_of_its_shop_and_ends_once(db: &Fixture) {
    let mut tx = db.write().await;
    for id in ["s", "t"] {
        tx.shop_add(&shop(id)).await.expect("added");
        tx.invitation_put(&invitation(id, "m@x.it", id))
            .await
            .expect("put");
    }
    assert!(tx.invitation_end("s", "m@x.it").await.expect("ended"));
    assert!(!tx.invitation_end("s", "m@x.it").await.expect("ended"));
    assert_eq!(tx.invitations("s").await.expect("read"), []);
    let other = tx.invitations("t").await.expect("read");
    assert_eq!(other, [invitation("t", "m@x.it", "t")]);
}
