//! Why the till refuses a call, and the three ways it may write that
//! (Cassa in Cloud sheet §7, §24 "Errors"; switch `till.errors`).

use axum::{
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    SharedWorld,
    switches::{Switches, TillErrors},
    till::{orders::refusal::OrderRefusal, people::PersonError},
};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// No account has this api key, or the body holds none.
    #[error("wrong api key")]
    WrongKey,
    /// The account's licence does not allow the API.
    #[error("the account has no licence for the API")]
    NoLicence,
    /// The token is missing, unknown or over.
    #[error("missing or expired token")]
    Token,
    /// `X-Version` is missing or not `1.0.0`.
    #[error("missing or unknown version")]
    Version,
    /// The key has no such permission.
    #[error("the key may not {0}")]
    Scope(&'static str),
    /// The key may not see this sales point.
    #[error("sales point {0} is not enabled")]
    SalesPoint(i64),
    /// A missing or unreadable parameter.
    #[error("bad parameter {0}")]
    Param(String),
    /// A list parameter that is no JSON array.
    #[error("parameter {0} is not an array")]
    NotArray(String),
    /// A write without `X-Requested-With`.
    #[error("no X-Requested-With")]
    RequestedWith,
    /// An order, by its place in the batch.
    #[error("order {0} of the batch: {1}")]
    Order(usize, OrderRefusal),
    /// A customer or an organization.
    #[error(transparent)]
    Person(PersonError),
    /// No record with this id.
    #[error("no such record")]
    UnknownId,
    /// The allowance of this window is used up.
    #[error("too many calls")]
    TooMany,
    /// The body is too long.
    #[error("body too long")]
    Body,
    /// Path and query are too long.
    #[error("URL too long")]
    Url,
    /// There is no such route.
    #[error("no such route")]
    Route,
    /// The server broke.
    #[error("something went wrong")]
    Broken,
}

impl Refusal {
    /// The status; a switch set to something that is none falls back on the sheet's.
    fn status(&self, switches: &Switches) -> StatusCode {
        let chosen = |number: u32, default| {
            let number = u16::try_from(number).ok();
            let status = number.and_then(|number| StatusCode::from_u16(number).ok());
            status.unwrap_or(default)
        };
        match self {
            Self::WrongKey | Self::NoLicence => {
                chosen(switches.till_wrong_key_status, StatusCode::BAD_REQUEST)
            }
            Self::Token => StatusCode::UNAUTHORIZED,
            Self::Scope(_) => chosen(switches.till_scope_status, StatusCode::FORBIDDEN),
            Self::SalesPoint(_) => chosen(switches.till_sales_point_status, StatusCode::FORBIDDEN),
            Self::UnknownId => chosen(switches.till_unknown_id_status, StatusCode::NOT_FOUND),
            Self::TooMany => chosen(switches.till_too_many_status, StatusCode::TOO_MANY_REQUESTS),
            Self::Person(PersonError::Conflict) | Self::Order(_, OrderRefusal::Conflict) => {
                chosen(switches.till_conflict_status, StatusCode::BAD_REQUEST)
            }
            Self::Order(..) => chosen(switches.till_order_refusal_status, StatusCode::BAD_REQUEST),
            Self::Person(PersonError::Missing) => Self::UnknownId.status(switches),
            Self::RequestedWith => StatusCode::FORBIDDEN,
            Self::Version | Self::Param(_) | Self::NotArray(_) | Self::Person(_) => {
                StatusCode::BAD_REQUEST
            }
            Self::Body => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Url => StatusCode::URI_TOO_LONG,
            Self::Route => StatusCode::NOT_FOUND,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Code and subject, as `error` and `msg`.
    fn code(&self) -> (&'static str, String) {
        match self {
            Self::WrongKey => ("InvalidParams", "apiKey".to_owned()),
            Self::NoLicence => ("InvalidParams", "license".to_owned()),
            Self::Token => ("Unauthorized", "token".to_owned()),
            Self::Version => ("InvalidParams", "X-Version".to_owned()),
            Self::Scope(scope) => ("Forbidden", (*scope).to_owned()),
            Self::SalesPoint(_) => ("InvalidIdSalesPoint", "idSalesPoint".to_owned()),
            Self::Param(name) => ("InvalidParams", name.clone()),
            Self::NotArray(name) => ("error.expected.jsarray", name.clone()),
            Self::RequestedWith => ("Forbidden", "X-Requested-With".to_owned()),
            Self::Order(_, refusal) => (refusal.code(), refusal.to_string()),
            Self::Person(PersonError::Field(name)) => ("InvalidParams", name.clone()),
            Self::Person(PersonError::Conflict) => ("ConflictValue", "externalId".to_owned()),
            Self::Person(PersonError::Missing) | Self::UnknownId => ("InvalidId", "id".to_owned()),
            Self::TooMany => ("TooManyRequests", "limit".to_owned()),
            Self::Body => ("PayloadTooLarge", "body".to_owned()),
            Self::Url => ("UriTooLong", "url".to_owned()),
            Self::Route => ("NotFound", "route".to_owned()),
            Self::Broken => ("ServerError", "something went wrong".to_owned()),
        }
    }

    /// The answer in the style that the switches choose.
    pub(super) fn response(&self, switches: &Switches) -> Response {
        let (code, subject) = self.code();
        let play = || {
            let (path, args) = match self {
                Self::Order(place, refusal) => {
                    let path = format!("obj.create[{place}].{}", refusal.field());
                    (path.trim_end_matches('.').to_owned(), vec![&subject])
                }
                _ => (format!("obj.{subject}"), vec![]),
            };
            json!({ path: [{"msg": [code], "args": args}] }).to_string()
        };
        let (kind, body) = match (switches.till_errors, self) {
            (TillErrors::Text, _) => ("text/plain; charset=utf-8", format!("{code}: {subject}")),
            // Seen live in this shape (sheet §5.1), whatever the rest looks like.
            (TillErrors::Code, Self::NotArray(_)) | (TillErrors::Play, _) => {
                ("application/json", play())
            }
            (TillErrors::Code, _) => {
                let body = json!({"error": code, "msg": subject});
                ("application/json", body.to_string())
            }
        };
        (self.status(switches), [(CONTENT_TYPE, kind)], body).into_response()
    }
}

/// What is not in the documentation is not there, other methods of a known path included
/// (sheet §24.19).
pub(super) async fn no_route(State(world): State<SharedWorld>) -> Response {
    Refusal::Route.response(&world.lock().switches)
}
