//! Fetching a picture from wherever the till says it lies.
//!
//! Guarantees: at most 10 MB are read; each redirect is looked at again by the transport, which
//! refuses private addresses; what is not a picture that the shop takes is refused by its bytes,
//! whatever it calls itself.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, header};
use ponte_domain::{
    finding::PictureTrouble,
    picture::{MAX_BYTES, kind},
};
use ponte_transport::{Request, Response, TransportError};
use url::Url;

use super::pass::Pass;

const TIMEOUT: Duration = Duration::from_secs(30);
const REDIRECTS: u32 = 5;
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// The picture at `address`.
pub(super) async fn picture(pass: &Pass<'_>, address: &str) -> Result<Bytes, PictureTrouble> {
    let url = Url::parse(address).map_err(|_| PictureTrouble::Missing)?;
    let mut tried = 0;
    let bytes = loop {
        tried += 1;
        match once(pass, url.clone()).await {
            Err(PictureTrouble::Unreachable) if tried < TRIES => {
                pass.engine.clock.sleep(PAUSE * tried).await;
            }
            fetched => break fetched?,
        }
    };
    if kind(&bytes).is_none() {
        return Err(PictureTrouble::WrongType);
    }
    Ok(bytes)
}

async fn once(pass: &Pass<'_>, mut url: Url) -> Result<Bytes, PictureTrouble> {
    for _ in 0..=REDIRECTS {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(PictureTrouble::ForbiddenAddress);
        }
        let mut request = Request::new(Method::GET, url.clone());
        request.timeout = TIMEOUT;
        let answer = pass.engine.pictures.send(request).await.map_err(trouble)?;
        if answer.status.is_redirection() {
            url = target(&url, &answer).ok_or(PictureTrouble::Missing)?;
            continue;
        }
        if answer.status.is_server_error() {
            return Err(PictureTrouble::Unreachable);
        }
        if !answer.status.is_success() {
            return Err(PictureTrouble::Missing);
        }
        return answer.body.bytes(MAX_BYTES).await.map_err(trouble);
    }
    Err(PictureTrouble::Missing)
}

fn target(url: &Url, answer: &Response) -> Option<Url> {
    let to = answer.headers.get(header::LOCATION)?.to_str().ok()?;
    url.join(to).ok()
}

fn trouble(error: TransportError) -> PictureTrouble {
    match error {
        TransportError::Forbidden(_) => PictureTrouble::ForbiddenAddress,
        TransportError::TooLarge { .. } => PictureTrouble::TooLarge,
        TransportError::Connect(_) | TransportError::Timeout(_) | TransportError::Broken(_) => {
            PictureTrouble::Unreachable
        }
    }
}
