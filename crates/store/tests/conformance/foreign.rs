//! A shop's data is its own, in every aggregate.

use ponte_domain::{
    letters::{Told, Wishes},
    orders::part::PartState,
    till::Surroundings,
};
use ponte_store::{
    Tx,
    accounts::Removal,
    buyers::BuyerKind,
    changes::{ChangeKind, ChangeState},
    entries::EntryCode,
    inlets::{Caller, Inlet},
    invitations::Invitation,
    letter_wishes::Reader,
    links::{CategoryLink, TaxLink},
    log::{Area, Span, Went, Who},
    offers::{ChoiceKind, OfferRow, Standing, StockChoice},
    orders::{OrderEvent, OrderRow},
    products::{LeftOut, ProductStanding},
};
use serde_json::json;

use crate::{
    fixture::Fixture,
    samples::{
        act, at, change, full_order, level, listed, listing, moved, multivariant, offer,
        offer_event, order, part, picture, point, product_row, refused, run, session, shop,
        shop_sku, simple, user, withheld,
    },
};

/// Writes something into every aggregate of `shop`.
async fn fill(tx: &mut Box<dyn Tx>, id: &str) -> ponte_store::Result<()> {
    tx.shop_add(&shop(id)).await?;
    tx.user_add(&user(id)).await?;
    tx.member_add(id, id).await?;
    tx.session_add(&session(id, id, 0, 100)).await?;
    tx.lease_take(id, "products", id, at(0), at(60)).await?;
    tx.budget_take(id, "till", 300, 360, 600_000, at(0)).await?;
    tx.job_schedule(id, "orders", 60_000, 0, at(0)).await?;
    tx.job_enqueue(id, "products", at(0), at(0)).await?;
    let claimed = tx.job_claim(&["products"], id, at(0), at(60)).await?;
    assert_eq!(claimed.expect("a job").shop, id);
    tx.point_put(id, &point(1, 1)).await?;
    tx.category_link_put(id, &category_link()).await?;
    tx.tax_link_put(id, &tax_link()).await?;
    tx.id_attribute_put(id, "5").await?;
    let read = [
        (simple("p", "X"), None),
        (simple("q", "X"), None),
        (multivariant("r", "X", &["Y"]), None),
    ];
    tx.mirror_put(id, 1, &read).await?;
    tx.products_put(id, &[product_row("p", "Olio")]).await?;
    tx.product_leave_out(id, &left_out()).await?;
    tx.surroundings_put(id, &Surroundings::default(), at(0))
        .await?;
    tx.listing_put(id, &listing("p", 1, &["X"])).await?;
    tx.listing_put(id, &listing("orphan", 2, &["Z"])).await?;
    tx.history_add(id, &[listed("v", 1, "past", "X")], at(0))
        .await?;
    tx.shop_skus_add(id, &[shop_sku("X", 1, "")]).await?;
    tx.pictures_put(id, &[picture("p", "u", 0), picture("q", "u", 0)])
        .await?;
    let run = tx.run_add(id, &run("products")).await?;
    tx.changes_add(
        id,
        run,
        &[change("p", ChangeKind::Create, ChangeState::Done)],
    )
    .await?;
    tx.finding_seen(id, "p", &refused("x"), 1, at(0)).await?;
    tx.finding_seen(id, "closed", &refused("x"), 1, at(0))
        .await?;
    tx.finding_close(id, "refused", "closed", at(1)).await?;
    let over = OrderRow {
        open: false,
        ..full_order("over", 1)
    };
    tx.order_put(id, &over).await?;
    tx.order_to_forget(id, "over").await?;
    tx.letters_told_put(id, id, &Told::default()).await?;
    tx.journal_before(id, at(0), "shop", "POST /products", "p")
        .await?;
    tx.order_put(id, &order("o", 1)).await?;
    tx.part_put(id, "o", &part(1, PartState::Planned)).await?;
    tx.order_event(id, "o", &event()).await?;
    tx.levels_put(id, &[level("v", 1, "5", 0), level("p-0", 1, "5", 0)])
        .await?;
    tx.withheld_put(id, &withheld(1, "v", "o", 1)).await?;
    tx.offers_put(id, &[of_a_shop()]).await?;
    tx.offer_events_add(id, &[offer_event("X", 0)]).await?;
    tx.stock_choice_put(id, &choice(1)).await?;
    tx.moved_add(id, &[moved(1, "p", 0)]).await?;
    tx.remember(id, "orders", &json!(1)).await?;
    tx.buyer_put(id, BuyerKind::Customer, "who", "c").await?;
    for caller in [Caller::Till, Caller::Shop] {
        let token = format!("{caller:?} of {id}");
        tx.inlet_put(id, caller, &token, b"sealed").await?;
    }
    tx.inlet_secret_add(id, b"secret").await?;
    assert!(tx.inlet_first(id, "content", at(0)).await?);
    tx.inlet_count(id, Caller::Till, true, at(0)).await?;
    tx.act_add(id, &act(0)).await?;
    tx.day_add(id, DAY, "orders", 1).await?;
    tx.invitation_put(&invitation(id)).await?;
    tx.shop_set_number(id, "https://api.example", id).await?;
    tx.entry_code_add(id, &entry_code(id)).await?;
    Ok(())
}

const DAY: jiff::civil::Date = jiff::civil::date(2026, 10, 25);

fn span() -> Span {
    Span {
        from: at(0),
        behind: (at(99), 0),
        limit: 10,
    }
}

fn left_out() -> LeftOut {
    LeftOut {
        product: "p".to_owned(),
        who: "Marta".to_owned(),
        since: at(0),
    }
}

fn entry_code(user: &str) -> EntryCode {
    EntryCode {
        user: user.to_owned(),
        hash: "hash".to_owned(),
        sent_at: at(0),
        expires_at: at(900),
        tries: 0,
        address: String::new(),
    }
}

fn event() -> OrderEvent {
    OrderEvent {
        at: at(0),
        what: "received".to_owned(),
        detail: String::new(),
    }
}

/// One that every reading method shows.
fn of_a_shop() -> OfferRow {
    OfferRow {
        held: true,
        ..offer("X", 1)
    }
}

fn choice(pieces: u32) -> StockChoice {
    StockChoice {
        kind: ChoiceKind::Margin,
        subject: "p".to_owned(),
        pieces,
    }
}

/// Readers without their names.
fn anyone(readers: Vec<Reader>) -> Vec<Wishes> {
    readers.into_iter().map(|reader| reader.wishes).collect()
}

fn invitation(shop: &str) -> Invitation {
    Invitation {
        shop: shop.to_owned(),
        email: "m@x.it".to_owned(),
        token_hash: format!("invitation to {shop}"),
        invited_by: "u".to_owned(),
        sent_at: at(0),
        ends_at: at(9),
    }
}

/// An inlet without its shop's name.
fn anybodys(inlet: Option<Inlet>) -> Option<Inlet> {
    let shop = String::new();
    inlet.map(|inlet| Inlet { shop, ..inlet })
}

fn category_link() -> CategoryLink {
    CategoryLink {
        till: "c".to_owned(),
        uid: 1,
        name: "Scarpe".to_owned(),
        ours: true,
        by_hand: true,
    }
}

fn tax_link() -> TaxLink {
    TaxLink {
        till: "t".to_owned(),
        profile: "1".to_owned(),
        rate: "22".to_owned(),
        by_hand: true,
    }
}

/// What every reading method gives for a shop, as text.
async fn everything(tx: &mut Box<dyn Tx>, s: &str) -> ponte_store::Result<Vec<String>> {
    let ids = ["p", "q", "orphan"].map(str::to_owned);
    let skus = ["X", "Y"].map(str::to_owned);
    let of_offer = [of_a_shop().product];
    Ok(vec![
        format!("{:?}", tx.shop(s).await?.is_some()),
        format!("{:?}", tx.is_member(s, "a").await?),
        format!("{:?}", tx.lease_held(s, "products", at(1)).await?),
        format!("{:?}", tx.jobs(s).await?),
        format!("{:?}", tx.points(s).await?),
        format!("{:?}", tx.category_links(s).await?),
        format!("{:?}", tx.tax_links(s).await?),
        format!("{:?}", tx.id_attribute(s).await?),
        format!("{:?}", tx.mirror_page(s, 0, 10).await?),
        format!("{:?}", tx.mirrored(s, "p").await?),
        format!("{:?}", tx.mirror_count(s).await?),
        format!("{:?}", tx.mirror_unseen(s, 9, "", 10).await?),
        format!("{:?}", tx.duplicate_codes(s).await?),
        format!("{:?}", tx.clashing_parents(s).await?),
        format!("{:?}", tx.variants_by_code(s, &["X".to_owned()]).await?),
        format!("{:?}", tx.duplicates_among(s, &skus).await?),
        format!("{:?}", tx.clashing_among(s, &skus).await?),
        format!("{:?}", tx.listing(s, "p").await?),
        format!("{:?}", tx.listed_products(s, &["p-0".to_owned()]).await?),
        format!("{:?}", tx.listings_of(s, &ids).await?),
        format!("{:?}", tx.listings_by_uid(s, &[1, 2]).await?),
        format!("{:?}", tx.listing_page(s, "", 10).await?),
        format!("{:?}", tx.listing_orphaned(s, "Z").await?),
        format!("{:?}", tx.listing_counts(s).await?),
        format!("{:?}", tx.variant_at(s, 1, "k0").await?),
        format!("{:?}", tx.variant_at(s, 1, "past").await?),
        format!("{:?}", tx.shop_skus(s, &skus).await?),
        format!("{:?}", tx.pictures_of(s, &ids).await?),
        format!("{:?}", tx.pictures_open(s, "", 10).await?),
        format!("{:?}", tx.pictures_open_count(s).await?),
        format!("{:?}", tx.run(s, 1).await?),
        format!("{:?}", tx.run_last(s, "products").await?),
        format!("{:?}", tx.run_open(s, "products").await?),
        format!("{:?}", tx.runs(s, "products", 10).await?),
        format!("{:?}", tx.changes_page(s, 1, &[], 0, 10).await?),
        format!(
            "{:?}",
            tx.changes_page(s, 1, &[ChangeState::Done], 0, 10).await?
        ),
        format!("{:?}", tx.change_counts(s, 1).await?),
        format!("{:?}", tx.changes_of(s, 1, "p").await?),
        format!("{:?}", tx.changes_created(s, 1, &ids).await?),
        format!("{:?}", tx.shop_number(s).await?.is_some()),
        format!("{:?}", tx.has_members(s).await?),
        format!("{:?}", tx.entry_codes_sent(s, at(0)).await?),
        format!("{:?}", tx.finding_told(s, "p", &refused("x")).await?),
        format!("{:?}", tx.findings_open(s, 10).await?),
        format!("{:?}", tx.findings_count(s).await?),
        format!("{:?}", tx.findings_counted(s).await?),
        format!("{:?}", tx.findings_by_topic(s, 3).await?),
        format!("{:?}", tx.findings_of_topic(s, "refused", 99, 10).await?),
        format!("{:?}", tx.findings_closed(s, at(0), None, 10).await?),
        format!("{:?}", tx.orders_to_forget(s, at(0), 10).await?),
        format!("{:?}", tx.orders_with_buyer(s, None, 10).await?),
        format!("{:?}", anyone(tx.readers(s).await?)),
        format!("{:?}", tx.finding_open(s, "refused", "p").await?),
        format!("{:?}", tx.journal(s, i64::MAX, 10).await?),
        format!("{:?}", tx.order(s, "o").await?),
        format!("{:?}", tx.orders_known(s, &["o".to_owned()]).await?),
        format!("{:?}", tx.orders_open(s).await?),
        format!("{:?}", tx.orders_open_whole(s).await?),
        format!("{:?}", tx.orders_newest(s).await?),
        format!("{:?}", tx.orders_page(s, None, None, 10).await?),
        format!("{:?}", tx.orders_page(s, Some("received"), None, 10).await?),
        format!("{:?}", {
            let all = ponte_store::orders::Wanted::default();
            tx.orders_found(s, &all, None, 10).await?
        }),
        format!("{:?}", tx.orders_counted(s).await?),
        format!("{:?}", tx.parts_counting(s, at(0)).await?),
        format!("{:?}", tx.order_events(s, "o").await?),
        format!("{:?}", tx.levels(s, &["v".to_owned()]).await?),
        format!("{:?}", tx.levels_ages(s).await?),
        format!("{:?}", tx.levels_read(s, 1, &ids).await?),
        format!("{:?}", tx.levels_before(s, 1, at(1), "", 10).await?),
        format!("{:?}", tx.withheld(s).await?),
        format!("{:?}", tx.offers_of(s, &skus).await?),
        format!("{:?}", tx.offers_of_variants(s, &["vX".to_owned()]).await?),
        format!("{:?}", tx.offers_of_products(s, &of_offer).await?),
        format!("{:?}", tx.products_of(s, &ids).await?),
        format!("{:?}", tx.products_page(s, None, "", ("", ""), 10).await?),
        format!("{:?}", {
            let left_out = Some(ProductStanding::LeftOut);
            tx.products_page(s, left_out, "olio", ("", ""), 10).await?
        }),
        format!("{:?}", tx.products_counted(s, 10).await?),
        format!("{:?}", tx.products_left_out(s).await?),
        format!("{:?}", tx.surroundings(s).await?),
        format!("{:?}", tx.offers_page(s, None, "", "", 10).await?),
        format!("{:?}", {
            let attention = Some(Standing::Attention);
            tx.offers_page(s, attention, "", "", 10).await?
        }),
        format!("{:?}", tx.offers_counted(s).await?),
        format!("{:?}", tx.offers_offering(s).await?),
        format!("{:?}", tx.offers_hot(s, 3, at(0)).await?),
        format!("{:?}", tx.offers_pending(s).await?),
        format!("{:?}", tx.offer_events(s, "X", 10).await?),
        format!("{:?}", tx.stock_choices(s).await?),
        format!("{:?}", tx.moved(s, 10).await?),
        format!("{:?}", tx.remembered(s, "orders").await?),
        format!("{:?}", tx.buyer(s, BuyerKind::Customer, "who").await?),
        format!("{:?}", anybodys(tx.inlet(s, Caller::Till).await?)),
        format!("{:?}", anybodys(tx.inlet(s, Caller::Shop).await?)),
        format!("{:?}", tx.acts(s, None, None, &span()).await?),
        format!("{:?}", tx.acts(s, Some(Who::Person), None, &span()).await?),
        format!("{:?}", tx.acts(s, None, Some(Area::Orders), &span()).await?),
        format!("{:?}", tx.journal_span(s, &span()).await?),
        format!("{:?}", tx.calls(s, None, &span()).await?),
        format!("{:?}", tx.calls(s, Some(Caller::Till), &span()).await?),
        format!("{:?}", tx.days(s, DAY).await?),
        format!("{:?}", tx.findings_by_kind(s).await?),
        format!("{:?}", tx.members(s).await?.len()),
        format!("{:?}", tx.invitations(s).await?.len()),
    ])
}

/// Everything that takes away or overwrites, under the name of `shop`.
async fn destroy(tx: &mut Box<dyn Tx>, s: &str) -> ponte_store::Result<()> {
    let ids = ["p", "q", "r"].map(str::to_owned);
    let mut theirs = change("p", ChangeKind::Hide, ChangeState::Refused);
    theirs.seq = 1;
    let mut ended = run("products");
    (ended.id, ended.ended_at) = (1, Some(at(1)));
    tx.shop_set_till_key(s, b"x", at(9)).await?;
    tx.shop_set_info(s, "x", "x").await?;
    tx.shop_first_sync_done(s, at(9)).await?;
    tx.shop_set_watermark(s, at(9)).await?;
    tx.lease_release(s, "products", "a").await?;
    assert!(tx.lease_renew(s, "products", "a", at(99)).await.is_err());
    assert!(tx.lease_check(s, "products", "a").await.is_err());
    tx.budget_take(s, "till", 99, 360, 600_000, at(0)).await?;
    tx.budget_spent(s, "till", at(999)).await?;
    tx.job_enqueue(s, "products", at(9), at(9)).await?;
    tx.job_schedule(s, "products", 60_000, 0, at(9)).await?;
    tx.job_unschedule(s, "orders").await?;
    let (kind, token) = ("products", "a");
    assert!(tx.job_check(s, kind, token).await.is_err());
    assert!(tx.job_renew(s, kind, token, at(99)).await.is_err());
    assert!(tx.job_failed(s, kind, token, at(9), "x").await.is_err());
    assert!(tx.job_put_down(s, kind, token, at(9)).await.is_err());
    assert!(tx.job_finish(s, kind, token, at(9)).await.is_err());
    tx.mirror_missing(s, &ids).await?;
    tx.product_refused(s, "p", "no").await?;
    tx.product_take_back(s, "p").await?;
    tx.products_put(s, &[product_row("p", "Aceto")]).await?;
    tx.product_leave_out(s, &left_out()).await?;
    tx.products_remove(s, &ids).await?;
    let other = Surroundings {
        enabled_points: vec![9],
        ..Surroundings::default()
    };
    tx.surroundings_put(s, &other, at(9)).await?;
    tx.listing_put(s, &listing("p", 9, &[])).await?;
    tx.listing_remove(s, "p").await?;
    tx.shop_skus_clear(s).await?;
    tx.picture_remove(s, "p", "u").await?;
    tx.pictures_put(s, &[picture("q", "u", 0)]).await?;
    tx.pictures_move(s, "p", "q").await?;
    let kept = tx.pictures_of(s, &ids).await?;
    assert_eq!(kept.len(), 1, "the owner's picture at p is nobody else's");
    tx.pictures_move(s, "q", "p").await?;
    tx.pictures_put(s, &[picture("q", "u", 0)]).await?;
    tx.pictures_move(s, "p", "q").await?;
    tx.run_put(s, &ended).await?;
    tx.run_step(s, 1, 5, "x", at(9)).await?;
    assert!(!tx.run_stop(s, "products").await?);
    tx.change_put(s, 1, &theirs).await?;
    tx.changes_set(s, 1, &[1], ChangeState::Held).await?;
    tx.changes_clear(s, 1).await?;
    tx.changes_prune(s, 99).await?;
    tx.finding_seen(s, "p", &refused("y"), 9, at(9)).await?;
    tx.finding_close(s, "refused", "p", at(9)).await?;
    tx.findings_close_unseen(s, &["refused"], 9, at(9)).await?;
    tx.findings_close_unseen_of(s, &["refused"], "p", 99, at(9))
        .await?;
    tx.finding_close(s, "refused", "p", at(9)).await?;
    assert!(!tx.finding_confirm(s, "refused", "p").await?);
    tx.order_to_forget(s, "o").await?;
    let nothing = Wishes {
        daily: None,
        at_once: false,
    };
    tx.letter_wishes_put(s, "a", nothing).await?;
    tx.letters_told_put(s, "a", &Told::default()).await?;
    tx.journal_after(s, 1, "500", 1).await?;
    tx.journal_prune(s, at(99)).await?;
    tx.runs_prune(s, "products", 0).await?;
    tx.order_put(s, &order("o", 9)).await?;
    let withdrawn = part(1, PartState::Withdrawn);
    tx.part_put(s, "o", &withdrawn).await?;
    tx.order_event(s, "o", &event()).await?;
    tx.levels_put(s, &[level("v", 1, "0", 9), level("p-0", 1, "0", 9)])
        .await?;
    tx.offers_put(s, &[offer("X", 9)]).await?;
    tx.offers_remove(s, &["X".to_owned()]).await?;
    tx.offer_events_add(s, &[offer_event("X", 9)]).await?;
    tx.offer_events_prune(s, at(99), 10).await?;
    tx.stock_choice_put(s, &choice(9)).await?;
    tx.stock_choice_remove(s, ChoiceKind::Margin, "p").await?;
    tx.moved_done(s, &[moved(1, "p", 0)]).await?;
    tx.moved_add(s, &[moved(1, "p", 9)]).await?;
    tx.moved_done(s, &[moved(1, "p", 0)]).await?;
    tx.withheld_end(s, &withheld(1, "v", "o", 1)).await?;
    tx.remember(s, "orders", &json!(2)).await?;
    tx.buyer_put(s, BuyerKind::Customer, "who", "x").await?;
    tx.buyer_forget(s, BuyerKind::Customer, "who").await?;
    tx.inlet_count(s, Caller::Till, true, at(9)).await?;
    tx.inlet_count(s, Caller::Till, false, at(9)).await?;
    tx.inlet_put(s, Caller::Till, "another", b"x").await?;
    tx.inlet_secret_remove(s, 1).await?;
    assert!(tx.inlet_first(s, "content", at(0)).await?);
    tx.inlet_forget(s, at(99)).await?;
    tx.act_went(s, 1, Went::Failed, "x", "x").await?;
    tx.log_prune(s, at(99)).await?;
    tx.day_add(s, DAY, "orders", 9).await?;
    tx.day_most(s, DAY, "orders", 99).await?;
    tx.days_prune(s, jiff::civil::date(2027, 1, 1)).await?;
    assert!(!tx.invitation_end(s, "m@x.it").await?);
    assert_eq!(tx.member_remove(s, "a").await?, Removal::NoMember);
    assert_eq!(tx.entry_code_tried(s, "a").await?, 0);
    tx.entry_codes_end(s, "a", at(1)).await?;
    Ok(())
}

pub async fn a_foreign_shop_sees_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    let before = everything(&mut tx, "b").await.expect("read");
    fill(&mut tx, "a").await.expect("filled");
    let own = everything(&mut tx, "a").await.expect("read");
    let foreign = everything(&mut tx, "b").await.expect("read");
    assert_eq!(foreign, before);
    for (own, foreign) in own.iter().zip(&foreign) {
        assert_ne!(own, foreign, "each method shows the owner something");
    }
    assert!(tx.shops_of("b").await.expect("read").is_empty());
    let granted = tx.budget_take("b", "till", 60, 360, 600_000, at(0)).await;
    assert_eq!(granted.expect("an answer").0, 60);
}

pub async fn a_foreign_shop_begins_from_its_own_start(db: &Fixture) {
    let mut tx = db.write().await;
    fill(&mut tx, "a").await.expect("filled");
    fill(&mut tx, "b").await.expect("filled");
    let mut own = everything(&mut tx, "a").await.expect("read");
    let mut foreign = everything(&mut tx, "b").await.expect("read");
    // Whether the user a is a member: of a only.
    assert_eq!(
        (own.remove(1), foreign.remove(1)),
        ("true".to_owned(), "false".to_owned())
    );
    assert_eq!(own, foreign, "numbers and all");
}

pub async fn a_foreign_shop_changes_nothing(db: &Fixture) {
    let mut tx = db.write().await;
    fill(&mut tx, "a").await.expect("filled");
    let before = everything(&mut tx, "a").await.expect("read");
    let shop = tx.shop("a").await.expect("read");
    destroy(&mut tx, "b").await.expect("no error");
    assert_eq!(everything(&mut tx, "a").await.expect("read"), before);
    assert_eq!(tx.shop("a").await.expect("read"), shop);
    let left = tx.budget_take("a", "till", 360, 360, 600_000, at(1)).await;
    assert_eq!(left.expect("an answer").0, 60);
    let noted = tx.inlet_first("a", "content", at(9)).await;
    assert!(!noted.expect("an answer"), "still noted");
}
