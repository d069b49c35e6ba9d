//! Pictures: fetched, looked at, sent once, recognised by content, taken away.

use std::sync::Arc;

use ponte_domain::{
    finding::{Finding, PictureTrouble},
    picture::MAX_BYTES,
};
use ponte_sandbox::{Service, catalogue::Product, pictures::draw, till::edit::ProductEdit};
use ponte_transport::net::PublicNet;
use sha2::{Digest, Sha256};

use crate::{
    bridge::Bridge,
    goods::{simple, with_pictures},
    wire::Lies,
};

const IMAGE: &str = "/v1.1/products/image.json";

fn mug(addresses: &[&str]) -> Product {
    Product {
        pictures: addresses.iter().map(ToString::to_string).collect(),
        ..simple("MUG", "Tazza", "7.50")
    }
}

fn show(addresses: &[&str]) -> ProductEdit {
    ProductEdit {
        pictures: Some(addresses.iter().map(ToString::to_string).collect()),
        ..ProductEdit::default()
    }
}

fn hash(name: &str) -> String {
    hex::encode(Sha256::digest(draw(name)))
}

fn sent(bridge: &Bridge) -> u64 {
    let writes = bridge.writes();
    writes.get(&format!("POST {IMAGE}")).copied().unwrap_or(0)
}

#[tokio::test]
async fn the_same_bytes_at_another_address_are_not_sent_again() {
    let bridge = Bridge::with(vec![mug(&["http://a.test/1.png"])]).await;
    for address in ["http://a.test/1.png", "http://b.test/other.png"] {
        bridge.album.put(address, Lies::Bytes(draw("mug")));
    }
    bridge.first().await;
    bridge.edit("Tazza", show(&["http://b.test/other.png"]));
    bridge.full().await;
    assert_eq!(bridge.writes(), [].into());
    assert_eq!(bridge.product("Tazza").images, [hash("mug")]);
}

#[tokio::test]
async fn a_picture_removed_on_the_till_is_taken_away_and_the_merchants_own_stays() {
    let bridge = Bridge::with(vec![mug(&["/pictures/a.png", "/pictures/b.png"])]).await;
    bridge.first().await;
    let uid = bridge.product("Tazza").uid;
    bridge
        .on_shop(|shop, now, random| shop.add_picture(uid, draw("own").into(), true, now, random));
    bridge.edit("Tazza", show(&["/pictures/b.png"]));
    bridge.full().await;
    assert_eq!(bridge.writes(), [(format!("DELETE {IMAGE}"), 1)].into());
    assert_eq!(bridge.product("Tazza").images, [hash("b"), hash("own")]);
}

#[tokio::test]
async fn a_picture_that_two_addresses_share_stays_while_one_of_them_shows_it() {
    let bridge = Bridge::with(vec![mug(&["http://a.test/1.png", "http://b.test/1.png"])]).await;
    for address in ["http://a.test/1.png", "http://b.test/1.png"] {
        bridge.album.put(address, Lies::Bytes(draw("mug")));
    }
    bridge.first().await;
    assert_eq!(bridge.product("Tazza").images, [hash("mug")]);
    bridge.edit("Tazza", show(&["http://b.test/1.png"]));
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").images, [hash("mug")]);
    bridge.edit("Tazza", show(&[]));
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").images, [""; 0]);
}

#[tokio::test]
async fn another_main_picture_on_the_till_is_the_main_one_on_the_shop() {
    let bridge = Bridge::with(vec![mug(&["/pictures/a.png", "/pictures/b.png"])]).await;
    bridge.first().await;
    bridge.edit("Tazza", show(&["/pictures/b.png", "/pictures/a.png"]));
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").images, [hash("b"), hash("a")]);
    bridge.edit("Tazza", show(&["/pictures/c.png", "/pictures/a.png"]));
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").images, [hash("c"), hash("a")]);
    bridge.full().await;
    assert_eq!(bridge.writes(), [].into());
}

#[tokio::test]
async fn what_cannot_be_sent_is_a_finding_and_the_rest_goes_on() {
    let mut large = draw("large");
    large.resize(MAX_BYTES + 1, 0);
    for (lies, expected) in [
        (Lies::Bytes(large), PictureTrouble::TooLarge),
        (Lies::Bytes(b"<html>".to_vec()), PictureTrouble::WrongType),
        (Lies::Bytes(b"<svg/>".to_vec()), PictureTrouble::WrongType),
        (Lies::Status(404), PictureTrouble::Missing),
        (Lies::Status(503), PictureTrouble::Unreachable),
        (Lies::Nobody, PictureTrouble::Unreachable),
        (
            Lies::Elsewhere("ftp://a.test/x".to_owned()),
            PictureTrouble::ForbiddenAddress,
        ),
        (
            Lies::Elsewhere("http://a.test/bad.png".to_owned()),
            PictureTrouble::Missing,
        ),
    ] {
        let other = with_pictures(simple("O", "Altro", "1.00"), &["other"]);
        let first = mug(&["http://a.test/bad.png", "/pictures/good.png"]);
        let bridge = Bridge::with(vec![first, other]).await;
        bridge.album.put("http://a.test/bad.png", lies);
        bridge.first().await;
        let told = Finding::Picture {
            name: "Tazza".to_owned(),
            url: "http://a.test/bad.png".to_owned(),
            trouble: expected,
        };
        assert_eq!(bridge.told().await, std::slice::from_ref(&told));
        assert_eq!(
            bridge.product("Tazza").images,
            [hash("good")],
            "{expected:?}"
        );
        assert_eq!(bridge.product("Altro").images, [hash("other")]);
        // It is told as long as it lasts.
        bridge.full().await;
        assert_eq!(bridge.told().await, [told]);
        assert_eq!(bridge.calls(Service::Shop), [].into());
    }
}

#[tokio::test]
async fn a_picture_that_is_there_at_last_is_sent_and_its_finding_closes() {
    let bridge = Bridge::with(vec![mug(&["http://a.test/1.png"])]).await;
    bridge.album.put("http://a.test/1.png", Lies::Status(404));
    bridge.first().await;
    bridge
        .album
        .put("http://a.test/1.png", Lies::Bytes(draw("mug")));
    bridge.full().await;
    assert_eq!(bridge.product("Tazza").images, [hash("mug")]);
    assert_eq!(bridge.told().await, []);
    assert_eq!(sent(&bridge), 1);
}

#[tokio::test]
async fn a_picture_may_lie_elsewhere() {
    let bridge = Bridge::with(vec![mug(&["http://a.test/1.png"])]).await;
    let there = "http://b.test/2.png";
    bridge
        .album
        .put("http://a.test/1.png", Lies::Elsewhere(there.to_owned()));
    bridge.album.put(there, Lies::Bytes(draw("mug")));
    bridge.first().await;
    assert_eq!(bridge.product("Tazza").images, [hash("mug")]);
}

#[tokio::test]
async fn a_picture_at_a_private_address_is_not_asked_for() {
    let net = PublicNet::new("test", Vec::new()).expect("a client");
    for address in ["http://127.0.0.1:9/a.png", "http://[::1]:9/a.png"] {
        let bridge = Bridge::with(vec![mug(&[address])]).await;
        let bridge = bridge.with_pictures_over(Arc::new(net.clone()));
        bridge.first().await;
        let told = Finding::Picture {
            name: "Tazza".to_owned(),
            url: address.to_owned(),
            trouble: PictureTrouble::ForbiddenAddress,
        };
        assert_eq!(bridge.told().await, [told]);
        assert_eq!(bridge.product("Tazza").images, [""; 0]);
    }
}

#[tokio::test]
async fn a_picture_that_the_shop_refuses_is_a_finding() {
    use ponte_sandbox::faults::{Kind, Rule};
    let bridge = Bridge::with(vec![mug(&["/pictures/a.png", "/pictures/b.png"])]).await;
    let rule = Rule {
        method: Some("POST".to_owned()),
        path: Some(IMAGE.to_owned()),
        status: Some(400),
        times: Some(1),
        ..Rule::new(Service::Shop, Kind::Status)
    };
    bridge.world.lock().faults.add(rule).expect("a rule");
    bridge.first().await;
    let told = bridge.told().await;
    assert!(
        matches!(
            &told[..],
            [Finding::Picture {
                trouble: PictureTrouble::Refused,
                ..
            }]
        ),
        "{told:?}"
    );
    assert_eq!(bridge.product("Tazza").images, [hash("b")]);
}

#[tokio::test]
async fn two_products_may_show_the_same_picture() {
    let one = with_pictures(simple("A", "Uno", "1.00"), &["same"]);
    let other = with_pictures(simple("B", "Due", "1.00"), &["same"]);
    let bridge = Bridge::with(vec![one, other]).await;
    bridge.first().await;
    assert_eq!(bridge.product("Uno").images, [hash("same")]);
    assert_eq!(bridge.product("Due").images, [hash("same")]);
    bridge.edit("Uno", show(&[]));
    bridge.full().await;
    assert_eq!(bridge.product("Due").images, [hash("same")]);
}
