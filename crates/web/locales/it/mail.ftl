# Le lettere di Ponte.
letter-hello = Ciao,
letter-hello-name = Ciao { $name },
letter-foot = Non rispondere: per aiuto, Supporto Connettore.
letter-confirm-subject = Conferma il tuo indirizzo per entrare in Ponte
letter-confirm-text = Qualcuno, speriamo tu, ha chiesto un accesso a Ponte con questo indirizzo.
letter-confirm-do = Per confermarlo apri questa pagina e scrivi la password che hai scelto:
letter-confirm-otherwise = Vale due giorni. Se non sei stato tu, non fare nulla: senza conferma non succede niente.
letter-known-subject = Hai già un accesso a Ponte
letter-known-text = Qualcuno, speriamo tu, ha chiesto un accesso nuovo con questo indirizzo, ma ce n’è già uno.
letter-known-do = Entra da qui:
letter-known-otherwise = Se non ricordi la password, dalla stessa pagina ne scegli una nuova. Se non sei stato tu, non fare nulla.
letter-reset-subject = Scegli una password nuova per Ponte
letter-reset-text = Qualcuno, speriamo tu, ha chiesto una password nuova per questo accesso.
letter-reset-do = Sceglila in questa pagina:
letter-reset-otherwise = Vale un’ora e una volta sola. Se non sei stato tu, non fare nulla: la password di prima resta buona.
letter-stranger-subject = Con questo indirizzo non c’è un accesso a Ponte
letter-stranger-text = Qualcuno, speriamo tu, ha chiesto una password nuova, ma con questo indirizzo non c’è nessun accesso.
letter-stranger-do = Forse ne usi un altro. Se vuoi, registrati qui:
letter-stranger-otherwise = Se non sei stato tu, non fare nulla.
letter-changed-subject = La tua password di Ponte è cambiata
letter-changed-text = La password del tuo accesso è cambiata { $when }, e gli accessi aperti altrove sono chiusi.
letter-changed-do = Se non sei stato tu, scegline subito una nuova da qui:
letter-changed-otherwise = Se sei stato tu, non devi fare nulla.
letter-invited-subject = { $who } ti invita in Ponte per { $shop }
letter-invited-text = { $who } ti invita a lavorare su { $shop } in Ponte, il ponte fra la cassa e il negozio online.
letter-invited-do = Per accettare apri questa pagina:
letter-invited-otherwise = L’invito scade { $when }. Se non ti interessa, non fare nulla.

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
