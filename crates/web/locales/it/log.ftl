# Registro.
nav-log = Registro
log-about = Chi ha fatto che cosa, dal più recente: le persone, Ponte, la cassa e il negozio.
log-who = Chi
log-what = Che cosa
log-day = Giorno
log-when = Quando
log-outcome = Esito
log-sift = Filtra
log-all = Mostra tutto
log-day-wrong = Scegli un giorno del calendario, oppure lascia vuoto per vederli tutti.
log-caption = Registro, dal più recente
log-pager = Altre righe
log-at-once = 50 alla volta, dal più recente
log-newest = Le più recenti
log-older = Più vecchie
log-none-yet = Qui non c’è ancora nulla
log-none-yet-text = Appena qualcuno fa qualcosa, o passa qualcosa sul ponte, lo trovi qui.
log-none-found = Nessuna riga così
log-none-found-text = Prova con un altro giorno, oppure mostra tutto.

log-everybody = Tutti
log-people = Persone
log-ponte = Ponte
log-till = La cassa
log-shop = Il negozio
log-operator = Chi gestisce Ponte
log-gone = Una persona che non c’è più
log-everything = Tutto
log-products = Prodotti
log-stock = Giacenze
log-orders = Ordini
log-settings = Impostazioni
log-access = Accessi
log-calls = Chiamate ai due servizi
log-other = altro ({ $what })
log-called = { $n ->
    [one] ci ha chiamato
   *[other] ci ha chiamato { $n } volte in un’ora
  }

went-done = Fatto
went-refused = Rifiutato
went-failed = Non riuscito
went-stopped = Fermato
went-unknown = Non si sa
went-silence = Senza risposta
went-not-sent = Non partito
went-taken = Ricevuto
went-unsigned = { $n ->
    [one] Respinto: non è firmato
   *[other] Respinti: non sono firmati
  }
went-some-unsigned = { $n ->
    [one] Uno respinto, non è firmato
   *[other] { $n } respinti, non sono firmati
  }

log-changed = { $n ->
    [0] niente da cambiare
    [one] una modifica
   *[other] { $n } modifiche
  }
log-would-change = { $n ->
    [0] non cambierebbe niente
    [one] cambierebbe un prodotto
   *[other] cambierebbe { $n } prodotti
  }
log-delivered = { $n ->
    [0] niente da mandare
    [one] una parte arrivata alla cassa
   *[other] { $n } parti arrivate alla cassa
  }
log-held = { $n ->
    [one] una modifica aspetta
   *[other] { $n } modifiche aspettano
  }

did-accedi = accesso con e-mail e password
did-esci = uscita
did-connettore-chiave = ha provato una chiave della cassa
did-connettore-chiave-conferma = ha confermato una chiave della cassa
did-connettore-prova = ha chiesto una prova della sincronizzazione
did-connettore-prima = ha chiesto la prima sincronizzazione
did-connettore-forza = ha chiesto una sincronizzazione forzata dei prodotti
did-connettore-pausa = ha chiesto di fermare la sincronizzazione
did-connettore-trattenute = ha detto di sì a modifiche trattenute
did-connettore-ordini = ha chiesto un giro degli ordini
did-connettore-punti = ha cambiato un punto vendita
did-connettore-margine = ha cambiato il margine di sicurezza
did-connettore-giacenze = ha chiesto un giro delle giacenze
did-connettore-avvisi = ha cambiato l’indirizzo degli avvisi immediati
did-connettore-avvisi-codice = ha aggiunto un codice segreto della cassa
did-connettore-avvisi-togli = ha tolto un codice segreto della cassa
did-ordini = ha deciso che cosa fare di un ordine
did-giacenze = ha cambiato che cosa mostra il negozio di un codice

ponte-run-products = giro dei prodotti
ponte-run-products-first = prima sincronizzazione dei prodotti
ponte-run-products-forced = sincronizzazione forzata dei prodotti
ponte-run-products-dry = prova della sincronizzazione, senza scrivere nulla
ponte-run-products-one = sincronizzazione di un prodotto
ponte-run-stock = giro delle giacenze
ponte-run-stock-forced = giro delle giacenze, chiesto da una persona
ponte-run-orders = giro degli ordini
ponte-run-orders-forced = giro degli ordini, chiesto da una persona
ponte-held-products = ha trattenuto modifiche ai prodotti e aspetta un sì
ponte-held-stock = ha trattenuto modifiche alle giacenze e aspetta un sì

operator-shop-add = ha collegato il negozio
operator-shop-set = ha cambiato le impostazioni del negozio
operator-shop-points = ha cambiato i punti vendita
operator-shop-inlets = ha cambiato gli avvisi immediati
operator-user-add = ha fatto entrare una persona
operator-orders-decide = ha deciso che cosa fare di un ordine
operator-stock-choose = ha cambiato che cosa mostra il negozio di un articolo

wrote-till-order = { $n ->
    [one] ha mandato un ordine alla cassa
   *[other] ha mandato ordini alla cassa: { $n } chiamate
  }
wrote-till-order-again = { $n ->
    [one] ha aggiornato un ordine sulla cassa
   *[other] ha aggiornato ordini sulla cassa: { $n } chiamate
  }
wrote-till-customer = { $n ->
    [one] ha creato un cliente sulla cassa
   *[other] ha creato clienti sulla cassa: { $n } chiamate
  }
wrote-till-other = { $n ->
    [one] ha scritto qualcosa sulla cassa
   *[other] ha scritto sulla cassa: { $n } chiamate
  }
wrote-product = { $n ->
    [one] ha creato un prodotto nel negozio
   *[other] ha creato prodotti nel negozio: { $n } chiamate
  }
wrote-product-again = { $n ->
    [one] ha aggiornato un prodotto nel negozio
   *[other] ha aggiornato prodotti nel negozio: { $n } chiamate
  }
wrote-picture = { $n ->
    [one] ha mandato un’immagine al negozio
   *[other] ha mandato immagini al negozio: { $n } chiamate
  }
wrote-picture-gone = { $n ->
    [one] ha tolto un’immagine dal negozio
   *[other] ha tolto immagini dal negozio: { $n } chiamate
  }
wrote-category = { $n ->
    [one] ha creato una categoria nel negozio
   *[other] ha creato categorie nel negozio: { $n } chiamate
  }
wrote-category-again = { $n ->
    [one] ha aggiornato una categoria nel negozio
   *[other] ha aggiornato categorie nel negozio: { $n } chiamate
  }
wrote-attribute = { $n ->
    [one] ha preparato un campo del negozio
   *[other] ha preparato campi del negozio: { $n } chiamate
  }
wrote-stock = { $n ->
    [one] ha scritto quantità nel negozio
   *[other] ha scritto quantità nel negozio: { $n } chiamate
  }
wrote-order-state = { $n ->
    [one] ha cambiato lo stato di un ordine nel negozio
   *[other] ha cambiato lo stato di ordini nel negozio: { $n } chiamate
  }
wrote-inlet = { $n ->
    [one] ha chiesto al negozio di avvisarci subito
   *[other] ha chiesto al negozio di avvisarci subito: { $n } chiamate
  }
wrote-shop-other = { $n ->
    [one] ha scritto qualcosa nel negozio
   *[other] ha scritto nel negozio: { $n } chiamate
  }

did-connettore-punti-ordine = ha cambiato l’ordine dei punti vendita
did-connettore-punti-acceso = ha acceso o spento un punto vendita
did-connettore-campi = ha cambiato le impostazioni dei prodotti
did-connettore-negozio = ha cambiato le chiavi del negozio
did-connettore-altre-inizio = ha spostato il momento da cui contano gli ordini
did-connettore-altre-vendite = ha cambiato gli stati che valgono una vendita
did-connettore-altre-orari = ha cambiato gli orari di un punto vendita
did-connettore-altre-preparazione = ha cambiato i tempi di preparazione
did-connettore-altre-clienti = ha cambiato i clienti sulla cassa
did-connettore-altre-avanzamento = ha cambiato l’avanzamento scritto nel negozio
did-connettore-altre-sconosciute = ha cambiato che cosa succede agli articoli che la cassa non conosce
did-connettore-altre-non-pagati = ha cambiato i giorni degli ordini non pagati
did-connettore-altre-ritiro = ha cambiato la regola del ritiro in un punto vendita
did-abbinamenti-rileggi = ha riletto gli elenchi di cassa e negozio
did-abbinamenti-iva = ha abbinato un’aliquota IVA
did-abbinamenti-categoria = ha abbinato una categoria
did-abbinamenti-spedizione = ha abbinato una spedizione
did-abbinamenti-pagamento = ha abbinato un pagamento
did-pausa = ha messo in pausa
did-pausa-fine = ha fatto finire una pausa
did-utenti-invita = ha invitato una persona nel negozio
did-utenti-ritira = ha ritirato un invito
did-utenti-togli = ha tolto un utente dal negozio
did-prodotti-confronta = ha confrontato un prodotto con il negozio
did-prodotti-fuori = ha lasciato fuori un prodotto
did-prodotti-rimetti = ha rimesso un prodotto
did-prodotti-sincronizza = ha chiesto di sincronizzare un prodotto
did-segnalazioni = ha usato il pulsante di una segnalazione
did-segnalazioni-avvisi = ha cambiato quando ricevere le lettere
did-dati-personali = ha chiesto i dati di una persona, o di cancellarli
did-dati-personali-conservazione = ha cambiato per quanto teniamo i dati di chi compra
