//! The sandbox as its users meet it: servers, faults, control API, sources of catalogues, page.

mod app;
mod control;
mod deliver;
mod deliver_in_process;
mod every_write;
mod faults;
mod generate;
mod goods;
mod import;
mod page;
mod page_goods;
mod page_orders;
mod page_till_orders;
mod running;
mod same_hour;
mod serve;
mod shop_orders;
mod stage;
mod stocking;
mod switches_page;
mod till_orders;
mod trade;
mod witness;
