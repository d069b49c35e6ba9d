# Dati di chi compra; la diagnosi.
foot-support = Supporto Connettore
foot-faq = FAQ
foot-diagnosis = Scarica la diagnosi
support-title = Supporto Connettore
support-about = Se qualcosa non torna, si trova prima così.
support-look = Guarda le segnalazioni aperte: dicono quasi sempre che cosa fare.
support-diagnosis = Scarica la diagnosi: a chi ti aiuta dice come stanno le cose.
support-write = Scrivi, allegando la diagnosi, e racconta che cosa ti aspettavi e che cosa hai visto:
support-nobody = Manda la diagnosi a chi ha installato Ponte, e racconta che cosa ti aspettavi e che cosa hai visto.
support-what = Nella diagnosi ci sono numeri, date, stati e codici. Non ci sono chiavi, né nomi, indirizzi o altro di chi compra o di chi lavora qui.
support-subject = Ponte, negozio { $shop }
support-shop = Negozio
support-version = Versione di Ponte
privacy-title = Dati personali di chi compra
privacy-about = Nome, indirizzo, e-mail e telefono servono per consegnare un ordine. Qui decidi per quanto tempo Ponte li tiene, e rispondi a chi te li chiede.
privacy-one = Una persona
privacy-one-about = Se qualcuno ti chiede che cosa sai di lui, o di cancellarlo. Vale per i dati in Ponte: quelli nel negozio e sulla cassa si cancellano lì.
privacy-email = E-mail di chi compra
privacy-email-about = Quella dei suoi ordini. Non la scriviamo da nessuna parte.
privacy-email-wrong = Scrivi un indirizzo e-mail intero, come nome@posta.it.
privacy-look = Cerca
privacy-export = Scarica i suoi dati
privacy-erase = Cancella i suoi dati
privacy-erase-about = Cancellati, non si recuperano. Articoli e importi degli ordini restano.
privacy-found = { $n ->
    [one] C’è un ordine con questa e-mail.
   *[other] Ci sono { $n } ordini con questa e-mail.
  }
privacy-found-open = { $n ->
    [one] Uno è ancora in corso: i suoi dati servono finché non è concluso.
   *[other] { $n } sono ancora in corso: i loro dati servono finché non sono conclusi.
  }
privacy-found-nothing = Non c’è nessun ordine con questa e-mail.
privacy-forgotten = { $n ->
    [one] Dati cancellati da un ordine.
   *[other] Dati cancellati da { $n } ordini.
  }
privacy-under-way = { $n ->
    [one] Un ordine è ancora in corso: i suoi dati restano finché non è concluso, poi si cancellano da soli.
   *[other] { $n } ordini sono ancora in corso: i loro dati restano finché non sono conclusi, poi si cancellano da soli.
  }
privacy-keep = Per quanto tempo
privacy-keep-why = Mezzo anno basta per resi e cambi. Il negozio e la cassa tengono comunque i loro: questa è una copia.
privacy-days = Giorni dopo l’ordine
privacy-days-about = Poi i dati di chi ha comprato si cancellano da soli, appena l’ordine è concluso. Articoli e importi restano.
privacy-days-wrong = Scrivi un numero intero da 30 a 3660.
privacy-done-days = Giorni salvati
