# The list of orders, and where each order stands.
nav-orders = Orders
orders-about = Every order of the shop: which till it went to, and if it waits, why.
orders-start = Send orders to Cassa in Cloud
orders-running = A pass of the orders is under way.
orders-filter = Filter the orders
orders-all = All
orders-waiting = Waiting
orders-attention = To be set right
orders-received = Just arrived
orders-planned = About to leave
orders-sending = Leaving
orders-delivered = At the till
orders-dropped = Not sent
orders-not-for-the-till = Not for the till
orders-before-ponte = Before Ponte
orders-caption = Orders, newest first
orders-order = Order
orders-when = When
orders-on-shop = In the shop
orders-who = Who prepares it
orders-nobody = Nobody
orders-none = There is no order here
orders-none-text = Orders come from the shop by themselves every 5 minutes, and you find them here as soon as they do.
orders-none-key = Orders come by themselves as soon as the Api key is right: enter it on the Connector page.
orders-pager = More orders
orders-at-once = 25 at a time, newest first
orders-newest = The newest
orders-older = Older

shop-pending = Awaiting payment
shop-paid = Paid
shop-preparation = In preparation
shop-sent = Sent
shop-delivered = Delivered
shop-closed = Closed
shop-archived = Archived
shop-cancelled = Cancelled
shop-after-sale = After-sale message
shop-other = Another state

stage-received = Just arrived
stage-planned = About to leave
stage-sending = Leaving
stage-delivered = { $n ->
    [one] At the till
   *[other] At the till in { $n } parts
  }
stage-closed = Closed
stage-dropped = Not sent
stage-ignored = Not sent
stage-ignored-reason = You decided so: { $reason }
stage-before = Before Ponte
stage-before-reason = It is older than the moment from which orders count: we do not send it.
stage-before-kept = It is older than the moment from which orders count: we do not send it, but we keep its pieces aside.
stage-not-for-till = Not for the till
stage-not-for-till-reason = The till knows none of its articles.

pieces-of = { $n ->
    [one] one piece of { $title }
   *[other] { $n } pieces of { $title }
  }
waits-stock = Waits for stock
waits-stock-reason = The points of sale that are on lack: { $what }. What is missing goes by itself as soon as it is there.
waits-sale = Waits for the shop
waits-sale-reason = In the state “{ $state }” it does not count as a sale yet. It goes by itself when its state changes in the shop.
waits-payment = Waits for payment
waits-payment-reason = With this way of paying we wait until the customer has paid. It goes by itself as soon as it is paid.
waits-unknown = Waits for an article
waits-unknown-reason = The till does not know: { $titles }. Put an article with the same code on the till, and the order goes by itself.
waits-closed = Waits for opening time
waits-closed-reason = The points of sale are closed for a long time still. It goes by itself when they open.
waits-budget = Waits for its turn
waits-budget-reason = The till has answered too many questions in these minutes. It goes by itself soon.
waits-refused = The till does not take it
waits-refused-reason = The till answers “{ $text }”. Set it right on the till: we try again by ourselves, every 30 minutes at the latest.
waits-outcome = Waits for the till
waits-outcome-reason = The till has not said yet whether the order has reached it. We look for it there before we send anything else, so that there are not two.

needs-look-up = To be looked for on the till
needs-look-up-reason = The till says that it has part { $part } already, but we do not find it. Look for it on the till: the name it has there stands on the order’s page.
needs-differs = Different on the till
needs-differs-reason = On the till part { $part } holds other articles, or is at another point of sale. Compare it with what you see here, and correct it there.
needs-broken = To be checked
needs-broken-reason = Divided like this the order would send more pieces than were ordered: we send nothing more. Write to whoever helps you with Ponte.
needs-amounts = The amounts do not add up
needs-amounts-reason = Lines, discount and total of this order contradict one another. Look at it in the shop, and enter it on the till yourself.
needs-rejected = Rejected by the point of sale
needs-rejected-reason = The point of sale rejected or cancelled part { $part }. You decide what becomes of it.
needs-cancel = To be cancelled on the till
needs-cancel-reason = It was cancelled in the shop when it was at the till already. Cancel it on the till too: Ponte cannot. As soon as we see it cancelled there, this closes by itself.
needs-changed = Changed in the shop
needs-changed-reason = Somebody changed its lines in the shop when a part had left already. Compare the order with what is on the till, and correct it there.
needs-unpaid = Unpaid for too long
needs-unpaid-reason = Nobody has paid it, and its pieces are no longer kept aside. Cancel it in the shop; if it is paid all the same, it goes by itself.

till-mandatory-time = Orario Obbligatorio
till-mandatory-time-remedy = The till asks for a time: in the till’s portal open Impostazioni Account › Impostazioni Ordini › Orario Obbligatorio and choose NO. The orders then go by themselves.
till-minimum-order = Ordine Minimo
till-minimum-order-remedy = The till asks for a minimum amount: in the till’s portal open Impostazioni Account › Impostazioni Ordini › Ordine Minimo and enter 0. The orders then go by themselves.
till-opening-hours = Opening hours
till-opening-hours-remedy = The till says that it is closed at the time of delivery: in the till’s portal open Impostazioni Account › Impostazioni Ordini and check the opening hours of the point of sale. The orders then go by themselves.
till-lead-time = Minimum processing time
till-lead-time-remedy = The till asks for more time to prepare: in the till’s portal open Impostazioni Account › Impostazioni Ordini and lower the minimum processing time. The orders then go by themselves.
till-slot-full = Time slot full
till-slot-full-remedy = The till says that the time slot is full: in the till’s portal open Impostazioni Account › Impostazioni Ordini and take the limits of the time slots away. The orders then go by themselves.

part-short = { $n ->
    [one] one piece
   *[other] { $n } pieces
  } · { $state }
part-planned = To be sent
part-sending = Leaving
part-refused = The till does not take it
part-no-answer = No answer: we send it again as it is
part-look-up = We look for it on the till
part-not-found = Not to be found on the till
part-differs = Different on the till
part-requested = Received, to be accepted
part-accepted = Accepted
part-processing = In preparation
part-ready = Ready
part-on-its-way = On its way
part-shipped = Shipped
part-completed = Completed
part-processed = Closed with a document
part-rejected = Rejected
part-cancelled = Cancelled on the till
part-gone = No longer on the till
part-released = No longer counts
part-withdrawn = Taken back before it was sent
