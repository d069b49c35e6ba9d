//! The list of orders, and how tests make orders.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use ponte_domain::{
    finding::{Finding, TillSetting},
    money::Money,
    orders::{
        allocation::{Available, Step, Wanted, Why},
        amounts::{LineAmount, PartAmounts},
        details::{Address, Details},
        explanation::Explanation,
        order::{Attention, Line, ShopState, Stage, Waiting},
        part::{Part, PartLine, PartState, TillState},
        resolve::Resolved,
        wishes::Wishes,
    },
    settings::{Shortage, Strategy},
};
use ponte_store::orders::{Attempt, OrderRow, PartRow};

use crate::app::{NOW, TestApp, at};

/// The order that most tests look at.
pub const ORDER: &str = "417_a";

/// An order of 12 socks, two minutes old.
pub fn order(id: &str, stage: Stage) -> OrderRow {
    let ordered_at = at(NOW) - SignedDuration::from_mins(2);
    OrderRow {
        id: id.to_owned(),
        state: ShopState::PAID,
        ordered_at,
        total: Money(18_880),
        seen_at: ordered_at,
        read_at: Some(ordered_at),
        ended_at: None,
        details: Some(Details {
            name: String::new(),
            lines: vec![Line {
                key: "7#|#blu".into(),
                sku: "LIB-BLU".into(),
                title: "Calza Libeccio, blu".into(),
                pieces: 12,
                price: Money(1490),
                ..Line::default()
            }],
            total: Money(18_880),
            shipping: Money(1000),
            payment: "Carta".into(),
            billing: Address {
                name: "Giulia Moretti".into(),
                email: "giulia@posta.example".into(),
                ..Address::default()
            },
            ..Details::default()
        }),
        resolved: Resolved::default(),
        basis: None,
        products: BTreeMap::new(),
        told: None,
        explanation: None,
        stage,
        stage_at: ordered_at,
        wishes: Wishes::default(),
        ignored: None,
        set_aside: false,
        lines_changed: None,
        open: true,
    }
}

/// A part with so many socks.
pub fn part(number: u32, point: i64, pieces: u32, state: PartState) -> PartRow {
    let amount = Money(i64::from(pieces) * 1490);
    PartRow {
        part: Part {
            number,
            point,
            lines: vec![PartLine {
                line: "7#|#blu".into(),
                variant: "libeccio-blu".into(),
                pieces,
            }],
            date: at(NOW),
            attempted: true,
            state,
        },
        amounts: PartAmounts {
            lines: vec![LineAmount {
                line: "7#|#blu".into(),
                pieces,
                amount,
            }],
            shipping: Money(if number == 1 { 1000 } else { 0 }),
            fee: Money(0),
        },
        till_id: None,
        attempts: vec![Attempt {
            at: at(NOW) - SignedDuration::from_mins(1),
            due: at(NOW) + SignedDuration::from_hours(1),
        }],
        refusal: String::new(),
        next_at: None,
        rejection: String::new(),
        before: Vec::new(),
        looked_at: None,
        differs: false,
    }
}

/// On the till, in this state.
pub fn on_till(till: TillState) -> PartState {
    PartState::Delivered {
        confirmed: at(NOW),
        till,
        closed: None,
    }
}

/// The ids of the shop's first two points.
pub async fn points(app: &TestApp) -> (i64, i64) {
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let points = tx.points(&app.shop).await.expect("a read");
    (points[0].id, points[1].id)
}

/// Keeps an order.
pub async fn add(app: &TestApp, order: &OrderRow, parts: &[PartRow]) {
    app.write(async |tx| {
        tx.order_put(&app.shop, order).await.expect("kept");
        for part in parts {
            tx.part_put(&app.shop, &order.id, part).await.expect("kept");
        }
    })
    .await;
}

/// What each point had and gave, of 12 socks.
pub fn explanation(steps: [(i64, u32, u32, Why); 2], missing: u32) -> Explanation {
    let line = || "7#|#blu".to_owned();
    let step = |(point, had, gave, why)| Step {
        line: line(),
        point,
        had: Some(Available::Pieces(had)),
        gave,
        why,
    };
    Explanation {
        at: at(NOW),
        strategy: Strategy::Priority,
        shortage: Shortage::Wait,
        bound: None,
        steps: steps.map(step).to_vec(),
        missing: lacking(missing),
    }
}

fn lacking(pieces: u32) -> Vec<Wanted> {
    let wanted = Wanted {
        line: "7#|#blu".into(),
        variant: "libeccio-blu".into(),
        pieces,
    };
    (pieces > 0).then_some(wanted).into_iter().collect()
}

/// 12 socks: 10 from the first point, 2 from the second, both on the till.
pub async fn add_delivered(app: &TestApp) {
    let (first, second) = points(app).await;
    let mut whole = order(ORDER, Stage::Delivered);
    let steps = [
        (first, 10, 10, Why::HadSome),
        (second, 5, 2, Why::HadEnough),
    ];
    whole.explanation = Some(explanation(steps, 0));
    let parts = [
        part(1, first, 10, on_till(TillState::Accepted)),
        part(2, second, 2, on_till(TillState::Requested)),
    ];
    add(app, &whole, &parts).await;
}

/// 12 socks where there are 5: it waits for 7.
pub async fn add_waiting(app: &TestApp, id: &str) {
    let (first, second) = points(app).await;
    let reason = Waiting::Stock {
        missing: lacking(7),
    };
    let mut whole = order(id, Stage::Waiting { reason });
    let steps = [(first, 0, 0, Why::Off), (second, 5, 5, Why::HadSome)];
    whole.explanation = Some(explanation(steps, 7));
    add(app, &whole, &[]).await;
}

#[tokio::test]
async fn without_an_order_the_list_says_what_will_be_there() {
    let app = TestApp::connected().await;
    let page = app.merchant().await.get("/ordini").await;
    insta::assert_snapshot!(page.text());
    let text = TestApp::new().await.merchant().await.get("/ordini").await;
    assert!(
        text.text().contains("appena la Api key è quella giusta"),
        "{}",
        text.text()
    );
}

#[tokio::test]
async fn each_order_says_who_prepares_it_and_if_it_waits_why() {
    let app = TestApp::connected().await;
    add_delivered(&app).await;
    add_waiting(&app, "417_b").await;
    let reasons = [
        Attention::CancelOnTill,
        Attention::Rejected { number: 1 },
        Attention::UnpaidTooLong,
    ];
    for (n, reason) in reasons.into_iter().enumerate() {
        let stage = Stage::NeedsAttention { reason };
        add(&app, &order(&format!("417_c{n}"), stage), &[]).await;
    }
    let mut ignored = order("417_d", Stage::Dropped);
    ignored.ignored = Some("L’ho fatto a mano".to_owned());
    add(&app, &ignored, &[]).await;
    add(&app, &order("417_e", Stage::BeforePonte), &[]).await;
    insta::assert_snapshot!(app.merchant().await.get("/ordini").await.text());
}

#[tokio::test]
async fn an_order_that_the_till_refuses_names_the_setting_and_where_to_change_it() {
    let app = TestApp::connected().await;
    let reason = Waiting::Refused {
        text: "400 Bad Request".to_owned(),
        setting: None,
    };
    add(&app, &order(ORDER, Stage::Waiting { reason }), &[]).await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/ordini").await.text();
    assert!(
        text.contains("La cassa risponde «400 Bad Request»"),
        "{text}"
    );
    for (setting, said) in [
        (
            TillSetting::MandatoryTime,
            "Impostazioni Account › Impostazioni Ordini › Orario Obbligatorio e metti NO",
        ),
        (
            TillSetting::MinimumOrder,
            "Impostazioni Account › Impostazioni Ordini › Ordine Minimo e metti 0",
        ),
    ] {
        let reason = Waiting::Refused {
            text: "400 Bad Request".to_owned(),
            setting: Some(setting),
        };
        add(&app, &order(ORDER, Stage::Waiting { reason }), &[]).await;
        let finding = Finding::TillSetting { setting };
        app.write(async |tx| {
            tx.finding_seen(&app.shop, setting.name(), &finding, 1, at(NOW))
                .await
                .expect("kept");
        })
        .await;
        for path in ["/ordini", "/ordini/417_a", "/connettore"] {
            let text = merchant.get(path).await.text();
            assert!(text.contains(said), "{path}: {text}");
        }
    }
}

#[tokio::test]
async fn filters_are_links_with_their_numbers() {
    let app = TestApp::connected().await;
    add_delivered(&app).await;
    add_waiting(&app, "417_b").await;
    add_waiting(&app, "417_c").await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/ordini").await;
    assert!(page.text().contains("Aspettano 2"), "{}", page.text());
    assert!(!page.text().contains("Da sistemare"), "{}", page.text());
    assert!(page.body.contains("href=\"/ordini?stato=aspettano\""));
    let page = merchant.get("/ordini?stato=aspettano").await;
    assert!(page.body.contains("417_b") && page.body.contains("417_c"));
    assert!(!page.body.contains("417_a"));
    assert!(
        page.body
            .contains("href=\"/ordini?stato=aspettano\" aria-current=\"true\"")
    );
    // A filter that nothing passes, and one that does not exist.
    let page = merchant.get("/ordini?stato=da-sistemare").await;
    assert!(page.text().contains("Qui non c’è nessun ordine"));
    let page = merchant.get("/ordini?stato=altro&dopo=altro").await;
    assert!(page.body.contains("417_a"), "{}", page.text());
}

#[tokio::test]
async fn a_user_of_two_shops_stays_in_the_one_that_the_list_is_of() {
    let app = TestApp::connected().await;
    app.stranger().await;
    let mut merchant = app.merchant().await;
    app.write(async |tx| {
        let marta = tx.user_by_email("marta@pervinca.example").await;
        let marta = marta.expect("a read").expect("Marta");
        tx.member_add("another", &marta.id).await.expect("a member");
        let theirs = order("417_z", Stage::Received);
        tx.order_put("another", &theirs).await.expect("kept");
    })
    .await;
    add_delivered(&app).await;
    let page = merchant.get("/ordini?negozio=another").await;
    for link in [
        "href=\"/ordini/417_z?negozio=another\"",
        "href=\"/ordini?negozio=another&#38;stato=arrivati\"",
        "action=\"/connettore/ordini?negozio=another\"",
    ] {
        assert!(page.body.contains(link), "{link}: {}", page.body);
    }
    assert!(!page.body.contains(ORDER));
    let form = [("rimedio", "riprova")];
    let page = merchant.post("/ordini/417_z?negozio=another", &form).await;
    assert_eq!(page.location(), "/ordini/417_z?negozio=another&fatto=si");
    let ours = format!("/ordini/417_z?negozio={}", app.shop);
    let page = merchant.get(&ours).await;
    assert_eq!(page.status, 404, "an order of another shop");
}

#[tokio::test]
async fn a_long_list_goes_on_from_page_to_page_without_losing_or_repeating_an_order() {
    let app = TestApp::connected().await;
    let newest = at(NOW);
    for n in 0..60 {
        let mut one = order(&format!("417_{n:02}"), Stage::Delivered);
        // Several at the same instant: the id decides.
        one.ordered_at = newest - SignedDuration::from_mins(n / 7);
        add(&app, &one, &[]).await;
    }
    let mut merchant = app.merchant().await;
    let (mut address, mut seen) = ("/ordini?stato=alla-cassa".to_owned(), Vec::new());
    let mut pages = 0;
    loop {
        let page = merchant.get(&address).await;
        pages += 1;
        let links = page.body.split("href=\"/ordini/417_").skip(1);
        seen.extend(links.map(|rest| rest[..2].to_owned()));
        let Some((before, _)) = page.body.split_once("\" rel=\"next\"") else {
            assert!(page.text().contains("I più recenti"), "{}", page.text());
            break;
        };
        let (_, next) = before.rsplit_once("href=\"").expect("a link");
        address = next.replace("&#38;", "&");
    }
    let expected: std::collections::BTreeSet<_> = seen.iter().cloned().collect();
    assert_eq!((pages, seen.len(), expected.len()), (3, 60, 60), "{seen:?}");
}

#[tokio::test]
async fn orders_can_be_sent_as_soon_as_the_key_is_right_before_any_product() {
    let app = TestApp::new().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(
        text.contains("[off: Invia ordini a Cassa in Cloud]"),
        "{text}"
    );
    assert_eq!(
        merchant.post("/connettore/ordini", &[]).await.location(),
        "/connettore"
    );
    let app = TestApp::connected().await;
    let mut merchant = app.merchant().await;
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("[Invia ordini a Cassa in Cloud]"), "{text}");
    let page = merchant.post("/connettore/ordini", &[]).await;
    assert_eq!(page.location(), "/connettore");
    let text = merchant.get("/connettore").await.text();
    assert!(text.contains("Un giro degli ordini è in corso."), "{text}");
    // Pressed again, from the list: one pass is enough.
    let page = merchant.post("/connettore/ordini", &[("da", "ordini")]);
    assert_eq!(page.await.location(), "/ordini");
    let mut tx = app.engine.store().read().await.expect("a transaction");
    let runs = tx.runs(&app.shop, "orders", 9).await.expect("a read");
    assert_eq!(runs.len(), 1);
}

/// An instant of today.
pub fn today(time: &str) -> Timestamp {
    at(&format!("2026-11-24T{time}Z"))
}

/// Three orders with names, a minute apart.
async fn three(app: &TestApp) {
    for (n, (id, buyer)) in [
        ("o-1", "Giulia Moretti"),
        ("o-2", "Sergio Pace"),
        ("o-3", "=Maria Neri"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut order = order(id, Stage::Received);
        order.ordered_at -= SignedDuration::from_hours(24 * i64::try_from(n).expect("few"));
        let details = order.details.as_mut().expect("read in full");
        details.billing.name = buyer.to_owned();
        details.lines[0].sku = format!("COD-{id}");
        app.write(async |tx| tx.order_put(&app.shop, &order).await.expect("put"))
            .await;
    }
}

#[tokio::test]
async fn orders_are_found_by_number_buyer_code_day_and_name_on_the_till() {
    let app = TestApp::connected().await;
    three(&app).await;
    let mut merchant = app.merchant().await;
    for (look, there, not) in [
        ("cerca=O-2", "o-2", "o-1"),
        ("cerca=giulia", "o-1", "o-2"),
        ("cerca=cod-o-3", "o-3", "o-1"),
        ("cerca=ponte-o-2-1", "o-2", "o-3"),
        ("dal=2026-11-24", "o-1", "o-2"),
        ("al=2026-11-22", "o-3", "o-2"),
    ] {
        let page = merchant.get(&format!("/ordini?{look}")).await;
        let link = |id: &str| format!("href=\"/ordini/{id}\"");
        assert!(page.body.contains(&link(there)), "{look}: {}", page.text());
        assert!(!page.body.contains(&link(not)), "{look}");
    }
    let page = merchant.get("/ordini?cerca=nessuno").await;
    assert!(page.text().contains("Nessun ordine corrisponde"));
    assert!(
        page.body.contains("value=\"nessuno\""),
        "what was typed is kept"
    );
}

#[tokio::test]
async fn the_list_names_a_buyer_by_first_name_and_initial_alone() {
    let app = TestApp::connected().await;
    three(&app).await;
    let page = app.merchant().await.get("/ordini").await;
    assert!(page.text().contains("Giulia M."));
    assert!(!page.body.contains("Moretti"));
}

#[tokio::test]
async fn a_day_that_is_none_is_said_beside_its_field() {
    let app = TestApp::connected().await;
    three(&app).await;
    let page = app.merchant().await.get("/ordini?dal=boh").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("«boh» non è un giorno"));
    assert!(page.body.contains("aria-describedby=\"dal-e\""));
}

#[tokio::test]
async fn the_sheet_holds_a_line_for_each_part_and_nothing_of_the_buyer() {
    let app = TestApp::connected().await;
    add_delivered(&app).await;
    three(&app).await;
    let mut merchant = app.merchant().await;
    let page = merchant.get("/ordini.csv").await;
    assert_eq!(page.header("content-type"), "text/csv; charset=utf-8");
    let name = "attachment; filename=\"ordini-2026-11-24.csv\"";
    assert_eq!(page.header("content-disposition"), name);
    assert!(
        page.body
            .starts_with("\u{feff}Ordine;Numero nel negozio;Quando;")
    );
    let parts = page.body.lines().filter(|line| line.contains(ORDER));
    assert_eq!(parts.count(), 2, "{}", page.body);
    assert!(page.body.contains(";188,80;"), "{}", page.body);
    for personal in ["Giulia", "Moretti", "Maria", "posta.example"] {
        assert!(!page.body.contains(personal), "{personal}");
    }
    let one = merchant.get("/ordini.csv?cerca=o-2").await;
    assert_eq!(one.body.lines().count(), 2, "{}", one.body);
}

#[tokio::test]
async fn the_sheet_is_complete_whatever_its_length() {
    let app = TestApp::connected().await;
    app.write(async |tx| {
        for n in 0..450 {
            let order = order(&format!("many-{n:03}"), Stage::Received);
            tx.order_put(&app.shop, &order).await.expect("put");
        }
    })
    .await;
    let sheet = app.merchant().await.get("/ordini.csv").await;
    let lines: std::collections::BTreeSet<&str> = sheet.body.lines().skip(1).collect();
    assert_eq!(lines.len(), 450);
}
