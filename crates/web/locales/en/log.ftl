# Log.
nav-log = Log
log-about = Who did what, newest first: people, Ponte, the till and the shop.
log-who = Who
log-what = What
log-day = Day
log-when = When
log-outcome = Outcome
log-sift = Filter
log-all = Show everything
log-day-wrong = Choose a day of the calendar, or leave it empty to see them all.
log-caption = Log, newest first
log-pager = More lines
log-at-once = 50 at a time, newest first
log-newest = The newest
log-older = Older
log-none-yet = There is nothing here yet
log-none-yet-text = As soon as somebody does something, or something goes over the bridge, you find it here.
log-none-found = No such line
log-none-found-text = Try another day, or show everything.

log-everybody = Everybody
log-people = People
log-ponte = Ponte
log-till = The till
log-shop = The shop
log-operator = Whoever runs Ponte
log-gone = Somebody who is no longer here
log-everything = Everything
log-products = Products
log-stock = Stock
log-orders = Orders
log-settings = Settings
log-access = Logging in and out
log-calls = Calls to both services
log-other = something else ({ $what })
log-called = { $n ->
    [one] called us
   *[other] called us { $n } times in an hour
  }

went-done = Done
went-refused = Refused
went-failed = Failed
went-stopped = Stopped
went-unknown = Nobody knows
went-silence = No answer
went-not-sent = Did not leave
went-taken = Received
went-unsigned = { $n ->
    [one] Turned away: not signed
   *[other] All turned away: not signed
  }
went-some-unsigned = { $n ->
    [one] One turned away, not signed
   *[other] { $n } turned away, not signed
  }

log-changed = { $n ->
    [0] nothing to change
    [one] one change
   *[other] { $n } changes
  }
log-would-change = { $n ->
    [0] nothing would change
    [one] one product would change
   *[other] { $n } products would change
  }
log-delivered = { $n ->
    [0] nothing to send
    [one] one part reached the till
   *[other] { $n } parts reached the till
  }
log-held = { $n ->
    [one] one change waits
   *[other] { $n } changes wait
  }

did-accedi = login with e-mail and password
did-esci = logout
did-connettore-chiave = tried a key of the till
did-connettore-chiave-conferma = confirmed a key of the till
did-connettore-prova = asked for a trial of the synchronisation
did-connettore-prima = asked for the first synchronisation
did-connettore-forza = asked for a forced synchronisation of products
did-connettore-pausa = asked the synchronisation to stop
did-connettore-trattenute = said yes to changes that were held
did-connettore-ordini = asked for a pass over orders
did-connettore-punti = changed a point of sale
did-connettore-margine = changed the safety margin
did-connettore-giacenze = asked for a pass over stock
did-connettore-avvisi = changed the address for immediate notices
did-connettore-avvisi-codice = added a secret of the till
did-connettore-avvisi-togli = removed a secret of the till
did-ordini = decided what to do with an order
did-giacenze = changed what the shop shows of a code

ponte-run-products = pass over products
ponte-run-products-first = first synchronisation of products
ponte-run-products-forced = forced synchronisation of products
ponte-run-products-dry = trial of the synchronisation, nothing written
ponte-run-products-one = synchronisation of one product
ponte-run-stock = pass over stock
ponte-run-stock-forced = pass over stock, asked for by somebody
ponte-run-orders = pass over orders
ponte-run-orders-forced = pass over orders, asked for by somebody
ponte-held-products = held changes of products and waits for a yes
ponte-held-stock = held changes of stock and waits for a yes

operator-shop-add = connected the shop
operator-shop-set = changed the shop’s settings
operator-shop-points = changed the points of sale
operator-shop-inlets = changed the immediate notices
operator-user-add = let somebody in
operator-orders-decide = decided what to do with an order
operator-stock-choose = changed what the shop shows of an article

wrote-till-order = { $n ->
    [one] sent an order to the till
   *[other] sent orders to the till: { $n } calls
  }
wrote-till-order-again = { $n ->
    [one] updated an order on the till
   *[other] updated orders on the till: { $n } calls
  }
wrote-till-customer = { $n ->
    [one] made a customer on the till
   *[other] made customers on the till: { $n } calls
  }
wrote-till-other = { $n ->
    [one] wrote something to the till
   *[other] wrote to the till: { $n } calls
  }
wrote-product = { $n ->
    [one] made a product in the shop
   *[other] made products in the shop: { $n } calls
  }
wrote-product-again = { $n ->
    [one] updated a product in the shop
   *[other] updated products in the shop: { $n } calls
  }
wrote-picture = { $n ->
    [one] sent a picture to the shop
   *[other] sent pictures to the shop: { $n } calls
  }
wrote-picture-gone = { $n ->
    [one] removed a picture from the shop
   *[other] removed pictures from the shop: { $n } calls
  }
wrote-category = { $n ->
    [one] made a category in the shop
   *[other] made categories in the shop: { $n } calls
  }
wrote-category-again = { $n ->
    [one] updated a category in the shop
   *[other] updated categories in the shop: { $n } calls
  }
wrote-attribute = { $n ->
    [one] prepared a field of the shop
   *[other] prepared fields of the shop: { $n } calls
  }
wrote-stock = { $n ->
    [one] wrote quantities to the shop
   *[other] wrote quantities to the shop: { $n } calls
  }
wrote-order-state = { $n ->
    [one] changed the state of an order in the shop
   *[other] changed the state of orders in the shop: { $n } calls
  }
wrote-inlet = { $n ->
    [one] asked the shop to tell us at once
   *[other] asked the shop to tell us at once: { $n } calls
  }
wrote-shop-other = { $n ->
    [one] wrote something to the shop
   *[other] wrote to the shop: { $n } calls
  }

did-connettore-punti-ordine = changed the order of the points of sale
did-connettore-punti-acceso = switched a point of sale on or off
did-connettore-campi = changed the settings of products
did-connettore-negozio = changed the shop’s keys
did-connettore-altre-inizio = moved the moment from which orders count
did-connettore-altre-vendite = changed the states that count as a sale
did-connettore-altre-orari = changed the opening hours of a point of sale
did-connettore-altre-preparazione = changed the preparation times
did-connettore-altre-clienti = changed the customers at the till
did-connettore-altre-avanzamento = changed the progress written to the shop
did-connettore-altre-sconosciute = changed what happens to articles the till does not know
did-connettore-altre-non-pagati = changed the days for unpaid orders
did-connettore-altre-ritiro = changed the rule for collection at a point
did-abbinamenti-rileggi = read the lists of till and shop again
did-abbinamenti-iva = paired a VAT rate
did-abbinamenti-categoria = paired a category
did-abbinamenti-spedizione = paired a way of shipping
did-abbinamenti-pagamento = paired a payment method
did-pausa = paused something
did-pausa-fine = ended a pause
did-utenti-invita = invited somebody to the shop
did-utenti-ritira = withdrew an invitation
did-utenti-togli = removed a user from the shop
did-prodotti-confronta = compared a product with the shop
did-prodotti-fuori = left a product out
did-prodotti-rimetti = put a product back
did-prodotti-sincronizza = asked for one product to be synchronised
did-segnalazioni = used the button of a report
did-segnalazioni-avvisi = changed when letters come
did-dati-personali = asked for a person’s data, or for erasing them
did-dati-personali-conservazione = changed how long buyers’ data are kept
