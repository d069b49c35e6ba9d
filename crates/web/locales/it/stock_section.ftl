# Le giacenze nella pagina Connettore: i punti vendita, il margine, il giro, che cosa sistemare.
stock-section = Forza Sincronizzazione Giacenze
stock-section-about = Le giacenze vanno da sole nel negozio ogni 5 minuti, e subito con gli avvisi immediati. Una giacenza che non si riesce a leggere non fa mai salire il negozio.
stock-locked = Si attiva quando la prima sincronizzazione è completata.
stock-see = Vedi le giacenze
stock-read-now = Leggi adesso
stock-failed-wrong-till-key = Cassa in Cloud non riconosce più la chiave, e le giacenze restano ferme. Incollane una nuova qui sopra e premi Aggiorna Dati: poi ripartono da sole.
stock-failed-wrong-shop-keys = Il negozio non accetta più le sue chiavi, e le giacenze restano ferme. Mettine di nuove in Impostazioni, alla voce Chiavi del negozio: poi ripartono da sole.
stock-failed-till-permission = Alla chiave della cassa manca un permesso. Chiedi al tuo referente Cassa in Cloud di accenderlo: poi le giacenze ripartono da sole.
stock-failed-till-away = La cassa non risponde. Riproviamo da soli fra pochi minuti; intanto vale l’ultima lettura, e il negozio può solo scendere.
stock-failed-shop-away = Il negozio non risponde. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
stock-failed-quota = I due servizi hanno già risposto a troppe domande. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.
stock-failed-other = L’ultimo giro si è fermato prima della fine. Riproviamo da soli fra pochi minuti; quello che è già fatto resta.

point-counts = Conta la giacenza
point-counts-about = I suoi pezzi si vendono anche nel negozio. Da spento, il negozio ne mostra di meno.
point-receives = Riceve ordini
point-receives-about = Gli ordini del negozio possono andare qui. Da spento non ne arrivano più, e anche i suoi pezzi escono dal negozio.
point-reserve = Riserva
point-reserve-about = Pezzi di ogni articolo che restano qui: il negozio non li mostra. Un ordine già fatto li può usare.
point-counts-receives = Conta la giacenza · riceve ordini
point-counts-not = Non riceve ordini, e la giacenza non conta
point-receives-only = Riceve ordini, la giacenza non conta
point-neither = Non conta la giacenza, non riceve ordini
point-reserve-of = riserva { $n }
reserve-wrong = Scrivi un numero intero da 0 a 999999.
margin-label = Margine di sicurezza
margin-about = Pezzi di ogni articolo che il negozio non mostra, così l’ultimo resta a chi entra. Un numero più alto fa scendere il negozio; un prodotto può averne uno suo, nella pagina del codice.
done-point = Punto vendita salvato
done-margin = Margine salvato

findings-stock = { $n ->
    [one] Una cosa da sistemare nelle giacenze: vedi quale
   *[other] { $n } cose da sistemare nelle giacenze: vedi quali
  }
finding-code-name = { $name }, codice { $code }
finding-stock-refused = Il negozio non accetta la sua quantità e risponde «{ $text }». Guarda l’articolo nel negozio; al prossimo giro riproviamo da soli.
finding-stock-permission-name = Permesso sulle giacenze
finding-stock-permission = La chiave della cassa non può leggere le giacenze. Chiedi al tuo referente Cassa in Cloud di accendere il permesso giacenze; intanto vale l’ultima lettura, e il negozio può solo scendere.

held-stock = { $n ->
    [one] Un codice andrebbe a zero, su { $of } che il negozio vende adesso.
   *[other] { $n } codici andrebbero a zero, su { $of } che il negozio vende adesso.
  } È giusto? Il resto intanto è andato avanti. Se non lo è, guarda sulla cassa se le giacenze ci sono ancora: questa domanda si chiude da sola.
held-stock-which = Vedi quali
held-stock-yes = Conferma
