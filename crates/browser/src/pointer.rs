//! A mouse that drags.

use serde_json::json;

use crate::{Browser, browser::ELEMENT};

/// How far beyond the middle of something one lets go, in CSS pixels: so that it is past it.
const BEYOND: i64 = 6;
/// How long the way takes: the page sees the pointer pass, and not only arrive.
const WAY_MS: u32 = 120;

impl Browser {
    /// Takes hold of what `from` names and lets go just below the middle of what `to` names, in the frame
    /// that `frame` names where there is one. Goes on in the whole page.
    #[track_caller]
    pub fn drag(&self, frame: Option<&str>, from: &str, to: &str) {
        self.leave_frames();
        if let Some(frame) = frame {
            self.scroll_to(frame);
            self.enter(frame);
        }
        self.scroll_to(to);
        let [from, to] = [from, to].map(|xpath| self.place(xpath, MIDDLE));
        self.leave_frames();
        // In a frame of another site chromedriver takes every place for one of the whole window, and so
        // it is told one of the whole window.
        let (x, y) = frame.map_or((0, 0), |frame| self.place(frame, CORNER));
        let moves = |to: (i64, i64), time: u32| {
            json!({"type": "pointerMove", "origin": "viewport", "duration": time,
                "x": x + to.0, "y": y + to.1})
        };
        let steps = json!([
            moves(from, 0),
            {"type": "pointerDown", "button": 0},
            moves((from.0, to.1 + BEYOND), WAY_MS),
            {"type": "pointerUp", "button": 0},
        ]);
        let mouse = json!({"type": "pointer", "id": "mouse", "actions": steps,
            "parameters": {"pointerType": "mouse"}});
        self.must("POST", "/actions", &json!({"actions": [mouse]}));
    }

    /// Brings something to where the window shows it: a pointer does not scroll.
    #[track_caller]
    fn scroll_to(&self, xpath: &str) {
        let element = self.upon(xpath, |element| Ok(json!({ELEMENT: element})));
        let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        self.run(script, &json!([element]));
    }

    /// Where `script` finds something.
    #[track_caller]
    fn place(&self, xpath: &str, script: &str) -> (i64, i64) {
        let element = self.upon(xpath, |element| Ok(json!({ELEMENT: element})));
        let place = self.run(script, &json!([element]));
        serde_json::from_value(place).expect("the script tells of a place")
    }
}

/// The middle of an element.
const MIDDLE: &str = "const { left, top, width, height } = arguments[0].getBoundingClientRect();
    return [Math.round(left + width / 2), Math.round(top + height / 2)]";

/// Where the page in a frame begins.
const CORNER: &str = "const { left, top } = arguments[0].getBoundingClientRect();
    const { clientLeft, clientTop } = arguments[0];
    return [Math.round(left + clientLeft), Math.round(top + clientTop)]";
