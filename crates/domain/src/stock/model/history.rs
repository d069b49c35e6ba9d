//! One random history: the world, the orders stream and the stock pass, step by step, each at any
//! time; and what comes of it.

mod happens;
mod orders;
mod passes;

use super::{
    dice::Dice,
    ponte::{Arriving, Ponte, Rules},
    truth::{Judged, Verdict, at_rest},
    world::{Name, World},
};
use crate::{
    orders::part::Part,
    stock::write::{Over, Write},
};
use passes::Step;

/// What came of a history.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Writes that raised the figure.
    pub raised: u32,
    /// Windows of figures over nothing, and of figures over higher ones.
    pub windows: [u32; 2],
    /// The first write that raised the figure above the truth.
    pub above: Option<(i64, i64)>,
    /// At rest the shop showed this, and should have shown that.
    pub wrong_at_rest: Option<(i64, i64)>,
    /// What was written though nothing had changed.
    pub restless: Option<Write>,
}

pub struct History {
    dice: Dice,
    world: World,
    ponte: Ponte,
    step: Step,
    /// A part that is being attempted, and whether it has reached the till.
    attempt: Option<(Name, bool)>,
    arriving: Vec<Arriving>,
    late: Vec<(i64, Judged)>,
    outcome: Outcome,
    /// When a figure last went over sales.
    window: Option<i64>,
    /// What kinds of things happen at all in it.
    quiet: [bool; 4],
    /// Whether passes follow parts, or leave that to the orders stream.
    follows: bool,
    /// Seconds from one thing to the next.
    pace: &'static [i64],
    told: Option<Vec<String>>,
}

impl History {
    pub fn new(seed: u64, rules: Rules, tell: bool) -> Self {
        let mut dice = Dice(seed);
        let points = dice.of(&[1, 2, 2, 3]);
        let overwrites = dice.one_in(8);
        let (least, most) = if overwrites { (8, 24) } else { (-1, 6) };
        let quantities: Vec<i64> = (0..points).map(|_| dice.from(least, most)).collect();
        let mut world = World::new(&quantities, 0);
        world.till.counts = dice.one_in(2);
        world.till.lag = dice.of(&[0, 0, 3, 10, 20]);
        world.shop.lag = dice.of(&[0, 0, 3, 10, 20]);
        world.shop.floors = dice.one_in(4);
        world.shop.archive_returns = dice.one_in(2);
        let mut ponte = Ponte::new(&world);
        ponte.till_counts = world.till.counts && !dice.one_in(4);
        ponte.refuses_negative = dice.one_in(6);
        ponte.margin = if dice.one_in(5) { 1 } else { 0 };
        for place in &mut ponte.places {
            place.reserve = if dice.one_in(5) { 1 } else { 0 };
        }
        ponte.overwrites = overwrites;
        ponte.rules = rules;
        let figure = at_rest(&world, &ponte).max(0);
        world.write(Write::Add { pieces: figure });
        world.now += 30;
        let pace: &[i64] = dice.of(&[
            [0, 0, 1, 1, 2, 3, 5, 8, 20, 40].as_slice(),
            [0, 0, 0, 1, 1, 2, 3, 5].as_slice(),
            [0, 1, 5, 10, 30, 60].as_slice(),
        ]);
        let follows = !dice.one_in(3);
        let quiet = [0; 4].map(|_| dice.one_in(3));
        Self {
            dice,
            world,
            ponte,
            step: Step::Level(0),
            attempt: None,
            arriving: Vec::new(),
            late: Vec::new(),
            outcome: Outcome::default(),
            window: None,
            quiet,
            follows,
            pace,
            told: tell.then(Vec::new),
        }
    }

    pub fn run(mut self) -> (Outcome, Vec<String>) {
        for _ in 0..self.dice.from(30, 110) {
            let seconds = self.dice.of(self.pace);
            self.wait(seconds);
            match self.dice.below(10) {
                0..=2 => self.world_moves(),
                3..=4 => self.orders_move(),
                _ => self.pass_moves(),
            }
        }
        if self.ponte.rules == Rules::All {
            self.rest();
        }
        (self.outcome, self.told.unwrap_or_default())
    }

    fn tell(&mut self, what: impl FnOnce(&Self) -> String) {
        if self.told.is_some() {
            let line = format!("{:>5}  {}", self.world.now, what(self));
            self.told.get_or_insert_default().push(line);
        }
    }

    fn point(&mut self) -> usize {
        self.dice.below(self.world.points())
    }

    /// Time goes by, and what was given up is carried out in it.
    fn wait(&mut self, seconds: i64) {
        let then = self.world.now + seconds;
        self.late.sort_by_key(|(due, _)| *due);
        while let Some((due, judged)) = self.late.first().copied()
            && due <= then
        {
            self.late.remove(0);
            self.world.now = due;
            self.carry_out(judged, true);
        }
        self.world.now = then;
    }

    fn carry_out(&mut self, judged: Judged, late: bool) {
        let verdict = judged.carry_out(&mut self.world, late);
        self.tell(|h| {
            format!(
                "{:?} is carried out: {verdict:?}, shown: {}",
                judged.write,
                h.world.shown()
            )
        });
        // What was given up may be added to a figure that went over sales meanwhile: the same window.
        let after_window = late && self.window.is_some_and(|window| window >= judged.decided);
        if verdict == Verdict::Window {
            self.window = Some(self.world.now);
        }
        match verdict {
            Verdict::Lowered => {}
            Verdict::Raised => self.outcome.raised += 1,
            Verdict::Above { .. } if after_window => self.outcome.windows[1] += 1,
            Verdict::Window => {
                let over_nothing = matches!(
                    judged.write,
                    Write::Set {
                        over: Over::Nothing,
                        ..
                    }
                );
                self.outcome.windows[usize::from(!over_nothing)] += 1;
            }
            Verdict::Above { figure, truth } => {
                self.outcome.above.get_or_insert((figure, truth));
            }
        }
    }

    // Rest.

    fn rest(&mut self) {
        self.wait(100);
        while let Some((name, arrived)) = self.attempt {
            self.attempt_moves(name, arrived);
        }
        self.tell(|_| "everybody rests".into());
        for _ in 0..4 {
            self.clear_up();
            while let Some(name) = self.some_part(Part::may_attempt) {
                self.ponte.deliver(&mut self.world, name);
            }
            self.wait(300);
            let write = self.ponte.pass(&mut self.world);
            self.tell(|h| format!("a pass writes {write:?}, shown: {}", h.world.shown()));
            self.outcome.restless = write;
        }
        let (shown, expected) = (self.world.shown(), at_rest(&self.world, &self.ponte));
        if shown != expected && (expected > 0 || shown > 0) {
            self.outcome.wrong_at_rest = Some((shown, expected));
        }
    }
}
