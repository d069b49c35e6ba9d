# La lista delle giacenze, e come sta ogni codice.
nav-stock = Giacenze
stock-about = Ogni codice del negozio: quanti ne mostra, quanti ne deve mostrare, e se aspetta, perché.
stock-start = Sincronizza le giacenze su TS Commerce
stock-running = Un giro delle giacenze è in corso.
stock-ages = Ultima lettura della cassa
stock-last = Ultimo giro { $when }: { $changed ->
    [0] nessun cambio
   *[other] { $lowered ->
        [0] nessun codice abbassato
        [one] un codice abbassato
       *[other] { $lowered } codici abbassati
      }, { $raised ->
        [0] nessuno alzato
        [one] uno alzato
       *[other] { $raised } alzati
      }
  }.
stock-last-waiting = { $n ->
    [one] Un codice aspetta di salire.
   *[other] { $n } codici aspettano di salire.
  }
stock-last-held = { $n ->
    [one] Un codice aspetta un tuo sì.
   *[other] { $n } codici aspettano un tuo sì.
  }
stock-last-attention = { $n ->
    [one] Un codice è da sistemare.
   *[other] { $n } codici sono da sistemare.
  }
stock-next = Il prossimo parte da solo alle { $time }.
stock-next-now = Il prossimo sta per partire.
stock-no-points = Nessun punto vendita conta la sua giacenza: accendi «Conta la giacenza» nella pagina Connettore.
stock-point-read = la giacenza più vecchia è stata letta { $ago }
stock-point-never = non ancora letta
stock-point-some-unread = { $n ->
    [one] Una giacenza non si riesce a leggere: riproviamo da soli, e intanto vale l’ultima letta.
   *[other] { $n } giacenze non si riescono a leggere: riproviamo da soli, e intanto valgono le ultime lette.
  }
stock-never-read = mai letta
stock-filter = Filtra le giacenze
stock-search = Cerca un nome o un codice
stock-find = Cerca
stock-all = Tutte
stock-attention = Da sistemare
stock-waiting = Aspettano
stock-offered = In vendita
stock-sold-out = Esaurite
stock-caption = Giacenze, per codice
stock-code = Articolo e codice
stock-shows = Il negozio ne mostra
stock-should = Ne deve mostrare
stock-stands = Come sta
stock-read = Letta
stock-none-yet = Qui non c’è ancora nessun codice
stock-none-yet-text = I codici arrivano da soli con il prossimo giro delle giacenze, al più tardi fra 5 minuti.
stock-none-first = I codici arrivano da soli dopo la prima sincronizzazione dei prodotti: si avvia nella pagina Connettore.
stock-nothing-found = Nessun codice trovato
stock-nothing-found-text = Prova con una parte del nome o del codice, oppure guardale tutte.
stock-pager = Altre giacenze
stock-at-once = 50 alla volta, per codice
stock-first = Dall’inizio
stock-more = Successivi

figure-missing = non c’è
figure-twice = c’è due volte
figure-always = sempre
figure-not-counted = non contati

standing-held = Aspetta un tuo sì
standing-held-reason = Passerebbe a zero insieme a molti altri, e prima te lo chiediamo: rispondi nella pagina Connettore.
standing-not-listed = Il negozio non lo conosce
standing-not-listed-reason = Il codice non è più nell’elenco del negozio. Forza la sincronizzazione dei prodotti: se il prodotto manca, torna da solo.
standing-twice = Doppio nel negozio
standing-twice-reason = Nel negozio due articoli hanno questo codice, e non sappiamo quale dei due è. Cambia il codice dell’altro nel negozio: poi riprende da solo.
standing-no-figure = Manca la quantità
standing-no-figure-reason = La cassa non gestisce la giacenza di questa variante, e il negozio ne vuole una. Scrivi tu quanti ne mostra il negozio, nella pagina del codice.
standing-waits = Aspetta di salire
standing-first-reading = Prima lettura
standing-sent = Mandato al negozio
standing-sent-reason = Mandato { $when }. Al prossimo giro rileggiamo il negozio.
standing-leaving-reason = Sta partendo, oppure il negozio non ha ancora risposto. Al prossimo giro lo rileggiamo.
standing-always = Sempre in vendita
standing-offered = In vendita
standing-sold-out = Esaurito
standing-taken-reason = I pezzi che restano sono tutti promessi a ordini del negozio.

waits-orders-read = Il negozio può venderne di più, ma prima dobbiamo leggere tutti gli ordini. Riproviamo da soli.
waits-own-write = Lo abbiamo appena cambiato: fra mezzo minuto rileggiamo il negozio, e sale da solo.
waits-unknown-outcome = Il negozio non ha risposto all’ultima modifica: aspettiamo un minuto, rileggiamo, e sale da solo.
waits-order-ended = Un ordine è appena finito: fra mezzo minuto si vede se i suoi pezzi sono già tornati, e sale da solo.
waits-never-read = Un punto vendita non è ancora stato letto: fino ad allora il negozio resta com’è.
waits-levels = Sale da solo appena la giacenza è sicura.
doubt-unread = { $point } non si riesce a leggere da { $when }: vale l’ultima lettura, e non fa salire il negozio.
doubt-old = { $point } è stato letto da più di 10 minuti: lo rileggiamo prima di salire.
doubt-not-followed = { $point } ha nostri ordini di cui prima riguardiamo lo stato.

levels-refused = Da { $when } la chiave della cassa non può leggere le giacenze. Chiedi al tuo referente Cassa in Cloud di accendere questo permesso.
levels-short = Da { $when } la cassa risponde con un elenco vuoto o più corto di quello che dice. Guarda se sulla cassa le giacenze ci sono ancora.
levels-point-gone = Da { $when } la cassa non elenca più questo punto vendita. Se non c’è più, togli «Conta la giacenza» nella pagina Connettore.
levels-broken = Da { $when } la cassa non dà una risposta che possiamo leggere.
levels-goes-on = Intanto vale l’ultima lettura, e con quella il negozio può solo scendere. Riproviamo da soli.
