# Segnalazioni.
nav-reports = Segnalazioni
report-about = Le cose che aspettano una persona, dalla più urgente. Quando una è a posto si chiude da sola.
report-filter = Filtra le segnalazioni
report-open = Aperte
report-closed = Chiuse
report-stopped = Fermo
report-left-out = Qualcosa resta fuori
report-note = Da sapere
report-what-to-do = Che cosa fare.
report-others = { $n ->
    [one] e un altro
   *[other] e altri { $n }
  }
report-see-list = vedi l’elenco
report-none = Nessuna segnalazione aperta
report-none-text = Quando qualcosa aspetta te, lo trovi qui, con che cosa fare.
report-send-orders = Fatto, riprova adesso
report-check-products = Ricontrolla i prodotti
report-force-products = Rimetti in pari il negozio
report-open-order = Vedi l’ordine
report-open-code = Vai al codice
report-open-pairings = Vai agli Abbinamenti
report-open-shop-keys = Metti chiavi nuove
report-open-points = Vai ai punti vendita
report-done-started = Fatto: il giro è partito.
report-done-running = Un giro è già in corso: guarda anche questo.
report-not-yet = Non si può ancora: prima servono le chiavi e la prima sincronizzazione, nella pagina Connettore.
report-no-longer = Questa domanda si è già chiusa da sola.
report-done-wishes = Avvisi salvati
report-letters = Avvisi per e-mail
report-at-once = Subito, per quello che non può aspettare
report-at-once-about = Ordini fermi, chiave che non va più: una e-mail quando comincia, una quando è passato.
report-daily = Riassunto del giorno
report-daily-about = Solo se c’è qualcosa di aperto.
report-hour = Alle { $n }
report-hour-wrong = Scegli un’ora da 0 a 23, oppure «Mai».
report-letters-to = Arrivano a { $email }.
report-letters-each = Ogni persona del negozio sceglie i suoi.
report-letters-none = Da qui per ora non partono e-mail: chiedi a chi ha installato Ponte di accenderle.
report-closed-lately = Chiuse da poco
report-closed-all = Tutte
report-closed-none = Negli ultimi giorni non si è chiusa nessuna segnalazione.
report-closed-when = { $when }, dopo { $length }.
report-days = { $n ->
    [one] un giorno
   *[other] { $n } giorni
  }
report-closed-title = Segnalazioni chiuse
report-closed-about = Quello che si è chiuso negli ultimi 90 giorni, dall’ultimo.
report-pager = Pagine di segnalazioni
report-at-a-time = 50 per pagina
report-first = Dall’inizio
report-next = Successive
report-list-none = Qui non c’è più niente di aperto
report-list-none-text = Quello che c’era si è chiuso da solo.
report-list-caption = Segnalazioni dello stesso tipo
report-list-what = Che cosa
report-list-why = Perché, e che cosa fare
report-list-since = Da quando
since-today = Dalle { $time }
since-day = Aperta { $when }

report-keys-title = Il collegamento è fermo: le chiavi non vanno più
report-keys-cause = Cassa in Cloud o il negozio non accettano più le chiavi salvate. Finché è così, prodotti, giacenze e ordini restano fermi.
report-keys-remedy = Incolla una chiave nuova nella pagina Connettore e premi Aggiorna Dati. Se è il negozio a non accettare le sue, mettine di nuove alla voce Chiavi del negozio. Poi tutto riparte da solo.

report-missing-permission-title = { $n ->
    [one] Alla chiave della cassa manca un permesso: { $name }
   *[other] Alla chiave della cassa mancano { $n } permessi
  }
report-missing-permission-cause = Quello che la chiave non può leggere non arriva nel negozio, e per le giacenze vale l’ultima lettura.
report-missing-permission-remedy = Chiedi al tuo referente Cassa in Cloud di accendere i permessi che mancano, poi premi Aggiorna Dati.

report-till-setting-title = { $n ->
    [one] La cassa non accetta gli ordini: { $name }
   *[other] La cassa non accetta gli ordini: { $n } impostazioni da cambiare
  }
report-till-setting-cause = Gli ordini rifiutati aspettano qui: non se ne perde nessuno, e riproviamo da soli.
report-till-setting-remedy = { $detail }

report-order-refused-title = { $n ->
    [one] La cassa non accetta un ordine
   *[other] La cassa non accetta { $n } ordini
  }
report-order-refused-cause = { $n ->
    [one] La cassa risponde «{ $detail }».
   *[other] Le sue risposte stanno nella pagina di ogni ordine.
  }
report-order-refused-remedy = Sistema sulla cassa quello che dice, poi premi il pulsante. Riproviamo anche da soli, al più tardi ogni 30 minuti.

report-order-unreadable-title = { $n ->
    [one] Non riusciamo a leggere un ordine del negozio
   *[other] Non riusciamo a leggere { $n } ordini del negozio
  }
report-order-unreadable-cause = { $n ->
    [one] Quello che il negozio ne dice non si capisce ({ $detail }), e non parte. Gli altri vanno avanti.
   *[other] Quello che il negozio ne dice non si capisce, e non partono. Gli altri vanno avanti.
  }
report-order-unreadable-remedy = Guardalo nel negozio e mettilo tu sulla cassa. Se nel negozio è già a posto, premi il pulsante.

report-not-found-on-till-title = { $n ->
    [one] Un ordine da cercare sulla cassa
   *[other] { $n } ordini da cercare sulla cassa
  }
report-not-found-on-till-cause = La cassa dice di averlo già, ma non lo troviamo. Non mandiamo altro, così non ne nascono due.
report-not-found-on-till-remedy = Cercalo sulla cassa con il nome che vedi nella pagina dell’ordine, poi di’ lì se c’è o non c’è.

report-differs-on-till-title = { $n ->
    [one] Un ordine è diverso sulla cassa
   *[other] { $n } ordini sono diversi sulla cassa
  }
report-differs-on-till-cause = Ha altri articoli, o sta in un altro punto vendita: qualcuno lo ha cambiato lì.
report-differs-on-till-remedy = Confrontalo con quello che vedi nella pagina dell’ordine, e correggilo sulla cassa.

report-plan-broken-title = { $n ->
    [one] Un ordine da controllare
   *[other] { $n } ordini da controllare
  }
report-plan-broken-cause = Così come è diviso manderebbe più pezzi di quelli ordinati: non mandiamo altro.
report-plan-broken-remedy = Scrivi al Supporto Connettore, con la diagnosi che scarichi in fondo a questa pagina.

report-amounts-differ-title = { $n ->
    [one] In un ordine gli importi non tornano
   *[other] In { $n } ordini gli importi non tornano
  }
report-amounts-differ-cause = Le righe, lo sconto e il totale si contraddicono, e non sappiamo quale importo dire alla cassa.
report-amounts-differ-remedy = Guardalo nel negozio, e mettilo tu sulla cassa. Poi nella pagina dell’ordine di’ che non deve partire.

report-rejected-title = { $n ->
    [one] Un punto vendita ha rifiutato un ordine
   *[other] I punti vendita hanno rifiutato { $n } ordini
  }
report-rejected-cause = I pezzi rifiutati non partono più da soli, e intanto il negozio non li vende.
report-rejected-remedy = Apri l’ordine e scegli: darlo a un altro punto vendita, oppure non mandarlo.

report-cancel-on-till-title = { $n ->
    [one] Annulla un ordine sulla cassa
   *[other] Annulla { $n } ordini sulla cassa
  }
report-cancel-on-till-cause = Nel negozio è stato annullato quando era già alla cassa. Da qui non possiamo annullarlo noi.
report-cancel-on-till-remedy = Aprilo sulla cassa e annullalo: il pezzo torna in vendita, e la segnalazione si chiude da sola.

report-lines-changed-title = { $n ->
    [one] Un ordine è cambiato nel negozio dopo l’invio
   *[other] { $n } ordini sono cambiati nel negozio dopo l’invio
  }
report-lines-changed-cause = Qualcuno ne ha cambiato le righe quando una parte era già alla cassa.
report-lines-changed-remedy = Confrontalo con quello che è sulla cassa, correggilo lì, poi nella pagina dell’ordine di’ che è sistemato.

report-part-unaccepted-title = { $n ->
    [one] Nessuno ha ancora accettato un ordine
   *[other] Nessuno ha ancora accettato { $n } parti di ordini
  }
report-part-unaccepted-cause = { $n ->
    [one] È arrivato alla cassa di { $detail }, e lì aspetta da ore.
   *[other] Sono arrivate alle casse, e lì aspettano da ore.
  }
report-part-unaccepted-remedy = Chiedi al punto vendita di accettarlo sulla cassa. Se lo rifiuta, dalla pagina dell’ordine lo dai a un altro.

report-part-gone-title = { $n ->
    [one] Un ordine non è più sulla cassa
   *[other] { $n } parti di ordini non sono più sulla cassa
  }
report-part-gone-cause = { $n ->
    [one] Alla cassa di { $detail } era arrivato, e qualcuno lo ha tolto.
   *[other] Erano arrivate, e qualcuno le ha tolte.
  }
report-part-gone-remedy = Se non lo hai tolto tu, rimettilo a mano sulla cassa.

report-stray-till-order-title = { $n ->
    [one] Sulla cassa c’è un ordine di troppo
   *[other] Sulla cassa ci sono { $n } ordini di troppo
  }
report-stray-till-order-cause = { $n ->
    [one] A { $detail } ce n’è uno con un nome nostro che non conosciamo.
   *[other] Hanno un nome nostro, ma non li conosciamo.
  }
report-stray-till-order-remedy = Guardalo sulla cassa, e se è un doppione annullalo lì.

report-held-title = Aspettiamo un tuo sì
report-held-cause = { $detail }
report-held-remedy = Se è quello che vuoi, di’ di sì. Se non lo è, sistema la cassa: la domanda si chiude da sola.

report-levels-unread-title = { $n ->
    [one] Non riusciamo a leggere le giacenze di { $name }
   *[other] Non riusciamo a leggere le giacenze di { $n } punti vendita
  }
report-levels-unread-cause = { $n ->
    [one] { $detail }
   *[other] Vale l’ultima lettura, e con quella il negozio può solo scendere.
  }
report-levels-unread-remedy = Se dura, controlla sulla cassa che il punto vendita ci sia ancora e che la chiave possa leggere le giacenze. Poi premi il pulsante.

report-unpaid-too-long-title = { $n ->
    [one] Un ordine non è stato pagato
   *[other] { $n } ordini non sono stati pagati
  }
report-unpaid-too-long-cause = È passato troppo tempo: i suoi pezzi non sono più tenuti da parte.
report-unpaid-too-long-remedy = Annullalo nel negozio. Se lo pagano lo stesso, parte da solo.

report-order-state-refused-title = { $n ->
    [one] Il negozio non accetta lo stato di un ordine
   *[other] Il negozio non accetta lo stato di { $n } ordini
  }
report-order-state-refused-cause = { $n ->
    [one] Il negozio risponde «{ $detail }».
   *[other] Le sue risposte stanno nell’elenco.
  }
report-order-state-refused-remedy = Cambialo tu nel negozio: sulla cassa l’ordine va avanti lo stesso.

report-shipping-unmapped-title = { $n ->
    [one] Un modo di consegna che non conosciamo: { $name }
   *[other] { $n } modi di consegna che non conosciamo
  }
report-shipping-unmapped-cause = Non sappiamo se è una spedizione o un ritiro in un punto vendita: per ora lo trattiamo come spedizione.
report-shipping-unmapped-remedy = Nella pagina Connettore apri Abbinamenti e scegli che cos’è.

report-no-name-title = { $n ->
    [one] Un prodotto non ha un nome
   *[other] { $n } prodotti non hanno un nome
  }
report-no-name-cause = Senza nome un prodotto non può stare nel negozio. Gli altri vanno avanti.
report-no-name-remedy = Scrivilo sulla cassa, nella scheda dell’articolo. Al prossimo giro arriva nel negozio da solo.

report-no-price-title = { $n ->
    [one] { $name } non ha un prezzo
   *[other] { $n } prodotti non hanno un prezzo
  }
report-no-price-cause = Senza un prezzo nel listino online un prodotto resta fuori dal negozio. Gli altri vanno avanti.
report-no-price-remedy = Mettilo sulla cassa, nel listino che hai scelto. Al prossimo giro arriva nel negozio da solo.

report-no-code-title = { $n ->
    [one] { $name } non ha un codice
   *[other] { $n } prodotti non hanno un codice
  }
report-no-code-cause = Senza codice non possiamo riconoscere le varianti nel negozio: il prodotto resta fuori. Gli altri vanno avanti.
report-no-code-remedy = Sulla cassa, nella scheda dell’articolo, compila il Codice interno. Va bene anche un numero progressivo, purché sia diverso per ogni variante.

report-duplicate-code-title = { $n ->
    [one] { $name } ha un codice che è anche di altri
   *[other] { $n } prodotti hanno codici che sono anche di altri
  }
report-duplicate-code-cause = { $n ->
    [one] Il codice è { $detail }: non sappiamo quale articolo vendere, e restano fuori.
   *[other] Non sappiamo quale articolo vendere, e restano fuori. Gli altri prodotti vanno avanti.
  }
report-duplicate-code-remedy = Cambia il codice di uno dei due sulla cassa. Torna nel negozio da solo.

report-same-combination-title = { $n ->
    [one] { $name } ha due varianti uguali
   *[other] { $n } prodotti hanno varianti uguali
  }
report-same-combination-cause = Il negozio non le distinguerebbe, e un prodotto così resta fuori.
report-same-combination-remedy = Cambia sulla cassa il nome di una delle varianti.

report-broken-options-title = { $n ->
    [one] Le varianti di { $name } non tornano
   *[other] Le varianti di { $n } prodotti non tornano
  }
report-broken-options-cause = Non corrispondono alle opzioni, e un prodotto così resta fuori dal negozio.
report-broken-options-remedy = Sistema sulla cassa opzioni e varianti.

report-no-variants-title = { $n ->
    [one] { $name } non ha varianti
   *[other] { $n } prodotti non hanno varianti
  }
report-no-variants-cause = Sulla cassa è un prodotto con varianti, ma non ne ha nessuna: così resta fuori dal negozio.
report-no-variants-remedy = Aggiungi le varianti sulla cassa, oppure fanne un prodotto semplice.

report-unknown-vat-title = { $n ->
    [one] { $name } è senza IVA
   *[other] { $n } prodotti sono senza IVA
  }
report-unknown-vat-cause = La cassa non dice con quale IVA si vende, e noi non la indoviniamo: senza IVA un prodotto resta fuori dal negozio.
report-unknown-vat-remedy = Controlla sulla cassa il reparto del prodotto, e l’IVA del reparto.

report-code-too-long-title = { $n ->
    [one] { $name } ha un codice troppo lungo
   *[other] { $n } prodotti hanno un codice troppo lungo
  }
report-code-too-long-cause = Il negozio accetta al massimo 255 caratteri: con un codice più lungo un prodotto resta fuori.
report-code-too-long-remedy = Accorcia il codice sulla cassa.

report-blocked-title = { $n ->
    [one] { $name } ha più cose da sistemare
   *[other] { $n } prodotti hanno più cose da sistemare
  }
report-blocked-cause = { $n ->
    [one] { $detail }
   *[other] Restano fuori dal negozio. Gli altri prodotti vanno avanti.
  }
report-blocked-remedy = { $n ->
    [one] Quando è a posto sulla cassa, arriva nel negozio da solo.
   *[other] Apri l’elenco: dice che cosa manca a ognuno. Quando è a posto sulla cassa, arriva nel negozio da solo.
  }

report-refused-title = { $n ->
    [one] Il negozio non accetta { $name }
   *[other] Il negozio non accetta { $n } prodotti
  }
report-refused-cause = { $n ->
    [one] Il negozio risponde «{ $detail }».
   *[other] Le sue risposte stanno nell’elenco. Gli altri prodotti vanno avanti.
  }
report-refused-remedy = Correggilo sulla cassa: al prossimo giro riproviamo da soli.

report-variants-ignored-title = { $n ->
    [one] Il negozio non prende le varianti di { $name }
   *[other] Il negozio non prende le varianti di { $n } prodotti
  }
report-variants-ignored-cause = Le lascia cadere quando il prodotto arriva da fuori.
report-variants-ignored-remedy = Crea tu taglie e colori nel negozio, con gli stessi codici della cassa: al prossimo giro li riconosciamo da soli.

report-spread-title = { $n ->
    [one] { $name } è diviso fra più prodotti del negozio
   *[other] { $n } prodotti sono divisi fra più prodotti del negozio
  }
report-spread-cause = { $n ->
    [one] { $detail }
   *[other] Ne teniamo in pari solo giacenze e ordini.
  }
report-spread-remedy = Se vuoi che la cassa decida anche testi e prezzi, riunisci nel negozio le sue varianti in un prodotto solo.

report-picture-title = { $n ->
    [one] Un’immagine di { $name } non arriva
   *[other] { $n } immagini non arrivano nel negozio
  }
report-picture-cause = { $n ->
    [one] { $detail }
   *[other] I prodotti ci sono lo stesso, senza quelle immagini.
  }
report-picture-remedy = Metti di nuovo l’immagine sulla cassa, in JPEG o PNG e sotto i 10 MB.

report-not-in-shop-title = { $n ->
    [one] Il negozio non conosce più un codice
   *[other] Il negozio non conosce più { $n } codici
  }
report-not-in-shop-cause = Qualcuno ha tolto l’articolo dal negozio, oppure ne ha cambiato il codice.
report-not-in-shop-remedy = Forza la sincronizzazione dei prodotti: quello che manca torna da solo.

report-listed-twice-title = { $n ->
    [one] Un codice c’è due volte nel negozio
   *[other] { $n } codici ci sono due volte nel negozio
  }
report-listed-twice-cause = Non sappiamo quale dei due è, e la sua giacenza resta ferma.
report-listed-twice-remedy = Cambia nel negozio il codice dell’altro articolo, poi premi il pulsante.

report-no-stock-figure-title = { $n ->
    [one] A un codice manca la quantità
   *[other] A { $n } codici manca la quantità
  }
report-no-stock-figure-cause = La cassa non gestisce questa giacenza, e il negozio ne vuole una.
report-no-stock-figure-remedy = Scrivi tu quanti ne mostra il negozio, nella pagina del codice.

report-stock-refused-title = { $n ->
    [one] Il negozio non accetta la quantità di un codice
   *[other] Il negozio non accetta la quantità di { $n } codici
  }
report-stock-refused-cause = { $n ->
    [one] Il negozio risponde «{ $detail }».
   *[other] Le sue risposte stanno nell’elenco.
  }
report-stock-refused-remedy = Guarda l’articolo nel negozio. Al prossimo giro riproviamo da soli.

report-sales-point-title = { $n ->
    [one] Un punto vendita è cambiato sulla cassa: { $name }
   *[other] { $n } punti vendita sono cambiati sulla cassa
  }
report-sales-point-cause = { $n ->
    [one] { $detail }
   *[other] Sono nuovi, oppure non ci sono più.
  }
report-sales-point-remedy = Guarda la lista dei punti vendita: scegli il posto di quelli nuovi, e accendili se devono vendere.

report-edited-on-shop-title = { $n ->
    [one] Qualcuno ha cambiato { $name } nel negozio
   *[other] Qualcuno ha cambiato { $n } prodotti nel negozio
  }
report-edited-on-shop-cause = { $n ->
    [one] { $detail }
   *[other] Hanno cambiato campi che decide la cassa.
  }
report-edited-on-shop-remedy = Se vale quello della cassa, premi il pulsante. Se vuoi decidere tu, scegli «Mai» per quel campo nella pagina Connettore.
