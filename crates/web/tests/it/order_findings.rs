//! Findings about orders, in words.

use ponte_domain::{
    finding::{Finding, TillSetting},
    orders::{ledger::Invalid, order::Attention},
};

use crate::app::{NOW, TestApp, at};

#[tokio::test]
async fn each_finding_about_orders_says_the_fact_and_what_to_do_and_leads_to_the_order() {
    let app = TestApp::connected().await;
    let name = || "417_a".to_owned();
    let text = || "no".to_owned();
    let point = || "Piazza Mercato".to_owned();
    let number = 2;
    let attentions = [
        Attention::NotFoundOnTill { number },
        Attention::Differs { number },
        Attention::Broken {
            invalid: Invalid::NumberTwice { number },
        },
        Attention::Amounts,
        Attention::Rejected { number },
        Attention::CancelOnTill,
        Attention::Changed,
        Attention::UnpaidTooLong,
    ];
    let orders = (0..).zip(attentions).map(|(n, attention)| {
        let finding = Finding::Order {
            name: name(),
            attention,
        };
        (format!("417_{n}"), finding)
    });
    let settings = TillSetting::ALL.map(|setting| {
        let finding = Finding::TillSetting { setting };
        (setting.name().to_owned(), finding)
    });
    let others = [
        (
            "417_a",
            Finding::OrderRefused {
                name: name(),
                text: text(),
            },
        ),
        ("417_z", Finding::OrderUnreadable { text: text() }),
        ("Corriere espresso", Finding::ShippingUnmapped),
        (
            "417_a 2",
            Finding::PartUnaccepted {
                name: name(),
                number,
                point: point(),
            },
        ),
        (
            "417_a 2",
            Finding::PartGone {
                name: name(),
                number,
                point: point(),
            },
        ),
        ("ponte-417_q-1", Finding::StrayTillOrder { point: point() }),
        (
            "417_a",
            Finding::OrderStateRefused {
                name: name(),
                text: text(),
            },
        ),
    ];
    let others = others.map(|(subject, finding)| (subject.to_owned(), finding));
    app.write(async |tx| {
        for (subject, finding) in orders.chain(settings).chain(others) {
            tx.finding_seen(&app.shop, &subject, &finding, 1, at(NOW))
                .await
                .expect("kept");
        }
    })
    .await;
    let page = app.merchant().await.get("/connettore").await;
    let text = page.text();
    let (_, section) = text
        .split_once("Forza Sincronizzazione Ordini")
        .expect("the section");
    insta::assert_snapshot!(section);
    assert!(page.body.contains("<a href=\"/ordini/417_0\">"));
    assert_eq!(page.body.matches("<a href=\"/ordini/417_a\">").count(), 4);
    assert!(!page.body.contains("\"/ordini/417_z\""));
}
