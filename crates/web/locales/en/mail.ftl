# Ponte’s letters.

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
