//! A browser: it keeps cookies, and sends back what a form holds.

use std::collections::BTreeMap;

use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;
use url::form_urlencoded;

use crate::text;

pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The token of the last form that was seen.
    pub csrf: String,
    /// Headers of its own.
    pub headers: HeaderMap,
}

pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// What a person reads.
    pub fn text(&self) -> String {
        text::of(&self.body)
    }

    /// Where it sends one.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a text"))
    }

    /// The value of the hidden field `name`.
    pub fn hidden(&self, name: &str) -> Option<&str> {
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&start)?;
        rest.split('"').next()
    }
}

impl Browser {
    pub fn new(router: Router) -> Self {
        let (cookies, headers) = (BTreeMap::new(), HeaderMap::new());
        Self {
            router,
            cookies,
            csrf: String::new(),
            headers,
        }
    }

    /// Another one with the same cookies.
    pub fn copy(&self) -> Self {
        let (router, cookies) = (self.router.clone(), self.cookies.clone());
        Self {
            router,
            cookies,
            csrf: self.csrf.clone(),
            headers: self.headers.clone(),
        }
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name).cloned()
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, String::new()).await
    }

    /// Sends a form, with the token that the last page held.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrf", &self.csrf).extend_pairs(fields);
        let body = body.finish();
        self.send(Method::POST, path, body).await
    }

    pub async fn log_in(&mut self, email: &str, password: &str) -> Page {
        self.get("/accedi").await;
        let page = self
            .post("/accedi", &[("email", email), ("password", password)])
            .await;
        if page.status == 303 {
            self.get("/connettore").await;
        }
        page
    }

    pub async fn send(&mut self, method: Method, path: &str, body: String) -> Page {
        let response = self.answer(method, path, body).await;
        let (head, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let body = String::from_utf8(body.to_vec()).expect("a text");
        let page = Page {
            status: head.status,
            headers: head.headers,
            body,
        };
        if let Some(csrf) = page.hidden("csrf") {
            csrf.clone_into(&mut self.csrf);
        }
        page
    }

    /// The answer with its body still to come.
    pub async fn answer(
        &mut self,
        method: Method,
        path: &str,
        body: String,
    ) -> http::Response<Body> {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        request.headers_mut().extend(self.headers.clone());
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        for line in response.headers().get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a text");
            let (pair, _) = line.split_once(';').expect("a cookie has attributes");
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }
}
