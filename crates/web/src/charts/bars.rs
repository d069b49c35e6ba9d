//! Stacked bars, one a day.

use super::{HEIGHT, WIDTH, length, number};

/// A rectangle.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) class: &'static str,
}

/// How much of a day's place its bar fills.
const FILLS: f64 = 0.74;

/// The days' figures of these series, one upon the other, on a scale that ends at `top`. What is 0 is not
/// drawn.
pub(crate) fn stacked(series: &[(&'static str, Vec<u64>)], top: u64) -> Vec<Bar> {
    let days = series.iter().map(|(_, days)| days.len()).max().unwrap_or(0);
    let place = WIDTH / length(u64::try_from(days).unwrap_or(0)).max(1.0);
    let width = place * FILLS;
    let mut bars = Vec::new();
    let mut x = (place - width) / 2.0;
    for day in 0..days {
        let mut below = 0;
        for (class, figures) in series {
            let value = figures.get(day).copied().unwrap_or(0);
            if value == 0 {
                continue;
            }
            let height = HEIGHT * length(value) / length(top.max(1));
            let foot = HEIGHT * length(below) / length(top.max(1));
            bars.push(Bar {
                x: number(x),
                y: number(HEIGHT - foot - height),
                width: number(width),
                height: number(height),
                class,
            });
            below += value;
        }
        x += place;
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_upon_one_another_and_on_the_ground() {
        let bars = stacked(&[("f1", vec![10, 0, 5]), ("f2", vec![5, 0, 0])], 20);
        let told: Vec<_> = bars
            .iter()
            .map(|bar| {
                (
                    bar.class,
                    bar.x.as_str(),
                    bar.y.as_str(),
                    bar.height.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("f1", "13", "45", "45"),
                ("f2", "13", "22.5", "22.5"),
                ("f1", "213", "67.5", "22.5"),
            ]
        );
        assert!(bars.iter().all(|bar| bar.width == "74"));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(stacked(&[("f1", vec![0, 0])], 2), []);
        assert_eq!(stacked(&[], 2), []);
    }
}
