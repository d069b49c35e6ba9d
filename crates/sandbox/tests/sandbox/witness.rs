//! Who watches the world sees what a call did to the shop's stock, answered or not.

use std::sync::{Arc, Mutex};

use http::{HeaderName, HeaderValue, Method, header};
use jiff::Timestamp;
use ponte_sandbox::{
    World,
    catalogue::{Product, Variant},
    faults::{Kind, Rule},
    in_process::{Hosts, InProcess},
    service::Service,
    shop::stock::Moved,
    world::{State, Witness},
};
use ponte_transport::{ManualClock, Request, Transport};

#[derive(Debug, Default)]
struct Notes(Mutex<Vec<(String, Vec<Moved>)>>);

impl Witness for Notes {
    fn stock_moved(&self, state: &State, tenant: usize, path: &str, moved: &[Moved]) {
        assert!(state.tenants.get(tenant).is_some());
        let mut notes = self.0.lock().expect("no panic while held");
        notes.push((path.to_owned(), moved.to_vec()));
    }
}

#[tokio::test]
async fn who_watches_the_world_sees_what_a_call_did_to_the_stock_answered_or_not() {
    let clock = Arc::new(ManualClock::new(Timestamp::UNIX_EPOCH));
    let world = World::with_tenants(clock, 1, 7);
    let hosts = Hosts::default();
    let sandbox = InProcess::new(world.clone(), &hosts);
    let notes = Arc::new(Notes::default());
    world.witnessed_by(notes.clone());
    let account = world.accounts().remove(0);
    {
        let (now, random) = (world.now(), world.random().clone());
        let mut state = world.lock();
        let cup = Product {
            variants: vec![Variant {
                sku: Some("CUP".to_owned()),
                ..Variant::default()
            }],
            ..Product::default()
        };
        state.tenants[0].shop.add_own_product(&cup, now, &*random);
        let lost = Rule {
            times: Some(1),
            ..Rule::new(Service::Shop, Kind::Drop)
        };
        state.faults.add(lost).expect("a rule");
    }
    for _ in 0..2 {
        let url = hosts.shop.join("v1.1/inventory/inventory.json");
        let mut request = Request::new(Method::PUT, url.expect("a path"));
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers.insert(header::CONTENT_TYPE, form);
        for (name, value) in [
            ("key", &account.shop_key),
            ("exchange", &account.shop_exchange),
        ] {
            let value = HeaderValue::from_str(value).expect("hex");
            request.headers.insert(HeaderName::from_static(name), value);
        }
        request.body = "sku=CUP&quantity=4&is_child=0".into();
        // The first one gets no answer; the second changes nothing.
        let _ = sandbox.send(request).await;
    }
    let moved = Moved {
        sku: "CUP".to_owned(),
        before: Some(0),
        after: Some(4),
    };
    let expected = [("/inventory/inventory.json".to_owned(), vec![moved])];
    assert_eq!(*notes.0.lock().expect("no panic while held"), expected);
}
