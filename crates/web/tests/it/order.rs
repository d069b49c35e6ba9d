//! The page of one order.

use jiff::SignedDuration;
use ponte_domain::orders::{
    order::{Attention, ShopState, Stage, Waiting},
    part::{Doubt, PartState, TillState},
};
use ponte_store::orders::OrderEvent;

use crate::{
    app::{NOW, TestApp, at},
    browser::Page,
    orders::{ORDER, add, add_delivered, add_waiting, on_till, order, part, points, today},
};

const PATH: &str = "/ordini/417_a";

/// Words of the remedies that a page offers.
fn offered(page: &Page) -> Vec<&str> {
    let buttons = page.body.split("name=\"rimedio\" value=\"").skip(1);
    buttons.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn a_delivered_order_shows_who_gives_what_why_and_how_far_each_part_is() {
    let app = TestApp::connected().await;
    add_delivered(&app).await;
    app.write(async |tx| {
        for (time, what, detail) in [
            ("09:38:01", "received", "1"),
            ("09:38:02", "planned", "2"),
            ("09:38:03", "attempted", "1"),
            ("09:38:13", "no_answer", "1"),
            ("09:38:14", "found", "1"),
            ("09:38:15", "delivered", "2"),
            ("09:39:00", "something_new", "x"),
            ("09:39:10", "till", "1:accepted"),
            ("09:39:20", "shop_state", "2"),
            ("09:39:30", "decided_try_now", "Marta Pervinca"),
        ] {
            let event = OrderEvent {
                at: today(time),
                what: what.to_owned(),
                detail: detail.to_owned(),
            };
            tx.order_event(&app.shop, ORDER, &event)
                .await
                .expect("kept");
        }
    })
    .await;
    let page = app.merchant().await.get(PATH).await;
    insta::assert_snapshot!(page.text());
    assert!(offered(&page).is_empty());
}

#[tokio::test]
async fn an_order_that_waits_for_stock_names_the_missing_pieces_and_the_ways_out() {
    let app = TestApp::connected().await;
    add_waiting(&app, ORDER).await;
    insta::assert_snapshot!(app.merchant().await.get(PATH).await.text());
}

#[tokio::test]
async fn each_trouble_has_its_remedies() {
    let refused = || {
        let reason = Waiting::Refused {
            text: "no".to_owned(),
            setting: None,
        };
        Stage::Waiting { reason }
    };
    let attention = |reason| Stage::NeedsAttention { reason };
    let lost = PartState::Unknown {
        doubt: Doubt::Conflict,
        not_found: Some((at(NOW), at(NOW))),
    };
    let off = on_till(TillState::Rejected);
    let app = TestApp::connected().await;
    let (first, second) = points(&app).await;
    let mut merchant = app.merchant().await;
    for (stage, parts, remedies) in [
        (
            refused(),
            vec![part(1, second, 2, PartState::Refused)],
            vec!["riprova", "prossimo", "primo", "ignora"],
        ),
        (
            refused(),
            vec![part(1, first, 2, PartState::Refused)],
            vec!["riprova", "prossimo", "ignora"],
        ),
        (
            attention(Attention::NotFoundOnTill { number: 1 }),
            vec![part(1, first, 2, lost)],
            vec!["riprova", "manca", "ignora"],
        ),
        (
            attention(Attention::Rejected { number: 1 }),
            vec![part(1, second, 2, off)],
            vec!["rimanda", "ignora"],
        ),
        (
            attention(Attention::Changed),
            vec![],
            vec!["visto", "ignora"],
        ),
        (attention(Attention::CancelOnTill), vec![], vec![]),
        (attention(Attention::UnpaidTooLong), vec![], vec!["ignora"]),
        (Stage::Sending, vec![], vec!["riprova", "ignora"]),
        (Stage::BeforePonte, vec![], vec!["tieni"]),
        (Stage::Dropped, vec![], vec![]),
        (Stage::NotForTheTill, vec![], vec![]),
    ] {
        add(&app, &order(ORDER, stage.clone()), &parts).await;
        let page = merchant.get(PATH).await;
        assert_eq!(offered(&page), remedies, "{stage:?}");
    }
    // Nobody else is left to give it to.
    let mut left = order(ORDER, refused());
    left.wishes.without.insert(second);
    add(&app, &left, &[part(1, first, 2, PartState::Refused)]).await;
    let page = merchant.get(PATH).await;
    assert_eq!(offered(&page), ["riprova", "ignora"]);
    let mut ignored = order(ORDER, Stage::Dropped);
    ignored.ignored = Some("a mano".to_owned());
    add(&app, &ignored, &[]).await;
    let page = merchant.get(PATH).await;
    assert!(page.text().contains("[Riprendilo]"), "{}", page.text());
}

#[tokio::test]
async fn an_order_is_not_ignored_without_a_reason_and_what_became_of_its_goods() {
    let app = TestApp::connected().await;
    add_waiting(&app, ORDER).await;
    let mut merchant = app.merchant().await;
    let form = [("rimedio", "ignora"), ("motivo", "  ")];
    let page = merchant.post(PATH, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Scrivi perché"), "{}", page.text());
    assert!(page.text().contains("Scegli dov’è la merce"));
    // What was typed is kept.
    let form = [("rimedio", "ignora"), ("motivo", "Lo faccio a mano")];
    let page = merchant.post(PATH, &form).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"Lo faccio a mano\""));
    let form = [
        ("rimedio", "ignora"),
        ("motivo", "Lo faccio a mano"),
        ("merce", "data"),
    ];
    let page = merchant.post(PATH, &form).await;
    assert_eq!(page.location(), "/ordini/417_a?fatto=si");
    let page = merchant.get(PATH).await;
    assert_eq!(offered(&page), ["lascia", "riprendi"], "taken off the till");
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let whole = tx.order(&app.shop, ORDER).await.expect("a read");
    let ignored = whole.expect("the order").order.ignored;
    assert_eq!(ignored.as_deref(), Some("Lo faccio a mano"));
    let page = merchant.get("/ordini/417_a?fatto=si").await;
    assert!(page.text().contains("Fatto:"), "{}", page.text());
}

#[tokio::test]
async fn a_remedy_that_no_longer_applies_does_no_harm_and_the_page_says_so() {
    let app = TestApp::connected().await;
    add_delivered(&app).await;
    let mut merchant = app.merchant().await;
    merchant.get(PATH).await;
    let form = [("rimedio", "rimanda"), ("parte", "1")];
    let page = merchant.post(PATH, &form).await;
    assert_eq!(page.location(), "/ordini/417_a?fatto=tardi");
    let page = merchant.get(page.location()).await;
    assert!(
        page.text().contains("non abbiamo cambiato nulla"),
        "{}",
        page.text()
    );
    let page = merchant.post(PATH, &[("rimedio", "altro")]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn an_order_that_the_shop_does_not_have_has_no_page() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    assert_eq!(merchant.get("/ordini/417_x").await.status, 404);
    let page = merchant.post("/ordini/417_x", &[("rimedio", "riprova")]);
    assert_eq!(page.await.status, 404);
}

#[tokio::test]
async fn attempts_refusals_and_the_next_try_stand_on_the_part() {
    let app = TestApp::connected().await;
    let (first, _) = points(&app).await;
    let mut row = part(1, first, 12, PartState::Refused);
    row.attempts.push(row.attempts[0]);
    "limit <3>".clone_into(&mut row.refusal);
    row.next_at = Some(at(NOW) + SignedDuration::from_mins(4));
    let reason = Waiting::Refused {
        text: "limit <3>".to_owned(),
        setting: None,
    };
    let mut withdrawn = part(2, first, 3, PartState::Withdrawn);
    withdrawn.attempts.clear();
    let whole = order(ORDER, Stage::Waiting { reason });
    add(&app, &whole, &[row, withdrawn]).await;
    let page = app.merchant().await.get(PATH).await;
    let text = page.text();
    for said in [
        "parte 1 di 1",
        "ponte-417_a-1",
        "Inviata 2 volte, l’ultima oggi alle 10:39.",
        "Riproviamo da soli oggi alle 10:44.",
        "Parti che non contano più",
        "Ritirata prima dell’invio",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(page.body.contains("«limit &#60;3&#62;»"));
    assert!(!page.body.contains("limit <3>"));
}

#[tokio::test]
async fn an_order_with_an_odd_id_and_no_details_has_a_page() {
    let app = TestApp::connected().await;
    let mut whole = order("a b/c?+è", Stage::Received);
    whole.details = None;
    whole.state = ShopState(42);
    add(&app, &whole, &[]).await;
    let mut merchant = app.merchant().await;
    let list = merchant.get("/ordini").await;
    let (_, rest) = list.body.split_once("href=\"/ordini/").expect("a link");
    let link = format!("/ordini/{}", rest.split('"').next().expect("an end"));
    let page = merchant.get(&link).await;
    assert_eq!(page.status, 200, "{link}");
    assert!(page.text().contains("Ordine a b/c?+è"), "{}", page.text());
    assert!(page.text().contains("Lo leggiamo per intero"));
    let page = merchant.post(&link, &[("rimedio", "riprova")]).await;
    assert_eq!(page.location(), format!("{link}?fatto=si"));
}
