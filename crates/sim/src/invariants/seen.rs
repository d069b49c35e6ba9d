//! Both sides, and the ledger between them, at one moment.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ponte_domain::{
    orders::{part::ExternalId, withheld::Withheld},
    settings::Settings,
};
use ponte_sandbox::{
    shop::order::Order as ShopOrder,
    till::{dump::orders::DumpedOrder, orders::record::Workflow},
};
use ponte_store::{
    SharedStore,
    offers::OfferRow,
    orders::{Behind, Whole},
    points::SalesPoint,
};
use ponte_transport::Clock;

use crate::{town::Town, watch::Notes};

/// Everything at one moment.
pub struct Seen<'a> {
    /// The town, with what really happened.
    pub town: &'a Town,
    /// When.
    pub now: Timestamp,
    /// What the merchant chose.
    pub settings: Settings,
    /// Points in the merchant's order.
    pub points: Vec<SalesPoint>,
    /// Orders as Ponte holds them.
    pub orders: BTreeMap<String, Whole>,
    /// Orders as the shop holds them.
    pub in_shop: BTreeMap<String, ShopOrder>,
    /// Ponte's orders on the till, by name.
    pub on_till: BTreeMap<(String, u32), Vec<DumpedOrder>>,
    /// Ponte has learnt that the till counts its orders.
    pub counts: bool,
    /// What Ponte says of each code.
    pub offers: BTreeMap<String, OfferRow>,
    /// How the last pass over the stock ended.
    pub last_pass: String,
    /// What points withhold.
    pub withheld: Vec<(i64, String, Withheld)>,
    /// What left and was read.
    pub notes: Notes,
}

/// Whether the till still wants to do it.
#[must_use]
pub fn stands(order: &DumpedOrder) -> bool {
    !matches!(
        order.workflow,
        Some(Workflow::Rejected | Workflow::Canceled)
    )
}

impl<'a> Seen<'a> {
    /// Looks at everything; `None` where the database cannot be read.
    pub async fn look(
        town: &'a Town,
        store: &SharedStore,
        shop: &str,
        notes: Notes,
    ) -> Option<Self> {
        let mut tx = store.read().await.ok()?;
        let settings = tx.shop(shop).await.ok()??.settings;
        let points = tx.points(shop).await.ok()?;
        let mut orders = BTreeMap::new();
        let mut behind: Option<Behind> = None;
        loop {
            let page = tx
                .orders_page(shop, None, behind.as_ref(), 200)
                .await
                .ok()?;
            let Some(last) = page.last() else { break };
            behind = Some(Behind {
                ordered_at: last.order.ordered_at,
                id: last.order.id.clone(),
            });
            orders.extend(page.into_iter().map(|it| (it.order.id.clone(), it)));
        }
        let withheld = tx.withheld(shop).await.ok()?;
        let memory = tx.remembered(shop, ponte_sync::orders::STREAM).await;
        let counts = memory.ok()?["counts"]["counts"] == "yes";
        let skus: Vec<String> = town.goods.iter().map(|good| good.sku.clone()).collect();
        let offers = tx.offers_of(shop, &skus).await.ok()?.into_iter();
        let run = tx.run_last(shop, ponte_sync::stock::STREAM).await.ok()?;
        let last_pass = run.map_or_else(String::new, |run| format!("{:?}", run.outcome));
        drop(tx);
        let state = town.world.lock();
        let tenant = &state.tenants[0];
        let in_shop = tenant.shop.orders.newest_first();
        let mut on_till: BTreeMap<(String, u32), Vec<DumpedOrder>> = BTreeMap::new();
        for order in tenant.till.orders() {
            let named = order.sent.external_id.as_deref();
            if let Some(id) = named.and_then(ExternalId::parse) {
                let place = on_till.entry((id.order, id.number)).or_default();
                place.push(tenant.till.dump_order(order));
            }
        }
        Some(Self {
            town,
            now: town.clock.now(),
            settings,
            points,
            orders,
            in_shop: in_shop.map(|it| (it.id.clone(), it.clone())).collect(),
            on_till,
            counts,
            last_pass,
            offers: offers.map(|row| (row.sku.clone(), row)).collect(),
            withheld: withheld
                .into_iter()
                .map(|row| (row.point, row.variant, row.withheld))
                .collect(),
            notes,
        })
    }
}

impl Seen<'_> {
    /// What the till holds of an order.
    pub fn ours<'b>(&'b self, order: &str) -> impl Iterator<Item = &'b DumpedOrder> + use<'b> {
        let range = (order.to_owned(), 0)..=(order.to_owned(), u32::MAX);
        self.on_till.range(range).flat_map(|(_, all)| all)
    }

    /// What the till holds under one name.
    #[must_use]
    pub fn named(&self, order: &str, number: u32) -> Option<&DumpedOrder> {
        self.on_till.get(&(order.to_owned(), number))?.first()
    }
}
