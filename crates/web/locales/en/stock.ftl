# The list of stock, and how each code stands.
nav-stock = Stock
stock-about = Every code of the shop: how many it shows, how many it should show, and if it waits, why.
stock-start = Send the stock to TS Commerce
stock-running = A pass over the stock is under way.
stock-ages = Last reading of the till
stock-last = Last pass { $when }: { $changed ->
    [0] no change
   *[other] { $lowered ->
        [0] no code lowered
        [one] one code lowered
       *[other] { $lowered } codes lowered
      }, { $raised ->
        [0] none raised
        [one] one raised
       *[other] { $raised } raised
      }
  }.
stock-last-waiting = { $n ->
    [one] One code waits to be raised.
   *[other] { $n } codes wait to be raised.
  }
stock-last-held = { $n ->
    [one] One code waits for your yes.
   *[other] { $n } codes wait for your yes.
  }
stock-last-attention = { $n ->
    [one] One code needs you.
   *[other] { $n } codes need you.
  }
stock-next = The next one starts by itself at { $time }.
stock-next-now = The next one is about to start.
stock-no-points = No point of sale counts its stock: switch on “Counts its stock” on the Connector page.
stock-point-read = the oldest level was read { $ago }
stock-point-never = not read yet
stock-point-some-unread = { $n ->
    [one] One level cannot be read: we try again by ourselves, and go on with what was last read.
   *[other] { $n } levels cannot be read: we try again by ourselves, and go on with what was last read.
  }
stock-never-read = never read
stock-filter = Filter the stock
stock-search = Search a name or a code
stock-find = Search
stock-all = All
stock-attention = Need you
stock-waiting = Waiting
stock-offered = On sale
stock-sold-out = Sold out
stock-caption = Stock, by code
stock-code = Article and code
stock-shows = The shop shows
stock-should = It should show
stock-stands = How it stands
stock-read = Read
stock-none-yet = There is no code here yet
stock-none-yet-text = Codes come by themselves with the next pass over the stock, in 5 minutes at the latest.
stock-none-first = Codes come by themselves after the first product synchronisation: start it on the Connector page.
stock-nothing-found = No code found
stock-nothing-found-text = Try a part of the name or of the code, or look at all of them.
stock-pager = More stock
stock-at-once = 50 at a time, by code
stock-first = From the start
stock-more = Next

figure-missing = not there
figure-twice = there twice
figure-always = always
figure-not-counted = not counted

standing-held = Waits for your yes
standing-held-reason = It would go to zero together with many others, so we ask you first: answer on the Connector page.
standing-not-listed = The shop does not know it
standing-not-listed-reason = The code is no longer in the shop’s list. Force the product synchronisation: if the product is missing, it comes back by itself.
standing-twice = Twice in the shop
standing-twice-reason = Two articles of the shop have this code, and we do not know which of them it is. Change the other one’s code in the shop: then it goes on by itself.
standing-no-figure = A quantity is missing
standing-no-figure-reason = The till does not manage the stock of this variant, and the shop wants a figure. Write how many the shop shows, on the code’s page.
standing-waits = Waits to be raised
standing-first-reading = First reading
standing-sent = Sent to the shop
standing-sent-reason = Sent { $when }. The next pass reads the shop again.
standing-leaving-reason = It is leaving, or the shop has not answered yet. The next pass reads it again.
standing-always = Always on sale
standing-offered = On sale
standing-sold-out = Sold out
standing-taken-reason = The pieces that are left are all promised to orders of the shop.

waits-orders-read = The shop may sell more, but first all orders have to be read. We try again by ourselves.
waits-own-write = We have just changed it: in half a minute we read the shop again, and it is raised by itself.
waits-unknown-outcome = The shop did not answer the last change: we wait a minute, read again, and it is raised by itself.
waits-order-ended = An order has just ended: in half a minute it can be seen whether its pieces are back, and it is raised by itself.
waits-never-read = A point of sale was not read yet: until then the shop stays as it is.
waits-levels = It is raised by itself as soon as the stock is sure.
doubt-unread = { $point } could not be read since { $when }: the last reading counts, and does not raise the shop.
doubt-old = { $point } was read more than 10 minutes ago: we read it again before raising.
doubt-not-followed = { $point } has orders of ours whose state we look at first.

levels-refused = Since { $when } the till’s key may not read the stock. Ask your Cassa in Cloud contact to switch this permission on.
levels-short = Since { $when } the till answers with an empty list, or with a shorter one than it says. Look whether the stock is still on the till.
levels-point-gone = Since { $when } the till no longer lists this point of sale. If it is gone, take away “Counts its stock” on the Connector page.
levels-broken = Since { $when } the till gives no answer that we can read.
levels-goes-on = Meanwhile the last reading counts, and with it the shop can only go down. We try again by ourselves.
