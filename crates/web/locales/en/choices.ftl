# More settings, at the foot of the Connector page.
more-section = More settings
more-about = They are fine as they are, too.
more-locked = The other settings will be here as soon as the Api key is right.
more-save = Save
more-done = Saved
more-from = Orders that count
more-from-unset = From the first pass
more-from-about = Orders older than this moment never go to the till. Before you move it you see which recent orders lie on either side.
more-from-change = Move the moment
more-sales = States that count as a sale
more-sales-all = All but cancelled and archived
more-sales-paid = Only paid ones
more-sales-these = Only these states:
more-sales-none = Choose one state at least.
more-sales-never = Cancelled or archived orders never go to the till.
more-hours = Opening hours of the points of sale
more-hours-always = Always open
more-hours-points = { $n ->
    [one] One point of sale with hours of its own
   *[other] { $n } points of sale with hours of their own
  }
more-hours-about = The till refuses an order that would be prepared while the point is closed. With the hours here, Ponte asks for each order at a time when the point is open.
more-hours-open = always open
more-hours-days = { $n ->
    [one] one day a week
   *[other] { $n } days a week
  }
more-hours-how = Type for instance 9-13, 15:30-19:30. An empty day is a closed one; with all days empty the point is always open.
more-hours-wrong = Type the hours like this: 9-13, 15:30-19:30. Each ends after it began, and they do not touch one another.
more-closed = Days when it is closed
more-closed-how = Dates on which it is closed all the same, for instance 25/12/2026, 26/12/2026.
more-closed-wrong = Type the dates like this: 25/12/2026, 26/12/2026.
more-preparation = Preparing orders
more-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
  }
more-minutes-label = Minutes to prepare an order
more-minutes-about = Ponte asks the till for each order at least so many minutes after it left.
more-minutes-wrong = Type a whole number of minutes, from 0 to { $n }.
more-unaccepted-label = Opening hours before you are told
more-unaccepted-about = If a point of sale does not accept an order for so many opening hours, you find it among the things to be set right.
more-unaccepted-wrong = Type a whole number of hours, from 1 to { $n }.
weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
  }
more-customers = Customers at the till
more-customers-each = Each by name
more-customers-each-about = Ponte looks the customer up at the till by e-mail, and adds whoever is not there. Whoever is there already is not changed.
more-customers-one = One customer for all orders
more-customers-one-about = No data of buyers leave the shop.
more-customers-who = E-mail or code of that customer at the till
more-customers-who-about = For instance a customer “Online shop” that you made at the till.
more-customers-empty = Type the e-mail or the code of a customer of the till.
more-customers-nobody = The till has no such customer. Make one there, then come back.
more-customers-away = The till does not answer, and without it we cannot check the customer. We changed nothing: try again in a minute.
more-customers-key = Without the right Api key we cannot check the customer. Enter it at the top of this page.
more-back = Progress written to the shop
more-back-off = Off
more-back-on = The state follows the till
more-back-warning = When the state of an order changes, the shop may send the buyer an e-mail.
more-back-switch = Write to the shop how far the order is
more-back-about = In preparation, sent, delivered: as the till goes on, and never backwards.
more-rejected = If a point of sale rejects the order, its state in the shop
more-rejected-stays = stays as it is
more-unknown = Articles that the till does not know
more-unknown-out = They are left out
more-unknown-out-about = The rest of the order leaves, and the note at the till says what is missing.
more-unknown-wait = The order waits
more-unknown-wait-about = It leaves when that article is at the till too.
more-unpaid = Unpaid orders
more-unpaid-days = { $n ->
    [one] We keep them for a day
   *[other] We keep them for { $n } days
  }
more-unpaid-label = Days for which we keep the goods aside
more-unpaid-about = After that the goods are for sale again, and we tell you to cancel the order in the shop. If it is paid later, it goes on.
more-unpaid-wrong = Type a whole number of days, from 1 to { $n }.
more-bound = Collection at a point of sale
more-bound-waits = If not everything is there, it waits
more-bound-waits-about = The order leaves when that point of sale has all of it.
more-bound-others = If not everything is there, the others help
more-bound-others-about = The usual rule applies: each prepares what it has. The buyer may have to go to two points of sale.
more-links = Other pages
more-guide = Guide
more-guide-about = How everything works, step by step, with the most frequent questions.
pair-link = Shipping, payments, categories and VAT: what stands for what.
pause-link = Hold products, stock or orders while you count the goods.
start-title = From when on orders count
start-about = Orders made from this moment on go to the till. Those before it never do.
start-from = Orders count from
start-look = See what changes
start-now = The moment as it is: { $when }.
start-no-moment = Choose a day and an hour.
start-too-old = Ponte knows nothing of orders that old: choose a moment in the last 30 days.
start-too-far = That is too far ahead: choose a moment in the next 31 days.
start-after = They go to the till: from this moment on ({ $when })
start-after-none = None so far: we wait for the next order.
start-before = They are left out: before this moment ({ $when })
start-before-none = No order is older.
start-before-about = The goods of an old order either have left the till already, or still wait: then tick “Keep aside”, and the shop does not sell them to somebody else.
start-pieces = The goods
start-aside = Keep aside
start-nothing = At the till already
start-more = Only the orders nearest to that moment are shown here.
start-yes = Confirm
