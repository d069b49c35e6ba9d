//! `cargo xtask screenshots`: the demo's pages, as a merchant meets them.
//!
//! Whole pages go to docs/pictures, for whoever reads about Ponte; pieces of pages go to the static files
//! of `web`, where the handbook shows them. The way to each page is the one that the tests of the pages
//! walk.

mod shrink;

use std::path::{Path, PathBuf};

use anyhow::Result;
use ponte_browser::{Browser, Demo, Known, Merchant, PAGES, Page, Stage, Theme};

use crate::{
    Ended,
    packages::{self, FOR_PICTURES},
    places,
    ponte::{Build, Ponte},
    shell,
};

/// Width of a page in a wide window.
const WIDE: u32 = 1180;
/// Width of a page of which the handbook shows a piece.
const PIECE: u32 = 840;
/// Height of a window in which a page is looked at first.
const HEIGHT: u32 = 900;

/// Of a list that goes on and on, so much is enough.
const ENOUGH: u32 = 1200;
/// Higher than any page that is pictured as a whole.
const ALL: u32 = 6000;

/// Whole pages: the page's name in the table of pages, the picture's, and how much of it is enough.
const WHOLE: [(&str, &str, u32); 12] = [
    ("accesso", "accesso.png", ALL),
    ("connettore prima", "connettore-prima.png", ALL),
    ("connettore in corso", "connettore-in-corso.png", ALL),
    ("connettore con ordini", "connettore.png", ALL),
    ("panoramica", "panoramica.png", ALL),
    ("prodotti", "prodotti.png", ENOUGH),
    ("segnalazioni", "segnalazioni.png", ENOUGH),
    ("ordini", "ordini.png", ENOUGH),
    ("ordine diviso", "ordine.png", ALL),
    ("giacenze", "giacenze.png", ENOUGH),
    ("giacenza", "giacenza.png", ALL),
    ("sandbox", "sandbox.png", ALL),
];

/// Pieces: the page's name, which part of it, and the picture's name.
const PIECES: [(&str, &str, &str); 7] = [
    (
        "connettore con la chiave da confermare",
        "//section[@aria-labelledby='s1']",
        "guida-chiave.png",
    ),
    (
        "connettore prima",
        "//section[@aria-labelledby='s2']",
        "guida-punti.png",
    ),
    (
        "connettore dopo la prova",
        "//section[@aria-labelledby='s4']",
        "guida-prova.png",
    ),
    (
        "connettore in corso",
        "//section[@aria-labelledby='s4']",
        "guida-in-corso.png",
    ),
    ("ordine diviso", "//div[@class='slips']", "guida-parti.png"),
    (
        "ordine che aspetta",
        "//section[@aria-labelledby='pa']",
        "guida-aspetta.png",
    ),
    (
        "giacenza",
        "//section[@aria-labelledby='qn']",
        "guida-conto.png",
    ),
];

/// Takes the pictures.
///
/// # Errors
/// Where the demo or the browser does not do as it should.
pub fn run(build: &Build) -> Result<Ended> {
    if !packages::provide(&FOR_PICTURES)? {
        return Ok(Ended::Missing);
    }
    let ponte = Ponte::build(build)?;
    let folder = places::fresh("screenshots")?;
    let demo = Demo::start(ponte.command(&[]), &folder, &[]);
    let merchant = Merchant::at(Browser::open(), &demo.ready.web);
    merchant.browser.theme(Theme::Light);
    merchant.browser.size(WIDE, HEIGHT);
    let mut known = Known::default();
    for stage in Stage::ALL {
        stage.reach(&merchant, &demo.ready, &mut known);
        for page in PAGES.iter().filter(|page| page.stage == stage) {
            if is_pictured(page) {
                page.visit(&merchant, &demo.ready, &known);
                take(&merchant.browser, page)?;
            }
        }
    }
    shell::say("docs/pictures and the handbook's pictures written");
    Ok(Ended::Well)
}

fn is_pictured(page: &Page) -> bool {
    let mut names = WHOLE.iter().map(|(name, _, _)| name);
    let mut pieces = PIECES.iter().map(|(name, _, _)| name);
    names.any(|name| *name == page.name) || pieces.any(|name| *name == page.name)
}

/// The pictures of the page that is shown.
fn take(browser: &Browser, page: &Page) -> Result<()> {
    for (_, picture, most) in WHOLE.iter().filter(|(name, _, _)| *name == page.name) {
        let file = folder("docs/pictures")?.join(picture);
        // The window as high as the page, so that nothing is cut off.
        browser.size(WIDE, browser.height().min(*most));
        browser.picture(&file);
        shrink::file(&file)?;
    }
    for (_, part, picture) in PIECES.iter().filter(|(name, _, _)| *name == page.name) {
        let file = folder("crates/web/static")?.join(picture);
        browser.size(PIECE, HEIGHT);
        browser.size(PIECE, browser.height());
        browser.picture_of(part, &file);
        shrink::file(&file)?;
    }
    browser.size(WIDE, HEIGHT);
    Ok(())
}

fn folder(name: &str) -> Result<PathBuf> {
    let folder = places::workspace().join(Path::new(name));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
