# What would change: before an order, a rule, a choice that lowers the shop is saved.
preview-title = What would change
preview-show = See what would change
preview-intro = { $n ->
    [one] We replayed the only order of the last 30 days with the new choices.
   *[other] We replayed the { $n } orders of the last 30 days with the new choices.
  }
preview-none = There is no order of the last 30 days to replay: we cannot tell you what would change.
preview-same = Nothing would change.
preview-most = { $name } would prepare { $n } more of them.
preview-split-more = { $n ->
    [one] One more order would be split between points of sale.
   *[other] { $n } more orders would be split between points of sale.
  }
preview-split-fewer = { $n ->
    [one] One order less would be split between points of sale.
   *[other] { $n } orders less would be split between points of sale.
  }
preview-parcels-more = { $n ->
    [one] One more parcel would leave.
   *[other] { $n } more parcels would leave.
  }
preview-parcels-fewer = { $n ->
    [one] One parcel less would leave.
   *[other] { $n } parcels less would leave.
  }
preview-wait-more = { $n ->
    [one] One more order would wait for stock.
   *[other] { $n } more orders would wait for stock.
  }
preview-wait-fewer = { $n ->
    [one] One order less would wait for stock.
   *[other] { $n } orders less would wait for stock.
  }
preview-caption = Orders of the last 30 days, today and with the new choices
preview-point = Point of sale
preview-before = As today
preview-after = With the new choices
preview-difference = Difference
preview-split = Orders split between points
preview-parcels = Parcels
preview-wait = Orders that wait
preview-assumption = For each order we count the stock that each point had when we split it; a point of which nothing was known then counts as empty.

points-drag = Drag a row by its handle.
points-how = Move a row with the arrows, or on the keyboard with Alt and arrow up or down. Nothing is saved before you press Save.
points-save = Save the new order
points-undo = Put it back
point-up = Move { $name } up
point-down = Move { $name } down
point-moved = { $name } moved to place { $place } of { $of }
point-was = Was at place { $place }
strategy-label = How an order is split
strategy-priority = In the order of the list
strategy-priority-about = Each point gives what it has, the rest goes on to the next.
strategy-whole = All from one point, if possible
strategy-whole-about = The first of the list that has everything prepares everything; if none has, in the order of the list.
strategy-fewest = As few parcels as possible
strategy-fewest-about = The fewest points that have everything together; among as few, those higher up.
shortage-label = If something is missing
shortage-wait = The order waits
shortage-wait-about = Nothing leaves until everything is there.
shortage-send = Send what there is
shortage-send-about = The rest follows when stock comes back.
shortage-first = The rest goes to the first point
shortage-first-about = It prepares it even if the till does not show it.
done-order = New order saved
done-switched-on = Point of sale switched on
done-switched-off = Point of sale switched off

sure-about = Before we save
sure-yes = Confirm
sure-which = See which go to zero
sure-switch-off = Switch { $name } off?
sure-point = Change { $name }?
sure-margin = { $n ->
    [one] One piece of safety margin?
   *[other] { $n } pieces of safety margin?
  }
sure-to-nothing = { $n ->
    [one] One product will go to zero in the shop.
   *[other] { $n } products will go to zero in the shop.
  }
sure-lower = { $n ->
    [one] One product will go down.
   *[other] { $n } products will go down.
  }
sure-hidden = { $n ->
    [one] One product that is only there will be hidden.
   *[other] { $n } products that are only there will be hidden.
  }
sure-list = Change the shop’s price list?
sure-prices = { $n ->
    [one] At the next synchronisation we will rewrite the price of one product.
   *[other] At the next synchronisation we will rewrite the prices of { $n } products.
  }
sure-prices-jump = { $n ->
    [one] One changes by more than half.
   *[other] { $n } change by more than half.
  }
sure-prices-without = { $n ->
    [one] One product has no price in that list: it stays as it is until you give it one on the till.
   *[other] { $n } products have no price in that list: they stay as they are until you give them one on the till.
  }
