//! What a person reads of a page: its words, one block a line, buttons in brackets.

/// Tags that do not end a line.
const INLINE: [&str; 10] = [
    "a", "b", "i", "small", "span", "strong", "svg", "use", "summary", "label",
];

pub fn of(html: &str) -> String {
    let body = html.split_once("<main").map_or(html, |(_, main)| main);
    let body = body.split("</main>").next().unwrap_or(body);
    let mut text = String::new();
    let mut rest = body.split_once('>').map_or(body, |(_, rest)| rest);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        text.push_str(mark(tag));
        rest = after;
    }
    text.push_str(rest);
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    unescaped(&lines.join("\n"))
        .replace("[ ", "[")
        .replace(" :", ":")
}

fn mark(tag: &str) -> &'static str {
    let name = tag
        .trim_start_matches('/')
        .split([' ', '\n', '/'])
        .next()
        .unwrap_or_default();
    match name {
        "button" if tag.starts_with('/') => "]\n",
        "button" if tag.contains(" disabled") => "\n[off: ",
        "button" => "\n[",
        "br" => "\n",
        name if INLINE.contains(&name) => " ",
        _ => "\n",
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#62;", ">")
}
