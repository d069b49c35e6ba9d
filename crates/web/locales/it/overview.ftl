# Panoramica.
nav-overview = Panoramica
overview-now = { $weekday ->
    [1] Lunedì
    [2] Martedì
    [3] Mercoledì
    [4] Giovedì
    [5] Venerdì
    [6] Sabato
   *[other] Domenica
  } { $day } { $month } { $year }, ore { $time }

overview-no-key = Il ponte non è ancora aperto
overview-no-key-text = Manca la Api key della cassa: mettila nella pagina Connettore, e il resto parte da lì.
overview-no-sync = Manca la prima sincronizzazione dei prodotti
overview-no-sync-text = La cassa è collegata. Avviala dalla pagina Connettore; gli ordini intanto passano già.
overview-to-connector = Vai al Connettore
overview-well = Tutto in pari
overview-well-text = Prodotti, giacenze e ordini passano da soli. Non devi fare nulla.
overview-well-waiting = { $n ->
    [one] Un ordine aspetta e parte da solo appena può. Non devi fare nulla.
   *[other] { $n } ordini aspettano e partono da soli appena possono. Non devi fare nulla.
  }
overview-others = { $n ->
    [one] C’è un’altra cosa da guardare.
   *[other] Ci sono altre { $n } cose da guardare.
  }
overview-how = Come si fa
overview-see-which = Vedi quali
overview-mend = Il motivo: { $cause }. Nella pagina Connettore c’è scritto che cosa fare; poi si riparte da soli.
overview-passes = Il motivo: { $cause }. Riproviamo da soli; quello che è già fatto resta.
overview-overdue = L’ultimo giro è finito { $when }. Se non si muove nulla fra poco, scrivi a chi ti aiuta con Ponte.

need-till-setting = Gli ordini non arrivano alla cassa
need-till-setting-text = Un’impostazione della cassa li rifiuta. Si cambia in due minuti, poi ripartono da soli.
need-orders = { $n ->
    [one] Un ordine ha bisogno di te
   *[other] { $n } ordini hanno bisogno di te
  }
need-orders-text = { $n ->
    [one] La sua pagina dice perché, e che cosa puoi fare.
   *[other] La pagina di ognuno dice perché, e che cosa puoi fare.
  }
need-order-findings = { $n ->
    [one] Negli ordini c’è una cosa da sistemare
   *[other] Negli ordini ci sono { $n } cose da sistemare
  }
need-order-findings-text = Nella pagina Connettore c’è scritto quale ordine, perché, e che cosa fare.
need-permission = Alla chiave della cassa manca un permesso
need-permission-text = Chiedi al tuo referente Cassa in Cloud di accenderlo: poi si riparte da soli.
need-held = Aspettiamo un tuo sì
need-held-text = Un giro cambierebbe così tanto che prima chiediamo a te. Il resto intanto è andato avanti.
need-unread = { $n ->
    [one] In un punto vendita la giacenza non si legge
   *[other] In { $n } punti vendita la giacenza non si legge
  }
need-unread-text = Vale l’ultima letta, e il negozio può solo scendere. Riproviamo da soli.
need-stock = { $n ->
    [one] Un codice non si riesce a tenere in pari
   *[other] { $n } codici non si riescono a tenere in pari
  }
need-stock-text = Tutti gli altri sono in pari.
need-products = { $n ->
    [one] Una cosa da sistemare nei prodotti
   *[other] { $n } cose da sistemare nei prodotti
  }
need-products-text = Gli altri prodotti sono in pari.
need-unknown = { $n ->
    [one] Una cosa da guardare
   *[other] { $n } cose da guardare
  }
need-unknown-text = Nella pagina Connettore c’è scritto che cosa fare.

stopped-products = I prodotti sono fermi
stopped-stock = Le giacenze sono ferme
stopped-orders = Gli ordini sono fermi
overdue-products = I prodotti non si muovono da un po’
overdue-stock = Le giacenze non si muovono da un po’
overdue-orders = Gli ordini non si muovono da un po’

cause-wrong-till-key = la cassa non riconosce più la chiave
cause-wrong-shop-keys = il negozio non riconosce più le sue chiavi
cause-till-permission = alla chiave della cassa manca un permesso
cause-read-only-shop-keys = le chiavi del negozio possono solo leggere
cause-till-away = la cassa non risponde
cause-shop-away = il negozio non risponde
cause-till-quota = la cassa ha già risposto a troppe domande
cause-shop-quota = il negozio ha già risposto a troppe domande
cause-till-refused = la cassa ha rifiutato una lettura
cause-shop-refused = il negozio ha rifiutato una scrittura
cause-no-keys = le chiavi salvate non si possono usare
cause-other = il giro si è fermato prima della fine

overview-banks = Che cosa passa sul ponte
overview-till = Cassa in Cloud
overview-shop = Negozio online
overview-till-off = non ancora collegata
overview-points = { $of ->
    [0] nessun punto vendita
    [one] { $on ->
        [0] il punto vendita è spento
       *[other] un punto vendita acceso
      }
   *[other] { $on } punti accesi su { $of }
  }
overview-visible = { $n ->
    [0] nessun prodotto in vendita
    [one] un prodotto in vendita
   *[other] { $n } prodotti in vendita
  }
lane-products = Prodotti
lane-stock = Giacenze
lane-orders = Ordini
overview-to-shop = Dalla cassa al negozio:
overview-to-till = Dal negozio alla cassa:
overview-not-yet = non ancora
overview-running = il primo giro è in corso
overview-stuck-since = fermo: ultimo giro { $when }
overview-in-step = in pari, { $when }
overview-oldest = la più vecchia ha { $time }
overview-orders-state = { $today } oggi, { $stuck ->
    [0] nessuno fermo
    [one] uno fermo
   *[other] { $stuck } fermi
  }

overview-empty = Qui vedrai come va, giorno per giorno
overview-empty-text = Ordini, giacenze e modifiche compaiono dopo la prima sincronizzazione.
overview-in-brief = In breve
tile-orders = Ordini oggi
tile-orders-before = { $n ->
    [0] Una settimana fa: nessuno
   *[other] Una settimana fa: { $n } in tutto
  }
tile-stuck = Ordini fermi
tile-stuck-which = { $attention ->
    [0] { $waiting ->
        [0] Sono tutti partiti
        [one] Parte da solo appena può
       *[other] Partono da soli appena possono
      }
   *[other] { $waiting ->
        [0] { $attention } da sistemare
        [one] { $attention } da sistemare, 1 aspetta
       *[other] { $attention } da sistemare, { $waiting } aspettano
      }
  }
tile-oldest = Giacenza più vecchia
tile-oldest-where = { $point }, { $n ->
    [one] un articolo
   *[other] { $n } articoli
  }
tile-oldest-none = Non ancora letta
unit-minutes = min
unit-hours = ore
tile-written = Modifiche scritte oggi
tile-written-of = { $n ->
    [0] Nessun codice nel negozio ancora
    [one] Su un codice che teniamo in pari
   *[other] Su { $n } codici che teniamo in pari
  }

overview-last-days = Ultimi 30 giorni
chart-numbers = Vedi i numeri
chart-day = Giorno
chart-together = Insieme
chart-other-points = Altri punti vendita
chart-key = { $name }, { $n }
chart-short-day = { $day } { $month ->
    [1] gen
    [2] feb
    [3] mar
    [4] apr
    [5] mag
    [6] giu
    [7] lug
    [8] ago
    [9] set
    [10] ott
    [11] nov
   *[other] dic
  }
chart-orders = Ordini per punto vendita
chart-orders-sentence = { $n ->
    [one] Un ordine arrivato alla cassa in 30 giorni, il { $day }.
   *[other] { $n } consegne alla cassa in 30 giorni. Il giorno più pieno: { $day }, con { $most }.
  }
chart-orders-none = Nessun ordine ancora. Appena uno arriva alla cassa, lo conti qui.
chart-changes = Modifiche scritte nel negozio
chart-changes-sentence = { $n ->
    [one] Una modifica in 30 giorni, il { $day }.
   *[other] { $n } modifiche in 30 giorni. Il giorno più pieno: { $day }, con { $most }.
  }
chart-changes-none = Nessuna modifica ancora: quello che non cambia non si riscrive.
chart-passes = Quanto dura un giro
chart-passes-key = { $name }, di solito { $seconds } s
chart-passes-sentence = In media per giorno; il giorno più lento { $most } secondi.
chart-passes-none = Nessun giro ancora.
chart-seconds-stock = Giacenze, secondi
chart-seconds-orders = Ordini, secondi
unit-seconds-of = { $n } s
unit-minutes-of = { $n } min

overview-runs = Ultime sincronizzazioni
overview-no-runs = Qui compaiono i giri di prodotti, giacenze e ordini, appena ne parte uno.
overview-what = Che cosa
overview-when = Quando
overview-took = Durata
overview-changes = Modifiche
overview-outcome = Esito
outcome-running = In corso
outcome-stopped = Fermata
outcome-dry = Solo una prova
outcome-in-step = In pari
outcome-waiting = { $n ->
    [one] 1 aspetta
   *[other] { $n } aspettano
  }
outcome-attention = { $n ->
    [one] 1 da sistemare
   *[other] { $n } da sistemare
  }
overview-budgets = Chiamate disponibili
budget-till = Cassa in Cloud, ogni 10 minuti
budget-used = { $used } usate su { $of }
budget-shop = TS Commerce
budget-shop-said = nessun limite noto
budget-order = Gli ordini hanno sempre la precedenza, poi le giacenze, poi i prodotti. Quando il negozio rallenta, rallentiamo anche noi.
