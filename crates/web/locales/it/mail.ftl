# Le lettere di Ponte.

# Le segnalazioni, per lettera.
news-hello = Ciao { $name },
news-hello-nobody = Ciao,
news-see = Segnalazioni di { $shop }:
news-foot = Non rispondere: per aiuto, Supporto Connettore in fondo alla pagina.
news-over-is-told = Quando è a posto te lo scriviamo.
news-over = A posto: { $title }
news-over-untitled = A posto: quello che era fermo è ripartito
news-over-text = Si è chiusa da sola: non devi fare altro.
news-daily = { $n ->
    [one] Una cosa aspetta te
   *[other] { $n } cose aspettano te
  }
news-daily-text = Dalla più urgente:
