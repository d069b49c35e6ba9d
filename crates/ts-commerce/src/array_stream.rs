//! Splits a top-level JSON array into its elements while the bytes come in.
//!
//! `products/list.json` and `inventory/list.json` answer with the whole shop (TS Commerce sheet
//! §7): what is kept is one element and the piece of the body that is being read.
//!
//! Guarantees, each borne by a test below:
//! - elements come out the same however the bytes are cut;
//! - brackets and commas inside texts, escaped quotes too, split nothing;
//! - a body that ends before its array does is an error, never a shorter list;
//! - an element longer than the limit is an error; nothing longer is kept.
//!
//! An element itself is not looked into: whoever parses it finds out whether it is JSON.

use bytes::Bytes;

/// Why a body cannot be split.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SplitError {
    #[error("the list ends in the middle")]
    Cut,
    #[error("an element is longer than {0} bytes")]
    TooLong(usize),
    #[error("the answer is no list")]
    NotAList,
    #[error("a comma or bracket is out of place")]
    Misplaced,
}

/// What a whole body was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// A list; its elements came out one by one.
    List,
    /// Something that is no list: an object, very likely an error.
    Other(Vec<u8>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing but white space yet.
    Start,
    /// Behind `[`: an element or the end.
    First,
    /// Behind a comma: an element.
    Next,
    /// Inside an element.
    Element { depth: usize, text: Text },
    /// Behind the closing bracket.
    End,
    /// Not a list: all is kept.
    Other,
}

/// Where we are with regard to a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Outside,
    Inside,
    /// Behind a backslash.
    Escaped,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Splitter {
    piece: Bytes,
    at: usize,
    state: State,
    kept: Vec<u8>,
    limit: usize,
}

impl Splitter {
    /// A splitter whose elements are at most `limit` bytes long.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            piece: Bytes::new(),
            at: 0,
            state: State::Start,
            kept: Vec::new(),
            limit,
        }
    }

    /// Takes the next piece of the body, once [`Self::next`] has nothing more to give.
    pub(crate) fn feed(&mut self, piece: Bytes) {
        debug_assert!(self.at == self.piece.len(), "the last piece is used up");
        self.piece = piece;
        self.at = 0;
    }

    /// The next element, or `None` where a further piece is needed.
    pub(crate) fn next(&mut self) -> Result<Option<Vec<u8>>, SplitError> {
        while let Some(&byte) = self.piece.get(self.at) {
            match self.state {
                State::Start => match byte {
                    b'[' => self.state = State::First,
                    _ if is_blank(byte) => {}
                    _ => {
                        self.state = State::Other;
                        continue;
                    }
                },
                State::First | State::Next => match byte {
                    b']' if self.state == State::First => self.state = State::End,
                    b',' | b']' | b'}' => return Err(SplitError::Misplaced),
                    _ if is_blank(byte) => {}
                    _ => {
                        self.state = State::Element {
                            depth: 0,
                            text: Text::Outside,
                        };
                        continue;
                    }
                },
                State::Element { depth, text } => {
                    if let Some(element) = self.element(byte, depth, text)? {
                        return Ok(Some(element));
                    }
                }
                State::End if is_blank(byte) => {}
                State::End => return Err(SplitError::Misplaced),
                State::Other => self.keep(byte)?,
            }
            self.at += 1;
        }
        Ok(None)
    }

    /// One byte inside an element; the element where the byte ends it.
    fn element(
        &mut self,
        byte: u8,
        depth: usize,
        text: Text,
    ) -> Result<Option<Vec<u8>>, SplitError> {
        let mut depth = depth;
        let text = match (text, byte) {
            (Text::Escaped, _) => Text::Inside,
            (Text::Inside, b'\\') => Text::Escaped,
            (Text::Inside, b'"') => Text::Outside,
            (Text::Inside, _) => Text::Inside,
            (Text::Outside, b'"') => Text::Inside,
            (Text::Outside, b',' | b']') if depth == 0 => {
                let ended = byte == b']';
                self.state = if ended { State::End } else { State::Next };
                self.at += 1;
                return Ok(Some(std::mem::take(&mut self.kept)));
            }
            (Text::Outside, b'{' | b'[') => {
                depth += 1;
                Text::Outside
            }
            (Text::Outside, b'}' | b']') => {
                depth = depth.checked_sub(1).ok_or(SplitError::Misplaced)?;
                Text::Outside
            }
            (Text::Outside, _) => Text::Outside,
        };
        self.keep(byte)?;
        self.state = State::Element { depth, text };
        Ok(None)
    }

    fn keep(&mut self, byte: u8) -> Result<(), SplitError> {
        if self.kept.len() >= self.limit {
            return Err(SplitError::TooLong(self.limit));
        }
        self.kept.push(byte);
        Ok(())
    }

    /// What the body was, now that there is no further piece.
    pub(crate) fn finish(self) -> Result<Whole, SplitError> {
        match self.state {
            State::End => Ok(Whole::List),
            State::Other => Ok(Whole::Other(self.kept)),
            State::Start => Err(SplitError::NotAList),
            State::First | State::Next | State::Element { .. } => Err(SplitError::Cut),
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 64;

    fn split(body: &[u8], piece: usize) -> Result<(Vec<String>, Whole), SplitError> {
        let mut splitter = Splitter::new(LIMIT);
        let mut elements = Vec::new();
        for piece in body.chunks(piece) {
            splitter.feed(Bytes::copy_from_slice(piece));
            while let Some(element) = splitter.next()? {
                let element = String::from_utf8(element).expect("pieces meet again");
                elements.push(element.trim().to_owned());
            }
        }
        Ok((elements, splitter.finish()?))
    }

    /// Every way of cutting `body`, byte by byte among them, gives `elements`.
    fn gives(body: &str, elements: &[&str]) {
        for piece in 1..=body.len() {
            let (found, whole) = split(body.as_bytes(), piece).expect("a whole list");
            assert_eq!(found, elements, "{body} in pieces of {piece}");
            assert_eq!(whole, Whole::List);
        }
    }

    #[test]
    fn elements_come_out_the_same_however_the_bytes_are_cut() {
        gives("[]", &[]);
        gives(" \r\n[ ] \n", &[]);
        gives(r#"[{"a":1}]"#, &[r#"{"a":1}"#]);
        gives(
            r#" [ {"a":[1,{"b":[]}]} , [ ] , "x",3,null,{} ] "#,
            &[r#"{"a":[1,{"b":[]}]}"#, "[ ]", r#""x""#, "3", "null", "{}"],
        );
        gives(r#"["è","€","👟"]"#, &[r#""è""#, r#""€""#, r#""👟""#]);
    }

    #[test]
    fn brackets_and_commas_inside_texts_split_nothing() {
        gives(
            r#"[{"t":"a],[}{\"],"},{"p":"c:\\"},"\\\",]"]"#,
            &[r#"{"t":"a],[}{\"],"}"#, r#"{"p":"c:\\"}"#, r#""\\\",]""#],
        );
    }

    #[test]
    fn a_body_that_ends_before_its_array_does_is_an_error() {
        let body = r#"[{"a":"]"},{"b":2}]"#;
        for cut in 1..body.len() {
            assert_eq!(
                split(&body.as_bytes()[..cut], 3).err(),
                Some(SplitError::Cut),
                "{}",
                &body[..cut]
            );
        }
        assert_eq!(split(b"", 1).err(), Some(SplitError::NotAList));
        assert_eq!(split(b"  ", 1).err(), Some(SplitError::NotAList));
    }

    #[test]
    fn what_is_out_of_place_is_an_error() {
        for body in ["[,1]", "[1,]", "[1,,2]", "[1}]", "[1] 2", "[}", "[]]"] {
            for piece in 1..=body.len() {
                let error = split(body.as_bytes(), piece).err();
                assert_eq!(error, Some(SplitError::Misplaced), "{body}");
            }
        }
    }

    #[test]
    fn an_element_longer_than_the_limit_is_an_error() {
        let fits = format!("[1,{}]", "7".repeat(LIMIT));
        assert_eq!(
            split(fits.as_bytes(), 5).map(|(found, _)| found.len()),
            Ok(2)
        );
        for body in [
            format!("[1,{}]", "7".repeat(LIMIT + 1)),
            format!("{{{}", " ".repeat(LIMIT)),
        ] {
            let error = split(body.as_bytes(), 5).err();
            assert_eq!(error, Some(SplitError::TooLong(LIMIT)));
        }
    }

    #[test]
    fn what_is_no_list_comes_out_whole() {
        for body in [r#"{"error":7,"message":"[no]"}"#, "<html>", "null"] {
            for piece in 1..=body.len() {
                let whole = split(body.as_bytes(), piece).expect("no list, but whole");
                assert_eq!(whole, (vec![], Whole::Other(body.as_bytes().to_vec())));
            }
        }
    }
}
