connector-title = Connettore Cassa in Cloud
connector-about = Prodotti e giacenze vanno dalla cassa al negozio, gli ordini dal negozio alla cassa.

key-section = Impostazioni
key-about = La chiave collega Ponte alla tua cassa. Te la dà il tuo referente Cassa in Cloud, oppure la trovi nel portale della cassa, in Impostazioni Account › API.
key-label = Api key
key-send = Aggiorna Dati
key-paste = Incolla qui la chiave
key-paste-new = Incolla qui una chiave nuova
key-kept = La chiave è salvata e cifrata, e non si può rileggere. Per cambiarla incollane una nuova; con il campo vuoto rileggiamo i dati della cassa.
key-who-gives-it = La chiave la dà il tuo referente commerciale Cassa in Cloud. Se è giusta ma non va, chiedigli se è ancora attiva.
key-link = Collegamento
key-link-works = Funziona
key-link-wrong = La cassa non riconosce più la chiave
key-link-away = La cassa non risponde
key-link-permission = Mancano dei permessi
key-licence = Licenza
key-licence-api = Con API
key-checked = Ultimo controllo
key-right-title = La chiave è giusta
key-right = È dell’account { $account }, con { $n ->
    [one] un punto vendita
   *[other] { $n } punti vendita
  } e la licenza con API. La usiamo da adesso?
key-right-unnamed = La licenza è con API. La usiamo da adesso?
key-missing = { $n ->
    [one] A questa chiave manca un permesso: { $names }.
   *[other] A questa chiave mancano { $n } permessi: { $names }.
  } Chiedi al tuo referente Cassa in Cloud di accenderli, poi premi Aggiorna Dati. Senza, non tutti i prodotti e le giacenze possono arrivare nel negozio.
key-empty = Incolla la chiave nel campo, poi premi Aggiorna Dati.
key-not-a-key = Questa non è una chiave intera. Copiala di nuovo dal messaggio del tuo referente, senza spazi, e premi Aggiorna Dati.
key-unknown = Cassa in Cloud non riconosce questa chiave. Copiala di nuovo per intero, senza spazi prima o dopo, e premi Aggiorna Dati.
key-no-licence = Questa chiave non ha il permesso API. Chiedi al tuo referente Cassa in Cloud di accenderlo.
key-no-answer = La cassa non risponde. Non abbiamo cambiato nulla: fra un minuto premi di nuovo Aggiorna Dati.
key-too-many-calls = La cassa ha già risposto a troppe domande in questi minuti. Fra dieci minuti premi di nuovo Aggiorna Dati.
done-key = Chiave salvata
done-refreshed = Dati aggiornati

permission-sales-points = punti vendita
permission-categories = categorie
permission-products = prodotti
permission-departments = reparti
permission-taxes = aliquote IVA
permission-sales-modes = modalità di vendita
permission-stocks = giacenze
permission-orders = ordini
permission-customers = clienti

points-section = Punti vendita / magazzini
points-about = Il primo della lista riceve per primo i prodotti di un ordine, se li ha. Quelli che mancano passano ai punti seguenti.
points-about-off = Un punto spento non porta prodotti né giacenze, e non riceve ordini.
points-locked = Qui vedrai i tuoi punti vendita appena la Api key è quella giusta.
points-none = La cassa non ci mostra nessun punto vendita. Se ne hai, chiedi al tuo referente di accendere il permesso sui punti vendita.
point-on = { $name } acceso
point-gone = Non è più sulla cassa
point-off-about = Spento: non porta prodotti e non riceve ordini
point-gone-about = La cassa non lo elenca più: non porta prodotti e non riceve ordini

fields-section = Impostazioni Sync TS Commerce
fields-about = Che cosa la cassa può scrivere nel negozio.
fields-note = «Mai» vuol dire che lo decidi tu nel negozio, e noi non lo tocchiamo.
field-categories = Sincronizza le categorie
field-images = Sincronizza le immagini
field-name = Nome
field-description = Descrizione
field-price = Prezzo
field-visibility = Visibilità
field-categories-off = Spento: le categorie del negozio restano come le hai fatte tu.
field-images-off = Spento: non ne carichiamo e non ne sovrascriviamo.
fields-when = Quando
fields-only-new = Solo quando il prodotto è nuovo; poi lo decidi tu nel negozio
fields-single = Campo per campo
list-label = Listino online
list-about = I prezzi che il negozio mostra. Spostare i punti vendita non li cambia mai.
list-no-modes = Le modalità di vendita compaiono qui dopo la prima lettura della cassa.
list-base = Prezzo base
list-mode = Modalità di vendita { $name }
list-point = Prezzo a { $name }
list-unknown = Un listino che la cassa non elenca più
codes-label = Prodotti senza codice
codes-about = Stanno nel negozio con un codice nostro, oppure restano fuori finché non ne hanno uno sulla cassa. Sulla cassa non scriviamo nulla.
codes-generate = Genera un codice
codes-exclude = Escludi dal negozio
only-stock = Solo giacenze e ordini
only-stock-about = Acceso: riconosciamo i prodotti del negozio dal codice e non ne scriviamo nessuno. Per chi scrive da sé le pagine dei prodotti.
done-fields = Impostazioni salvate: valgono dalla prossima sincronizzazione dei prodotti
done-fields-write = Impostazioni salvate: alla prossima sincronizzazione dei prodotti riscriviamo quello che nel negozio è diverso
done-list = Listino salvato: alla prossima sincronizzazione dei prodotti riscriviamo i prezzi
done-only-stock = Salvato: da adesso scriviamo solo giacenze e ordini
policy-always = Sempre dalla cassa
policy-on-creation = Solo alla creazione
policy-never = Mai

first-section = Prima Sincronizzazione Prodotti
first-about = Porta nel negozio tutti i prodotti abilitati per l’e-commerce sulla cassa. Si fa una volta sola.
first-open-title = Prima sincronizzazione ancora da fare
first-open-text = Finché non è completata, i prodotti della cassa non arrivano nel negozio.
first-locked = Si può avviare appena la Api key è quella giusta.
first-no-shop-keys = Mancano le chiavi del negozio. Le mette chi ha installato Ponte; poi si può avviare.
first-start = Avvia prima sincronizzazione prodotti
first-start-note = Puoi chiudere la pagina: si va avanti lo stesso.
first-done-title = Prima sincronizzazione completata
first-done = { $n ->
    [one] Un prodotto portato
   *[other] { $n } prodotti portati
  } nel negozio in { $length }, { $when }.
first-done-when = Completata { $when }.
first-done-since = Da allora facciamo da soli: tutti i prodotti due volte al giorno, le giacenze ogni 5 minuti.
first-adopts = { $n ->
    [one] Un prodotto è già nel negozio: che cosa facciamo del suo testo e delle sue immagini?
   *[other] { $n } prodotti sono già nel negozio: che cosa facciamo dei loro testi e delle loro immagini?
  }
first-adopts-keep = Restano quelli del negozio
first-adopts-overwrite = Li sostituiamo con quelli della cassa
first-examples = Guardali nel negozio

try = Fai prima una prova
try-again = Rifai la prova
dry-title = Che cosa succederà
dry-when = Abbiamo fatto una prova { $when }, senza scrivere nulla.
dry-intro = { $till ->
    [one] La cassa ha un prodotto;
   *[other] La cassa ha { $till } prodotti;
  } { $wanted ->
    [one] uno è abilitato per l’e-commerce:
   *[other] { $wanted } sono abilitati per l’e-commerce:
  }
dry-created = { $n ->
    [one] nuovo nel negozio
   *[other] nuovi nel negozio
  }
dry-adopted = { $n ->
    [one] già nel negozio, lo riconosciamo
   *[other] già nel negozio, li riconosciamo
  }
dry-linked = { $n ->
    [one] già nel negozio, solo giacenze e ordini
   *[other] già nel negozio, solo giacenze e ordini
  }
dry-updated = { $n ->
    [one] da aggiornare
   *[other] da aggiornare
  }
dry-unchanged = { $n ->
    [one] già in pari
   *[other] già in pari
  }
dry-blocked = { $n ->
    [one] da sistemare, per ora resta fuori
   *[other] da sistemare, per ora restano fuori
  }
dry-blocked-which = Vedi che cosa sistemare
dry-total = { $n ->
    [one] abilitato
   *[other] abilitati
  }

forced-section = Forza Sincronizzazione Prodotti
forced-about = Non serve quasi mai: i prodotti si aggiornano da soli. Confronta tutti i prodotti con il negozio com’è adesso, e scrive solo quello che è cambiato.
forced-next = Il prossimo è alle { $when }.
forced-start = Sincronizza i prodotti su TS Commerce
forced-locked = Si attiva quando la prima sincronizzazione è completata.
forced-last = Ultimo giro { $when }: { $changed ->
    [0] nessuna modifica
    [one] una modifica
   *[other] { $changed } modifiche
  }, { $listed ->
    [one] un prodotto in pari
   *[other] { $listed } prodotti in pari
  }.

orders-section = Forza Sincronizzazione Ordini
orders-section-about = Gli ordini partono da soli ogni 5 minuti. Quelli in stato Annullato non partono.
orders-locked = Si attiva appena la Api key è quella giusta.
orders-last = Ultimo giro { $when }: { $new ->
    [0] nessun ordine nuovo
    [one] un ordine nuovo
   *[other] { $new } ordini nuovi
  }{ $delivered ->
    [0] {""}
    [one] , uno arrivato alla cassa
   *[other] , { $delivered } arrivati alla cassa
  }.
orders-last-waiting = { $n ->
    [one] Un ordine aspetta.
   *[other] { $n } ordini aspettano.
  }
orders-last-attention = { $n ->
    [one] Un ordine è da sistemare.
   *[other] { $n } ordini sono da sistemare.
  }
orders-see = Vedi gli ordini
orders-failed-wrong-till-key = Cassa in Cloud non riconosce più la chiave, e gli ordini non partono. Incollane una nuova qui sopra e premi Aggiorna Dati: poi ripartono da soli.
orders-failed-wrong-shop-keys = Il negozio non riconosce più le sue chiavi, e gli ordini non arrivano. Mettine di nuove in Impostazioni, alla voce Chiavi del negozio: poi ripartono da soli.
orders-failed-till-permission = Alla chiave della cassa manca un permesso sugli ordini. Chiedi al tuo referente Cassa in Cloud di accenderlo: poi ripartono da soli.
orders-failed-till-away = La cassa non risponde. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
orders-failed-shop-away = Il negozio non risponde. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
orders-failed-quota = I due servizi hanno già risposto a troppe domande. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
orders-failed-other = L’ultimo giro si è fermato prima della fine. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
