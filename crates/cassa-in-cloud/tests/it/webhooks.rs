//! The list of webhooks.

use cassa_in_cloud::{
    Error, Query,
    webhook::{Entity, Event},
};

use crate::script::{Script, client, clock, ok};

#[tokio::test]
async fn webhooks_are_listed_and_their_secrets_are_not_kept() -> Result<(), Error> {
    let sample = include_str!("../samples/webhooks_page.json");
    let till = client(&Script::with_tokens(move |_, _| ok(sample)), &clock());
    let page = till.webhooks(&Query::default()).await?;
    let [ours, other] = &page.rows[..] else {
        panic!("two webhooks: {page:?}")
    };
    assert_eq!(ours.entity, Some(Entity::Order));
    assert_eq!(ours.events, [Event::Create, Event::Edit]);
    assert_eq!(
        (ours.paused, &ours.ids_sales_point[..]),
        (Some(false), &[101, 102][..])
    );
    assert!(
        ours.url
            .as_deref()
            .is_some_and(|url| url.ends_with("/a-secret-path"))
    );
    assert_eq!(
        (other.id.as_str(), &other.events[..]),
        ("7", &[Event::Create][..])
    );
    assert_eq!(other.entity.as_ref().map(Entity::as_str), Some("GIFTCARD"));
    assert!(!format!("{page:?}").contains("secret"));
    Ok(())
}
