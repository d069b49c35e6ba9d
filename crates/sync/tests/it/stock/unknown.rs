//! Unknown is not zero: what could not be read keeps its value, raises nothing, and is told.

use http::Method;
use jiff::Timestamp;
use ponte_domain::finding::{Finding, LevelTrouble};
use ponte_sandbox::{
    Service,
    faults::{Kind, Rule},
};
use ponte_store::points::SalesPoint;
use serde_json::json;

use super::{scene::goods, shelf::Shelf};
use crate::{
    bridge::Bridge,
    orders::counter::{FIRST, FIRST_NAME, SECOND, SECOND_NAME},
};

/// Ten and five mugs, five pens at the second point.
async fn shelf() -> Shelf {
    Shelf::with(goods(), &[("MUG", 10, 5), ("PEN", 0, 5)]).await
}

/// The till's lists of stock at a point, or at all of them, go wrong.
fn wrong(shelf: &Shelf, index: Option<usize>, kind: Kind, status: Option<u16>) {
    let path = index.map_or("/stocks/".to_owned(), |index| {
        format!("/stocks/{}", shelf.counter.point(index))
    });
    shelf.counter.fault(Rule {
        path: Some(path),
        status,
        ..Rule::new(Service::Till, kind)
    });
}

/// What is told of a point.
async fn told(shelf: &Shelf, index: usize) -> Option<(String, Timestamp, LevelTrouble)> {
    let subject = shelf.counter.point(index).to_string();
    match shelf.counter.finding("levels_unread", &subject).await? {
        Finding::LevelsUnread {
            point,
            since,
            trouble,
        } => Some((point, since, trouble)),
        other => panic!("{other:?}"),
    }
}

async fn change_point(shelf: &Shelf, name: &str, change: impl FnOnce(&mut SalesPoint)) {
    let shop = &shelf.bridge().shop;
    let mut tx = shelf.store().write().await.expect("a database");
    let points = tx.points(shop).await.expect("a read");
    let mut point = points
        .into_iter()
        .find(|point| point.name == name)
        .expect("a point");
    change(&mut point);
    tx.point_put(shop, &point).await.expect("a write");
    tx.commit().await.expect("kept");
}

#[tokio::test]
async fn a_point_that_refuses_keeps_its_value_keeps_no_other_from_being_read_and_is_told_with_since_when()
 {
    let shelf = shelf().await;
    wrong(&shelf, Some(SECOND), Kind::Status, Some(403));
    shelf.sell(FIRST, "MUG", 3).await;
    shelf.later().await;
    let since = shelf.now();
    assert_eq!(shelf.shows("MUG"), 12);
    shelf.counter.stock(FIRST, "MUG", 20).await;
    shelf.settle().await;
    // What the other point surely has; the five may be gone by now.
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (20, 5));
    let expected = (SECOND_NAME.to_owned(), since, LevelTrouble::Refused);
    assert_eq!(told(&shelf, SECOND).await, Some(expected));
    assert_eq!(told(&shelf, FIRST).await, None);
    let permission = shelf.counter.finding("missing_permission", "stocks").await;
    assert!(permission.is_some());
    shelf.counter.mend();
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 25);
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn a_key_without_the_permission_for_stock_changes_nothing_and_is_told_until_it_has_it() {
    let shelf = shelf().await;
    let path = {
        let account = shelf.bridge().world.accounts().remove(0);
        format!("accounts/{}/permissions", account.instance)
    };
    let all: Vec<&str> = ponte_sandbox::till::state::SCOPES.to_vec();
    let fewer: Vec<&str> = all
        .iter()
        .copied()
        .filter(|scope| *scope != "read_stock")
        .collect();
    let put = async |scopes: &[&str]| {
        let body = json!({"scopes": scopes});
        shelf.counter.control(Method::PUT, &path, body).await;
    };
    put(&fewer).await;
    shelf.counter.stock(FIRST, "MUG", 20).await;
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (15, 5));
    // Orders lower all the same.
    shelf.counter.buy(&[("MUG", 12)]).await;
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 3);
    for (index, name) in [(FIRST, FIRST_NAME), (SECOND, SECOND_NAME)] {
        let (point, _, trouble) = told(&shelf, index).await.expect("told");
        assert_eq!((&*point, trouble), (name, LevelTrouble::Refused));
    }
    put(&all).await;
    shelf.settle().await;
    assert_eq!(shelf.shows("MUG"), 13);
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn a_list_that_is_empty_short_or_says_that_there_is_nothing_keeps_the_value_and_is_told_after_a_while()
 {
    for kind in [Kind::Empty, Kind::Short, Kind::Nothing] {
        let shelf = shelf().await;
        wrong(&shelf, Some(SECOND), kind, None);
        shelf.later().await;
        let since = shelf.now();
        assert_eq!(told(&shelf, SECOND).await, None, "{kind:?}");
        shelf.settle().await;
        assert_eq!(
            (shelf.shows("MUG"), shelf.shows("PEN")),
            (15, 5),
            "{kind:?}"
        );
        let expected = (SECOND_NAME.to_owned(), since, LevelTrouble::Short);
        assert_eq!(told(&shelf, SECOND).await, Some(expected), "{kind:?}");
        shelf.counter.mend();
        shelf.counter.stock(SECOND, "PEN", 6).await;
        shelf.later().await;
        assert_eq!(shelf.shows("PEN"), 6, "{kind:?}");
        assert_eq!(shelf.counter.kinds().await, [""; 0], "{kind:?}");
    }
}

#[tokio::test]
async fn a_first_list_that_says_that_there_is_nothing_sets_nothing_to_0() {
    for kind in [Kind::Empty, Kind::Nothing] {
        let stock = [("MUG", 10, 5), ("PEN", 0, 5)];
        let shelf = Shelf::before(Bridge::with(goods()).await, &stock).await;
        shelf.bridge().on_shop(|shop, now, _| {
            shop.set_stock("MUG", 7, now);
            shop.set_stock("PEN", 3, now);
        });
        wrong(&shelf, None, kind, None);
        shelf.later().await;
        assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (7, 3), "{kind:?}");
        shelf.counter.mend();
        shelf.settle().await;
        assert_eq!(
            (shelf.shows("MUG"), shelf.shows("PEN")),
            (15, 5),
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn levels_that_were_never_read_leave_the_shop_as_it_is() {
    let shelf = Shelf::before(Bridge::with(goods()).await, &[("MUG", 10, 5)]).await;
    for (sku, pieces) in [("MUG", 7), ("PEN", 3)] {
        shelf
            .bridge()
            .on_shop(|shop, now, _| shop.set_stock(sku, pieces, now));
    }
    wrong(&shelf, Some(SECOND), Kind::Status, Some(500));
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (7, 3));
    shelf.counter.mend();
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (15, 0));
}

#[tokio::test]
async fn a_point_without_a_single_record_has_nothing() {
    let shelf = Shelf::before(Bridge::with(goods()).await, &[]).await;
    shelf.counter.stock(FIRST, "MUG", 4).await;
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (4, 0));
    assert_eq!(shelf.counter.kinds().await, [""; 0]);
}

#[tokio::test]
async fn a_point_that_vanished_keeps_its_value_is_not_read_and_is_told_until_it_is_back() {
    let shelf = shelf().await;
    change_point(&shelf, SECOND_NAME, |point| point.gone = true).await;
    shelf.counter.stock(SECOND, "MUG", 50).await;
    shelf.counter.stock(FIRST, "MUG", 9).await;
    shelf.later().await;
    let since = shelf.now();
    let asked = (shelf.asked(FIRST), shelf.asked(SECOND));
    shelf.settle().await;
    assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (14, 5));
    assert!(shelf.asked(FIRST) > asked.0);
    assert_eq!(shelf.asked(SECOND), asked.1);
    let expected = (SECOND_NAME.to_owned(), since, LevelTrouble::PointGone);
    assert_eq!(told(&shelf, SECOND).await, Some(expected));
    change_point(&shelf, SECOND_NAME, |point| point.gone = false).await;
    shelf.later().await;
    assert_eq!(shelf.shows("MUG"), 59);
    assert_eq!(told(&shelf, SECOND).await, None);
}

#[tokio::test]
async fn an_article_that_vanished_from_a_points_list_is_0_there_only_after_two_answers_by_its_id() {
    for vanished in [&["MUG"][..], &["MUG", "PEN"]] {
        let mut goods = goods();
        goods.push(crate::goods::simple("CUP", "Coppa", "5.00"));
        let stock = [("MUG", 10, 5), ("PEN", 7, 5), ("CUP", 1, 1)];
        let shelf = Shelf::with(goods, &stock).await;
        for sku in vanished {
            shelf.counter.forget_stock(SECOND, sku).await;
        }
        shelf.later().await;
        assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (15, 12));
        shelf.later().await;
        let pens = if vanished.len() > 1 { 7 } else { 12 };
        assert_eq!((shelf.shows("MUG"), shelf.shows("PEN")), (10, pens));
        shelf.counter.stock(SECOND, "MUG", 2).await;
        shelf.later().await;
        assert_eq!(shelf.shows("MUG"), 12);
    }
}

#[tokio::test]
async fn receipts_that_cannot_be_read_keep_no_level_from_being_read() {
    for status in [403, 500] {
        let shelf = shelf().await;
        shelf.counter.fault(Rule {
            path: Some("/documents/receipts".to_owned()),
            status: Some(status),
            ..Rule::new(Service::Till, Kind::Status)
        });
        shelf.sell(FIRST, "MUG", 3).await;
        shelf.later().await;
        assert_eq!(shelf.shows("MUG"), 12, "{status}");
    }
}
