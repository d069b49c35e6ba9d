//! Webhooks: listed, found, made and removed.

use ponte_transport::TransportError;
use ts_commerce::{Error, WebhookType};

use crate::script::{Reply, Script, client, clock, ok, shop, status};

#[tokio::test]
async fn webhooks() -> Result<(), Error> {
    let (listing, script) = shop(include_str!("../samples/webhooks_list.json"));
    let found = listing.webhooks().await?;
    assert_eq!(script.last(), "GET /v1.1/webhook/list.json");
    let [sent, carts] = &found[..] else {
        panic!("two webhooks: {found:?}")
    };
    assert_eq!(
        (sent.kind, sent.name.as_str()),
        (WebhookType::OrderSent, "ponte-sent")
    );
    assert_eq!(sent.url, "https://ponte.example.test/in/a-secret-path");
    assert_eq!(
        (carts.kind, carts.id.as_str()),
        (WebhookType::CartAbandoned, "65e6f0c4aa00bb11cc22dd41")
    );
    assert!(!format!("{found:?}").contains("secret"));

    let (making, script) = shop(include_str!("../samples/webhook_created.json"));
    let id = making
        .create_webhook(
            "https://p.test/in/x",
            WebhookType::OrderInPreparation,
            "ponte-prep",
        )
        .await?;
    assert_eq!(id, "65e6f0c4aa00bb11cc22dd42");
    assert_eq!(
        script.last(),
        "POST /v1.1/webhook/webhook.json url=https%3A%2F%2Fp.test%2Fin%2Fx&type=3&name=ponte-prep"
    );

    let (removing, script) = shop(r#"{"ok":1,"n":1,"err":null}"#);
    removing.delete_webhook("65e6").await?;
    assert_eq!(script.last(), "DELETE /v1.1/webhook/webhook.json id=65e6");
    Ok(())
}

#[tokio::test]
async fn a_webhook_is_found_by_its_name_or_is_none() -> Result<(), Error> {
    let one = r#"{"type":0,"url":"http://x.test/","name":"a b","id":"65e6"}"#;
    let (finding, script) = shop(one);
    let found = finding.webhook_by_name("a b").await?.expect("one");
    assert_eq!(
        (found.id.as_str(), found.kind),
        ("65e6", WebhookType::OrderCreated)
    );
    assert_eq!(script.last(), "GET /v1.1/webhook/search.json?name=a%20b");
    for body in ["null", "[]", "{}", "false", r#""""#] {
        assert_eq!(shop(body).0.webhook_by_name("x").await?, None, "{body}");
    }
    let script = Script::new(|_, _| status(404, ""));
    assert_eq!(client(&script, &clock()).webhook_by_name("x").await?, None);
    let odd = shop(r#"{"name":"x"}"#).0.webhook_by_name("x").await;
    assert!(matches!(odd, Err(Error::BrokenAnswer { .. })), "{odd:?}");
    Ok(())
}

#[tokio::test]
async fn a_creation_leaves_once() {
    let replies: [fn() -> Reply; 4] = [
        || status(500, ""),
        || status(429, ""),
        || Err(TransportError::Broken("cut".into())),
        || ok("{}"),
    ];
    for reply in replies {
        let script = Script::new(move |_, _| reply());
        let outcome = client(&script, &clock())
            .create_webhook("http://x.test/", WebhookType::OrderPaid, "x")
            .await;
        assert!(outcome.is_err());
        assert_eq!(script.calls(), 1);
    }
}
