login = Login
login-about = Il ponte fra la tua cassa e il negozio online.
login-email = E-mail
login-password = Password
login-refused = E-mail e password non vanno d’accordo. Riprova.
login-too-often = Troppi tentativi in pochi minuti. Riprova fra un quarto d’ora: fino ad allora non guardiamo nessuna password.
login-busy = In questo momento entrano in tanti. Riprova fra qualche secondo.
login-stale = Questa pagina era aperta da troppo tempo, oppure il browser non accetta i cookie. Riprova adesso.
