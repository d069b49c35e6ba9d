connector-title = Cassa in Cloud connector
connector-about = Products and stock go from the till to the shop, orders from the shop to the till.

key-section = Settings
key-about = The key connects Ponte to your till. Your Cassa in Cloud contact gives it to you, or you find it in the till’s portal, under Impostazioni Account › API.
key-label = Api key
key-send = Update data
key-paste = Paste the key here
key-paste-new = Paste a new key here
key-kept = The key is saved and encrypted, and cannot be read again. To change it paste a new one; with an empty field we read the till’s data again.
key-who-gives-it = Your Cassa in Cloud sales contact gives you the key. If it is right and still does not work, ask whether it is active.
key-link = Connection
key-link-works = Works
key-link-wrong = The till no longer knows the key
key-link-away = The till does not answer
key-link-permission = Permissions are missing
key-licence = Licence
key-licence-api = With API
key-checked = Last check
key-right-title = The key is right
key-right = It belongs to the account { $account }, with { $n ->
    [one] one point of sale
   *[other] { $n } points of sale
  } and the licence with API. Shall we use it from now on?
key-right-unnamed = The licence is with API. Shall we use it from now on?
key-missing = { $n ->
    [one] This key lacks a permission: { $names }.
   *[other] This key lacks { $n } permissions: { $names }.
  } Ask your Cassa in Cloud contact to switch them on, then press Update data. Without them not all products and stock can reach the shop.
key-empty = Paste the key into the field, then press Update data.
key-not-a-key = This is not a whole key. Copy it again from your contact’s message, without spaces, and press Update data.
key-unknown = Cassa in Cloud does not know this key. Copy it again as a whole, without spaces before or after, and press Update data.
key-no-licence = This key has no API permission. Ask your Cassa in Cloud contact to switch it on.
key-no-answer = The till does not answer. We changed nothing: press Update data again in a minute.
key-too-many-calls = The till has answered too many questions in these minutes. Press Update data again in ten minutes.
done-key = Key saved
done-refreshed = Data updated

permission-sales-points = points of sale
permission-categories = categories
permission-products = products
permission-departments = departments
permission-taxes = VAT rates
permission-sales-modes = sales modes
permission-stocks = stock
permission-orders = orders
permission-customers = customers

points-section = Points of sale / warehouses
points-about = The first of the list is the first to receive an order’s products, if it has them. What is missing goes on to the following points.
points-about-off = A point that is switched off brings neither products nor stock, and receives no orders.
points-locked = You will see your points of sale here as soon as the Api key is right.
points-none = The till shows us no point of sale. If you have any, ask your contact to switch on the permission for points of sale.
point-on = { $name } on
point-gone = No longer on the till
point-off-about = Off: it brings no products and receives no orders
point-gone-about = The till no longer lists it: it brings no products and receives no orders

fields-section = TS Commerce sync settings
fields-about = What the till may write in the shop.
fields-note = “Never” means that you decide it in the shop, and we do not touch it.
field-categories = Synchronise categories
field-images = Synchronise pictures
field-name = Name
field-description = Description
field-price = Price
field-visibility = Visibility
field-categories-off = Off: the shop’s categories stay as you made them.
field-images-off = Off: we send none and replace none.
fields-when = When
fields-only-new = Only when the product is new; after that you decide in the shop
fields-single = Field by field
list-label = Online price list
list-about = The prices that the shop shows. Moving points of sale never changes them.
list-no-modes = Sales modes appear here once the till was read for the first time.
list-base = Base price
list-mode = Sales mode { $name }
list-point = Price at { $name }
list-unknown = A list that the till no longer has
codes-label = Products without a code
codes-about = They stand in the shop with a code of ours, or stay out until they have one on the till. We write nothing on the till.
codes-generate = Make a code
codes-exclude = Leave out of the shop
only-stock = Only stock and orders
only-stock-about = On: we recognise the shop’s products by their code and write none of them. For those who write their product pages themselves.
done-fields = Settings saved: they count from the next synchronisation of products
done-fields-write = Settings saved: at the next synchronisation of products we rewrite what differs in the shop
done-list = Price list saved: at the next synchronisation of products we rewrite the prices
done-only-stock = Saved: from now on we write only stock and orders
policy-always = Always from the till
policy-on-creation = Only on creation
policy-never = Never

first-section = First product synchronisation
first-about = Brings into the shop all products that are enabled for e-commerce on the till. It is done only once.
first-open-title = First synchronisation still to be done
first-open-text = Until it is completed, the till’s products do not reach the shop.
first-locked = It can be started as soon as the Api key is right.
first-no-shop-keys = The shop’s keys are missing. Whoever installed Ponte enters them; then it can be started.
first-start = Start the first product synchronisation
first-start-note = You can close the page: it goes on all the same.
first-done-title = First synchronisation completed
first-done = { $n ->
    [one] One product brought
   *[other] { $n } products brought
  } into the shop in { $length }, { $when }.
first-done-when = Completed { $when }.
first-done-since = Since then we go on by ourselves: all products twice a day, stock every 5 minutes.
first-adopts = { $n ->
    [one] One product is in the shop already: what shall we do with its text and pictures?
   *[other] { $n } products are in the shop already: what shall we do with their texts and pictures?
  }
first-adopts-keep = The shop’s stay
first-adopts-overwrite = The till’s replace them
first-examples = See them in the shop

try = Try it out first
try-again = Try it out again
dry-title = What will happen
dry-when = We tried it out { $when }, without writing anything.
dry-intro = { $till ->
    [one] The till has one product;
   *[other] The till has { $till } products;
  } { $wanted ->
    [one] one is enabled for e-commerce:
   *[other] { $wanted } are enabled for e-commerce:
  }
dry-created = { $n ->
    [one] new in the shop
   *[other] new in the shop
  }
dry-adopted = { $n ->
    [one] in the shop already, we recognise it
   *[other] in the shop already, we recognise them
  }
dry-linked = { $n ->
    [one] in the shop already, stock and orders only
   *[other] in the shop already, stock and orders only
  }
dry-updated = { $n ->
    [one] to be updated
   *[other] to be updated
  }
dry-unchanged = { $n ->
    [one] in step already
   *[other] in step already
  }
dry-blocked = { $n ->
    [one] to be set right, stays out for now
   *[other] to be set right, stay out for now
  }
dry-blocked-which = See what to set right
dry-total = { $n ->
    [one] enabled
   *[other] enabled
  }

forced-section = Forced product synchronisation
forced-about = Hardly ever needed: products are updated by themselves. Compares all products with the shop as it is now, and writes only what changed.
forced-next = The next one is at { $when }.
forced-start = Synchronise the products to TS Commerce
forced-locked = Becomes active when the first synchronisation is completed.
forced-last = Last pass { $when }: { $changed ->
    [0] no change
    [one] one change
   *[other] { $changed } changes
  }, { $listed ->
    [one] one product in step
   *[other] { $listed } products in step
  }.

orders-section = Forced order synchronisation
orders-section-about = Orders go by themselves every 5 minutes. Those that are cancelled do not go.
orders-locked = Becomes active as soon as the Api key is right.
orders-last = Last pass { $when }: { $new ->
    [0] no new order
    [one] one new order
   *[other] { $new } new orders
  }{ $delivered ->
    [0] {""}
    [one] , one reached the till
   *[other] , { $delivered } reached the till
  }.
orders-last-waiting = { $n ->
    [one] One order waits.
   *[other] { $n } orders wait.
  }
orders-last-attention = { $n ->
    [one] One order is to be set right.
   *[other] { $n } orders are to be set right.
  }
orders-see = See the orders
orders-failed-wrong-till-key = Cassa in Cloud no longer knows the key, and the orders do not go. Paste a new one above and press Update data: then they go by themselves.
orders-failed-wrong-shop-keys = The shop no longer knows its keys, and the orders do not arrive. Enter new ones in the settings, at Keys of the shop: then they go by themselves.
orders-failed-till-permission = The till’s key lacks a permission for orders. Ask your Cassa in Cloud contact to switch it on: then they go by themselves.
orders-failed-till-away = The till does not answer. We try again by ourselves in a few minutes; what is done already stays.
orders-failed-shop-away = The shop does not answer. We try again by ourselves in a few minutes; what is done already stays.
orders-failed-quota = The two services have answered too many questions. We try again by ourselves in a few minutes; what is done already stays.
orders-failed-other = The last pass stopped before its end. We try again by ourselves in a few minutes; what is done already stays.
