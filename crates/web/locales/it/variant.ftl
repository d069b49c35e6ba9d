# La pagina di un codice: il conto, il negozio, la storia.
variant-code = codice { $code }
variant-done = Salvato: lo vedi al prossimo giro, fra pochi secondi
variant-shop-section = Nel negozio
variant-list = Letto nel negozio
variant-read = { $ago }
variant-written = Ultima modifica nostra
variant-never-written = Nessuna finora
variant-save = Salva
number-wrong = Scrivi un numero intero da 0 a 999999, oppure lascia vuoto.

sum-section = Quanti ne deve mostrare il negozio
sum-caption = Il conto per ogni punto vendita
sum-margin = margine di sicurezza
sum-unplaced = aspettati da clienti del negozio
sum-shop = nel negozio
sum-below = sotto zero
sum-never-below = Il conto va sotto zero: il negozio ne mostra 0.
sum-nothing-counts = Nessun punto vendita conta per questo codice, oppure due articoli hanno lo stesso codice: il negozio ne mostra 0.
sum-unmanaged = La cassa non gestisce la giacenza di questo articolo: non c’è un conto da fare.
sum-lacks-a-reading = Un punto vendita non è ancora stato letto: fino ad allora il negozio resta com’è.
sum-left-out = Non contano: { $names }.
sum-point = Punto vendita
sum-col-quantity = Giacenza
sum-col-promised = Promesse
sum-col-withheld = Trattenute
sum-col-reserve = Riserva
sum-col-gives = Dà
sum-col-read = Letta
sum-open = Il conto
sum-quantity = in giacenza
sum-promised = promesse a ordini
sum-withheld = trattenute, perché il punto vendita le ha rifiutate
sum-free = libere
sum-reserve = di riserva
sum-gives = per il negozio
sum-own = { $n ->
    [one] Una di quelle promesse è in un ordine del negozio.
   *[other] { $n } di quelle promesse sono in ordini del negozio.
  }
level-unmanaged = non gestita
level-no-record = nessuna

choices-section = Che cosa decidi tu
variant-margin = Margine di sicurezza del prodotto
variant-margin-about = Pezzi di ogni sua variante che il negozio non mostra. Un numero più alto lo fa scendere.
variant-margin-else = { $n ->
    [0] Senza un numero qui, il margine è quello di tutti: nessuno.
    [one] Senza un numero qui, il margine è quello di tutti: un pezzo.
   *[other] Senza un numero qui, il margine è quello di tutti: { $n } pezzi.
  }
variant-figure = Quanti ne mostra il negozio
variant-figure-about = La cassa non gestisce la giacenza di questo articolo: qui decidi tu il numero. Lo scriviamo nel negozio a ogni giro, e lì non scende con le vendite della cassa.

past-section = Che cosa è cambiato
past-nothing = Ancora niente.
past-more = Qui ci sono gli ultimi 50 cambi.
change-first = La prima volta che la contiamo.
change-counts = { $point } adesso conta.
change-counts-no-longer = { $point } non conta più.
change-managed = A { $point } la cassa adesso gestisce la giacenza.
change-unmanaged = A { $point } la cassa non gestisce più la giacenza.
change-no-record = A { $point } la cassa non ne ha nessuna.
change-never-read = { $point } non è ancora stato letto.
change-quantity = A { $point } la giacenza era { $was }, adesso è { $is }.
change-promised = A { $point } le promesse erano { $was }, adesso sono { $is }.
change-withheld = A { $point } le trattenute erano { $was }, adesso sono { $is }.
change-reserve = A { $point } la riserva era { $was }, adesso è { $is }.
change-sure = { $point } è di nuovo sicuro.
change-unread = { $point } non si riesce a leggere.
change-old = { $point } non è stato letto da più di 10 minuti.
change-not-followed = { $point } ha nostri ordini di cui prima riguardiamo lo stato.
change-margin = Il margine di sicurezza era { $was }, adesso è { $is }.
change-unplaced = I pezzi aspettati da clienti del negozio erano { $was }, adesso sono { $is }.
figure-is = Il negozio ne deve mostrare { $is }.
figure-changed = Il negozio ne deve mostrare { $is }, prima { $was }.
write-add = { $n ->
    [one] Nel negozio ne abbiamo aggiunto uno
   *[other] Nel negozio ne abbiamo aggiunti { $n }
  }
write-take = { $n ->
    [one] Nel negozio ne abbiamo tolto uno
   *[other] Nel negozio ne abbiamo tolti { $n }
  }
write-set = Nel negozio abbiamo scritto { $n }
write-without-stock = Nel negozio adesso si vende senza contare i pezzi
answer-done = Il negozio ha risposto di sì.
answer-refused = Il negozio non l’ha accettato.
answer-unknown = Il negozio non ha risposto: al prossimo giro guardiamo se è arrivato.
