//! Tokens: how one is asked for and what it opens (Cassa in Cloud sheet §3, §24.1).
//!
//! A token is found in the account's list, never read: its signature is random.

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, header::AUTHORIZATION},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use ponte_transport::Randomness;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{refusal::Refusal, window};
use crate::{
    SharedWorld, State as WorldState, Tenant,
    switches::TillToken,
    till::state::{Till, Token},
};

#[derive(Deserialize)]
struct Asked {
    #[serde(rename = "apiKey")]
    api_key: String,
}

/// `POST /apikey/token`.
pub(super) async fn token(State(world): State<SharedWorld>, body: Bytes) -> Response {
    let (now, random) = (world.now(), world.random());
    let mut state = world.lock();
    match issue(&mut state, &body, now, random.as_ref()) {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(refusal) => refusal.response(&state.switches),
    }
}

fn issue(
    state: &mut WorldState,
    body: &[u8],
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Value, Refusal> {
    let asked: Asked = serde_json::from_slice(body).map_err(|_| Refusal::WrongKey)?;
    let switches = &state.switches;
    let mut tenants = state.tenants.iter_mut();
    let tenant = tenants.find(|tenant| tenant.account.till_key == asked.api_key);
    let till = &mut tenant.ok_or(Refusal::WrongKey)?.till;
    if !till.licensed {
        return Err(Refusal::NoLicence);
    }
    if switches.till_token_counted {
        window::count(till, switches, "/apikey/token", now)?;
    }
    let seconds = till.limits.token_seconds;
    let expires = now.as_millisecond().saturating_add(seconds * 1000);
    let text = match switches.till_token {
        TillToken::Random => random.token(32),
        TillToken::Sample => jwt(&sample_claims(till, expires), random),
        TillToken::Live => jwt(&live_claims(till, expires), random),
    };
    if switches.till_one_token {
        till.tokens.clear();
    }
    till.tokens
        .retain(|token| token.expires > now.as_millisecond());
    till.tokens.push(Token {
        text: text.clone(),
        expires,
    });
    Ok(json!({"access_token": text, "expires_in": seconds, "token_type": "Bearer"}))
}

fn sample_claims(till: &Till, expires: i64) -> Value {
    let scopes: Vec<&str> = till.scopes.iter().map(String::as_str).collect();
    json!({"sub": "4711", "iss": "client:12", "exp": expires / 1000, "scope": scopes.join(",")})
}

fn live_claims(till: &Till, expires: i64) -> Value {
    let point = till.sales_points().iter().find(|point| point.enabled);
    json!({
        "sub": "4711", "iss": "titolare@negozio.example", "exp": expires / 1000,
        "scope": "read, write", "allowAccountOperation": false, "webMenu": false,
        "idsSalesPoint": point.map(|point| point.id.to_string()).unwrap_or_default(),
    })
}

fn jwt(claims: &Value, random: &dyn Randomness) -> String {
    let mut signature = [0; 64];
    random.fill(&mut signature);
    let head = URL_SAFE_NO_PAD.encode(json!({"alg": "HS512"}).to_string());
    let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
    format!("{head}.{claims}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The token of a call.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// Whose token it is, as long as it lives.
pub(super) fn tenant_of<'a>(
    tenants: &'a mut [Tenant],
    token: &str,
    now: Timestamp,
) -> Option<&'a mut Tenant> {
    let place = place_of(tenants, token, now)?;
    tenants.get_mut(place)
}

/// Place of the tenant whose token it is, as long as it lives.
pub(super) fn place_of(tenants: &[Tenant], token: &str, now: Timestamp) -> Option<usize> {
    let now = now.as_millisecond();
    let alive = |known: &Token| known.text == token && known.expires > now;
    let mut tenants = tenants.iter();
    tenants.position(|tenant| tenant.till.tokens.iter().any(alive))
}
