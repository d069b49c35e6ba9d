//! Product writes that are stock writes in disguise.
//!
//! Where the shop takes a variant without `quantity` for sold out (TS Commerce sheet §28.47), a write
//! that carries variants has to tell their quantities. Guarantees: it holds the shop's stock lock
//! meanwhile, so that no stock pass writes in between; the quantities are those of a list read just
//! before, and of a new list for each try; it is noted as our own write of those SKUs before it leaves,
//! so that nothing is raised from a list that may not show it.

use std::time::Duration;

use futures::StreamExt;
use jiff::Timestamp;
use ponte_domain::stock::write::OwnWrite;
use ponte_store::offers::OfferRow;
use ponte_transport::clock::later;
use ts_commerce::{Error, ProductWrite, Uid};

use super::item::{TRIES, pause};
use crate::products::{pass::Pass, trouble::Trouble, write::Quantities};
use crate::remotes::TIMEOUT;

/// Who writes the shop's stock holds the lease of this stream.
const LOCK: &str = "stock";
/// Longer than a read and a write may take.
const LENGTH: Duration = Duration::from_secs(180);
/// Between two looks whether the lock is free.
const LOOK: Duration = Duration::from_millis(250);

/// Sends what `write` makes of the quantities that the shop shows now.
pub(super) async fn put(
    pass: &Pass<'_>,
    uid: Uid,
    write: impl Fn(&Quantities) -> ProductWrite,
) -> Result<Result<(), Error>, Trouble> {
    let mut tried = 0;
    loop {
        tried += 1;
        let token = lock(pass).await?;
        let answer = match quantities(pass, uid).await {
            Ok((quantities, skus)) => {
                let offers = pass.read().await?.offers_of(pass.id(), &skus).await?;
                note(pass, &offers, later(pass.now(), TIMEOUT), false).await?;
                let write = write(&quantities);
                let answer = pass.remotes.shop.update_product(uid, &write).await;
                let answered = !matches!(&answer, Err(error) if error.outcome_unknown());
                note(pass, &offers, pass.now(), answered).await?;
                answer
            }
            Err(error) => Err(error),
        };
        release(pass, &token).await?;
        match answer {
            Err(error)
                if tried < TRIES
                    && (error.outcome_unknown() || matches!(error, Error::Throttled { .. })) =>
            {
                pause(pass, tried).await;
            }
            answer => return Ok(answer),
        }
    }
}

async fn lock(pass: &Pass<'_>) -> Result<String, Trouble> {
    let token = pass.engine.random.token(16);
    loop {
        let now = pass.now();
        let mut tx = pass.write().await?;
        let taken = tx
            .lease_take(pass.id(), LOCK, &token, now, later(now, LENGTH))
            .await?;
        tx.commit().await?;
        if taken {
            return Ok(token);
        }
        pass.look_around().await?;
        pass.engine.clock.sleep(LOOK).await;
    }
}

async fn release(pass: &Pass<'_>, token: &str) -> Result<(), Trouble> {
    let mut tx = pass.write().await?;
    tx.lease_release(pass.id(), LOCK, token).await?;
    Ok(tx.commit().await?)
}

/// Notes that we wrote the stock of these SKUs; `offers`: as they were before.
async fn note(
    pass: &Pass<'_>,
    offers: &[OfferRow],
    at: Timestamp,
    answered: bool,
) -> Result<(), Trouble> {
    let mut rows = offers.to_vec();
    for row in &mut rows {
        // One before it whose outcome is unknown may still be carried out.
        row.written = Some(match row.written {
            Some(open) if !open.answered => OwnWrite {
                at: at.max(open.at),
                ..open
            },
            _ => OwnWrite {
                at,
                answered,
                added: 0,
            },
        });
    }
    let mut tx = pass.write().await?;
    tx.offers_put(pass.id(), &rows).await?;
    Ok(tx.commit().await?)
}

/// What the shop shows of a product's variants now, and their SKUs.
async fn quantities(pass: &Pass<'_>, uid: Uid) -> Result<(Quantities, Vec<String>), Error> {
    let mut rows = pass.remotes.shop.inventory();
    while let Some(row) = rows.next().await {
        let row = row?;
        if row.uid == uid {
            let skus = row.childs.iter().map(|child| child.sku.clone()).collect();
            let children = row.childs.into_iter();
            let quantities = Quantities::told(
                children.map(|child| (child.superkey, child.sku, child.quantity.unwrap_or(0))),
            );
            return Ok((quantities, skus));
        }
    }
    Ok((Quantities::told([]), Vec::new()))
}
