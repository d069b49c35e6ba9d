# Reports.
nav-reports = Reports
report-about = What waits for a person, the most urgent first. Once a thing is right, it closes by itself.
report-filter = Filter the reports
report-open = Open
report-closed = Closed
report-stopped = Stopped
report-left-out = Something is left out
report-note = Good to know
report-what-to-do = What to do.
report-others = { $n ->
    [one] and one more
   *[other] and { $n } more
  }
report-see-list = see the list
report-none = Nothing is open
report-none-text = When something waits for you, you find it here, with what to do.
report-send-orders = Done, try again now
report-check-products = Check the products again
report-force-products = Bring the shop in step
report-open-order = See the order
report-open-code = Go to the code
report-open-pairings = Go to the Pairings
report-open-shop-keys = Enter new keys
report-open-points = Go to the points of sale
report-done-started = Done: the run has started.
report-done-running = A run is under way already: it looks at this too.
report-not-yet = Not possible yet: the keys and the first synchronisation come first, on the Connector page.
report-no-longer = This question has already closed by itself.
report-done-wishes = Letters saved
report-letters = Letters by e-mail
report-at-once = At once, for what cannot wait
report-at-once-about = Orders stopped, a key that no longer works: one e-mail when it begins, one when it is over.
report-daily = The day’s summary
report-daily-about = Only if something is open.
report-hour = At { $n } o’clock
report-hour-wrong = Choose an hour from 0 to 23, or “Never”.
report-letters-to = They go to { $email }.
report-letters-each = Each person of the shop chooses their own.
report-letters-none = No e-mails leave from here yet: ask whoever installed Ponte to switch them on.
report-closed-lately = Closed lately
report-closed-all = All
report-closed-none = Nothing has closed in the last days.
report-closed-when = { $when }, after { $length }.
report-days = { $n ->
    [one] a day
   *[other] { $n } days
  }
report-closed-title = Closed reports
report-closed-about = What closed in the last 90 days, the latest first.
report-pager = Pages of reports
report-at-a-time = 50 a page
report-first = From the start
report-next = Next
report-list-none = Nothing is open here any more
report-list-none-text = What was here has closed by itself.
report-list-caption = Reports of the same kind
report-list-what = What
report-list-why = Why, and what to do
report-list-since = Since
since-today = Since { $time }
since-day = Opened { $when }

report-keys-title = The link is down: the keys no longer work
report-keys-cause = Cassa in Cloud or the shop no longer accepts the saved keys. Until that changes, products, stock and orders stand still.
report-keys-remedy = Paste a new key on the page Connector and press Aggiorna Dati. If it is the shop that does not take its own, enter new ones under The shop’s keys. Then all goes on by itself.

report-missing-permission-title = { $n ->
    [one] The till’s key lacks a permission: { $name }
   *[other] The till’s key lacks { $n } permissions
  }
report-missing-permission-cause = What the key may not read does not reach the shop; for stock the last reading stands.
report-missing-permission-remedy = Ask your Cassa in Cloud contact to switch the missing permissions on, then press Aggiorna Dati.

report-till-setting-title = { $n ->
    [one] The till does not take orders: { $name }
   *[other] The till does not take orders: { $n } settings to change
  }
report-till-setting-cause = The refused orders wait here: none is lost, and we try again by ourselves.
report-till-setting-remedy = { $detail }

report-order-refused-title = { $n ->
    [one] The till does not take an order
   *[other] The till does not take { $n } orders
  }
report-order-refused-cause = { $n ->
    [one] The till answers “{ $detail }”.
   *[other] Its answers are on the page of each order.
  }
report-order-refused-remedy = Mend on the till what it says, then press the button. We also try again by ourselves, every 30 minutes at the latest.

report-order-unreadable-title = { $n ->
    [one] We cannot read an order of the shop
   *[other] We cannot read { $n } orders of the shop
  }
report-order-unreadable-cause = { $n ->
    [one] What the shop says of it makes no sense ({ $detail }), and it does not leave. The others go on.
   *[other] What the shop says of them makes no sense, and they do not leave. The others go on.
  }
report-order-unreadable-remedy = Look at it in the shop and enter it on the till yourself. If it is right in the shop by now, press the button.

report-not-found-on-till-title = { $n ->
    [one] An order to look for on the till
   *[other] { $n } orders to look for on the till
  }
report-not-found-on-till-cause = The till says that it has it already, but we do not find it. We send nothing more, so that it is not there twice.
report-not-found-on-till-remedy = Look for it on the till by the name shown on the order’s page, then say there whether it is there or not.

report-differs-on-till-title = { $n ->
    [one] An order is different on the till
   *[other] { $n } orders are different on the till
  }
report-differs-on-till-cause = It has other articles, or stands at another point of sale: somebody changed it there.
report-differs-on-till-remedy = Compare it with what the order’s page shows, and correct it on the till.

report-plan-broken-title = { $n ->
    [one] An order to be checked
   *[other] { $n } orders to be checked
  }
report-plan-broken-cause = As it is split, it would send more pieces than were ordered: we send nothing more.
report-plan-broken-remedy = Write to Supporto Connettore, with the diagnosis that you download at the foot of this page.

report-amounts-differ-title = { $n ->
    [one] The amounts of an order do not add up
   *[other] The amounts of { $n } orders do not add up
  }
report-amounts-differ-cause = Lines, discount and total contradict one another, and we do not know which amount to tell the till.
report-amounts-differ-remedy = Look at it in the shop, and enter it on the till yourself. Then say on the order’s page that it must not leave.

report-rejected-title = { $n ->
    [one] A point of sale rejected an order
   *[other] Points of sale rejected { $n } orders
  }
report-rejected-cause = The rejected pieces no longer leave by themselves, and the shop does not sell them meanwhile.
report-rejected-remedy = Open the order and choose: give it to another point of sale, or do not send it.

report-cancel-on-till-title = { $n ->
    [one] Cancel an order on the till
   *[other] Cancel { $n } orders on the till
  }
report-cancel-on-till-cause = It was cancelled in the shop when it was on the till already. We cannot cancel it from here.
report-cancel-on-till-remedy = Open it on the till and cancel it: the piece is for sale again, and this closes by itself.

report-lines-changed-title = { $n ->
    [one] An order changed in the shop after it was sent
   *[other] { $n } orders changed in the shop after they were sent
  }
report-lines-changed-cause = Somebody changed its lines when a part was on the till already.
report-lines-changed-remedy = Compare it with what is on the till, correct it there, then say on the order’s page that it is done.

report-part-unaccepted-title = { $n ->
    [one] Nobody has accepted an order yet
   *[other] Nobody has accepted { $n } parts of orders yet
  }
report-part-unaccepted-cause = { $n ->
    [one] It arrived at the till of { $detail }, and has been waiting there for hours.
   *[other] They arrived at the tills, and have been waiting there for hours.
  }
report-part-unaccepted-remedy = Ask the point of sale to accept it on the till. If it rejects it, give it to another one from the order’s page.

report-part-gone-title = { $n ->
    [one] An order is no longer on the till
   *[other] { $n } parts of orders are no longer on the till
  }
report-part-gone-cause = { $n ->
    [one] It had arrived at the till of { $detail }, and somebody took it away.
   *[other] They had arrived, and somebody took them away.
  }
report-part-gone-remedy = If it was not you, enter it on the till again by hand.

report-stray-till-order-title = { $n ->
    [one] There is an order too many on the till
   *[other] There are { $n } orders too many on the till
  }
report-stray-till-order-cause = { $n ->
    [one] At { $detail } there is one that carries our name and that we do not know.
   *[other] They carry our name, but we do not know them.
  }
report-stray-till-order-remedy = Look at it on the till, and cancel it there if it is a double.

report-held-title = We wait for your yes
report-held-cause = { $detail }
report-held-remedy = If that is what you want, say yes. If it is not, set the till right: the question closes by itself.

report-levels-unread-title = { $n ->
    [one] We cannot read the stock of { $name }
   *[other] We cannot read the stock of { $n } points of sale
  }
report-levels-unread-cause = { $n ->
    [one] { $detail }
   *[other] The last reading stands, and by it the shop can only go down.
  }
report-levels-unread-remedy = If it lasts, check on the till that the point of sale is still there and that the key may read stock. Then press the button.

report-unpaid-too-long-title = { $n ->
    [one] An order was not paid
   *[other] { $n } orders were not paid
  }
report-unpaid-too-long-cause = Too much time has passed: its pieces are no longer kept.
report-unpaid-too-long-remedy = Cancel it in the shop. If it is paid all the same, it leaves by itself.

report-order-state-refused-title = { $n ->
    [one] The shop does not take the state of an order
   *[other] The shop does not take the state of { $n } orders
  }
report-order-state-refused-cause = { $n ->
    [one] The shop answers “{ $detail }”.
   *[other] Its answers are in the list.
  }
report-order-state-refused-remedy = Change it in the shop yourself: on the till the order goes on all the same.

report-shipping-unmapped-title = { $n ->
    [one] A way of delivery that we do not know: { $name }
   *[other] { $n } ways of delivery that we do not know
  }
report-shipping-unmapped-cause = We do not know whether it is shipped or collected at a point of sale: for now we treat it as shipped.
report-shipping-unmapped-remedy = On the Connector page open Abbinamenti and choose what it is.

report-no-name-title = { $n ->
    [one] A product has no name
   *[other] { $n } products have no name
  }
report-no-name-cause = Without a name a product cannot be in the shop. The others go on.
report-no-name-remedy = Write it on the till, on the article’s card. It reaches the shop by itself with the next run.

report-no-price-title = { $n ->
    [one] { $name } has no price
   *[other] { $n } products have no price
  }
report-no-price-cause = Without a price in the online price list a product stays out of the shop. The others go on.
report-no-price-remedy = Put it on the till, in the list that you chose. It reaches the shop by itself with the next run.

report-no-code-title = { $n ->
    [one] { $name } has no code
   *[other] { $n } products have no code
  }
report-no-code-cause = Without a code we cannot recognise the variants in the shop: the product stays out. The others go on.
report-no-code-remedy = On the till, on the article’s card, fill in Codice interno. A running number will do, as long as each variant has its own.

report-duplicate-code-title = { $n ->
    [one] { $name } has a code that others have too
   *[other] { $n } products have codes that others have too
  }
report-duplicate-code-cause = { $n ->
    [one] The code is { $detail }: we do not know which article to sell, and they stay out.
   *[other] We do not know which article to sell, and they stay out. The other products go on.
  }
report-duplicate-code-remedy = Change the code of one of the two on the till. It comes back to the shop by itself.

report-same-combination-title = { $n ->
    [one] { $name } has two variants alike
   *[other] { $n } products have variants alike
  }
report-same-combination-cause = The shop could not tell them apart, and such a product stays out.
report-same-combination-remedy = Change the name of one of the variants on the till.

report-broken-options-title = { $n ->
    [one] The variants of { $name } do not fit
   *[other] The variants of { $n } products do not fit
  }
report-broken-options-cause = They do not match the options, and such a product stays out of the shop.
report-broken-options-remedy = Set options and variants right on the till.

report-no-variants-title = { $n ->
    [one] { $name } has no variants
   *[other] { $n } products have no variants
  }
report-no-variants-cause = On the till it is a product with variants, but it has none: so it stays out of the shop.
report-no-variants-remedy = Add the variants on the till, or make a simple product of it.

report-unknown-vat-title = { $n ->
    [one] { $name } has no VAT
   *[other] { $n } products have no VAT
  }
report-unknown-vat-cause = The till does not say at which VAT it is sold, and we do not guess: without VAT a product stays out of the shop.
report-unknown-vat-remedy = Check the product’s department on the till, and the department’s VAT.

report-code-too-long-title = { $n ->
    [one] { $name } has a code that is too long
   *[other] { $n } products have a code that is too long
  }
report-code-too-long-cause = The shop takes 255 characters at most: with a longer code a product stays out.
report-code-too-long-remedy = Shorten the code on the till.

report-blocked-title = { $n ->
    [one] { $name } has several things to be set right
   *[other] { $n } products have several things to be set right
  }
report-blocked-cause = { $n ->
    [one] { $detail }
   *[other] They stay out of the shop. The other products go on.
  }
report-blocked-remedy = { $n ->
    [one] Once it is right on the till, it reaches the shop by itself.
   *[other] Open the list: it says what each lacks. Once it is right on the till, it reaches the shop by itself.
  }

report-refused-title = { $n ->
    [one] The shop does not take { $name }
   *[other] The shop does not take { $n } products
  }
report-refused-cause = { $n ->
    [one] The shop answers “{ $detail }”.
   *[other] Its answers are in the list. The other products go on.
  }
report-refused-remedy = Correct it on the till: with the next run we try again by ourselves.

report-variants-ignored-title = { $n ->
    [one] The shop does not take the variants of { $name }
   *[other] The shop does not take the variants of { $n } products
  }
report-variants-ignored-cause = It drops them when the product comes from outside.
report-variants-ignored-remedy = Make sizes and colours in the shop yourself, with the till’s codes: with the next run we recognise them by ourselves.

report-spread-title = { $n ->
    [one] { $name } is spread over several products of the shop
   *[other] { $n } products are spread over several products of the shop
  }
report-spread-cause = { $n ->
    [one] { $detail }
   *[other] We keep only their stock and orders in step.
  }
report-spread-remedy = If the till is to decide texts and prices too, bring its variants together in one product of the shop.

report-picture-title = { $n ->
    [one] A picture of { $name } does not arrive
   *[other] { $n } pictures do not reach the shop
  }
report-picture-cause = { $n ->
    [one] { $detail }
   *[other] The products are there all the same, without those pictures.
  }
report-picture-remedy = Put the picture on the till again, as JPEG or PNG and below 10 MB.

report-not-in-shop-title = { $n ->
    [one] The shop no longer knows a code
   *[other] The shop no longer knows { $n } codes
  }
report-not-in-shop-cause = Somebody took the article out of the shop, or changed its code.
report-not-in-shop-remedy = Force the synchronisation of products: what is missing comes back by itself.

report-listed-twice-title = { $n ->
    [one] A code is in the shop twice
   *[other] { $n } codes are in the shop twice
  }
report-listed-twice-cause = We do not know which of the two it is, and its stock stands still.
report-listed-twice-remedy = Change the other article’s code in the shop, then press the button.

report-no-stock-figure-title = { $n ->
    [one] A code lacks its quantity
   *[other] { $n } codes lack their quantity
  }
report-no-stock-figure-cause = The till does not manage this stock, and the shop wants a figure.
report-no-stock-figure-remedy = Write how many the shop shows, on the code’s page.

report-stock-refused-title = { $n ->
    [one] The shop does not take the quantity of a code
   *[other] The shop does not take the quantity of { $n } codes
  }
report-stock-refused-cause = { $n ->
    [one] The shop answers “{ $detail }”.
   *[other] Its answers are in the list.
  }
report-stock-refused-remedy = Look at the article in the shop. With the next run we try again by ourselves.

report-sales-point-title = { $n ->
    [one] A point of sale changed on the till: { $name }
   *[other] { $n } points of sale changed on the till
  }
report-sales-point-cause = { $n ->
    [one] { $detail }
   *[other] They are new, or no longer there.
  }
report-sales-point-remedy = Look at the list of points of sale: choose the place of the new ones, and switch them on if they are to sell.

report-edited-on-shop-title = { $n ->
    [one] Somebody changed { $name } in the shop
   *[other] Somebody changed { $n } products in the shop
  }
report-edited-on-shop-cause = { $n ->
    [one] { $detail }
   *[other] They changed fields that the till decides.
  }
report-edited-on-shop-remedy = If the till’s is right, press the button. If you want to decide yourself, choose “Never” for that field on the Connector page.
