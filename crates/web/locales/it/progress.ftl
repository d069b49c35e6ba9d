running-first = Prima sincronizzazione in corso
running-dry = Prova in corso, senza scrivere nulla
running-forced = Sincronizzazione in corso
running-text = Puoi chiudere la pagina: il lavoro va avanti da solo, e qui ritrovi a che punto è.
running-started = Iniziata { $at } da { $who }.
running-subject = Adesso: { $subject }.
running-stopping = Finiamo quello che è già partito, poi ci fermiamo.
pause = Metti in pausa
reload = Aggiorna la pagina

step-reading = Lettura della cassa
step-comparing = Confronto
step-categories = Categorie
step-products = Prodotti e varianti
step-pictures = Immagini
step-finishing = Ultimi controlli

count-reading = { $done ->
    [0] Leggiamo la cassa
    [one] Un articolo letto dalla cassa
   *[other] { $done } articoli letti dalla cassa
  }
count-of-reading = { $done } articoli letti su { $total }
count-drift = { $done ->
    [0] Guardiamo il negozio com’è adesso
    [one] Un prodotto confrontato con il negozio
   *[other] { $done } prodotti confrontati con il negozio
  }
count-of-drift = { $done } prodotti confrontati su { $total }
count-comparing = { $done ->
    [0] Confrontiamo cassa e negozio
    [one] Un prodotto confrontato
   *[other] { $done } prodotti confrontati
  }
count-of-comparing = { $done } prodotti confrontati su { $total }
count-categories = { $done ->
    [0] Prepariamo le categorie
    [one] Una categoria fatta
   *[other] { $done } categorie fatte
  }
count-of-categories = { $done } categorie su { $total }
count-products = { $done ->
    [0] Prepariamo i prodotti
    [one] Un prodotto fatto
   *[other] { $done } prodotti fatti
  }
count-of-products = { $done } prodotti su { $total }
count-pictures = { $done ->
    [0] Prepariamo le immagini
    [one] Un’immagine fatta
   *[other] { $done } immagini fatte
  }
count-of-pictures = { $done } immagini su { $total }
count-finishing = { $done ->
    [0] Ultimi controlli
    [one] Ultimi controlli: uno fatto
   *[other] Ultimi controlli: { $done } fatti
  }
count-of-finishing = Ultimi controlli: { $done } su { $total }

rate = { $n } al minuto
left = circa { $time } ancora per questo passo
left-little = meno di un minuto ancora per questo passo
waits = Aspettiamo fino alle { $time }, poi si riprende da soli

run-stopped = In pausa. Quello che è già fatto resta: quando riavvii si riprende da lì.
run-remote = Che cosa ha risposto
run-failed-wrong-till-key = Ci siamo fermati: Cassa in Cloud non riconosce più la chiave. Incollane una nuova qui sopra, premi Aggiorna Dati e riavvia. Quello che è già fatto resta.
run-failed-wrong-shop-keys = Ci siamo fermati: il negozio non riconosce più le sue chiavi. Mettine di nuove in Impostazioni, alla voce Chiavi del negozio, poi riavvia. Quello che è già fatto resta.
run-failed-till-permission = Ci siamo fermati: alla chiave della cassa manca un permesso. Chiedi al tuo referente Cassa in Cloud di accenderlo, premi Aggiorna Dati e riavvia. Quello che è già fatto resta.
run-failed-read-only-shop-keys = Ci siamo fermati: le chiavi del negozio possono solo leggere. Servono chiavi che possano anche scrivere; poi riavvia. Quello che è già fatto resta.
run-failed-till-away = Ci siamo fermati: la cassa non risponde da molto tempo. Riavvia quando è tornata; quello che è già fatto resta.
run-failed-shop-away = Ci siamo fermati: il negozio non risponde da molto tempo. Riavvia quando è tornato; quello che è già fatto resta.
run-failed-till-quota = Ci siamo fermati: la cassa ha già risposto a troppe domande. Riavvia fra dieci minuti; quello che è già fatto resta.
run-failed-shop-quota = Ci siamo fermati: il negozio ha già risposto a troppe domande per oggi. Riavvia domani; quello che è già fatto resta.
run-failed-till-refused = Ci siamo fermati: la cassa ha rifiutato una lettura. Riavvia; se succede ancora, manda a chi ti aiuta la risposta qui sotto. Quello che è già fatto resta.
run-failed-shop-refused = Ci siamo fermati: il negozio ha rifiutato una scrittura da cui dipende tutto il resto. Riavvia; se succede ancora, manda a chi ti aiuta la risposta qui sotto. Quello che è già fatto resta.
run-failed-no-keys = Ci siamo fermati: le chiavi salvate non si possono usare. Incolla di nuovo la chiave della cassa, premi Aggiorna Dati e riavvia.
run-failed-other = Ci siamo fermati prima della fine. Riavvia; quello che è già fatto resta.
