//! The first sync on the lived-in world.

use ponte_sandbox::lived_in::{self, Start};
use ponte_store::runs::RunKind;

use crate::bridge::Bridge;

#[tokio::test]
async fn the_lived_in_world_goes_to_the_shop() {
    let bridge = Bridge::new().await;
    lived_in::begin(&bridge.world, Start::LivedIn, 1);
    let run = bridge.synced(RunKind::First).await;
    println!("{:#}", run.figures);
    let counts = bridge.world.lock().journal.counts();
    for count in counts {
        println!("{count:?}");
    }
    let findings = bridge
        .engine
        .store()
        .read()
        .await
        .expect("db")
        .findings_open(&bridge.shop, 100)
        .await
        .expect("db");
    for finding in findings {
        println!("{:?}", finding.finding);
    }
    bridge.world.lock().journal.clear();
    let run = bridge.synced(RunKind::Full).await;
    println!("{:#}", run.figures);
    let counts = bridge.world.lock().journal.counts();
    for count in counts {
        println!("{count:?}");
    }
}
