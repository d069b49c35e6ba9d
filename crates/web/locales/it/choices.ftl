# Altre impostazioni, in fondo alla pagina Connettore.
more-section = Altre impostazioni
more-about = Vanno bene anche così come sono.
more-locked = Qui vedrai le altre impostazioni appena la Api key è quella giusta.
more-save = Salva
more-done = Salvato
more-from = Ordini che contano
more-from-unset = Dal primo giro
more-from-about = Gli ordini più vecchi di questo momento non vanno mai alla cassa. Prima di spostarlo vedi quali ordini recenti restano da una parte e dall’altra.
more-from-change = Sposta il momento
more-sales = Stati che valgono una vendita
more-sales-all = Tutti tranne Annullato e Archiviato
more-sales-paid = Solo quelli pagati
more-sales-these = Solo questi stati:
more-sales-none = Scegli almeno uno stato.
more-sales-never = Gli ordini annullati o archiviati non vanno mai alla cassa.
more-hours = Orari dei punti vendita
more-hours-always = Sempre aperti
more-hours-points = { $n ->
    [one] Un punto vendita con i suoi orari
   *[other] { $n } punti vendita con i loro orari
  }
more-hours-about = La cassa rifiuta un ordine che va preparato a negozio chiuso. Con gli orari qui, Ponte chiede ogni ordine per quando il punto vendita è aperto.
more-hours-open = sempre aperto
more-hours-days = { $n ->
    [one] un giorno alla settimana
   *[other] { $n } giorni alla settimana
  }
more-hours-how = Scrivi per esempio 9-13, 15:30-19:30. Un giorno vuoto è di chiusura; con tutti i giorni vuoti il punto vendita è sempre aperto.
more-hours-wrong = Scrivi gli orari così: 9-13, 15:30-19:30. Ognuno finisce dopo che è cominciato, e non si toccano fra loro.
more-closed = Giorni di chiusura
more-closed-how = Le date in cui è chiuso comunque, per esempio 25/12/2026, 26/12/2026.
more-closed-wrong = Scrivi le date così: 25/12/2026, 26/12/2026.
more-preparation = Preparazione degli ordini
more-minutes = { $n ->
    [one] 1 minuto
   *[other] { $n } minuti
  }
more-minutes-label = Minuti per preparare un ordine
more-minutes-about = Ponte chiede alla cassa ogni ordine per almeno tanti minuti dopo che è partito.
more-minutes-wrong = Scrivi un numero intero di minuti, da 0 a { $n }.
more-unaccepted-label = Ore di apertura prima di avvisarti
more-unaccepted-about = Se un punto vendita non accetta un ordine per tante ore di apertura, lo trovi fra le cose da sistemare.
more-unaccepted-wrong = Scrivi un numero intero di ore, da 1 a { $n }.
weekday = { $day ->
    [1] Lunedì
    [2] Martedì
    [3] Mercoledì
    [4] Giovedì
    [5] Venerdì
    [6] Sabato
   *[other] Domenica
  }
more-customers = Clienti sulla cassa
more-customers-each = Ognuno con il suo nome
more-customers-each-about = Ponte cerca il cliente sulla cassa con la sua e-mail, e se non c’è lo aggiunge. Chi c’è già non viene cambiato.
more-customers-one = Un solo cliente per tutti gli ordini
more-customers-one-about = Nessun dato dei clienti lascia il negozio.
more-customers-who = E-mail o codice di quel cliente sulla cassa
more-customers-who-about = Per esempio un cliente «Negozio online» che hai già creato sulla cassa.
more-customers-empty = Scrivi l’e-mail o il codice di un cliente della cassa.
more-customers-nobody = Sulla cassa non c’è nessun cliente così. Crealo lì, poi torna qui.
more-customers-away = La cassa non risponde, e senza di lei non possiamo controllare il cliente. Non abbiamo cambiato nulla: riprova fra un minuto.
more-customers-key = Senza la Api key giusta non possiamo controllare il cliente. Mettila in cima a questa pagina.
more-back = Avanzamento scritto nel negozio
more-back-off = Spento
more-back-on = Lo stato segue la cassa
more-back-warning = Quando lo stato di un ordine cambia, il negozio può mandare una e-mail a chi ha comprato.
more-back-switch = Scrivi nel negozio a che punto è l’ordine
more-back-about = In allestimento, inviato, consegnato: man mano che la cassa va avanti, e mai all’indietro.
more-rejected = Se un punto vendita rifiuta l’ordine, lo stato nel negozio
more-rejected-stays = resta com’è
more-unknown = Articoli che la cassa non conosce
more-unknown-out = Restano fuori
more-unknown-out-about = Il resto dell’ordine parte, e la nota sulla cassa dice che cosa manca.
more-unknown-wait = L’ordine aspetta
more-unknown-wait-about = Parte quando anche quell’articolo è sulla cassa.
more-unpaid = Ordini non pagati
more-unpaid-days = { $n ->
    [one] Li teniamo un giorno
   *[other] Li teniamo { $n } giorni
  }
more-unpaid-label = Giorni in cui teniamo da parte la merce
more-unpaid-about = Dopo, la merce torna in vendita e ti diciamo di annullare l’ordine nel negozio. Se poi lo pagano, riparte.
more-unpaid-wrong = Scrivi un numero intero di giorni, da 1 a { $n }.
more-bound = Ritiro in un punto vendita
more-bound-waits = Se lì non c’è tutto, aspetta
more-bound-waits-about = L’ordine parte quando quel punto vendita ha tutto.
more-bound-others = Se lì non c’è tutto, aiutano gli altri
more-bound-others-about = Vale la regola di sempre: ognuno prepara quello che ha. Chi ritira potrebbe dover passare da due punti vendita.
more-links = Altre pagine
more-guide = Guida
more-guide-about = Come funziona tutto, passo per passo, con le domande più frequenti.
pair-link = Spedizioni, pagamenti, categorie e IVA: che cosa corrisponde a che cosa.
pause-link = Ferma prodotti, giacenze o ordini mentre conti la merce.
start-title = Da quando contano gli ordini
start-about = Gli ordini fatti da questo momento in poi vanno alla cassa. Quelli di prima no, mai.
start-from = Contano gli ordini da
start-look = Vedi che cosa cambia
start-now = Il momento di adesso: { $when }.
start-no-moment = Scegli un giorno e un’ora.
start-too-old = Di ordini così vecchi Ponte non sa niente: scegli un momento degli ultimi 30 giorni.
start-too-far = È troppo lontano: scegli un momento dei prossimi 31 giorni.
start-after = Vanno alla cassa: da questo momento in poi ({ $when })
start-after-none = Finora nessuno: aspettiamo il prossimo ordine.
start-before = Restano fuori: prima di questo momento ({ $when })
start-before-none = Nessun ordine è più vecchio.
start-before-about = La merce di un ordine vecchio o l’hai già tolta dalla cassa, oppure aspetta ancora: in quel caso spunta «Da tenere da parte», e il negozio non la vende a un altro.
start-pieces = La merce
start-aside = Da tenere da parte
start-nothing = Già sulla cassa
start-more = Qui vedi solo gli ordini più vicini a quel momento.
start-yes = Conferma
