//! Brakes: a change so large that somebody should be asked is held; the rest goes on.
//!
//! Guarantees: only the hidings, or only the prices, are held; what the merchant said yes to is not;
//! the question closes by itself once nothing is held any more.

use jiff::Timestamp;
use ponte_domain::{brake::holds, desired::Reason, finding::Finding, listing::Group};
use ponte_store::{
    StoreError, Tx,
    changes::{Change, ChangeKind, ChangeState},
};

use super::{pass::Pass, trouble::Trouble};

/// Why a change of prices may be held.
pub(super) const PRICE_JUMP: &str = "price_jump";

/// The subject of the question about hidings.
pub(super) const HIDINGS: &str = "hide";
/// The subject of the question about prices.
pub(super) const PRICES: &str = "price";
/// Why a change needs nobody's yes: the merchant said so.
const LEFT_OUT: &str = Reason::LeftOut.word();

const PAGE: i64 = 200;

#[derive(Clone, Copy)]
enum Brake {
    Hide,
    Price,
}

impl Brake {
    fn subject(self) -> &'static str {
        match self {
            Self::Hide => HIDINGS,
            Self::Price => PRICES,
        }
    }

    fn concerns(self, change: &Change) -> bool {
        match self {
            Self::Hide => change.kind == ChangeKind::Hide && change.why != LEFT_OUT,
            Self::Price => change.kind == ChangeKind::Update && change.why == PRICE_JUMP,
        }
    }
}

/// A yes that the merchant gave on the page before the pass could ask: to so many, and no more. What no
/// pass would hold is not noted.
pub(super) async fn say_yes(
    tx: &mut dyn Tx,
    shop: &str,
    subject: &str,
    to: &Finding,
    now: Timestamp,
) -> Result<(), StoreError> {
    if matches!(to, Finding::Held { count, of } if holds(*count, *of)) {
        tx.finding_seen(shop, subject, to, 0, now).await?;
        tx.finding_confirm(shop, to.kind(), subject).await?;
    }
    Ok(())
}

/// Holds what is too much.
pub(super) async fn go(pass: &mut Pass<'_>) -> Result<(), Trouble> {
    let mut counts = [0_u64; 2];
    let mut after = 0;
    loop {
        let page = pending(pass, after).await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for (count, brake) in counts.iter_mut().zip([Brake::Hide, Brake::Price]) {
            *count += page.iter().filter(|change| brake.concerns(change)).count() as u64;
        }
    }
    let listed = u64::try_from(pass.read().await?.listing_counts(pass.id()).await?.1).unwrap_or(0);
    for (count, brake) in counts.into_iter().zip([Brake::Hide, Brake::Price]) {
        if holds(count, listed) {
            ask(pass, brake, count, listed).await?;
        }
    }
    Ok(())
}

/// A yes to so many changes is none to more of them.
fn covers(asked: &Finding, count: u64) -> bool {
    matches!(asked, Finding::Held { count: asked, .. } if count <= *asked)
}

async fn pending(pass: &Pass<'_>, after: i64) -> Result<Vec<Change>, Trouble> {
    let mut tx = pass.read().await?;
    Ok(tx
        .changes_page(pass.id(), pass.run.id, &[ChangeState::Pending], after, PAGE)
        .await?)
}

/// Asks, and holds; or lets go what the merchant said yes to.
async fn ask(pass: &Pass<'_>, brake: Brake, count: u64, of: u64) -> Result<(), Trouble> {
    let open = pass
        .read()
        .await?
        .finding_open(pass.id(), "held", brake.subject())
        .await?;
    if open.is_some_and(|row| row.confirmed && covers(&row.finding, count)) {
        return Ok(());
    }
    let mut tx = pass.write().await?;
    let finding = Finding::Held { count, of };
    tx.finding_seen(
        pass.id(),
        brake.subject(),
        &finding,
        pass.run.id,
        pass.now(),
    )
    .await?;
    tx.commit().await?;
    let mut after = 0;
    loop {
        let page = pending(pass, after).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.seq;
        let mut tx = pass.write().await?;
        for change in page.into_iter().filter(|change| brake.concerns(change)) {
            for part in held(brake, change) {
                if part.seq == 0 {
                    tx.changes_add(pass.id(), pass.run.id, &[part]).await?;
                } else {
                    tx.change_put(pass.id(), pass.run.id, &part).await?;
                }
            }
        }
        tx.commit().await?;
    }
}

/// The change, held: whole, or its prices alone and the rest as another one.
fn held(brake: Brake, mut change: Change) -> Vec<Change> {
    match brake {
        Brake::Price if change.groups.len() > 1 => {
            let mut prices = change.clone();
            (prices.seq, prices.state) = (0, ChangeState::Held);
            prices.groups = [Group::Price].into();
            change.groups.remove(&Group::Price);
            "changed".clone_into(&mut change.why);
            vec![change, prices]
        }
        Brake::Hide | Brake::Price => {
            change.state = ChangeState::Held;
            vec![change]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_merchant_leaves_out_is_neither_counted_nor_held() {
        let hide = |why: &str| Change {
            seq: 1,
            product: "p".into(),
            name: "n".into(),
            kind: ChangeKind::Hide,
            groups: [Group::Visibility].into(),
            why: why.into(),
            state: ChangeState::Pending,
        };
        assert!(Brake::Hide.concerns(&hide("gone")));
        assert!(!Brake::Hide.concerns(&hide(LEFT_OUT)));
    }

    #[test]
    fn a_yes_to_so_many_changes_is_none_to_more_of_them() {
        let asked = Finding::Held { count: 12, of: 50 };
        assert!(covers(&asked, 12) && covers(&asked, 11));
        assert!(!covers(&asked, 13));
    }

    #[test]
    fn only_the_prices_are_held_and_the_rest_goes_on() {
        let change = Change {
            seq: 7,
            product: "p".into(),
            name: "n".into(),
            kind: ChangeKind::Update,
            groups: [Group::Price, Group::Name].into(),
            why: PRICE_JUMP.into(),
            state: ChangeState::Pending,
        };
        let parts = held(Brake::Price, change);
        assert_eq!(parts[0].groups, [Group::Name].into());
        assert_eq!((parts[0].seq, parts[0].state), (7, ChangeState::Pending));
        assert_eq!(parts[1].groups, [Group::Price].into());
        assert_eq!((parts[1].seq, parts[1].state), (0, ChangeState::Held));
    }
}
