//! What members want to be written.

use ponte_domain::letters::{Told, Wishes};
use ponte_store::{Tx, letter_wishes::Reader};

use crate::{
    fixture::Fixture,
    samples::{shop, user},
};

async fn two_members(tx: &mut Box<dyn Tx>) {
    tx.shop_add(&shop("s")).await.expect("added");
    for id in ["a", "b"] {
        tx.user_add(&user(id)).await.expect("added");
        tx.member_add("s", id).await.expect("added");
    }
}

async fn readers(tx: &mut Box<dyn Tx>) -> Vec<Reader> {
    tx.readers("s").await.expect("read")
}

fn told() -> Told {
    let mut told = Told::default();
    told.open.insert("rejected".to_owned());
    told
}

const NONE: Wishes = Wishes {
    daily: None,
    at_once: false,
};

pub async fn who_chose_nothing_is_a_reader_with_the_default(db: &Fixture) {
    let mut tx = db.write().await;
    two_members(&mut tx).await;
    let expected = ["a", "b"].map(|id| Reader {
        user: id.to_owned(),
        name: user(id).name,
        email: user(id).email,
        language: user(id).language,
        wishes: Wishes::default(),
        told: Told::default(),
    });
    assert_eq!(readers(&mut tx).await, expected);
}

pub async fn what_is_wanted_and_what_was_told_do_not_touch_one_another(db: &Fixture) {
    let mut tx = db.write().await;
    two_members(&mut tx).await;
    tx.letter_wishes_put("s", "a", NONE).await.expect("put");
    tx.letters_told_put("s", "a", &told()).await.expect("put");
    tx.letters_told_put("s", "b", &told()).await.expect("put");
    let late = Wishes {
        daily: Some(23),
        at_once: true,
    };
    let known = readers(&mut tx).await;
    let known: Vec<_> = known
        .iter()
        .map(|it| (it.wishes, it.told.clone()))
        .collect();
    assert_eq!(known, [(NONE, told()), (Wishes::default(), told())]);
    tx.letter_wishes_put("s", "b", late).await.expect("put");
    let known = readers(&mut tx).await;
    assert_eq!((known[1].wishes, &known[1].told), (late, &told()));
}

pub async fn who_is_no_member_reads_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    two_members(&mut tx).await;
    tx.user_add(&user("stranger")).await.expect("added");
    tx.letter_wishes_put("s", "stranger", NONE)
        .await
        .expect("put");
    assert_eq!(readers(&mut tx).await.len(), 2);
}
