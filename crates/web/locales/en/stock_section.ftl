# Stock on the Connector page: points of sale, margin, the pass, what to set right.
stock-section = Force Stock Synchronisation
stock-section-about = Stock goes to the shop by itself every 5 minutes, and at once with instant notices. A level that cannot be read never raises the shop.
stock-locked = It becomes active when the first synchronisation is complete.
stock-see = See the stock
stock-read-now = Read now
stock-failed-wrong-till-key = Cassa in Cloud no longer knows the key, and the stock stands still. Paste a new one above and press Update Data: then it goes on by itself.
stock-failed-wrong-shop-keys = The shop no longer accepts its keys, and the stock stands still. Enter new ones in the settings, at Keys of the shop: then it goes on by itself.
stock-failed-till-permission = The till’s key lacks a permission. Ask your Cassa in Cloud contact to switch it on: then the stock goes on by itself.
stock-failed-till-away = The till does not answer. We try again in a few minutes; meanwhile the last reading counts, and the shop can only go down.
stock-failed-shop-away = The shop does not answer. We try again in a few minutes; what is done stays done.
stock-failed-quota = The two services have answered too many questions. We try again in a few minutes; what is done stays done.
stock-failed-other = The last pass stopped before its end. We try again in a few minutes; what is done stays done.

point-counts = Counts its stock
point-counts-about = Its pieces are sold in the shop too. Switched off, the shop shows fewer.
point-receives = Receives orders
point-receives-about = Orders of the shop may go there. Switched off, none arrive, and its pieces leave the shop as well.
point-reserve = Reserve
point-reserve-about = Pieces of each article that stay there: the shop does not show them. An order that was placed may use them.
point-counts-receives = Counts its stock · receives orders
point-counts-not = Receives no orders, and its stock does not count
point-receives-only = Receives orders, its stock does not count
point-neither = Does not count its stock, receives no orders
point-reserve-of = reserve { $n }
reserve-wrong = Write a whole number from 0 to 999999.
margin-label = Safety margin
margin-about = Pieces of each article that the shop does not show, so that the last one is for whoever walks in. A higher number lowers the shop; a product may have its own, on the code’s page.
done-point = Point of sale saved
done-margin = Margin saved

findings-stock = { $n ->
    [one] One thing to set right in the stock: see which
   *[other] { $n } things to set right in the stock: see which
  }
finding-code-name = { $name }, code { $code }
finding-stock-refused = The shop does not accept its quantity and answers “{ $text }”. Look at the article in the shop; the next pass tries again by itself.
finding-stock-permission-name = Permission for stock
finding-stock-permission = The till’s key may not read the stock. Ask your Cassa in Cloud contact to switch the stock permission on; meanwhile the last reading counts, and the shop can only go down.

held-stock = { $n ->
    [one] One code would go to zero, of { $of } that the shop sells now.
   *[other] { $n } codes would go to zero, of { $of } that the shop sells now.
  } Is that right? The rest has gone on meanwhile. If not, look whether the stock is still on the till: this question closes by itself.
held-stock-which = See which
held-stock-yes = Confirm
