//! A small line without axes, as an ornament beside a figure.

use super::{length, number};

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 32.0;
/// Room for the stroke at the top.
const AIR: f64 = 2.0;

/// A line, and the area below it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spark {
    pub(crate) line: String,
    pub(crate) area: String,
}

/// The days' figures, the greatest at the top; `None` where there is nothing to be seen.
pub(crate) fn of(days: &[u64]) -> Option<Spark> {
    let most = days.iter().max().copied().filter(|most| *most > 0)?;
    let last = u64::try_from(days.len() - 1).unwrap_or(0);
    let step = WIDTH / length(last).max(1.0);
    let mut x = 0.0;
    let mut points = Vec::new();
    for day in days {
        let y = HEIGHT - (HEIGHT - AIR) * length(*day) / length(most);
        points.push(format!("{},{}", number(x), number(y)));
        x += step;
    }
    let line = points.join(" ");
    Some(Spark {
        area: format!("0,{HEIGHT} {line} {WIDTH},{HEIGHT}"),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_day_reaches_the_top_and_an_empty_fortnight_is_not_drawn() {
        let spark = of(&[0, 4, 2]).expect("a line");
        assert_eq!(spark.line, "0,32 50,2 100,17");
        assert_eq!(spark.area, "0,32 0,32 50,2 100,17 100,32");
        assert_eq!(of(&[0, 0]), None);
        assert_eq!(of(&[]), None);
    }
}
