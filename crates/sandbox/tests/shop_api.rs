//! The shop's public API against its sheet, called in-process: one test a fact.

#[path = "shop_api/checkout.rs"]
mod checkout;
#[path = "shop_api/clients.rs"]
mod clients;
#[path = "shop_api/harness.rs"]
mod harness;
#[path = "shop_api/images.rs"]
mod images;
#[path = "shop_api/inventory.rs"]
mod inventory;
#[path = "shop_api/limits.rs"]
mod limits;
#[path = "shop_api/lists.rs"]
mod lists;
#[path = "shop_api/merchant.rs"]
mod merchant;
#[path = "shop_api/order_list.rs"]
mod order_list;
#[path = "shop_api/orders.rs"]
mod orders;
#[path = "shop_api/products.rs"]
mod products;
#[path = "shop_api/requests.rs"]
mod requests;
#[path = "shop_api/samples.rs"]
mod samples;
#[path = "shop_api/taxonomy.rs"]
mod taxonomy;
#[path = "shop_api/variants.rs"]
mod variants;
#[path = "shop_api/webhooks.rs"]
mod webhooks;
#[path = "shop_api/wire.rs"]
mod wire;
