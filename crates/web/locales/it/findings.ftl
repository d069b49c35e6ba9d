findings = { $n ->
    [one] 1 da sistemare: vedi quale
   *[other] { $n } da sistemare: vedi quali
  }
findings-more = { $n ->
    [one] e un altro
   *[other] e altri { $n }
  }
finding-spread = Nel negozio le sue varianti sono sparse su { $n } prodotti: teniamo in pari solo giacenze e ordini.
finding-refused = Il negozio non lo accetta e risponde «{ $text }». Correggilo sulla cassa; al prossimo giro riproviamo da soli.
finding-variants-ignored = Il negozio non prende le sue varianti da fuori. Crea tu taglie e colori nel negozio, con gli stessi codici della cassa: al prossimo giro lo riconosciamo da soli.
finding-edited = Nel negozio qualcuno ha cambiato: { $fields }. Li decide la cassa: la prossima sincronizzazione forzata rimette i suoi.
finding-point-new = È un punto vendita nuovo: sta in fondo alla lista ed è spento.
finding-point-gone = Questo punto vendita non è più sulla cassa.

obstacle-no-name = Non ha un nome: scrivilo sulla cassa.
obstacle-no-price = { $n ->
    [0] Non ha un prezzo nel listino online: mettilo sulla cassa.
   *[other] Manca il prezzo nel listino online di: { $names }. Mettilo sulla cassa.
  }
obstacle-no-code = { $n ->
    [0] Non ha un codice: aggiungilo sulla cassa, nel campo Codice interno.
   *[other] Manca il codice di: { $names }. Aggiungilo sulla cassa, nel campo Codice interno.
  }
obstacle-duplicate-code = { $n ->
    [one] Il codice { $names } è anche di un altro articolo: cambiane uno sulla cassa.
   *[other] Questi codici sono anche di altri articoli: { $names }. Cambiali sulla cassa.
  }
obstacle-same-combination = { $n ->
    [one] Due varianti sono uguali per il negozio: { $names }. Cambia il nome di una sulla cassa.
   *[other] Alcune varianti sono uguali fra loro per il negozio: { $names }. Cambiane i nomi sulla cassa.
  }
obstacle-broken-options = Le varianti non corrispondono alle opzioni del prodotto: sistemale sulla cassa.
obstacle-no-variants = È un prodotto con varianti, ma non ne ha nessuna: aggiungile sulla cassa.
obstacle-unknown-vat = La cassa non dice con quale IVA si vende: controlla il reparto del prodotto.
obstacle-code-too-long = { $n ->
    [one] Il codice che comincia con { $names } è troppo lungo: il negozio ne accetta al massimo 255 caratteri.
   *[other] I codici che cominciano con { $names } sono troppo lunghi: il negozio ne accetta al massimo 255 caratteri.
  }

picture-unreachable = Un’immagine non si riesce a scaricare, perché al suo indirizzo non risponde nessuno: { $url }. Riproviamo da soli al prossimo giro.
picture-missing = Un’immagine non c’è più al suo indirizzo: { $url }. Mettila di nuovo sulla cassa.
picture-forbidden-address = Un’immagine ha un indirizzo che non è pubblico: { $url }. Mettila di nuovo sulla cassa.
picture-too-large = Un’immagine pesa più di 10 MB: { $url }. Mettine una più leggera sulla cassa.
picture-wrong-type = Un’immagine è di un tipo che il negozio non accetta: { $url }. Mettila in JPEG o PNG.
picture-refused = Il negozio non accetta un’immagine: { $url }. Mettine un’altra sulla cassa.

group-categories = Categorie
group-images = Immagini
group-tax = IVA
group-identity = Codici e varianti

held-title = Aspettiamo un tuo sì
held-hide = Questo giro nasconderebbe { $n } prodotti su { $of } che sono nel negozio. È giusto? Il resto intanto è andato avanti.
held-price = Questo giro cambierebbe di più della metà il prezzo di { $n } prodotti su { $of } che sono nel negozio. È giusto? Il resto intanto è andato avanti.
held-other = Questo giro cambierebbe { $n } prodotti su { $of } che sono nel negozio. È giusto? Il resto intanto è andato avanti.
held-yes = Sì, è giusto
held-confirmed = Hai detto di sì: lo facciamo alla prossima sincronizzazione.

findings-orders = { $n ->
    [one] Un ordine da sistemare: vedi quale
   *[other] { $n } cose da sistemare negli ordini: vedi quali
  }
finding-order-name = Ordine { $name }
finding-order-refused = La cassa non lo prende e risponde «{ $text }». Sistemalo sulla cassa; riproviamo da soli.
finding-order-refused-setting = La cassa non lo prende: { $names }. Sistemata la cassa, riparte da solo.
finding-order-unreadable = Non riusciamo a leggerlo ({ $text }), e non parte. Guardalo nel negozio e mettilo tu sulla cassa; gli altri ordini vanno avanti.
finding-shipping-unmapped = Non sappiamo se questo modo di consegna è una spedizione o un ritiro in un punto vendita: lo trattiamo come spedizione. Se è un ritiro, dillo a chi ha installato Ponte.
finding-part-unaccepted = A { $point } nessuno ha ancora accettato la parte { $part }. Accettala sulla cassa, oppure rifiutala lì: poi qui puoi darla a un altro punto vendita.
finding-part-gone = La parte { $part } non è più sulla cassa di { $point }. Se non l’hai tolta tu, rimettila a mano sulla cassa.
finding-stray = Sulla cassa di { $point } c’è un ordine con un nome nostro che non conosciamo. Guardalo lì, e se è di troppo annullalo.
finding-state-refused = Il negozio non accetta il nuovo stato e risponde «{ $text }». Cambialo tu nel negozio.
finding-keys-shop = Le chiavi del negozio
finding-keys-till = La Api key della cassa
