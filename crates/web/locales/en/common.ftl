# The words of every page.
skip = Skip to content
nav-label = Pages
nav-connector = Connector
nav-waiting = open
who = Logged in: { $user }
log-out = Log out
ok = OK
cancel = Cancel
plus = plus
minus = minus
equals = equals
number = { $n }
never = Never
new-window = (opens in another tab)

when-today = today at { $time }
when-yesterday = yesterday at { $time }
when-date = on { $day } { $month } { $year } at { $time }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
  }
less-than-a-minute = less than a minute
minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
  }
hours = { $n ->
    [one] one hour
   *[other] { $n } hours
  }
ago = { $time } ago
