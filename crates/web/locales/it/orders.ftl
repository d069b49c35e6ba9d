# La lista degli ordini, e dove sta ogni ordine.
nav-orders = Ordini
orders-about = Ogni ordine del negozio: a quale cassa è andato, e se aspetta, perché.
orders-start = Invia ordini a Cassa in Cloud
orders-running = Un giro degli ordini è in corso.
orders-filter = Filtra gli ordini
orders-all = Tutti
orders-waiting = Aspettano
orders-attention = Da sistemare
orders-received = Appena arrivati
orders-planned = Stanno per partire
orders-sending = In partenza
orders-delivered = Alla cassa
orders-dropped = Non partono
orders-not-for-the-till = Non per la cassa
orders-before-ponte = Prima di Ponte
orders-caption = Ordini, dal più recente
orders-order = Ordine
orders-when = Quando
orders-on-shop = Nel negozio
orders-who = Chi lo prepara
orders-nobody = Nessuno
orders-none = Qui non c’è nessun ordine
orders-none-text = Gli ordini arrivano da soli dal negozio ogni 5 minuti, e li trovi qui appena arrivano.
orders-none-key = Gli ordini arrivano da soli appena la Api key è quella giusta: mettila nella pagina Connettore.
orders-pager = Altri ordini
orders-at-once = 25 alla volta, dal più recente
orders-newest = I più recenti
orders-older = Più vecchi

shop-pending = Attesa pagamento
shop-paid = Pagato
shop-preparation = In allestimento
shop-sent = Inviato
shop-delivered = Consegnato
shop-closed = Chiuso
shop-archived = Archiviato
shop-cancelled = Annullato
shop-after-sale = Messaggio dopo la vendita
shop-other = Altro stato

stage-received = Appena arrivato
stage-planned = Sta per partire
stage-sending = In partenza
stage-delivered = { $n ->
    [one] Alla cassa
   *[other] Alla cassa in { $n } parti
  }
stage-closed = Concluso
stage-dropped = Non parte
stage-ignored = Non parte
stage-ignored-reason = Lo hai deciso tu: { $reason }
stage-before = Prima di Ponte
stage-before-reason = È più vecchio del momento da cui contano gli ordini: non lo mandiamo.
stage-before-kept = È più vecchio del momento da cui contano gli ordini: non lo mandiamo, ma teniamo da parte i suoi pezzi.
stage-not-for-till = Non per la cassa
stage-not-for-till-reason = La cassa non conosce nessuno dei suoi articoli.

pieces-of = { $n ->
    [one] un pezzo di { $title }
   *[other] { $n } pezzi di { $title }
  }
waits-stock = Aspetta giacenza
waits-stock-reason = Nei punti vendita accesi mancano: { $what }. Quello che manca parte da solo appena c’è.
waits-sale = Aspetta il negozio
waits-sale-reason = Nello stato «{ $state }» non vale ancora una vendita. Parte da solo quando lo stato cambia nel negozio.
waits-payment = Aspetta il pagamento
waits-payment-reason = Con questo modo di pagare si aspetta che il cliente paghi. Parte da solo appena risulta pagato.
waits-unknown = Aspetta un articolo
waits-unknown-reason = La cassa non conosce: { $titles }. Metti sulla cassa un articolo con lo stesso codice, e l’ordine parte da solo.
waits-closed = Aspetta l’apertura
waits-closed-reason = I punti vendita sono chiusi ancora a lungo. Parte da solo quando riaprono.
waits-budget = Aspetta il suo turno
waits-budget-reason = La cassa ha già risposto a troppe domande in questi minuti. Parte da solo fra poco.
waits-refused = La cassa non lo prende
waits-refused-reason = La cassa risponde «{ $text }». Sistemalo sulla cassa: riproviamo da soli, al più tardi ogni 30 minuti.
waits-outcome = Aspetta la cassa
waits-outcome-reason = La cassa non ha ancora detto se l’ordine le è arrivato. Lo cerchiamo lì prima di mandare altro, così non ne nascono due.

needs-look-up = Da cercare sulla cassa
needs-look-up-reason = La cassa dice di avere già la parte { $part }, ma non la troviamo. Cercala sulla cassa: il nome che ha lì sta nella pagina dell’ordine.
needs-differs = Diverso sulla cassa
needs-differs-reason = Sulla cassa la parte { $part } ha altri articoli, o sta in un altro punto vendita. Confrontala con quello che vedi qui, e correggila lì.
needs-broken = Da controllare
needs-broken-reason = Così come è diviso, l’ordine manderebbe più pezzi di quelli ordinati: non mandiamo altro. Scrivi a chi ti aiuta con Ponte.
needs-amounts = Gli importi non tornano
needs-amounts-reason = Le righe, lo sconto e il totale di questo ordine si contraddicono. Guardalo nel negozio, e mettilo tu sulla cassa.
needs-rejected = Rifiutato dal punto vendita
needs-rejected-reason = Il punto vendita ha rifiutato o annullato la parte { $part }. Decidi tu che cosa farne.
needs-cancel = Da annullare sulla cassa
needs-cancel-reason = Nel negozio è stato annullato quando era già alla cassa. Annullalo anche sulla cassa: Ponte non può farlo. Appena lo vediamo annullato lì, questa segnalazione si chiude da sola.
needs-changed = Cambiato nel negozio
needs-changed-reason = Nel negozio qualcuno ha cambiato le righe quando una parte era già partita. Confronta l’ordine con quello che è sulla cassa, e correggilo lì.
needs-unpaid = Non pagato da troppo tempo
needs-unpaid-reason = Nessuno lo ha pagato, e i suoi pezzi non sono più tenuti da parte. Annullalo nel negozio; se lo pagano lo stesso, parte da solo.

till-mandatory-time = Orario Obbligatorio
till-mandatory-time-remedy = La cassa chiede un orario: nel portale della cassa apri Impostazioni Account › Impostazioni Ordini › Orario Obbligatorio e metti NO. Gli ordini ripartono da soli.
till-minimum-order = Ordine Minimo
till-minimum-order-remedy = La cassa chiede un importo minimo: nel portale della cassa apri Impostazioni Account › Impostazioni Ordini › Ordine Minimo e metti 0. Gli ordini ripartono da soli.
till-opening-hours = Orari di apertura
till-opening-hours-remedy = La cassa dice di essere chiusa all’ora di consegna: nel portale della cassa apri Impostazioni Account › Impostazioni Ordini e controlla gli orari di apertura del punto vendita. Gli ordini ripartono da soli.
till-lead-time = Tempo minimo di preparazione
till-lead-time-remedy = La cassa chiede più tempo per preparare: nel portale della cassa apri Impostazioni Account › Impostazioni Ordini e abbassa il tempo minimo di preparazione. Gli ordini ripartono da soli.
till-slot-full = Fascia oraria piena
till-slot-full-remedy = La cassa dice che la fascia oraria è piena: nel portale della cassa apri Impostazioni Account › Impostazioni Ordini e togli i limiti delle fasce orarie. Gli ordini ripartono da soli.

part-short = { $n ->
    [one] un pezzo
   *[other] { $n } pezzi
  } · { $state }
part-planned = Da inviare
part-sending = In partenza
part-refused = La cassa non la prende
part-no-answer = Nessuna risposta: la rimandiamo uguale
part-look-up = La cerchiamo sulla cassa
part-not-found = Non si trova sulla cassa
part-differs = Diversa sulla cassa
part-requested = Ricevuta, da accettare
part-accepted = Accettata
part-processing = In preparazione
part-ready = Pronta
part-on-its-way = In viaggio
part-shipped = Spedita
part-completed = Completata
part-processed = Chiusa con un documento
part-rejected = Rifiutata
part-cancelled = Annullata sulla cassa
part-gone = Non è più sulla cassa
part-released = Non conta più
part-withdrawn = Ritirata prima dell’invio
