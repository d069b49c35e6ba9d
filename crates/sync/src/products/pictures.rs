//! Pictures: fetched, looked at, sent once, taken away when the till no longer has them.
//!
//! Guarantees: a picture is recognised by its content, so another address for the same bytes sends
//! nothing; the shop's image ids are noted before a picture is sent, and after an unknown outcome an
//! id that was not among them is ours; a picture that cannot be fetched or is refused becomes a
//! finding and the rest goes on; pictures of one product are sent one after the other, the main one
//! first; a run for one product sends no other's.

mod one;
pub(super) mod plan;

use std::sync::atomic::{AtomicBool, Ordering};

use futures::{StreamExt, stream};

use super::{pass::Pass, trouble::Trouble};

/// Products asked for at once.
const PAGE: i64 = 50;

/// How many pictures are to be sent or taken away.
pub(super) async fn open_pictures(pass: &Pass<'_>) -> Result<i64, Trouble> {
    Ok(pass.read().await?.pictures_open_count(pass.id()).await?)
}

/// Sends and takes away what is open.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    if open_pictures(pass).await? == 0 {
        return Ok(());
    }
    let halt = AtomicBool::new(false);
    let mut trouble = None;
    {
        let pass = &*pass;
        let source = source(pass, &halt);
        let mut work = std::pin::pin!(
            source
                .map(|next| async move {
                    let (product, fresh) = next?;
                    let subject = product.clone();
                    crate::journal::about(subject, one::product(pass, &product, fresh)).await
                })
                .buffer_unordered(pass.in_flight() * 2)
        );
        while let Some(done) = work.next().await {
            if let Err(error) = done {
                halt.store(true, Ordering::Relaxed);
                trouble.get_or_insert(error);
            }
        }
    }
    if trouble.is_none() {
        pass.came_on();
        note(pass).await?;
    }
    trouble.map_or(Ok(()), Err)
}

/// The figure for the page: what this phase has done, as its row says.
async fn note(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let row = pass.read().await?.run(pass.id(), pass.run.id).await?;
    let mut figures = pass.figures();
    figures.pictures = row.map_or(0, |row| u64::try_from(row.done).unwrap_or(0));
    pass.set_figures(figures);
    pass.keep_figures().await
}

/// Products with open pictures, page by page.
fn source<'p>(
    pass: &'p Pass<'_>,
    halt: &'p AtomicBool,
) -> impl futures::Stream<Item = Result<(String, bool), Trouble>> + 'p {
    stream::unfold(Some(String::new()), move |after| async move {
        let after = after?;
        if halt.load(Ordering::Relaxed) {
            return None;
        }
        match page(pass, &after).await {
            Ok(products) => {
                let last = products.last()?.0.clone();
                Some((products.into_iter().map(Ok).collect::<Vec<_>>(), Some(last)))
            }
            Err(trouble) => Some((vec![Err(trouble)], None)),
        }
    })
    .flat_map(stream::iter)
}

/// Products with open pictures, each with whether this run created it.
async fn page(pass: &Pass<'_>, after: &str) -> Result<Vec<(String, bool)>, Trouble> {
    pass.look_around().await?;
    let mut tx = pass.read().await?;
    let one = pass.one();
    let most = one.as_ref().map_or(PAGE, |_| i64::MAX);
    let mut products = tx.pictures_open(pass.id(), after, most).await?;
    products.retain(|product| one.as_ref().is_none_or(|one| one == product));
    let created = tx
        .changes_created(pass.id(), pass.run.id, &products)
        .await?;
    Ok(products
        .into_iter()
        .map(|product| {
            let fresh = created.contains(&product);
            (product, fresh)
        })
        .collect())
}
