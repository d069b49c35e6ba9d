# Installazione, chiavi del negozio, il codice per il primo accesso.
connect-title = Collega il negozio
connect-about = Servono le due chiavi del tuo negozio TeamSystem Commerce. Le proviamo subito; poi restano cifrate e non si possono rileggere.
connect-missing = Il negozio che hai aperto non è ancora collegato qui. Se l’hai appena installato, riaprilo fra un minuto; altrimenti incolla le sue chiavi.
connect-send = Collega
connect-code-follows = Poi mandiamo un codice all’indirizzo e-mail del negozio: serve a sapere che è davvero il tuo.
connect-who = Hai fatto il login come { $user }
shop-keys-title = Chiavi del negozio
shop-keys-about = Con queste Ponte legge e scrive nel tuo negozio. Le proviamo prima di cambiarle: se non vanno, restano quelle di adesso.
shop-keys-key = Key
shop-keys-exchange = Exchange
shop-keys-where = Le trovi nel pannello del negozio: Account › Impostazioni › Remote Access. Crea un accesso di tipo lettura e scrittura e premi Access Key.
shop-keys-send = Cambia le chiavi
shop-keys-dead = Il negozio non le accetta
shop-keys-not-keys = Qui servono due chiavi intere, Key ed Exchange. Copiale di nuovo, senza spazi in mezzo.
shop-keys-unknown = Il negozio non riconosce queste chiavi. Copiale di nuovo per intero, tutte e due dallo stesso accesso.
shop-keys-read-only = Queste chiavi possono solo leggere. Il tipo non si può cambiare: nel pannello del negozio crea un altro accesso, di lettura e scrittura, e incolla qui le sue chiavi.
shop-keys-another-shop = Queste chiavi sono di un altro negozio. Non abbiamo cambiato nulla.
shop-keys-no-answer = Il negozio non risponde. Non abbiamo cambiato nulla: riprova fra un minuto.
done-shop-keys = Chiavi del negozio cambiate
finding-shop-keys-refused = Il negozio non riconosce più le sue chiavi: prodotti, giacenze e ordini sono fermi. Se l’app è stata tolta, installala di nuovo; altrimenti crea un accesso nuovo nel pannello del negozio e incolla qui le sue chiavi. Poi tutto riparte da solo.
finding-shop-keys-read-only = Le chiavi del negozio possono solo leggere, e Ponte non può scrivere. Nel pannello del negozio crea un accesso di lettura e scrittura e incolla le sue chiavi. Poi tutto riparte da solo.
finding-till-key-refused = La cassa non riconosce più la chiave: prodotti, giacenze e ordini sono fermi. Incollane una nuova qui sopra e premi Aggiorna Dati. Poi tutto riparte da solo.
code-title = Conferma che il negozio è tuo
code-about = Per entrare in { $shop } serve un codice. Lo mandiamo all’indirizzo e-mail che il negozio ha in TeamSystem Commerce.
code-taken = Questo negozio ha già chi lo usa: puoi anche chiedere a loro di invitarti.
code-send = Manda il codice
code-send-again = Manda un altro codice
code-sent = Il codice è partito per { $address }. Vale un quarto d’ora.
code-label = Codice di sei cifre
code-enter = Entra
code-wrong = Il codice non è questo. { $n ->
    [one] Puoi provare ancora una volta.
   *[other] Puoi provare ancora { $n } volte.
  }
code-ended = Quel codice non vale più. Fattene mandare un altro.
code-too-many = Di codici ne sono già partiti abbastanza. Il prossimo si può chiedere { $when }.
code-no-address = Il negozio non ha un indirizzo e-mail a cui scrivere. Mettilo nel pannello del negozio, poi riprova; oppure chiedi a chi gestisce Ponte di farti entrare.
code-no-mail = Da qui le e-mail non partono ancora. Chiedi a chi gestisce Ponte di farti entrare.
code-dead-keys = Il negozio non riconosce più le chiavi che abbiamo, e così non sappiamo a chi scrivere. Installa di nuovo l’app dal pannello del negozio, oppure collega il negozio con chiavi nuove.
letter-code-subject = Il codice per entrare in { $shop } su Ponte
letter-code-text = Ciao,
    { $person } vuole collegarsi a { $shop } su Ponte. Il codice è

    { $code }

    Vale un quarto d’ora. Se in negozio nessuno lo aspetta, non fare nulla: senza il codice non entra nessuno.
    Non rispondere: per aiuto, Supporto Connettore.
