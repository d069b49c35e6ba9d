//! Reading lists: whole, or as a stream (TS Commerce sheet §7).

use bytes::Bytes;
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use http::Method;
use ponte_transport::TransportError;
use serde_json::value::RawValue;

use super::{Call, Client, Effect, LIST_TIMEOUT, answer};
use crate::{
    Error, Form,
    array_stream::{Splitter, Whole},
    fields::{Fields, Row, row},
    unconfirmed,
};

/// Bytes of one element of a list that is read as a stream.
const MOST_ELEMENT_BYTES: usize = 4 * 1024 * 1024;

impl Client {
    /// Reads the bare list at `path` whole.
    pub(crate) async fn read_rows<T: Row>(
        &self,
        path: &str,
        query: &Form,
    ) -> Result<Vec<T>, Error> {
        let answer = self.read(path, query).await?;
        rows(answer.get(), &[]).map_err(|reason| Error::broken(path, &reason))
    }

    /// As [`Self::read_rows`]; the list may also be the one list inside an object.
    pub(crate) async fn read_page<T: Row>(
        &self,
        path: &str,
        query: &Form,
    ) -> Result<Vec<T>, Error> {
        let answer = self.read(path, query).await?;
        rows(answer.get(), &unconfirmed::PAGE_ENVELOPES)
            .map_err(|reason| Error::broken(path, &reason))
    }

    /// Reads the bare list at `path` as a stream. It ends with its first error; an error after some
    /// rows means that the list is not whole.
    pub(crate) fn stream_rows<T: Row + Send + 'static>(
        &self,
        path: &'static str,
        query: Form,
    ) -> BoxStream<'static, Result<T, Error>> {
        let client = self.clone();
        stream::once(async move {
            let body = client.open_list(path, &query).await?;
            let state = (body, Splitter::new(MOST_ELEMENT_BYTES), 0_u64);
            Ok::<_, Error>(stream::try_unfold(
                state,
                move |(mut body, mut splitter, place)| async move {
                    let element = next_element(path, &mut body, &mut splitter).await?;
                    let Some(element) = element else {
                        return finish(path, splitter);
                    };
                    let row = parse_element(&element)
                        .map_err(|reason| Error::broken(path, &format!("[{place}] {reason}")))?;
                    Ok(Some((row, (body, splitter, place + 1))))
                },
            ))
        })
        .try_flatten()
        .boxed()
    }

    async fn open_list(&self, path: &str, query: &Form) -> Result<Pieces, Error> {
        let body = &Form::new();
        let call = Call {
            method: Method::GET,
            path,
            query,
            body,
            effect: Effect::Read,
        };
        let mut tried = 0;
        loop {
            tried += 1;
            match self.open(&call, LIST_TIMEOUT).await {
                Ok(response) => return Ok(response.body.into_stream()),
                Err(error) => self.before_repeat(&call, tried, error).await?,
            }
        }
    }
}

type Pieces = BoxStream<'static, Result<Bytes, TransportError>>;

async fn next_element(
    path: &str,
    body: &mut Pieces,
    splitter: &mut Splitter,
) -> Result<Option<Vec<u8>>, Error> {
    loop {
        let element = splitter.next();
        let element = element.map_err(|error| Error::broken(path, &error.to_string()))?;
        if element.is_some() {
            return Ok(element);
        }
        match body.next().await {
            Some(piece) => splitter.feed(piece?),
            None => return Ok(None),
        }
    }
}

/// The end of the body: of a list, or of an object that tells an error.
fn finish<T>(path: &str, splitter: Splitter) -> Result<Option<T>, Error> {
    let whole = splitter
        .finish()
        .map_err(|error| Error::broken(path, &error.to_string()))?;
    match whole {
        Whole::List => Ok(None),
        Whole::Other(body) => {
            answer::accept(&Method::GET, path, &body)?;
            Err(Error::broken(path, "the answer is no list"))
        }
    }
}

fn parse_element<T: Row>(element: &[u8]) -> Result<T, String> {
    let text = std::str::from_utf8(element).map_err(|_| "not UTF-8".to_owned())?;
    row(text).map_err(|error| error.to_string())
}

/// The rows of a bare list, or of the first list under one of `envelopes`.
fn rows<T: Row>(answer: &str, envelopes: &[&str]) -> Result<Vec<T>, String> {
    let items: Vec<Box<RawValue>> = match serde_json::from_str(answer) {
        Ok(items) => items,
        Err(_) => enveloped(answer, envelopes).ok_or("the answer is no list")?,
    };
    items
        .iter()
        .enumerate()
        .map(|(place, item)| row(item.get()).map_err(|error| format!("[{place}] {error}")))
        .collect()
}

fn enveloped(answer: &str, envelopes: &[&str]) -> Option<Vec<Box<RawValue>>> {
    let entries = Fields::parse(answer).ok()?.entries();
    let list = entries
        .into_iter()
        .find(|(name, value)| envelopes.contains(&name.as_str()) && value.get().starts_with('['))?;
    serde_json::from_str(list.1.get()).ok()
}
