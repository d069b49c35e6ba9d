# Guida.
guide-title = Guida
guide-about = Che cosa fa ogni pagina, e le risposte alle domande più comuni.
guide-toc = Indice della guida
guide-start = Si comincia
guide-key = Impostazioni: la Api key
guide-points = Punti vendita / magazzini
guide-fields = Impostazioni Sync TS Commerce
guide-products = Prodotti
guide-stock = Giacenze
guide-orders = Ordini
guide-inlets = Avvisi immediati
guide-pause = Abbinamenti e Pausa
guide-reports = Segnalazioni e Registro
guide-people = Persone e dati personali
guide-questions = Domande frequenti
