//! The app: installed by the platform's call, shown in a frame.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use ponte_sandbox::{
    SharedWorld, World,
    app::{App, NotInstalled},
    deliver,
    in_process::{Hosts, InProcess},
    shop::pairs::Access,
};
use ponte_transport::{
    Body, ManualClock, Request, Response, SharedTransport, Transport, TransportError,
};
use serde_json::json;
use url::{Url, form_urlencoded};

use crate::running::{Sandbox, Sent};

const AUTH: &str = "http://ponte.test/installa";

/// Notes what reaches the Auth URL.
#[derive(Default)]
struct Receiver {
    bodies: Mutex<Vec<(String, String)>>,
    refuses: bool,
}

#[async_trait]
impl Transport for Receiver {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        assert_eq!((request.method, request.url.as_str()), (Method::POST, AUTH));
        let content = request.headers[http::header::CONTENT_TYPE].to_str();
        let content = content.expect("a text").to_owned();
        let body = String::from_utf8(request.body.to_vec()).expect("a text");
        let mut bodies = self.bodies.lock().expect("no panic while held");
        bodies.push((content, body));
        let status = if self.refuses {
            StatusCode::BAD_GATEWAY
        } else {
            StatusCode::OK
        };
        Ok(Response {
            status,
            headers: HeaderMap::new(),
            body: Body::from(Bytes::new()),
        })
    }
}

/// A world with an app, and whoever is called.
struct Scene {
    clock: Arc<ManualClock>,
    world: SharedWorld,
    instance: String,
    receiver: Arc<Receiver>,
    services: InProcess,
}

impl Scene {
    fn new(access: Access, refuses: bool) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
        let world = World::with_tenants(clock.clone(), 1, 3);
        let url = |text: &str| Url::parse(text).expect("an address");
        world.lock().app = Some(App {
            auth_url: url(AUTH),
            embed_url: url("http://ponte.test/incorpora"),
            access,
        });
        Self {
            clock,
            instance: world.accounts().remove(0).instance,
            receiver: Arc::new(Receiver {
                bodies: Mutex::default(),
                refuses,
            }),
            services: InProcess::new(world.clone(), &Hosts::default()),
            world,
        }
    }

    fn install(&self) -> bool {
        let (now, random) = (self.world.now(), self.world.random().clone());
        let mut state = self.world.lock();
        let again = state.install(&self.instance, now, random.as_ref());
        again.expect("there is an app")
    }

    /// What is posted now: content type and body.
    async fn called(&self) -> Vec<(String, String)> {
        let receiver: SharedTransport = self.receiver.clone();
        deliver::due(&self.world, &receiver).await;
        let mut bodies = self.receiver.bodies.lock().expect("no panic while held");
        std::mem::take(&mut *bodies)
    }

    /// The keys of the newest call.
    async fn keys(&self) -> (String, String) {
        let (_, body) = self.called().await.pop().expect("a call");
        (field(&body, "key"), field(&body, "exchange"))
    }

    /// The status that a call with these keys gets.
    async fn asked(&self, method: Method, path: &str, keys: &(String, String)) -> u16 {
        let url = format!("http://shop.sandbox.test/v1.1{path}");
        let mut request = Request::new(method, Url::parse(&url).expect("an address"));
        for (name, value) in [("key", &keys.0), ("exchange", &keys.1)] {
            let value = HeaderValue::from_str(value).expect("hex");
            request.headers.insert(name, value);
        }
        let answer = self.services.send(request).await.expect("an answer");
        answer.status.as_u16()
    }
}

fn field(body: &str, name: &str) -> String {
    let mut pairs = form_urlencoded::parse(body.as_bytes());
    let found = pairs.find(|(known, _)| known == name);
    found.expect("the field").1.into_owned()
}

const INFO: &str = "/store/info.json";

#[tokio::test]
async fn an_installation_is_posted_to_the_auth_url_with_keys_that_work() {
    let scene = Scene::new(Access::ReadWrite, false);
    assert!(!scene.install());
    let calls = scene.called().await;
    let [(content, body)] = &calls[..] else {
        panic!("one call: {calls:?}")
    };
    assert_eq!(content, "application/x-www-form-urlencoded");
    assert_eq!(field(body, "instance"), scene.instance);
    let keys = (field(body, "key"), field(body, "exchange"));
    assert_eq!(scene.asked(Method::GET, INFO, &keys).await, 200);
}

#[tokio::test]
async fn installing_again_ends_the_older_keys_and_uninstalling_ends_the_last() {
    let scene = Scene::new(Access::ReadWrite, false);
    scene.install();
    let first = scene.keys().await;
    assert!(scene.install());
    let second = scene.keys().await;
    assert_eq!(scene.asked(Method::GET, INFO, &first).await, 401);
    assert_eq!(scene.asked(Method::GET, INFO, &second).await, 200);
    assert_eq!(scene.world.lock().uninstall(&scene.instance), Ok(true));
    assert_eq!(scene.asked(Method::GET, INFO, &second).await, 401);
    assert_eq!(scene.called().await, [], "nobody is told");
    assert_eq!(scene.world.lock().uninstall(&scene.instance), Ok(false));
}

#[tokio::test]
async fn older_keys_stay_where_the_switch_says_so() {
    let scene = Scene::new(Access::ReadWrite, false);
    scene.world.lock().switches.shop_reinstall_ends_older = false;
    scene.install();
    let first = scene.keys().await;
    scene.install();
    assert_eq!(scene.asked(Method::GET, INFO, &first).await, 200);
}

#[tokio::test]
async fn the_call_is_json_and_repeated_where_the_switches_say_so() {
    let scene = Scene::new(Access::ReadWrite, true);
    {
        let mut state = scene.world.lock();
        state.switches.shop_install_json = true;
        state.switches.shop_install_tries = 2;
    }
    scene.install();
    let (content, first) = scene.called().await.pop().expect("a call");
    assert_eq!(content, "application/json");
    let read: serde_json::Value = serde_json::from_str(&first).expect("JSON");
    assert_eq!(read["instance"], json!(scene.instance));
    for again in [true, false] {
        scene.clock.advance(std::time::Duration::from_secs(60));
        let calls = scene.called().await;
        assert_eq!(calls.iter().any(|(_, body)| *body == first), again);
    }
}

#[tokio::test]
async fn an_app_that_asks_to_read_gets_keys_that_may_only_read() {
    let scene = Scene::new(Access::Read, false);
    scene.install();
    let keys = scene.keys().await;
    let write = "/inventory/patchInventory.json?sku=X&quantity=0";
    assert_eq!(scene.asked(Method::GET, INFO, &keys).await, 200);
    assert_eq!(scene.asked(Method::PUT, write, &keys).await, 403);
    scene.world.lock().switches.shop_read_pair_status = 401;
    assert_eq!(scene.asked(Method::PUT, write, &keys).await, 401);
}

#[tokio::test]
async fn without_an_app_there_is_nothing_to_install() {
    let scene = Scene::new(Access::Read, false);
    let (now, random) = (scene.world.now(), scene.world.random().clone());
    let mut state = scene.world.lock();
    let nobody = state.install("nobody", now, random.as_ref());
    assert_eq!(nobody, Err(NotInstalled::NoTenant("nobody".to_owned())));
    state.app = None;
    let nothing = state.install(&scene.instance, now, random.as_ref());
    assert_eq!(nothing, Err(NotInstalled::NoApp));
}

async fn page(sandbox: &Sandbox, path: &str) -> String {
    let url = sandbox.running.control.join(path).expect("a path");
    let patience = std::time::Duration::from_secs(5);
    let answer = sandbox.send(Method::GET, url, Sent::default(), patience);
    let (status, text) = answer.await.expect("a page");
    assert_eq!(status, 200, "{path}");
    String::from_utf8(text.into()).expect("UTF-8")
}

#[tokio::test]
async fn the_shop_s_admin_shows_the_app_in_a_frame_once_it_is_installed() {
    let sandbox = Sandbox::bare().await;
    let html = page(&sandbox, "/negozio").await;
    assert!(html.contains("Connettore Cassa in Cloud"));
    assert!(!html.contains("Installa</button>"), "there is no app yet");
    let app = json!({
        "auth_url": "http://127.0.0.1:9/installa",
        "embed_url": "http://ponte.localhost:9/incorpora",
    });
    assert_eq!(sandbox.control("PUT", "/app", app).await.0, 200);
    let html = page(&sandbox, "/negozio").await;
    assert!(html.contains("Installa</button>") && !html.contains("<iframe"));

    let instance = &sandbox.running.accounts[0].instance;
    let path = format!("/accounts/{instance}/app");
    let (status, done) = sandbox
        .control("POST", &path, serde_json::Value::Null)
        .await;
    assert_eq!((status, done["again"].as_bool()), (200, Some(false)));
    let html = page(&sandbox, "/negozio?larghezza=320").await;
    let framed = format!(
        "<iframe src=\"http://ponte.localhost:9/incorpora?instance={instance}\" \
         title=\"Connettore Cassa in Cloud\" width=\"320\""
    );
    assert!(html.contains(&framed), "{html}");
    let (status, _) = sandbox
        .control("DELETE", &path, serde_json::Value::Null)
        .await;
    assert_eq!(status, 204);
    assert!(!page(&sandbox, "/negozio").await.contains("<iframe"));
}
