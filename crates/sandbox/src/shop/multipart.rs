//! Forms sent as `multipart/form-data` (TS Commerce sheet §27: accepted like the other ones).

use super::form::Form;

/// The text fields of a multipart body; parts that carry a file are left out.
///
/// None where the body is not what its boundary says.
#[must_use]
pub fn parse(content_type: &str, body: &[u8]) -> Option<Form> {
    let boundary = boundary(content_type)?;
    let delimiter = format!("--{boundary}");
    let mut form = Form::default();
    let mut rest = &body[find(body, delimiter.as_bytes())? + delimiter.len()..];
    loop {
        if rest.starts_with(b"--") {
            return Some(form);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, format!("\r\n{delimiter}").as_bytes())?;
        let (part, after) = rest.split_at(end);
        let head_end = find(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&part[..head_end]);
        let value = &part[head_end + 4..];
        if let Some(name) = field(&head) {
            form.add(&name, String::from_utf8_lossy(value).into_owned());
        }
        rest = &after[2 + delimiter.len()..];
    }
}

fn boundary(content_type: &str) -> Option<&str> {
    let boundary = content_type.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then_some(value)
    })?;
    let boundary = boundary.trim().trim_matches('"');
    (!boundary.is_empty()).then_some(boundary)
}

/// The name of a text field, from the head of its part; none for a file.
fn field(head: &str) -> Option<String> {
    let line = head.lines().find(|line| {
        line.to_ascii_lowercase()
            .starts_with("content-disposition:")
    })?;
    if line.contains("filename=") {
        return None;
    }
    let (_, after) = line.split_once("name=\"")?;
    let (name, _) = after.split_once('"')?;
    Some(name.replace("%22", "\""))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=\"xYz\"";

    #[test]
    fn fields_are_read_with_their_brackets_and_files_are_left_out() {
        let body = "--xYz\r\nContent-Disposition: form-data; name=\"a[b]\"\r\n\r\n1\r\n2\r\n\
                    --xYz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.zip\"\r\n\r\nPK\r\n\
                    --xYz--\r\n";
        let form = parse(TYPE, body.as_bytes()).expect("a sound body");
        assert_eq!(
            form.array_named("a").and_then(|it| it.text("b")),
            Some("1\r\n2")
        );
        assert_eq!(form.len(), 1);
    }

    #[test]
    fn a_body_that_was_cut_is_refused_wherever_it_was_cut() {
        let body = "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xYz--";
        assert!(parse(TYPE, body.as_bytes()).is_some());
        for cut in 0..body.len() {
            assert_eq!(parse(TYPE, &body.as_bytes()[..cut]), None, "{cut}");
        }
    }
}
