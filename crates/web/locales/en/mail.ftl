# Ponte’s letters.
letter-hello = Hello,
letter-hello-name = Hello { $name },
letter-foot = Do not answer: for help, Connector Support.
letter-confirm-subject = Confirm your address to enter Ponte
letter-confirm-text = Somebody, we hope you, asked for an account in Ponte with this address.
letter-confirm-do = To confirm it, open this page and type the password that you chose:
letter-confirm-otherwise = It is good for two days. If it was not you, do nothing: without a confirmation nothing happens.
letter-known-subject = You have an account in Ponte already
letter-known-text = Somebody, we hope you, asked for a new account with this address, but there is one already.
letter-known-do = Log in here:
letter-known-otherwise = If you do not remember the password, the same page lets you choose a new one. If it was not you, do nothing.
letter-reset-subject = Choose a new password for Ponte
letter-reset-text = Somebody, we hope you, asked for a new password for this account.
letter-reset-do = Choose it on this page:
letter-reset-otherwise = It is good for an hour, and once. If it was not you, do nothing: the password of before stays good.
letter-stranger-subject = This address has no account in Ponte
letter-stranger-text = Somebody, we hope you, asked for a new password, but this address has no account.
letter-stranger-do = Perhaps you use another. If you like, register here:
letter-stranger-otherwise = If it was not you, do nothing.
letter-changed-subject = Your password of Ponte has changed
letter-changed-text = The password of your account was changed { $when }, and sessions open elsewhere have ended.
letter-changed-do = If it was not you, choose a new one at once from here:
letter-changed-otherwise = If it was you, there is nothing to do.
letter-invited-subject = { $who } invites you to Ponte for { $shop }
letter-invited-text = { $who } invites you to work on { $shop } in Ponte, the bridge between the till and the online shop.
letter-invited-do = To accept, open this page:
letter-invited-otherwise = The invitation expires { $when }. If you do not care, do nothing.

# Reports, by letter.
news-hello = Hello { $name },
news-hello-nobody = Hello,
news-see = Reports of { $shop }:
news-foot = Do not reply: for help, Supporto Connettore at the foot of the page.
news-over-is-told = When it is right again, we write to you.
news-over = Right again: { $title }
news-over-untitled = Right again: what had stopped goes on
news-over-text = It closed by itself: there is nothing more to do.
news-daily = { $n ->
    [one] One thing waits for you
   *[other] { $n } things wait for you
  }
news-daily-text = The most urgent first:
