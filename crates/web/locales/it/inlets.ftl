# Gli avvisi immediati: gli indirizzi a cui la cassa e il negozio ci chiamano.
inlets-section = Avvisi immediati
inlets-about = Con questi avvisi una vendita alla cassa, un ordine o una modifica arriva in pochi secondi, senza aspettare il giro seguente. Se non li accendi, tutto funziona lo stesso.
inlets-locked = Si attivano appena la Api key è quella giusta.
inlets-till = Avvisi immediati dalla cassa
inlets-shop = Avvisi immediati dal negozio
inlets-off = Spenti
inlets-none-yet = Ancora nessun avviso
inlets-last = Ricevuto { $when }
inlets-refused = { $n ->
    [one] Un avviso non era firmato con un codice salvato qui; l’ultimo { $when }. Se lo hai appena acceso sulla cassa, riporta qui il suo codice segreto.
   *[other] { $n } avvisi non erano firmati con un codice salvato qui; l’ultimo { $when }. Se li hai appena accesi sulla cassa, riporta qui il loro codice segreto.
  }
inlets-till-why = Quello che si vende o si carica alla cassa cambia la giacenza del negozio in pochi secondi, e un ordine accettato o chiuso si vede qui subito.
inlets-shop-why = Un ordine nuovo, pagato o annullato arriva alla cassa in pochi secondi.
inlets-make = Crea l’indirizzo
inlets-address = Indirizzo
inlets-till-first = Nel portale della cassa apri Impostazioni Account › WebHooks › Nuovo Webhook, e creane uno alla volta, in quest’ordine: per primo i movimenti di magazzino, poi gli scontrini, poi gli ordini e, se vuoi, ogni parte del catalogo. In tutti incolla questo indirizzo:
inlets-till-second = Salva, poi riporta qui il codice segreto che la cassa ti mostra. Se sono più di uno, riportali tutti.
inlets-shop-first = Chi gestisce il negozio registra questo indirizzo per: ordine creato, pagato, in allestimento, inviato, annullato.
inlets-secret = Codice segreto
inlets-secret-save = Salva
inlets-secret-kept = Codice { $n }
inlets-secret-remove = Togli
inlets-secret-wrong = Questo non è un codice segreto intero, o ce ne sono già 32. Copialo di nuovo dalla cassa, senza spazi.
inlets-renew = Cambia indirizzo
inlets-renew-about = Se qualcun altro lo ha visto. Quello di adesso smette subito di valere: va incollato di nuovo il nuovo.
done-inlet = Indirizzo pronto
done-secret = Codice salvato
done-secret-removed = Codice tolto
