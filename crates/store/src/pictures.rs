//! Pictures: what was sent, what is to be sent, what is to be taken away.

use async_trait::async_trait;
use ponte_domain::finding::PictureTrouble;
use serde::{Deserialize, Serialize};

use crate::Result;

/// Where a picture is on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PictureState {
    /// To be fetched and sent.
    Wanted,
    /// A request to send it may have left; before it the shop's product had these images.
    Sending {
        /// Image ids before.
        before: Vec<String>,
    },
    /// On the shop, under this id (empty where the shop never told and none could be found).
    Sent {
        /// The shop's image id.
        image: String,
    },
    /// Cannot be sent.
    Refused {
        /// Why.
        trouble: PictureTrouble,
    },
    /// On the shop, no longer on the till: to be taken away.
    Unwanted {
        /// The shop's image id.
        image: String,
    },
}

/// A picture of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The till's product.
    pub product: String,
    /// Its address.
    pub url: String,
    /// Place among the product's pictures, from 0; 0 is the main one.
    pub place: i64,
    /// SHA-256 of its bytes, hex; empty until fetched.
    pub content: String,
    /// Where it is on its way.
    pub state: PictureState,
}

/// Pictures, by (product, url).
#[async_trait]
pub trait Pictures {
    /// Pictures of these products, in order of product and place.
    async fn pictures_of(&mut self, shop: &str, products: &[String]) -> Result<Vec<Picture>>;
    /// Up to `limit` ids of products after `after` (by id), in order, that have a picture which is
    /// wanted, sending or unwanted and a listing (not link-only) on the shop.
    async fn pictures_open(&mut self, shop: &str, after: &str, limit: i64) -> Result<Vec<String>>;
    /// How many pictures are wanted, sending or unwanted.
    async fn pictures_open_count(&mut self, shop: &str) -> Result<i64>;
    /// Keeps pictures as given (insert or replace by product and url).
    async fn pictures_put(&mut self, shop: &str, pictures: &[Picture]) -> Result<()>;
    /// Forgets a picture.
    async fn picture_remove(&mut self, shop: &str, product: &str, url: &str) -> Result<()>;
    /// Moves all pictures of a product to another (its listing moved over).
    async fn pictures_move(&mut self, shop: &str, from: &str, to: &str) -> Result<()>;
}
