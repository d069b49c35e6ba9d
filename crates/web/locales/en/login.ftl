login = Login
login-about = The bridge between your till and your online shop.
login-email = E-mail
login-password = Password
login-refused = E-mail and password do not match. Try again.
login-too-often = Too many attempts in a few minutes. Try again in a quarter of an hour: until then we look at no password.
login-busy = Many people are logging in right now. Try again in a few seconds.
login-stale = This page was open for too long, or the browser takes no cookies. Try again now.
