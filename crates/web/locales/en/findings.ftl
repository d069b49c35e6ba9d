findings = { $n ->
    [one] 1 to be set right: see which
   *[other] { $n } to be set right: see which
  }
findings-more = { $n ->
    [one] and another one
   *[other] and { $n } more
  }
finding-spread = In the shop its variants are spread over { $n } products: we keep only stock and orders in step.
finding-refused = The shop does not take it and answers “{ $text }”. Correct it on the till; we try again by ourselves at the next pass.
finding-variants-ignored = The shop does not take its variants from outside. Make sizes and colours in the shop yourself, with the same codes as on the till: we recognise it at the next round.
finding-edited = Somebody changed in the shop: { $fields }. The till decides them: the next forced synchronisation puts its own back.
finding-point-new = This is a new point of sale: it comes last in the list and is off.
finding-point-gone = This point of sale is no longer on the till.

obstacle-no-name = It has no name: enter one on the till.
obstacle-no-price = { $n ->
    [0] It has no price in the online price list: enter one on the till.
   *[other] The price in the online price list is missing for: { $names }. Enter it on the till.
  }
obstacle-no-code = { $n ->
    [0] It has no code: add one on the till, in the field Codice interno.
   *[other] The code is missing for: { $names }. Add it on the till, in the field Codice interno.
  }
obstacle-duplicate-code = { $n ->
    [one] The code { $names } belongs to another article too: change one of them on the till.
   *[other] These codes belong to other articles too: { $names }. Change them on the till.
  }
obstacle-same-combination = { $n ->
    [one] Two variants are the same to the shop: { $names }. Change the name of one on the till.
   *[other] Some variants are the same to the shop: { $names }. Change their names on the till.
  }
obstacle-broken-options = The variants do not match the product’s options: set them right on the till.
obstacle-no-variants = It is a product with variants and has none: add them on the till.
obstacle-unknown-vat = The till does not say at which VAT rate it is sold: check the product’s department.
obstacle-code-too-long = { $n ->
    [one] The code that begins with { $names } is too long: the shop takes 255 characters at most.
   *[other] The codes that begin with { $names } are too long: the shop takes 255 characters at most.
  }

picture-unreachable = A picture cannot be fetched, since nobody answers at its address: { $url }. We try again by ourselves at the next pass.
picture-missing = A picture is no longer at its address: { $url }. Put it on the till again.
picture-forbidden-address = A picture has an address that is not public: { $url }. Put it on the till again.
picture-too-large = A picture has more than 10 MB: { $url }. Put a lighter one on the till.
picture-wrong-type = A picture is of a type that the shop does not take: { $url }. Make it JPEG or PNG.
picture-refused = The shop does not take a picture: { $url }. Put another one on the till.

group-categories = Categories
group-images = Pictures
group-tax = VAT
group-identity = Codes and variants

held-title = We wait for your yes
held-hide = This pass would hide { $n } of the { $of } products that are in the shop. Is that right? The rest went on meanwhile.
held-price = This pass would change by more than half the price of { $n } of the { $of } products that are in the shop. Is that right? The rest went on meanwhile.
held-other = This pass would change { $n } of the { $of } products that are in the shop. Is that right? The rest went on meanwhile.
held-yes = Yes, that is right
held-confirmed = You said yes: we do it at the next synchronisation.

findings-orders = { $n ->
    [one] One order to be set right: see which
   *[other] { $n } things to be set right about orders: see which
  }
finding-order-name = Order { $name }
finding-order-refused = The till does not take it and answers “{ $text }”. Set it right on the till; we try again by ourselves.
finding-order-refused-setting = The till does not take it: { $names }. Once the till is set right, it goes by itself.
finding-order-unreadable = We cannot read it ({ $text }), and it does not go. Look at it in the shop and enter it on the till yourself; the other orders go on.
finding-shipping-unmapped = We do not know whether this way of delivery is shipping or collection at a point of sale: we treat it as shipping. If it is collection, tell whoever installed Ponte.
finding-part-unaccepted = Nobody at { $point } has accepted part { $part } yet. Accept it on the till, or reject it there: then you can give it to another point of sale here.
finding-part-gone = Part { $part } is no longer on the till of { $point }. If you did not take it away, enter it on the till again by hand.
finding-stray = On the till of { $point } there is an order with a name of ours that we do not know. Look at it there, and cancel it if it is one too many.
finding-state-refused = The shop does not take the new state and answers “{ $text }”. Change it in the shop yourself.
finding-keys-shop = The shop’s keys
finding-keys-till = The till’s Api key
