//! Every page, looked at in both themes and every width.

use std::path::Path;

use ponte_browser::{Axe, Browser, Known, PAGES, Stage, Theme};

use crate::support::Scene;

/// The narrowest window that a page has to fit in.
const NARROWEST: u32 = 320;
/// A window on a desk, and one in a hand.
const WIDTHS: [u32; 2] = [1280, 360];

fn axe() -> Axe {
    Axe::load(Path::new(env!("CARGO_TARGET_TMPDIR")))
}

/// What is wrong with the page that is shown.
fn wrong(browser: &Browser, axe: &Axe, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for theme in Theme::BOTH {
        browser.theme(theme);
        for width in WIDTHS {
            browser.size(width, 900);
            let place = format!("{name}, {}, {width}", theme.word());
            let all = axe.findings(browser).into_iter();
            found.extend(all.map(|finding| format!("{place}: {finding}")));
        }
    }
    browser.size(NARROWEST, 900);
    let cut_off = browser.cut_off().into_iter();
    found.extend(cut_off.map(|wide| format!("{name}: cut off at {NARROWEST}: {wide}")));
    let nameless = browser.nameless().into_iter();
    found.extend(nameless.map(|what| format!("{name}: without a name or a size: {what}")));
    browser.size(1280, 900);
    found
}

#[test]
fn on_no_page_in_no_theme_and_no_width_is_anything_wrong_for_axe_cut_off_or_without_a_name() {
    let axe = axe();
    let Scene { merchant, demo, .. } = &Scene::new();
    let ready = &demo.ready;
    merchant.browser.size(1280, 900);
    let mut known = Known::default();
    let mut found = Vec::new();
    for stage in Stage::ALL {
        stage.reach(merchant, ready, &mut known);
        for page in PAGES.iter().filter(|page| page.stage == stage) {
            page.visit(merchant, ready, &known);
            found.extend(wrong(&merchant.browser, &axe, page.name));
        }
    }
    assert!(
        found.is_empty(),
        "{} findings:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// A page with one fault of each kind.
const FAULTY: &str = "data:text/html,<!doctype html><html lang=it><title>x</title>\
    <style>:root{color-scheme:light dark}p{color:rgb(40,40,40);background:light-dark(white,black)}\
    div{width:340px;height:9px}</style>\
    <p>scuro su scuro<img src=x><button></button><div></div>";

#[test]
fn whoever_looks_sees_what_is_wrong() {
    let browser = Browser::open();
    browser.go(FAULTY);
    let found = wrong(&browser, &axe(), "x").join("\n");
    for fault in [
        "x, light, 1280: image-alt",
        "x, dark, 360: color-contrast",
        "x: cut off at 320: ",
        "x: without a name or a size: <button>",
    ] {
        assert!(found.contains(fault), "{fault} is missing in\n{found}");
    }
    assert!(!found.contains("x, light, 360: color-contrast"), "{found}");
}
