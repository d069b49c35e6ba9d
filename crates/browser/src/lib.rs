//! A headless Chromium, driven over WebDriver (<https://www.w3.org/TR/webdriver2/>), and a merchant who
//! sits before it. Tests of the pages and the pictures of them use the same.
//!
//! - Nothing here waits for a time: what is not there yet is awaited, for a minute at most.
//! - What does not come as awaited is a panic that says what the page showed instead. So a step needs no
//!   word about failing, and a test reads as what somebody does.
//! - Browser and driver end with their value, also where a test panics.
//! - What is clicked is named by the words that a merchant reads, never by how the page is built.
//!
//! The client is our own, since it is small and everything around it is plain blocking code: fantoccini
//! brings thirty crates, two of them twice, for an asynchronous one that would still have to be taught
//! Chromium's own commands; thirtyfour more.
//!
//! | module | what is there |
//! |---|---|
//! | `driver` | Debian's chromedriver as a child process |
//! | `browser` | a window: going, finding, clicking, typing, frames |
//! | `emulate` | width, dark mode, a browser without scripts |
//! | `keyboard` | keys, and where the focus is |
//! | `pointer` | a mouse that drags |
//! | `look` | what can be seen to be wrong with a page: it is cut off, a control has no name |
//! | `axe` | what axe-core finds |
//! | `demo` | a running `ponte demo` |
//! | `merchant` | what a merchant does, step by step |
//! | `pages` | every page, and how one comes there |
//!
//! **A new page** is one line in `pages`: from then on it is looked at in both themes and every width.

mod axe;
mod browser;
mod demo;
mod driver;
mod emulate;
mod keyboard;
mod look;
mod merchant;
mod pages;
mod pointer;

pub use axe::{Axe, VERSION as AXE_VERSION};
pub use browser::Browser;
pub use demo::{Article, Demo, Login, Ready};
pub use emulate::Theme;
pub use keyboard::{Focus, Key};
pub use merchant::Merchant;
pub use pages::{Known, PAGES, Page, Site, Stage};
