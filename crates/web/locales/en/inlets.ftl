# Instant notices: the addresses at which the till and the shop call us.
inlets-section = Instant notices
inlets-about = With these notices a sale at the till, an order or a change arrives in a few seconds, without waiting for the next pass. If you do not switch them on, everything works all the same.
inlets-locked = Become active as soon as the Api key is right.
inlets-till = Instant notices from the till
inlets-shop = Instant notices from the shop
inlets-off = Off
inlets-none-yet = No notice yet
inlets-last = Received { $when }
inlets-refused = { $n ->
    [one] One notice was not signed with a code that is saved here; the last { $when }. If you have just switched it on at the till, enter its secret code here.
   *[other] { $n } notices were not signed with a code that is saved here; the last { $when }. If you have just switched them on at the till, enter their secret code here.
  }
inlets-till-why = What is sold or received at the till changes the shop’s stock in a few seconds, and an order accepted or closed shows here at once.
inlets-shop-why = An order that is new, paid or cancelled reaches the till in a few seconds.
inlets-make = Make the address
inlets-address = Address
inlets-till-first = In the till’s portal open Impostazioni Account › WebHooks › Nuovo Webhook, and make them one by one, in this order: stock movements first, then receipts, then orders and, if you like, each part of the catalogue. Paste this address into all of them:
inlets-till-second = Save, then enter here the secret code that the till shows you. If there are several, enter them all.
inlets-shop-first = Whoever looks after the shop registers this address for: order created, paid, in preparation, sent, cancelled.
inlets-secret = Secret code
inlets-secret-save = Save
inlets-secret-kept = Code { $n }
inlets-secret-remove = Remove
inlets-secret-wrong = This is not a whole secret code, or there are 32 already. Copy it again from the till, without spaces.
inlets-renew = Change the address
inlets-renew-about = If somebody else has seen it. The present one is no longer valid at once: the new one has to be pasted again.
done-inlet = The address is ready
done-secret = Code saved
done-secret-removed = Code removed
