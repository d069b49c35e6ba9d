# The page of one code: its sum, the shop, its past.
variant-code = code { $code }
variant-done = Saved: you see it after the next pass, in a few seconds
variant-shop-section = In the shop
variant-list = Read in the shop
variant-read = { $ago }
variant-written = Our last change
variant-never-written = None so far
variant-save = Save
number-wrong = Write a whole number from 0 to 999999, or leave it empty.

sum-section = How many the shop should show
sum-caption = The sum, point by point
sum-margin = safety margin
sum-unplaced = awaited by buyers of the shop
sum-shop = in the shop
sum-below = below zero
sum-never-below = The sum goes below zero: the shop shows 0.
sum-nothing-counts = No point of sale counts for this code, or two articles have the same code: the shop shows 0.
sum-unmanaged = The till does not manage the stock of this article: there is no sum.
sum-lacks-a-reading = A point of sale was not read yet: until then the shop stays as it is.
sum-left-out = Not counted: { $names }.
sum-point = Point of sale
sum-col-quantity = Stock
sum-col-promised = Promised
sum-col-withheld = Withheld
sum-col-reserve = Reserve
sum-col-gives = Gives
sum-col-read = Read
sum-open = The sum
sum-quantity = in stock
sum-promised = promised to orders
sum-withheld = withheld, because the point rejected them
sum-free = free
sum-reserve = in reserve
sum-gives = for the shop
sum-own = { $n ->
    [one] One of those promised is in an order of the shop.
   *[other] { $n } of those promised are in orders of the shop.
  }
level-unmanaged = not managed
level-no-record = none

choices-section = What you decide
variant-margin = Safety margin of the product
variant-margin-about = Pieces of each of its variants that the shop does not show. A higher number lowers the shop.
variant-margin-else = { $n ->
    [0] Without a number here the margin is everybody’s: none.
    [one] Without a number here the margin is everybody’s: one piece.
   *[other] Without a number here the margin is everybody’s: { $n } pieces.
  }
variant-figure = How many the shop shows
variant-figure-about = The till does not manage the stock of this article: you decide the number here. We write it to the shop with every pass, and sales at the till do not lower it.

past-section = What changed
past-nothing = Nothing yet.
past-more = These are the last 50 changes.
change-first = The first time that we count it.
change-counts = { $point } counts from now on.
change-counts-no-longer = { $point } no longer counts.
change-managed = At { $point } the till manages the stock now.
change-unmanaged = At { $point } the till no longer manages the stock.
change-no-record = At { $point } the till has none.
change-never-read = { $point } was not read yet.
change-quantity = At { $point } the stock was { $was }, and is { $is } now.
change-promised = At { $point } { $was } were promised, now { $is }.
change-withheld = At { $point } { $was } were withheld, now { $is }.
change-reserve = At { $point } the reserve was { $was }, and is { $is } now.
change-sure = { $point } is sure again.
change-unread = { $point } cannot be read.
change-old = { $point } was not read for more than 10 minutes.
change-not-followed = { $point } has orders of ours whose state we look at first.
change-margin = The safety margin was { $was }, and is { $is } now.
change-unplaced = Buyers of the shop awaited { $was } pieces, now { $is }.
figure-is = The shop should show { $is }.
figure-changed = The shop should show { $is }, before { $was }.
write-add = { $n ->
    [one] We added one in the shop
   *[other] We added { $n } in the shop
  }
write-take = { $n ->
    [one] We took one away in the shop
   *[other] We took { $n } away in the shop
  }
write-set = We wrote { $n } to the shop
write-without-stock = The shop now sells it without counting pieces
answer-done = The shop said yes.
answer-refused = The shop did not accept it.
answer-unknown = The shop did not answer: the next pass looks whether it arrived.
