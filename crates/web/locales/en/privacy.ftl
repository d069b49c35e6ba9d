# Data of those who buy; the diagnosis.
foot-support = Supporto Connettore
foot-faq = FAQ
foot-diagnosis = Download the diagnosis
support-title = Supporto Connettore
support-about = If something is not right, this finds it soonest.
support-look = Look at what is open: it says nearly always what to do.
support-diagnosis = Download the diagnosis: it tells whoever helps you how things are.
support-write = Write, with the diagnosis attached, and tell what you expected and what you saw:
support-nobody = Send the diagnosis to whoever installed Ponte, and tell what you expected and what you saw.
support-what = The diagnosis holds numbers, dates, states and codes. It holds no keys, and no names, addresses or anything else of those who buy or work here.
support-subject = Ponte, shop { $shop }
support-shop = Shop
support-version = Version of Ponte
privacy-title = Personal data of those who buy
privacy-about = Name, address, e-mail and phone are needed to deliver an order. Here you decide how long Ponte keeps them, and answer whoever asks for them.
privacy-one = One person
privacy-one-about = If somebody asks what you know of him, or to be erased. It concerns the data in Ponte: those in the shop and on the till are erased there.
privacy-email = E-mail of who buys
privacy-email-about = The one of the orders. We write it down nowhere.
privacy-email-wrong = Write a whole e-mail address, such as name@mail.com.
privacy-look = Look
privacy-export = Hand over the data
privacy-erase = Erase the data
privacy-erase-about = Erased, they do not come back. Articles and amounts of the orders stay.
privacy-found = { $n ->
    [one] There is one order with this e-mail.
   *[other] There are { $n } orders with this e-mail.
  }
privacy-found-open = { $n ->
    [one] One is still under way: its data are needed until it is over.
   *[other] { $n } are still under way: their data are needed until they are over.
  }
privacy-found-nothing = There is no order with this e-mail.
privacy-forgotten = { $n ->
    [one] Data erased from one order.
   *[other] Data erased from { $n } orders.
  }
privacy-under-way = { $n ->
    [one] One order is still under way: its data stay until it is over, and are then erased by themselves.
   *[other] { $n } orders are still under way: their data stay until they are over, and are then erased by themselves.
  }
privacy-keep = For how long
privacy-keep-why = Half a year is enough for returns and exchanges. The shop and the till keep theirs anyway: this is a copy.
privacy-days = Days after the order
privacy-days-about = Then the data of who bought are erased by themselves, as soon as the order is over. Articles and amounts stay.
privacy-days-wrong = Write a whole number from 30 to 3660.
privacy-done-days = Days saved
