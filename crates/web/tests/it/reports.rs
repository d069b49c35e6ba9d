//! *Segnalazioni*.

use std::collections::BTreeSet;

use ponte_domain::{
    finding::{Finding, Topic},
    letters::Wishes,
};
use ponte_store::runs::RunKind;

use crate::{
    app::{NOW, TestApp, at},
    reports_kinds::every_kind,
    stock::synced,
};

async fn see(app: &TestApp, findings: &[(String, Finding)]) {
    app.write(async |tx| {
        for (subject, finding) in findings {
            tx.finding_seen(&app.shop, subject, finding, 1, at(NOW))
                .await
                .expect("kept");
        }
    })
    .await;
}

fn refused(n: usize) -> (String, Finding) {
    let finding = Finding::Refused {
        name: format!("Tazza {n}"),
        text: "no".to_owned(),
    };
    (format!("product {n}"), finding)
}

fn held(subject: &str) -> (String, Finding) {
    (subject.to_owned(), Finding::Held { count: 12, of: 50 })
}

/// The titles of the cards, in their order.
fn titles(body: &str) -> Vec<&str> {
    let cards = body.split("<li class=\"card seg").skip(1);
    cards
        .filter_map(|card| card.split("<h2>").nth(1)?.split("</h2>").next())
        .collect()
}

#[tokio::test]
async fn every_kind_has_a_card_with_the_fact_the_cause_and_what_to_do() {
    let app = TestApp::connected().await;
    let kinds = every_kind();
    let topics: BTreeSet<Topic> = kinds
        .iter()
        .map(|(_, finding)| Topic::of(finding))
        .collect();
    let missing: Vec<_> = Topic::ALL
        .iter()
        .filter(|topic| !topics.contains(topic))
        .collect();
    assert!(missing.is_empty(), "no finding of {missing:?} is looked at");
    see(&app, &kinds).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/segnalazioni").await;
    insta::assert_snapshot!(page.text());
    let cards = page.body.split("<li class=\"card seg").skip(1);
    let heads: Vec<&str> = cards.filter_map(|card| card.split('>').next()).collect();
    for topic in topics {
        let own = format!(" id=\"{}", topic.word());
        assert!(heads.iter().any(|head| head.contains(&own)), "{topic:?}");
    }
    assert!(!page.body.contains("report-"), "each sentence exists");
    merchant.post("/lingua", &[("lingua", "en")]).await;
    let english = merchant.get("/segnalazioni").await;
    assert_eq!(titles(&english.body).len(), titles(&page.body).len());
    for (italian, english) in titles(&page.body).iter().zip(titles(&english.body)) {
        assert_ne!(*italian, english);
    }
}

#[tokio::test]
async fn the_worst_comes_first_and_the_bar_counts_what_waits_for_a_person() {
    let app = TestApp::connected().await;
    let new_point = Finding::SalesPoint {
        name: "Fiera".to_owned(),
        gone: false,
    };
    let unreadable = Finding::OrderUnreadable {
        text: "orderDate".to_owned(),
    };
    let all = [
        ("11".to_owned(), new_point),
        refused(1),
        refused(2),
        ("417".to_owned(), unreadable),
    ];
    see(&app, &all).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/segnalazioni").await;
    assert_eq!(
        titles(&page.body),
        [
            "Non riusciamo a leggere un ordine del negozio",
            "Il negozio non accetta 2 prodotti",
            "Un punto vendita è cambiato sulla cassa: Fiera",
        ]
    );
    for path in ["/segnalazioni", "/connettore"] {
        let page = merchant.get(path).await;
        let pill = "<span class=\"pill\">3<span";
        assert!(page.body.contains(pill), "{path}: {}", page.body);
    }
}

#[tokio::test]
async fn many_of_one_kind_stand_on_one_card_with_the_list_behind_by_pages() {
    let app = TestApp::connected().await;
    let many: Vec<_> = (1..=51).map(refused).collect();
    see(&app, &many).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/segnalazioni").await;
    assert_eq!(titles(&page.body), ["Il negozio non accetta 51 prodotti"]);
    let text = page.text();
    assert!(text.contains("Tazza 51, Tazza 50, Tazza 49"), "{text}");
    assert!(text.contains("e altri 48"), "{text}");
    let list = "/segnalazioni/elenco?su=refused";
    assert!(page.body.contains(&format!("href=\"{list}\"")));
    let first = merchant.get(list).await;
    assert!(first.body.contains(">Tazza 51<") && !first.body.contains(">Tazza 1<"));
    let next = "/segnalazioni/elenco?su=refused&#38;dopo=2";
    assert!(first.body.contains(next), "{}", first.body);
    let second = merchant.get("/segnalazioni/elenco?su=refused&dopo=2").await;
    assert!(second.body.contains(">Tazza 1<") && !second.body.contains(">Tazza 51<"));
    let none = merchant.get("/segnalazioni/elenco?su=altro").await.text();
    assert!(none.contains("Qui non c’è più niente di aperto"), "{none}");
}

#[tokio::test]
async fn what_closed_lately_stands_beside_and_an_empty_page_says_so() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/segnalazioni").await.text();
    assert!(text.contains("Nessuna segnalazione aperta"), "{text}");
    app.write(async |tx| {
        for (n, closed) in [(1, "2026-11-24T09:00:00Z"), (2, "2026-11-10T09:00:00Z")] {
            let (subject, finding) = refused(n);
            let opened = at("2026-11-10T08:00:00Z");
            tx.finding_seen(&app.shop, &subject, &finding, 1, opened)
                .await
                .expect("seen");
            tx.finding_close(&app.shop, "refused", &subject, at(closed))
                .await
                .expect("closed");
        }
    })
    .await;
    let text = merchant.get("/segnalazioni").await.text();
    assert!(text.contains("Il negozio non accetta Tazza 1"), "{text}");
    assert!(!text.contains("Tazza 2"), "that was two weeks ago: {text}");
    let text = merchant.get("/segnalazioni/chiuse").await.text();
    assert!(
        text.contains("Tazza 2") && text.contains("dopo 1"),
        "{text}"
    );
}

#[tokio::test]
async fn a_button_starts_what_helps_and_pressed_twice_it_does_no_harm() {
    let app = TestApp::connected().await;
    synced(&app).await;
    let mut merchant = app.merchant().await;
    merchant.get("/segnalazioni").await;
    for (what, said) in [("ordini", "avviato"), ("ordini", "gia-in-corso")] {
        let page = merchant.post("/segnalazioni", &[("rimedio", what)]).await;
        assert_eq!(page.location(), format!("/segnalazioni?fatto={said}"));
    }
    let page = merchant
        .get("/segnalazioni?fatto=gia-in-corso")
        .await
        .text();
    assert!(page.contains("Un giro è già in corso"), "{page}");
    merchant
        .post("/segnalazioni", &[("rimedio", "prodotti")])
        .await;
    let run = app.engine.last_products(&app.shop).await.expect("a read");
    assert_eq!(run.expect("a run").kind, RunKind::Full);
    let page = merchant
        .post("/segnalazioni", &[("rimedio", "altro")])
        .await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn each_question_has_a_card_and_a_yes_of_its_own() {
    let app = TestApp::connected().await;
    synced(&app).await;
    see(&app, &[held("hide"), held("price")]).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/segnalazioni").await;
    assert_eq!(titles(&page.body).len(), 2);
    assert!(page.body.contains("value=\"si-hide\""));
    let done = merchant
        .post("/segnalazioni", &[("rimedio", "si-hide")])
        .await;
    assert_eq!(done.location(), "/segnalazioni?fatto=avviato");
    let kept = app.finding("held", "hide").await.expect("open");
    assert!(kept.confirmed);
    let page = merchant.get("/segnalazioni").await;
    assert!(!page.body.contains("value=\"si-hide\""), "it was answered");
    let gone = merchant
        .post("/segnalazioni", &[("rimedio", "si-altro")])
        .await;
    assert_eq!(gone.location(), "/segnalazioni?fatto=non-piu");
}

#[tokio::test]
async fn each_member_chooses_what_is_written_and_what_is_no_hour_changes_nothing() {
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let wishes = async || {
        let mut tx = app.engine.store().read().await.expect("a transaction");
        tx.readers(&app.shop).await.expect("a read")[0].wishes
    };
    let page = merchant.get("/segnalazioni").await;
    assert!(page.body.contains("<option value=\"8\" selected>"));
    assert!(page.text().contains("Arrivano a marta@pervinca.example."));
    let page = merchant.post("/segnalazioni/avvisi", &[("ora", "")]).await;
    assert_eq!(page.location(), "/segnalazioni?fatto=avvisi#avvisi");
    let none = Wishes {
        daily: None,
        at_once: false,
    };
    assert_eq!(wishes().await, none);
    for wrong in ["24", "-1", "otto"] {
        let sent = [("ora", wrong), ("subito", "si")];
        let page = merchant.post("/segnalazioni/avvisi", &sent).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("Scegli un’ora da 0 a 23"));
    }
    assert_eq!(wishes().await, none);
    let sent = [("ora", "17"), ("subito", "si")];
    merchant.post("/segnalazioni/avvisi", &sent).await;
    let late = Wishes {
        daily: Some(17),
        at_once: true,
    };
    assert_eq!(wishes().await, late);
}
