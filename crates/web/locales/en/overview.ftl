# Overview.
nav-overview = Overview
overview-now = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
  } { $day } { $month } { $year }, { $time }

overview-no-key = The bridge is not open yet
overview-no-key-text = The till’s Api key is missing: enter it on the Connector page, and the rest begins there.
overview-no-sync = The first synchronisation of products is still to come
overview-no-sync-text = The till is connected. Start it on the Connector page; orders already go across.
overview-to-connector = Go to the Connector
overview-well = Everything is in step
overview-well-text = Products, stock and orders go across by themselves. There is nothing you need to do.
overview-well-waiting = { $n ->
    [one] One order waits and leaves by itself as soon as it can. There is nothing you need to do.
   *[other] { $n } orders wait and leave by themselves as soon as they can. There is nothing you need to do.
  }
overview-others = { $n ->
    [one] There is one more thing to look at.
   *[other] There are { $n } more things to look at.
  }
overview-how = What to do
overview-see-which = See which
overview-mend = The reason: { $cause }. The Connector page says what to do; then it goes on by itself.
overview-passes = The reason: { $cause }. We try again by ourselves; what is done stays done.
overview-overdue = The last pass ended { $when }. If nothing moves soon, write to whoever helps you with Ponte.

need-till-setting = Orders do not reach the till
need-till-setting-text = A setting of the till refuses them. It takes two minutes to change, then they go by themselves.
need-orders = { $n ->
    [one] One order needs you
   *[other] { $n } orders need you
  }
need-orders-text = { $n ->
    [one] Its page says why, and what you can do.
   *[other] The page of each says why, and what you can do.
  }
need-order-findings = { $n ->
    [one] One thing to mend about orders
   *[other] { $n } things to mend about orders
  }
need-order-findings-text = The Connector page says which order, why, and what to do.
need-permission = The till’s key lacks a permission
need-permission-text = Ask your Cassa in Cloud contact to switch it on: then it goes on by itself.
need-held = We wait for your yes
need-held-text = A pass would change so much that we ask you first. The rest has gone on meanwhile.
need-unread = { $n ->
    [one] Stock cannot be read at one point of sale
   *[other] Stock cannot be read at { $n } points of sale
  }
need-unread-text = What was last read holds, and the shop can only go down. We try again by ourselves.
need-stock = { $n ->
    [one] One code cannot be kept in step
   *[other] { $n } codes cannot be kept in step
  }
need-stock-text = All others are in step.
need-products = { $n ->
    [one] One thing to mend about products
   *[other] { $n } things to mend about products
  }
need-products-text = The other products are in step.
need-unknown = { $n ->
    [one] One thing to look at
   *[other] { $n } things to look at
  }
need-unknown-text = The Connector page says what to do.

stopped-products = Products stand still
stopped-stock = Stock stands still
stopped-orders = Orders stand still
overdue-products = Products have not moved for a while
overdue-stock = Stock has not moved for a while
overdue-orders = Orders have not moved for a while

cause-wrong-till-key = the till no longer knows the key
cause-wrong-shop-keys = the shop no longer knows its keys
cause-till-permission = the till’s key lacks a permission
cause-read-only-shop-keys = the shop’s keys may only read
cause-till-away = the till does not answer
cause-shop-away = the shop does not answer
cause-till-quota = the till has answered too many questions already
cause-shop-quota = the shop has answered too many questions already
cause-till-refused = the till refused to be read
cause-shop-refused = the shop refused a write
cause-no-keys = the keys that are kept cannot be used
cause-other = the pass stopped before its end

overview-banks = What goes over the bridge
overview-till = Cassa in Cloud
overview-shop = Online shop
overview-till-off = not connected yet
overview-points = { $of ->
    [0] no point of sale
    [one] { $on ->
        [0] the point of sale is off
       *[other] one point of sale, on
      }
   *[other] { $on } of { $of } points on
  }
overview-visible = { $n ->
    [0] no product on sale
    [one] one product on sale
   *[other] { $n } products on sale
  }
lane-products = Products
lane-stock = Stock
lane-orders = Orders
overview-to-shop = From the till to the shop:
overview-to-till = From the shop to the till:
overview-not-yet = not yet
overview-running = the first pass is under way
overview-stuck-since = stands still: last pass { $when }
overview-in-step = in step, { $when }
overview-oldest = the oldest is { $time } old
overview-orders-state = { $today } today, { $stuck ->
    [0] none stuck
    [one] one stuck
   *[other] { $stuck } stuck
  }

overview-empty = Here you will see how it goes, day by day
overview-empty-text = Orders, stock and changes appear after the first synchronisation.
overview-in-brief = In brief
tile-orders = Orders today
tile-orders-before = { $n ->
    [0] A week ago: none
   *[other] A week ago: { $n } in all
  }
tile-stuck = Orders stuck
tile-stuck-which = { $attention ->
    [0] { $waiting ->
        [0] All have left
        [one] Leaves by itself as soon as it can
       *[other] Leave by themselves as soon as they can
      }
   *[other] { $waiting ->
        [0] { $attention } to mend
        [one] { $attention } to mend, 1 waits
       *[other] { $attention } to mend, { $waiting } wait
      }
  }
tile-oldest = Oldest stock level
tile-oldest-where = { $point }, { $n ->
    [one] one article
   *[other] { $n } articles
  }
tile-oldest-none = Not read yet
unit-minutes = min
unit-hours = hours
tile-written = Changes written today
tile-written-of = { $n ->
    [0] No code in the shop yet
    [one] Of one code that we keep in step
   *[other] Of { $n } codes that we keep in step
  }

overview-last-days = The last 30 days
chart-numbers = See the numbers
chart-day = Day
chart-together = Together
chart-other-points = Other points of sale
chart-key = { $name }, { $n }
chart-short-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
  }
chart-orders = Orders by point of sale
chart-orders-sentence = { $n ->
    [one] One order reached the till in 30 days, on { $day }.
   *[other] { $n } deliveries to the till in 30 days. The fullest day: { $day }, with { $most }.
  }
chart-orders-none = No order yet. As soon as one reaches the till, it is counted here.
chart-changes = Changes written to the shop
chart-changes-sentence = { $n ->
    [one] One change in 30 days, on { $day }.
   *[other] { $n } changes in 30 days. The fullest day: { $day }, with { $most }.
  }
chart-changes-none = No change yet: what does not change is not written again.
chart-passes = How long a pass takes
chart-passes-key = { $name }, usually { $seconds } s
chart-passes-sentence = The mean of each day; the slowest day took { $most } seconds.
chart-passes-none = No pass yet.
chart-seconds-stock = Stock, seconds
chart-seconds-orders = Orders, seconds
unit-seconds-of = { $n } s
unit-minutes-of = { $n } min

overview-runs = Last synchronisations
overview-no-runs = Passes over products, stock and orders appear here as soon as one begins.
overview-what = What
overview-when = When
overview-took = Took
overview-changes = Changes
overview-outcome = Outcome
outcome-running = Under way
outcome-stopped = Stopped
outcome-dry = A trial only
outcome-in-step = In step
outcome-waiting = { $n ->
    [one] 1 waits
   *[other] { $n } wait
  }
outcome-attention = { $n ->
    [one] 1 to mend
   *[other] { $n } to mend
  }
overview-budgets = Calls available
budget-till = Cassa in Cloud, every 10 minutes
budget-used = { $used } of { $of } used
budget-shop = TS Commerce
budget-shop-said = no limit known
budget-order = Orders always come first, then stock, then products. When the shop slows down, so do we.
