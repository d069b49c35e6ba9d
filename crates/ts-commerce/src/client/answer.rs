//! Which answer is an error (TS Commerce sheet §6).
//!
//! Guarantees, each borne by a test below:
//! - an error is noticed in each of its styles: flat, nested, under HTTP 200, and the driver's `err`;
//! - an empty `error` of any kind is none;
//! - a cut answer is told without its text: it may be an order with its buyer.

use http::{HeaderMap, Method, StatusCode};
use serde_json::value::RawValue;

use crate::{
    Allowance, Error,
    fields::{Fields, Scalar},
    unconfirmed,
};

/// The header that tells an endpoint's allowance: `left/assigned` (sheet §5).
pub(super) fn allowance(headers: &HeaderMap) -> Option<Allowance> {
    let (left, assigned) = headers
        .get("x-storeden-limit")?
        .to_str()
        .ok()?
        .split_once('/')?;
    Some(Allowance {
        left: left.trim().parse().ok()?,
        assigned: assigned.trim().parse().ok()?,
    })
}

/// The error in an answer whose status is not 2xx (rule 1).
pub(super) fn refusal(
    method: &Method,
    status: StatusCode,
    allowance: Option<Allowance>,
    body: &[u8],
) -> Error {
    let raw = String::from_utf8_lossy(body);
    let found = Fields::parse(&raw)
        .ok()
        .and_then(|fields| told(fields).ok());
    let (code, text) = match found {
        Some(Told { code, text }) if !text.is_empty() => (code, text),
        _ => (None, raw.into_owned()),
    };
    Error::from_status(method, status, code, allowance, &text)
}

/// The text of a 2xx answer, unless it is an error after all (rules 2 to 4).
pub(super) fn accept(method: &Method, path: &str, body: &[u8]) -> Result<Box<RawValue>, Error> {
    let answer: Box<RawValue> = serde_json::from_slice(body)
        .map_err(|error| Error::broken(path, &format!("{error}{}", told_of(body))))?;
    if let Some(Told { code, text }) = in_200(answer.get()) {
        let status = code.and_then(unconfirmed::status_of_code);
        return Err(match status {
            Some(status) => Error::from_status(method, status, code, None, &text),
            None => Error::Refused {
                status: StatusCode::OK,
                code,
                text: ponte_transport::redact::excerpt(&text, 500),
            },
        });
    }
    Ok(answer)
}

/// What may be said of a body that is no JSON: all of a page of maintenance, nothing of a record.
fn told_of(body: &[u8]) -> String {
    match body.trim_ascii_start().first() {
        None | Some(b'{' | b'[' | b'"') => String::new(),
        Some(_) => format!(
            ": {}",
            String::from_utf8_lossy(&body[..body.len().min(2000)])
        ),
    }
}

/// What an error says about itself.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    code: Option<i64>,
    text: String,
}

/// The error in an answer with HTTP 200, if there is one.
fn in_200(answer: &str) -> Option<Told> {
    if !answer.starts_with('{') {
        return None;
    }
    let mut fields = Fields::parse(answer).ok()?;
    if let Some(error) = fields.take(&["error"])
        && is_error(&error)
    {
        // Put together anew: the whole object is asked for its message.
        return told(Fields::parse(answer).ok()?).ok();
    }
    let err = fields.take(&["err"])?;
    if !is_error(&err) {
        return None;
    }
    let text = fields.filled(&["errmsg", "message"]).ok().flatten();
    let text = text.unwrap_or_else(|| words(&err));
    Some(Told { code: None, text })
}

/// A number other than 0, a filled text, list or object, or true (rule 2).
fn is_error(value: &RawValue) -> bool {
    match Scalar::of(value) {
        Scalar::Null | Scalar::Flag(false) => false,
        Scalar::Flag(true) => true,
        Scalar::Number(_) => Scalar::of(value).int() != Ok(Some(0)),
        Scalar::Text(text) => !text.is_empty(),
        Scalar::Other => !matches!(value.get(), "[]" | "{}") && !is_blank_list(value),
    }
}

/// `[ ]` or `{ }`, written with white space.
fn is_blank_list(value: &RawValue) -> bool {
    let inner = &value.get()[1..value.get().len() - 1];
    inner.trim().is_empty()
}

/// Code and message: `message` (flat), else what stands in `error` (nested), else its own text.
fn told(mut fields: Fields) -> Result<Told, crate::fields::FieldError> {
    let message = fields.filled(&["message"])?;
    let Some(error) = fields.take(&["error"]) else {
        return Ok(Told {
            code: None,
            text: message.unwrap_or_default(),
        });
    };
    let mut nested = if error.get().starts_with('{') {
        Fields::parse(error.get())?
    } else {
        Fields::default()
    };
    let code = match Scalar::of(&error) {
        Scalar::Number(_) => Scalar::of(&error).int().ok().flatten(),
        _ => nested.int(&["code"]).ok().flatten(),
    };
    let text = match message {
        Some(message) => message,
        None => nested
            .filled(&["message"])?
            .unwrap_or_else(|| words(&error)),
    };
    Ok(Told { code, text })
}

fn words(value: &RawValue) -> String {
    match Scalar::of(value).text() {
        Ok(Some(text)) => text,
        _ => value.get().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(body: &str) -> Result<String, Error> {
        accept(&Method::GET, "/x", body.as_bytes()).map(|raw| raw.get().to_owned())
    }

    #[test]
    fn an_error_under_http_200_is_noticed_in_each_style() {
        for (body, code, text) in [
            (r#"{"error":7,"message":"bad sku"}"#, Some(7), "bad sku"),
            (
                r#"{"error":{"code":7,"message":"bad sku"}}"#,
                Some(7),
                "bad sku",
            ),
            (r#"{"error":{"message":"bad sku"}}"#, None, "bad sku"),
            (r#"{"error":"bad sku"}"#, None, "bad sku"),
            (r#"{"error":["bad sku"]}"#, None, r#"["bad sku"]"#),
            (r#"{"error":true,"message":"bad sku"}"#, None, "bad sku"),
            (
                r#"{"ok":0,"err":"E11000","errmsg":"bad sku"}"#,
                None,
                "bad sku",
            ),
            (r#"{"ok":0,"err":"bad sku"}"#, None, "bad sku"),
        ] {
            match accepted(body) {
                Err(Error::Refused {
                    status,
                    code: found,
                    text: said,
                }) => {
                    assert_eq!((status, found, said.as_str()), (StatusCode::OK, code, text));
                }
                other => panic!("{body}: {other:?}"),
            }
        }
    }

    #[test]
    fn an_empty_error_of_any_kind_is_none() {
        for body in [
            r#"{"error":[]}"#,
            r#"{"error":[ ]}"#,
            r#"{"error":{}}"#,
            r#"{"error":null,"err":null}"#,
            r#"{"error":0}"#,
            r#"{"error":false}"#,
            r#"{"error":"","err":""}"#,
            r#"{"ok":1,"err":null,"errmsg":null}"#,
            "[]",
            r#"[{"error":1}]"#,
            "null",
        ] {
            assert!(accepted(body).is_ok(), "{body}");
        }
    }

    #[test]
    fn a_number_that_is_a_status_is_read_as_one() {
        let of = |body| accepted(body).expect_err("an error");
        assert!(matches!(
            of(r#"{"error":401,"message":"no"}"#),
            Error::WrongCredentials { .. }
        ));
        assert!(matches!(
            of(r#"{"error":404,"message":"no"}"#),
            Error::NotFound { .. }
        ));
        assert!(matches!(
            of(r#"{"error":509,"message":"no"}"#),
            Error::Quota { until: None }
        ));
        assert!(matches!(
            of(r#"{"error":429,"message":"no"}"#),
            Error::Throttled { .. }
        ));
        assert!(of(r#"{"error":500,"message":"no"}"#).outcome_unknown());
    }

    #[test]
    fn what_is_no_json_is_a_broken_answer() {
        for body in ["", "<html>oops</html>", r#"{"uid":1"#] {
            assert!(
                matches!(accepted(body), Err(Error::BrokenAnswer { .. })),
                "{body}"
            );
        }
    }

    #[test]
    fn a_refusals_message_is_read_in_each_style() {
        for (body, text) in [
            (r#"{"error":3,"message":"flat"}"#, "flat"),
            (r#"{"error":{"message":"nested"}}"#, "nested"),
            (r#"{"message":"alone"}"#, "alone"),
            ("plain words", "plain words"),
            ("{}", "{}"),
        ] {
            let error = refusal(&Method::PUT, StatusCode::BAD_REQUEST, None, body.as_bytes());
            match error {
                Error::Refused { text: said, .. } => assert_eq!(said, text),
                other => panic!("{body}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_key_that_may_only_read_is_told_from_a_wrong_one() {
        let of = |method: Method, status| refusal(&method, status, None, b"");
        let forbidden = StatusCode::FORBIDDEN;
        assert!(matches!(
            of(Method::PUT, forbidden),
            Error::MissingPermission { .. }
        ));
        assert!(matches!(
            of(Method::GET, forbidden),
            Error::WrongCredentials { .. }
        ));
        let unauthorized = StatusCode::UNAUTHORIZED;
        assert!(matches!(
            of(Method::PUT, unauthorized),
            Error::WrongCredentials { .. }
        ));
    }

    #[test]
    fn the_allowance_is_read_from_its_header() {
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-storeden-limit", http::HeaderValue::from_static(text));
            allowance(&headers)
        };
        let allowance = Some(Allowance {
            left: 0,
            assigned: 5,
        });
        assert_eq!(
            (of("0/5"), of(" 0 / 5 "), of("none")),
            (allowance, allowance, None)
        );
    }

    #[test]
    fn a_cut_answer_is_told_without_its_text() {
        let cut = accepted(r#"{"billing":{"fullname":"Anna Segreta","ad"#);
        let error = cut.expect_err("no whole answer");
        assert!(!format!("{error} {error:?}").contains("Segreta"), "{error}");
        let page = accepted("<html>maintenance</html>").expect_err("no JSON");
        assert!(page.to_string().contains("maintenance"), "{page}");
    }
}
