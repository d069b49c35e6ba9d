running-first = First synchronisation under way
running-dry = Trying it out, without writing anything
running-forced = Synchronisation under way
running-text = You can close the page: the work goes on by itself, and here you find how far it is.
running-started = Started { $at } by { $who }.
running-subject = Now: { $subject }.
running-stopping = We finish what has left already, then we stop.
pause = Pause
reload = Reload the page

step-reading = Reading the till
step-comparing = Comparing
step-categories = Categories
step-products = Products and variants
step-pictures = Pictures
step-finishing = Last checks

count-reading = { $done ->
    [0] We are reading the till
    [one] One article read from the till
   *[other] { $done } articles read from the till
  }
count-of-reading = { $done } of { $total } articles read
count-drift = { $done ->
    [0] We look at the shop as it is now
    [one] One product compared with the shop
   *[other] { $done } products compared with the shop
  }
count-of-drift = { $done } of { $total } products compared
count-comparing = { $done ->
    [0] We compare till and shop
    [one] One product compared
   *[other] { $done } products compared
  }
count-of-comparing = { $done } of { $total } products compared
count-categories = { $done ->
    [0] We prepare the categories
    [one] One category done
   *[other] { $done } categories done
  }
count-of-categories = { $done } of { $total } categories
count-products = { $done ->
    [0] We prepare the products
    [one] One product done
   *[other] { $done } products done
  }
count-of-products = { $done } of { $total } products
count-pictures = { $done ->
    [0] We prepare the pictures
    [one] One picture done
   *[other] { $done } pictures done
  }
count-of-pictures = { $done } of { $total } pictures
count-finishing = { $done ->
    [0] Last checks
    [one] Last checks: one done
   *[other] Last checks: { $done } done
  }
count-of-finishing = Last checks: { $done } of { $total }

rate = { $n } a minute
left = about { $time } left for this step
left-little = less than a minute left for this step
waits = We wait until { $time }, then it goes on by itself

run-stopped = Paused. What is done already stays: when you start again it goes on from there.
run-remote = What it answered
run-failed-wrong-till-key = We stopped: Cassa in Cloud no longer knows the key. Paste a new one above, press Update data and start again. What is done already stays.
run-failed-wrong-shop-keys = We stopped: the shop no longer knows its keys. Enter new ones in the settings, at Keys of the shop, then start again. What is done already stays.
run-failed-till-permission = We stopped: the till’s key lacks a permission. Ask your Cassa in Cloud contact to switch it on, press Update data and start again. What is done already stays.
run-failed-read-only-shop-keys = We stopped: the shop’s keys may only read. Keys that may write too are needed; then start again. What is done already stays.
run-failed-till-away = We stopped: the till has not answered for a long time. Start again when it is back; what is done already stays.
run-failed-shop-away = We stopped: the shop has not answered for a long time. Start again when it is back; what is done already stays.
run-failed-till-quota = We stopped: the till has answered too many questions. Start again in ten minutes; what is done already stays.
run-failed-shop-quota = We stopped: the shop has answered too many questions for today. Start again tomorrow; what is done already stays.
run-failed-till-refused = We stopped: the till refused a read. Start again; if it happens once more, send the answer below to whoever helps you. What is done already stays.
run-failed-shop-refused = We stopped: the shop refused a write that everything else depends on. Start again; if it happens once more, send the answer below to whoever helps you. What is done already stays.
run-failed-no-keys = We stopped: the saved keys cannot be used. Paste the till’s key again, press Update data and start again.
run-failed-other = We stopped before the end. Start again; what is done already stays.
