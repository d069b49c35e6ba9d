# Registrarsi, parola d’ordine, persone del negozio, accessi aperti.

# Registrarsi.
login-forgotten = Password dimenticata
login-choose-new = Scegli una password nuova.
login-first-time = Prima volta qui?
account-name = Nome
account-name-hint = Come ti salutiamo, e come ti vedono gli altri del negozio.
account-name-wrong = Scrivi il tuo nome: lettere, spazi e apostrofi, al massimo 60.
account-email-wrong = Questo non è un indirizzo e-mail. Scrivilo per intero, per esempio marta@negozio.it.
account-language = Lingua
account-too-often = Troppe richieste in poco tempo. Riprova fra un’ora.
account-to-login = Vai al Login
account-back = Torna a Ponte
account-mail-hint = Se fra qualche minuto non trovi nulla, guarda nella posta indesiderata. In un’ora scriviamo poche volte allo stesso indirizzo.
account-no-mail-title = Qui le lettere non partono ancora
account-no-mail-text = Chi gestisce questo Ponte non ha ancora impostato la posta. Chiedi a lui di aprirti un accesso o di darti una password nuova.
account-spent-title = Questo collegamento non vale più
account-spent-text = È già stato usato, è scaduto, oppure ne è partito uno più nuovo. Guarda se hai una lettera più recente, o chiedine un’altra.
password-hint = Almeno 10 caratteri, senza altre regole. Una frase che ricordi va benissimo, spazi compresi.
password-new = Password nuova
password-short = Troppo corta: servono almeno 10 caratteri. Prova con una frase.
password-long = Troppo lunga: al massimo 256 caratteri.
password-email = La password non può essere il tuo indirizzo. Scegline un’altra.
register-title = Registrati
register-about = Un accesso a Ponte, il ponte fra la tua cassa e il negozio online.
register-send = Registrati
register-known = Hai già un accesso?
register-sent-title = Guarda la tua posta
register-sent-text = Abbiamo scritto a { $email }. Apri il collegamento della lettera per confermare l’indirizzo: vale due giorni.
confirm-title = Un ultimo passo
confirm-about = L’indirizzo { $email } è giusto. Scrivi la password che hai scelto, e sei dentro.
confirm-send = Conferma ed entra
confirm-refused = Non è la password scelta quando ti sei registrato. Riprova.
confirm-not-me = Non la ricordi, o non eri tu?
confirm-anew = Registrati da capo

# La password.
reset-title = Password dimenticata
reset-about = Scrivi il tuo indirizzo: ti mandiamo un collegamento per sceglierne una nuova.
reset-send = Manda la lettera
reset-sent-title = Guarda la tua posta
reset-sent-text = Abbiamo scritto a { $email }. Il collegamento della lettera vale un’ora.
choose-title = Scegli una password nuova
choose-about = Per l’accesso di { $email }. Gli accessi aperti altrove si chiudono.
choose-send = Salva ed entra
own-password-title = Cambia password
own-password-about = Gli accessi aperti altrove si chiudono; qui resti dentro.
own-password-old = Password di adesso
own-password-old-wrong = Questa non è la tua password di adesso. Riprova.
own-password-done = Password cambiata. Gli altri accessi sono chiusi.

# Gli accessi aperti.
sessions-title = Sessioni aperte
sessions-about = Dove sei dentro come { $email }. Se non ne riconosci una, chiudila e cambia la password.
sessions-unknown = Browser sconosciuto
sessions-this = Questa
sessions-begun = Aperta { $when }
sessions-used = Usata l’ultima volta { $when }
sessions-end = Chiudi
sessions-end-others = Chiudi tutte le altre
sessions-ended-one = Sessione chiusa.
sessions-ended-others = Tutte le altre sessioni sono chiuse.

# Un accesso senza negozio.
welcome-title = Benvenuto
welcome-hello = Ciao { $name }
welcome-text = Il tuo accesso è pronto, ma non è ancora di nessun negozio. Ci sono due strade:
welcome-install = Apri il pannello del tuo negozio su TeamSystem Commerce e installa Ponte da lì.
welcome-connect = Oppure incolla qui le chiavi del negozio
welcome-invited = Se qualcuno nel negozio usa già Ponte, fatti invitare da Utenti del negozio con l’indirizzo { $email }.
welcome-then = Appena il negozio è collegato, lo trovi qui.

# Le persone di un negozio.
users-title = Utenti del negozio
users-about = Chi può entrare in Ponte per questo negozio. Tutti possono fare le stesse cose.
users-list = Utenti
users-me = Tu
users-remove = Togli
users-leave = Esci dal negozio
users-leave-title = Vuoi uscire da questo negozio?
users-leave-text = Non potrai più entrare finché qualcuno non ti invita di nuovo. Il tuo accesso resta.
users-last = Sei l’unico utente di questo negozio. Invita prima qualcun altro.
users-removed = Utente tolto: da adesso non entra più.
users-invitations = Inviti in attesa
users-who-invited = Invitato
users-sent = da { $who }, { $when }
users-somebody = Qualcuno
users-ended = Scaduto
users-again = Manda di nuovo
users-withdraw = Ritira
users-withdrawn = Invito ritirato: il collegamento della lettera non vale più.
users-invite-title = Invita qualcuno
users-invite-hint = Riceve una lettera con un collegamento, che vale 7 giorni.
users-invite = Invita
users-invited = Invito partito.
users-there-already = Chi ha questo indirizzo è già fra gli utenti del negozio.
users-too-many = Cento fra utenti e inviti bastano. Togli prima qualcuno.
users-too-often = Troppi inviti in poco tempo, o troppe lettere a questo indirizzo. Riprova fra un’ora.
users-no-mail = Le lettere non partono ancora: chiedi a chi gestisce questo Ponte di impostare la posta, o di aggiungere la persona.
invitation-title = Un invito
invitation-text = { $who } ti invita a lavorare su { $shop } in Ponte.
invitation-as = Sei dentro come { $email }.
invitation-accept = Accetta l’invito
invitation-not-me = Non sono io: esci
invitation-known = Con l’indirizzo { $email } c’è già un accesso. Entra, e poi accetta l’invito.
invitation-log-in = Entra e accetta
invitation-new = Scegli nome e password: il tuo accesso sarà { $email }.
invitation-other = Hai già un accesso con un altro indirizzo?
