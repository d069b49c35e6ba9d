//! The stock stream: from the tills' shelves to the shop's one figure, against both simulated services.

mod shelf;

mod figure;
