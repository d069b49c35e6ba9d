//! What can come in the way of a run, and what follows from it.

use jiff::Timestamp;
use ponte_store::{StoreError, runs::Outcome};

/// A cause, as the pages know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The till does not know the key.
    WrongTillKey,
    /// The shop does not know the keys.
    WrongShopKeys,
    /// The till's key lacks a permission.
    TillPermission,
    /// The shop's keys may only read.
    ReadOnlyShopKeys,
    /// The till stays away.
    TillAway,
    /// The shop stays away.
    ShopAway,
    /// The till's calls are used up.
    TillQuota,
    /// The shop's calls are used up.
    ShopQuota,
    /// The till refused a read.
    TillRefused,
    /// The shop refused something that everything else depends on.
    ShopRefused,
    /// The keys cannot be used (missing, or sealed under another master key).
    NoKeys,
}

impl Cause {
    /// The name in the run's row.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongTillKey => "wrong_till_key",
            Self::WrongShopKeys => "wrong_shop_keys",
            Self::TillPermission => "till_permission",
            Self::ReadOnlyShopKeys => "read_only_shop_keys",
            Self::TillAway => "till_away",
            Self::ShopAway => "shop_away",
            Self::TillQuota => "till_quota",
            Self::ShopQuota => "shop_quota",
            Self::TillRefused => "till_refused",
            Self::ShopRefused => "shop_refused",
            Self::NoKeys => "no_keys",
        }
    }
}

/// What came in the way.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// Our own: the run stays open and is taken up by the next process.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It passes by itself: the phase is entered again after a pause.
    #[error("{text}")]
    Wait {
        /// When it may be over, where that is known.
        until: Option<Timestamp>,
        /// Why.
        cause: Cause,
        /// Fit to be shown.
        text: String,
    },
    /// A person must do something: the run ends.
    #[error("{text}")]
    Fail {
        /// Why.
        cause: Cause,
        /// Fit to be shown.
        text: String,
    },
    /// Somebody asked the run to stop.
    #[error("stopped")]
    Stopped,
    /// This process is asked to put its work down.
    #[error("put down")]
    PutDown,
}

impl Trouble {
    /// How a run ended that could not go on for this.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Fail { cause, text } | Self::Wait { cause, text, .. } => Outcome::Failed {
                cause: cause.name().to_owned(),
                text: text.clone(),
            },
            Self::Store(error) => Outcome::Failed {
                cause: "store".to_owned(),
                text: error.to_string(),
            },
            Self::Stopped | Self::PutDown => Outcome::Stopped,
        }
    }
}

impl From<cassa_in_cloud::Error> for Trouble {
    fn from(error: cassa_in_cloud::Error) -> Self {
        use cassa_in_cloud::Error;
        let text = error.to_string();
        match error {
            Error::WrongCredentials { .. } => Self::Fail {
                cause: Cause::WrongTillKey,
                text,
            },
            Error::MissingPermission { .. } => Self::Fail {
                cause: Cause::TillPermission,
                text,
            },
            Error::Refused { .. } => Self::Fail {
                cause: Cause::TillRefused,
                text,
            },
            Error::Quota { until } => Self::Wait {
                until,
                cause: Cause::TillQuota,
                text,
            },
            Error::Throttled { .. } => Self::Wait {
                until: None,
                cause: Cause::TillQuota,
                text,
            },
            Error::NoToken(inner) => (*inner).into(),
            Error::Unavailable { .. } | Error::BrokenAnswer { .. } | Error::Transport(_) => {
                Self::Wait {
                    until: None,
                    cause: Cause::TillAway,
                    text,
                }
            }
        }
    }
}

impl From<ts_commerce::Error> for Trouble {
    fn from(error: ts_commerce::Error) -> Self {
        use ts_commerce::Error;
        let text = error.to_string();
        match error {
            Error::WrongCredentials { .. } => Self::Fail {
                cause: Cause::WrongShopKeys,
                text,
            },
            Error::MissingPermission { .. } => Self::Fail {
                cause: Cause::ReadOnlyShopKeys,
                text,
            },
            Error::Refused { .. } | Error::NotFound { .. } | Error::Unsendable(_) => Self::Fail {
                cause: Cause::ShopRefused,
                text,
            },
            Error::Quota { until } => Self::Wait {
                until,
                cause: Cause::ShopQuota,
                text,
            },
            Error::Throttled { .. } => Self::Wait {
                until: None,
                cause: Cause::ShopQuota,
                text,
            },
            Error::Unavailable { .. } | Error::BrokenAnswer { .. } | Error::Transport(_) => {
                Self::Wait {
                    until: None,
                    cause: Cause::ShopAway,
                    text,
                }
            }
        }
    }
}
