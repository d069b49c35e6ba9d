# Che cosa cambierebbe: prima di salvare un ordine, una regola, una scelta che abbassa il negozio.
preview-title = Che cosa cambierebbe
preview-show = Vedi che cosa cambierebbe
preview-intro = { $n ->
    [one] Abbiamo rifatto l’unico ordine degli ultimi 30 giorni con le nuove scelte.
   *[other] Abbiamo rifatto i { $n } ordini degli ultimi 30 giorni con le nuove scelte.
  }
preview-none = Negli ultimi 30 giorni non c’è nessun ordine da rifare: non possiamo dirti che cosa cambierebbe.
preview-same = Non cambierebbe nulla.
preview-most = { $name } ne preparerebbe { $n } in più.
preview-split-more = { $n ->
    [one] Un ordine in più sarebbe diviso fra più punti vendita.
   *[other] { $n } ordini in più sarebbero divisi fra più punti vendita.
  }
preview-split-fewer = { $n ->
    [one] Un ordine in meno sarebbe diviso fra più punti vendita.
   *[other] { $n } ordini in meno sarebbero divisi fra più punti vendita.
  }
preview-parcels-more = { $n ->
    [one] Partirebbe un pacco in più.
   *[other] Partirebbero { $n } pacchi in più.
  }
preview-parcels-fewer = { $n ->
    [one] Partirebbe un pacco in meno.
   *[other] Partirebbero { $n } pacchi in meno.
  }
preview-wait-more = { $n ->
    [one] Un ordine in più aspetterebbe la giacenza.
   *[other] { $n } ordini in più aspetterebbero la giacenza.
  }
preview-wait-fewer = { $n ->
    [one] Un ordine in meno aspetterebbe la giacenza.
   *[other] { $n } ordini in meno aspetterebbero la giacenza.
  }
preview-caption = Ordini degli ultimi 30 giorni, oggi e con le nuove scelte
preview-point = Punto vendita
preview-before = Come oggi
preview-after = Con le nuove scelte
preview-difference = Differenza
preview-split = Ordini divisi fra più punti
preview-parcels = Pacchi
preview-wait = Ordini in attesa
preview-assumption = Per ogni ordine contiamo la giacenza che ciascun punto aveva quando l’abbiamo diviso; un punto di cui allora non si sapeva nulla conta come vuoto.

points-drag = Trascina una riga con la maniglia.
points-how = Sposta una riga con le frecce, oppure dalla tastiera con Alt e freccia su o giù. Niente è salvato finché non premi Salva.
points-save = Salva il nuovo ordine
points-undo = Rimetti com’era
point-up = Sposta { $name } più su
point-down = Sposta { $name } più giù
point-moved = { $name } spostato al posto { $place } di { $of }
point-was = Era al posto { $place }
strategy-label = Come si divide un ordine
strategy-priority = Nell’ordine della lista
strategy-priority-about = Ogni punto dà quello che ha, il resto passa al seguente.
strategy-whole = Tutto da un punto solo, se si può
strategy-whole-about = Il primo della lista che ha tutto prepara tutto; se nessuno ha tutto, nell’ordine della lista.
strategy-fewest = Meno pacchi possibile
strategy-fewest-about = I meno punti che insieme hanno tutto; a pari numero, quelli più in alto.
shortage-label = Se manca qualcosa
shortage-wait = L’ordine aspetta
shortage-wait-about = Non parte nulla finché non c’è tutto.
shortage-send = Manda quello che c’è
shortage-send-about = Il resto segue quando la giacenza torna.
shortage-first = Il resto va al primo punto
shortage-first-about = Lo prepara anche se alla cassa non risulta.
done-order = Nuovo ordine salvato
done-switched-on = Punto vendita acceso
done-switched-off = Punto vendita spento

sure-about = Prima di salvare
sure-yes = Conferma
sure-which = Vedi quali vanno a zero
sure-switch-off = Spegnere { $name }?
sure-point = Cambiare { $name }?
sure-margin = { $n ->
    [one] Un pezzo di margine di sicurezza?
   *[other] { $n } pezzi di margine di sicurezza?
  }
sure-to-nothing = { $n ->
    [one] Un prodotto andrà a zero nel negozio.
   *[other] { $n } prodotti andranno a zero nel negozio.
  }
sure-lower = { $n ->
    [one] Un prodotto scenderà.
   *[other] { $n } prodotti scenderanno.
  }
sure-hidden = { $n ->
    [one] Un prodotto che c’è solo lì sarà nascosto.
   *[other] { $n } prodotti che ci sono solo lì saranno nascosti.
  }
sure-list = Cambiare il listino del negozio?
sure-prices = { $n ->
    [one] Alla prossima sincronizzazione riscriveremo il prezzo di un prodotto.
   *[other] Alla prossima sincronizzazione riscriveremo i prezzi di { $n } prodotti.
  }
sure-prices-jump = { $n ->
    [one] Uno cambia di più della metà.
   *[other] { $n } cambiano di più della metà.
  }
sure-prices-without = { $n ->
    [one] Un prodotto in quel listino non ha un prezzo: resta com’è finché non glielo dai sulla cassa.
   *[other] { $n } prodotti in quel listino non hanno un prezzo: restano come sono finché non glielo dai sulla cassa.
  }
