//! Pictures.

use ponte_domain::{finding::PictureTrouble, listing::Listing};
use ponte_store::{
    Tx,
    pictures::{Picture, PictureState},
};

use crate::{
    fixture::Fixture,
    samples::{listing, picture},
};

async fn of(tx: &mut Box<dyn Tx>, products: &[&str]) -> Vec<Picture> {
    let products: Vec<String> = products.iter().map(|id| (*id).to_owned()).collect();
    tx.pictures_of("s", &products).await.expect("read")
}

fn sent(image: &str) -> PictureState {
    PictureState::Sent {
        image: image.to_owned(),
    }
}

pub async fn pictures_come_in_order_of_product_and_place(db: &Fixture) {
    let mut tx = db.write().await;
    let kept = [
        picture("b", "u2", 1),
        picture("a", "u9", 1),
        picture("b", "u1", 0),
        picture("a", "u1", 0),
        picture("c", "u1", 0),
    ];
    tx.pictures_put("s", &kept).await.expect("put");
    let expected = [3, 1, 2, 0].map(|place: usize| kept[place].clone());
    assert_eq!(of(&mut tx, &["b", "a", "b"]).await, expected);
}

pub async fn a_picture_put_again_is_replaced(db: &Fixture) {
    let mut tx = db.write().await;
    let long = format!("https://pictures.example/{}", "x".repeat(9_000));
    let states = [
        PictureState::Sending {
            before: vec!["1".to_owned()],
        },
        sent("7"),
        PictureState::Refused {
            trouble: PictureTrouble::TooLarge,
        },
        PictureState::Unwanted {
            image: "7".to_owned(),
        },
    ];
    tx.pictures_put("s", &[picture("p", &long, 0)])
        .await
        .expect("put");
    for state in states {
        let put = Picture {
            content: "abc".to_owned(),
            state,
            ..picture("p", &long, 3)
        };
        let twice = [picture("p", &long, 1), put.clone()];
        tx.pictures_put("s", &twice).await.expect("put");
        assert_eq!(of(&mut tx, &["p"]).await, [put]);
    }
}

pub async fn a_picture_is_removed_by_its_address(db: &Fixture) {
    let mut tx = db.write().await;
    let kept = [picture("p", "u1", 0), picture("p", "u2", 1)];
    tx.pictures_put("s", &kept).await.expect("put");
    tx.picture_remove("s", "p", "u1").await.expect("removed");
    tx.picture_remove("s", "p", "u1").await.expect("no error");
    assert_eq!(of(&mut tx, &["p"]).await, kept[1..]);
}

pub async fn pictures_move_and_win_over_what_was_there(db: &Fixture) {
    let mut tx = db.write().await;
    let moved = Picture {
        state: sent("7"),
        ..picture("old", "u1", 0)
    };
    let there = [picture("new", "u1", 4), picture("new", "u2", 5)];
    tx.pictures_put("s", std::slice::from_ref(&moved))
        .await
        .expect("put");
    tx.pictures_put("s", &there).await.expect("put");
    tx.pictures_move("s", "old", "new").await.expect("moved");
    tx.pictures_move("s", "new", "new")
        .await
        .expect("nothing to move");
    let expected = Picture {
        product: "new".to_owned(),
        ..moved
    };
    assert_eq!(
        of(&mut tx, &["old", "new"]).await,
        [expected, there[1].clone()]
    );
}

pub async fn open_pictures_are_those_of_listed_products(db: &Fixture) {
    let mut tx = db.write().await;
    let of_state = |product: &str, url: &str, state: PictureState| Picture {
        state,
        ..picture(product, url, 0)
    };
    let refused = PictureState::Refused {
        trouble: PictureTrouble::Missing,
    };
    let unwanted = PictureState::Unwanted {
        image: String::new(),
    };
    let sending = PictureState::Sending { before: vec![] };
    let pictures = [
        of_state("c", "u1", PictureState::Wanted),
        of_state("c", "u2", sending),
        of_state("b", "u1", unwanted),
        of_state("a", "u1", sent("1")),
        of_state("a", "u2", refused),
        of_state("link", "u1", PictureState::Wanted),
        of_state("unlisted", "u1", PictureState::Wanted),
    ];
    tx.pictures_put("s", &pictures).await.expect("put");
    for id in ["a", "b", "c", "link"] {
        let it = Listing {
            link_only: id == "link",
            ..listing(id, 1, &["x"])
        };
        tx.listing_put("s", &it).await.expect("put");
    }
    let first = tx.pictures_open("s", "", 1).await.expect("read");
    assert_eq!(first, ["b"]);
    let rest = tx.pictures_open("s", "b", 10).await.expect("read");
    assert_eq!(rest, ["c"]);
    assert_eq!(tx.pictures_open_count("s").await.expect("counted"), 5);
    let done = of_state("b", "u1", sent("1"));
    tx.pictures_put("s", &[done]).await.expect("put");
    assert_eq!(tx.pictures_open_count("s").await.expect("counted"), 4);
}
