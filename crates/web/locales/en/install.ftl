# Installing, the shop's keys, the code for coming in.
connect-title = Connect the shop
connect-about = This needs the two keys of your TeamSystem Commerce shop. We try them at once; then they are kept encrypted and cannot be read again.
connect-missing = The shop that you opened is not connected here yet. If you have just installed it, open it again in a minute; otherwise paste its keys.
connect-send = Connect
connect-code-follows = Then we send a code to the shop’s e-mail address: that tells us that it is really yours.
connect-who = You are logged in as { $user }
shop-keys-title = Keys of the shop
shop-keys-about = With these Ponte reads and writes in your shop. We try new ones before we change them: if they do not work, those of now stay.
shop-keys-key = Key
shop-keys-exchange = Exchange
shop-keys-where = You find them in the shop’s panel: Account › Settings › Remote Access. Make an access of the type read and write, and press Access Key.
shop-keys-send = Change the keys
shop-keys-dead = The shop does not take them
shop-keys-not-keys = Two whole keys are needed here, Key and Exchange. Copy them again, without spaces inside.
shop-keys-unknown = The shop does not know these keys. Copy them again in full, both from the same access.
shop-keys-read-only = These keys may only read. The type cannot be changed: in the shop’s panel make another access, of the type read and write, and paste its keys here.
shop-keys-another-shop = These keys belong to another shop. We have changed nothing.
shop-keys-no-answer = The shop does not answer. We have changed nothing: try again in a minute.
done-shop-keys = Keys of the shop changed
finding-shop-keys-refused = The shop no longer knows its keys: products, stock and orders stand still. If the app was taken away, install it again; otherwise make a new access in the shop’s panel and paste its keys here. Then everything goes on by itself.
finding-shop-keys-read-only = The shop’s keys may only read, and Ponte cannot write. In the shop’s panel make an access of the type read and write, and paste its keys. Then everything goes on by itself.
finding-till-key-refused = The till no longer knows the key: products, stock and orders stand still. Paste a new one above and press Update data. Then everything goes on by itself.
code-title = Confirm that the shop is yours
code-about = To come in to { $shop } you need a code. We send it to the e-mail address that the shop has in TeamSystem Commerce.
code-taken = Others use this shop already: you can also ask them to invite you.
code-send = Send the code
code-send-again = Send another code
code-sent = The code has left for { $address }. It is good for a quarter of an hour.
code-label = Code of six digits
code-enter = Come in
code-wrong = That is not the code. { $n ->
    [one] You can try once more.
   *[other] You can try { $n } times more.
  }
code-ended = That code is no longer good. Have another one sent.
code-too-many = Enough codes were sent already. The next one can be asked for { $when }.
code-no-address = The shop has no e-mail address to write to. Enter one in the shop’s panel and try again; or ask whoever runs Ponte to let you in.
code-no-mail = No e-mails leave here yet. Ask whoever runs Ponte to let you in.
code-dead-keys = The shop no longer knows the keys that we have, so we do not know where to write. Install the app again from the shop’s panel, or connect the shop with new keys.
letter-code-subject = The code for { $shop } on Ponte
letter-code-text = Hello,
    { $person } wants to come in to { $shop } on Ponte. The code is

    { $code }

    It is good for a quarter of an hour. If nobody in the shop is waiting for it, do nothing: without the code nobody comes in.
    Do not answer: for help, Supporto Connettore.
