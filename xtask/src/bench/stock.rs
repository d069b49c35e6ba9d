//! From the till to the shop's figure: calls on each side, and time.
//!
//! Sandbox and Ponte run as two processes. By webhook a process serves, and the till calls it. By receipts
//! and by a reading alone nobody calls: a forced pass stands for the one that the timer begins every five
//! minutes, so that nobody waits for it here. What fails is a count above what can be justified, or a
//! figure that is not the till's; never a time: machines differ.

mod counter;
mod justified;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::{calls::Calls, scene::Scene};
use crate::{
    Ended,
    ponte::{Build, Ponte},
    shell,
};

/// Pieces of the article at the first and the second point.
const STOCK: [u32; 2] = [10, 5];
/// Products of the shop: their stock is read whole in each regular pass.
const SMALL: usize = 3;
/// So many that it is not, with the calls that are left: two thousand variants are forty pages.
const LARGE: usize = 700;
/// Calls to the till that are left in its window, there.
const LEFT: u64 = 50;
/// Pieces that are taken in.
const RECEIVED: u32 = 5;
/// A pass asks for the next one in five seconds at the earliest: what has not come by then does not come.
const QUIET: Duration = Duration::from_secs(7);

/// How a change at the till becomes known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// A sale that the till tells of.
    Webhook,
    /// A sale that stands in the receipts, in a shop too large to be read whole.
    Receipts,
    /// Goods taken in by hand: nothing but the level tells.
    Reading,
    /// Nothing changed.
    Unchanged,
}

const WAYS: [Way; 4] = [Way::Webhook, Way::Receipts, Way::Reading, Way::Unchanged];

impl Way {
    /// What the shop shows more in the end.
    fn change(self) -> i64 {
        match self {
            Self::Webhook | Self::Receipts => -1,
            Self::Reading => i64::from(RECEIVED),
            Self::Unchanged => 0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Webhook => "a sale, by webhook",
            Self::Receipts => "a sale, by receipts",
            Self::Reading => "goods received, by reading",
            Self::Unchanged => "nothing, a pass",
        }
    }
}

/// What a change took.
struct Measured {
    calls: Calls,
    /// Of these, writes to the shop.
    writes: u64,
    /// From the change at the till to the shop's figure.
    took: Duration,
    /// Passes that began meanwhile.
    passes: u64,
}

impl Measured {
    fn is_well(&self, way: Way) -> bool {
        self.calls.is_within(justified::cost(way, self.passes))
            && self.writes <= justified::writes(way)
            && self.passes <= justified::passes(way)
    }

    fn line(&self, way: Way) -> String {
        let most = justified::cost(way, self.passes);
        format!(
            "\n{:<26}  {:>5.2} s  {:>6}  {:>6}  {:>6}  {:>6}  {:>6}  {:>6}{}",
            way.name(),
            self.took.as_secs_f64(),
            self.passes,
            self.calls.till,
            most.till,
            self.calls.shop,
            most.shop,
            self.writes,
            if self.is_well(way) { "" } else { "  ABOVE" },
        )
    }
}

/// Measures every way.
///
/// # Errors
/// Where one could not be measured.
pub fn run(build: &Build) -> Result<Ended> {
    let ponte = Ponte::build(build)?;
    let mut ended = Ended::Well;
    let mut table = format!(
        "\n{:<26}  {:>7}  {:>6}  {:>6}  {:>6}  {:>6}  {:>6}  {:>6}",
        "from the till to the shop", "time", "passes", "till", "(most)", "shop", "(most)", "writes"
    );
    for way in WAYS {
        let measured = measure(&ponte, way)?;
        if !measured.is_well(way) {
            ended = Ended::Badly;
        }
        table.push_str(&measured.line(way));
    }
    shell::say(&table);
    shell::say(&format!(
        "{}; but by webhook each pass is forced, and its process' start is in the time: the wait for the \
         timer would come on top, five minutes at most\n\
         by receipts the shop has {LARGE} products and the till {LEFT} calls left, else {SMALL} products, read \
         whole in a pass; how long a rolling read takes through more of them: bench stock-plan",
        build.kind()
    ));
    Ok(ended)
}

/// Lets it happen in a shop that is in step, and waits until the figure is right again.
fn measure(ponte: &Ponte, way: Way) -> Result<Measured> {
    // The shop has its pieces by hand: after a write of its own Ponte raises nothing for a while.
    let products = if way == Way::Receipts { LARGE } else { SMALL };
    let scene = Scene::open(ponte, "stock", products, STOCK)?;
    scene.force()?;
    if way == Way::Receipts {
        // The first reading learns how much there is to be read.
        scene.force()?;
        scene.leave(LEFT)?;
    }
    let pieces = i64::from(STOCK.iter().sum::<u32>());
    let figure = scene.figure()?;
    ensure!(figure == pieces, "the shop shows {figure} and not {pieces}");
    let pieces = pieces + way.change();
    let server = if way == Way::Webhook {
        let server = scene.serve()?;
        scene.enter_at_till(&server, &["RECEIPT", "STOCK_MOVEMENT"])?;
        scene.quiet(QUIET)?;
        Some(server)
    } else {
        None
    };
    scene.sandbox.forget_calls()?;
    let since = match way {
        Way::Webhook | Way::Receipts => scene.sell()?,
        Way::Reading => scene.receive(RECEIVED)?,
        Way::Unchanged => Instant::now(),
    };
    if server.is_some() {
        scene.shown(pieces, since)?;
    } else {
        scene.force()?;
    }
    let took = since.elapsed();
    let figure = scene.figure()?;
    ensure!(figure == pieces, "the shop shows {figure} and not {pieces}");
    if server.is_some() {
        scene.quiet(QUIET)?;
    }
    let passes = scene.readings()?;
    let counts = scene.sandbox.counts()?;
    drop(server);
    shell::say(&format!(
        "\n{}\n{}",
        way.name(),
        super::share::table(&counts)
    ));
    let writes = counts
        .iter()
        .filter(|count| count.service == "shop" && count.method != "GET");
    Ok(Measured {
        calls: Calls::of(&counts),
        writes: writes.map(|count| count.calls).sum(),
        took,
        passes,
    })
}
