# Le parole di ogni pagina.
skip = Vai al contenuto
nav-label = Pagine
nav-connector = Connettore
nav-waiting = aperte
who = Il tuo accesso: { $user }
log-out = Esci
ok = OK
cancel = Annulla
plus = più
minus = meno
equals = uguale
number = { $n }
never = Mai
new-window = (si apre in un’altra scheda)

when-today = oggi alle { $time }
when-yesterday = ieri alle { $time }
when-date = { $day ->
    [1] il 1°
    [8] l’8
    [11] l’11
   *[other] il { $day }
  } { $month } { $year } alle { $time }
month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[other] dicembre
  }
less-than-a-minute = meno di un minuto
minutes = { $n ->
    [one] un minuto
   *[other] { $n } minuti
  }
hours = { $n ->
    [one] un’ora
   *[other] { $n } ore
  }
ago = { $time } fa
