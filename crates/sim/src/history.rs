//! What happens on a day: everybody who has a hand in it.
//!
//! | who | what they do |
//! |---|---|
//! | [`shoppers`] | buy, pay, cancel, want something else |
//! | [`repenters`] | do so while an outcome is unknown |
//! | [`desk`] | archives what was shipped |
//! | [`operators`] | accept, reject, ready, ship, complete, cancel at the tills |
//! | [`counter`] | sells over the counter |
//! | [`warehouse`] | moves goods by hand |
//! | [`copier`] | copies the till's sum to the shop, in Ponte's place |
//! | [`merchant`] | switches points and rules, presses buttons, decides |
//! | [`weather`] | the services' troubles |
//! | [`caretaker`] | kills, stops and starts Ponte's processes |

pub mod caretaker;
pub mod copier;
pub mod counter;
pub mod desk;
pub mod merchant;
pub mod operators;
pub mod repenters;
pub mod shoppers;
pub mod warehouse;
pub mod weather;
