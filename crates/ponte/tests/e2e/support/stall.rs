//! A shop that sells a few articles, and a Ponte for its orders.

use serde_json::json;

use super::{ponte::Ponte, sandbox::Sandbox};

/// A shop with a few articles listed, from whose first day on orders count.
pub struct Stall {
    pub sandbox: Sandbox,
    pub ponte: Ponte,
    /// Codes of articles that are sold by the piece.
    pub skus: Vec<String>,
    /// The till's points.
    pub points: Vec<i64>,
}

impl Stall {
    /// Over SQLite, or over `database`; each point has `pieces` of each article, and the shop shows
    /// all of them.
    pub fn new(database: Option<String>, pieces: i64) -> Self {
        let sandbox = Sandbox::bare();
        let plain = json!({"seed": 5, "products": 4,
            "options": {"odd": false, "pictures": false}});
        sandbox.send("POST", "/generate", &plain);
        let ponte = Ponte::new(&sandbox, database);
        let from = ["--orders-from", "2020-01-01T00:00:00Z"];
        ponte.connect(&sandbox, &from).with(0);
        ponte.sync(&[]).with(0);
        let dump = sandbox.dump();
        let pieces_alone = dump.till.products.iter().filter(|it| !it.by_weight);
        let variants = pieces_alone.flat_map(|product| &product.variants);
        let skus: Vec<String> = variants.filter_map(|it| it.sku.clone()).take(4).collect();
        let points: Vec<i64> = dump.till.sales_points.iter().map(|it| it.id).collect();
        for sku in &skus {
            for point in &points {
                sandbox.put_stock(*point, sku, pieces);
            }
            sandbox.put_shop_stock(sku, pieces * 2);
        }
        sandbox.forget_calls();
        Self {
            sandbox,
            ponte,
            skus,
            points,
        }
    }
}
