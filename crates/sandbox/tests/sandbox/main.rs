//! The sandbox as its users meet it: servers, faults, control API, sources of catalogues, page.

mod control;
mod deliver;
mod deliver_in_process;
mod faults;
mod generate;
mod import;
mod page;
mod page_orders;
mod running;
mod serve;
mod shop_orders;
mod stocking;
mod switches_page;
mod till_orders;
