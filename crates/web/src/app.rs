//! What every handler holds.

use std::sync::Arc;

use jiff::Timestamp;
use ponte_store::{StoreError, Tx};
use ponte_sync::Engine;

use crate::{auth::password::Passwords, settings::WebSettings, words::Wall};

/// What every handler holds; cheap to clone.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) engine: Engine,
    pub(crate) settings: Arc<WebSettings>,
    pub(crate) passwords: Passwords,
}

impl App {
    pub(crate) fn now(&self) -> Timestamp {
        self.engine.clock().now()
    }

    /// The clock on the merchant's wall, now.
    pub(crate) fn wall(&self) -> Wall {
        Wall {
            zone: self.settings.zone.clone(),
            now: self.now(),
        }
    }

    pub(crate) async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        self.engine.store().read().await
    }

    pub(crate) async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        self.engine.store().write().await
    }
}
