//! A line through the days that have a figure.

use super::{HEIGHT, WIDTH, length, number};

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) class: &'static str,
    pub(crate) points: String,
}

/// The days' figures on a scale that ends at `top`. A day without a figure breaks the line: nothing is
/// made up; one that stands alone is a short stroke.
pub(crate) fn through(class: &'static str, days: &[Option<u64>], top: u64) -> Vec<Line> {
    let last = u64::try_from(days.len().saturating_sub(1)).unwrap_or(0);
    let step = WIDTH / length(last).max(1.0);
    let mut lines = Vec::new();
    let mut points: Vec<(f64, f64)> = Vec::new();
    let mut x = 0.0;
    for day in days.iter().chain([&None]) {
        match day {
            Some(value) => {
                let y = HEIGHT - HEIGHT * length(*value) / length(top.max(1));
                points.push((x, y));
            }
            None if points.is_empty() => {}
            None => lines.push(line(class, &std::mem::take(&mut points))),
        }
        x += step;
    }
    lines
}

fn line(class: &'static str, points: &[(f64, f64)]) -> Line {
    let said = |(x, y): &(f64, f64)| format!("{},{}", number(*x), number(*y));
    let points = match points {
        [(x, y)] => {
            let (from, to) = ((x - 2.0).max(0.0), (x + 2.0).min(WIDTH));
            [(from, *y), (to, *y)].iter().map(said).collect()
        }
        points => points.iter().map(said).collect::<Vec<_>>(),
    };
    Line {
        class,
        points: points.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_figure_breaks_the_line() {
        let days = [Some(0), Some(10), None, Some(5), None, Some(10), Some(0)];
        let lines = through("ln", &days, 10);
        let points: Vec<_> = lines.iter().map(|line| line.points.as_str()).collect();
        assert_eq!(points, ["0,90 50,0", "148,45 152,45", "250,0 300,90"]);
        assert_eq!(through("ln", &[None, None], 10), []);
        assert_eq!(through("ln", &[], 10), []);
    }
}
