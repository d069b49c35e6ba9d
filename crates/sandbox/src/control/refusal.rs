//! Why the control API refuses a call.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    faults::RuleError,
    import::ImportError,
    shop::{checkout::NotBought, order_changes::NotEdited},
    switches::SwitchError,
    till::{goods::NotMoved, orders::operator::StepError, state::Missing},
};

/// A refused call: `{"error": text}`. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// No such tenant.
    #[error("there is no tenant {0}")]
    Tenant(String),
    /// There is no tenant at all.
    #[error("there is no tenant: add one with POST /accounts")]
    NoTenant,
    /// The till has no such thing.
    #[error(transparent)]
    Till(#[from] Missing),
    /// No goods can move like that.
    #[error(transparent)]
    NotMoved(#[from] NotMoved),
    /// The order does not allow it.
    #[error(transparent)]
    Step(#[from] StepError),
    /// No such thing elsewhere.
    #[error("there is no {what} {id}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// By which id.
        id: String,
    },
    /// The CSV cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The fault cannot be.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The switch or its value does not exist.
    #[error(transparent)]
    Switch(#[from] SwitchError),
    /// It cannot be bought.
    #[error(transparent)]
    NotBought(#[from] NotBought),
    /// The order's lines cannot be changed like that.
    #[error(transparent)]
    NotEdited(#[from] NotEdited),
    /// The body is not the JSON that is wanted.
    #[error("{0}")]
    Body(String),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::Tenant(_) | Self::NoTenant | Self::Till(_) | Self::Unknown { .. } => {
                StatusCode::NOT_FOUND
            }
            Self::NotMoved(why) => match why {
                NotMoved::Missing(_) => StatusCode::NOT_FOUND,
                NotMoved::Uncounted { .. } | NotMoved::Elsewhere { .. } => StatusCode::CONFLICT,
                NotMoved::Nothing
                | NotMoved::NotPositive { .. }
                | NotMoved::SamePoint(_)
                | NotMoved::Future(_) => StatusCode::BAD_REQUEST,
            },
            Self::Step(StepError::Missing(_)) => StatusCode::NOT_FOUND,
            Self::Step(StepError::Document(_)) => StatusCode::BAD_REQUEST,
            Self::Step(StepError::NotFrom { .. }) => StatusCode::CONFLICT,
            Self::Switch(SwitchError::Unknown(_)) => StatusCode::NOT_FOUND,
            Self::NotEdited(NotEdited::Unknown(_)) => StatusCode::NOT_FOUND,
            Self::NotBought(why) | Self::NotEdited(NotEdited::NotBought(why)) => match why {
                NotBought::Unknown(_) => StatusCode::NOT_FOUND,
                NotBought::Short { .. } => StatusCode::CONFLICT,
                NotBought::Nothing | NotBought::Negative(_) => StatusCode::BAD_REQUEST,
            },
            Self::Import(_) | Self::Rule(_) | Self::Switch(_) | Self::Body(_) => {
                StatusCode::BAD_REQUEST
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({"error": self.to_string()});
        (self.status(), Json(body)).into_response()
    }
}
