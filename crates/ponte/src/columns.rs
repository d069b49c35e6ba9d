//! Plain text in columns: readable by people, and by `awk`.

/// `rows` under `head`, columns as wide as their widest cell, two spaces between them.
#[must_use]
pub fn columns<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let mut widths = head.map(width);
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let line = |cells: [&str; N]| {
        let mut line = String::new();
        for (cell, widest) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
        }
        line.trim_end().to_owned()
    };
    let mut lines = vec![line(head)];
    lines.extend(
        rows.iter()
            .map(|row| line(row.each_ref().map(String::as_str))),
    );
    lines.join("\n")
}

/// Characters, which is near enough for names of goods.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// `text` on one line, free of control characters, at most `longest` characters: what a remote sent
/// may not move the reader's cursor.
#[must_use]
pub fn tame(text: &str, longest: usize) -> String {
    let mut tame: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take(longest.saturating_add(1))
        .collect();
    if tame.chars().count() > longest {
        tame = tame
            .chars()
            .take(longest.saturating_sub(1))
            .chain(['…'])
            .collect();
    }
    tame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [
            ["è".to_owned(), "1".to_owned()],
            ["Città".to_owned(), "22".to_owned()],
        ];
        assert_eq!(
            columns(["name", "n"], &rows),
            "name   n\nè      1\nCittà  22"
        );
    }

    #[test]
    fn a_name_cannot_move_the_readers_cursor() {
        assert_eq!(tame("a\u{1b}[2Jb\r\nc", 80), "a[2Jbc");
        assert_eq!(tame("abcdef", 4), "abc…");
        assert_eq!(tame("abcd", 4), "abcd");
    }
}
