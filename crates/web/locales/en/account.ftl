# Registering, passwords, the shop’s people, open sessions.

# Registering.
login-forgotten = Forgotten password
login-choose-new = Choose a new password.
login-first-time = First time here?
account-name = Name
account-name-hint = How we greet you, and how the others of the shop see you.
account-name-wrong = Write your name: letters, spaces and apostrophes, 60 at most.
account-email-wrong = This is not an e-mail address. Write all of it, for instance marta@shop.it.
account-language = Language
account-too-often = Too many requests in a short time. Try again in an hour.
account-to-login = Go to the login
account-back = Back to Ponte
account-mail-hint = If you find nothing in a few minutes, look among unwanted mail. We write to one address only a few times an hour.
account-no-mail-title = No letters leave from here yet
account-no-mail-text = Whoever runs this Ponte has not set up mail yet. Ask for an account or a new password there.
account-spent-title = This link is no longer good
account-spent-text = It was used already, it has expired, or a newer one has left. See whether you have a more recent letter, or ask for another.
password-hint = At least 10 characters, no other rule. A phrase that you remember is fine, spaces included.
password-new = New password
password-short = Too short: it takes at least 10 characters. Try a phrase.
password-long = Too long: 256 characters at most.
password-email = The password cannot be your address. Choose another.
register-title = Register
register-about = An account in Ponte, the bridge between your till and your online shop.
register-send = Register
register-known = You have an account?
register-sent-title = Look at your mail
register-sent-text = We have written to { $email }. Open the letter’s link to confirm the address: it is good for two days.
confirm-title = One last step
confirm-about = The address { $email } is right. Type the password that you chose, and you are in.
confirm-send = Confirm and log in
confirm-refused = This is not the password chosen when you registered. Try again.
confirm-not-me = You do not remember it, or it was not you?
confirm-anew = Register anew

# The password.
reset-title = Forgotten password
reset-about = Type your address: we send you a link to choose a new one.
reset-send = Send the letter
reset-sent-title = Look at your mail
reset-sent-text = We have written to { $email }. The letter’s link is good for an hour.
choose-title = Choose a new password
choose-about = For the account { $email }. Sessions open elsewhere end.
choose-send = Save and log in
own-password-title = Change password
own-password-about = Sessions open elsewhere end; here you stay logged in.
own-password-old = Present password
own-password-old-wrong = This is not your present password. Try again.
own-password-done = Password changed. The other sessions have ended.

# Open sessions.
sessions-title = Open sessions
sessions-about = Where you are logged in as { $email }. If you do not know one, end it and change the password.
sessions-unknown = Unknown browser
sessions-this = This one
sessions-begun = Begun { $when }
sessions-used = Last used { $when }
sessions-end = End
sessions-end-others = End all others
sessions-ended-one = Session ended.
sessions-ended-others = All other sessions have ended.

# An account without a shop.
welcome-title = Welcome
welcome-hello = Hello { $name }
welcome-text = Your account is ready, but belongs to no shop yet. There are two ways:
welcome-install = Open the panel of your shop on TeamSystem Commerce and install Ponte from there.
welcome-connect = Or paste the shop’s keys here
welcome-invited = If somebody in the shop uses Ponte already, have yourself invited under Users of the shop with the address { $email }.
welcome-then = As soon as the shop is connected, you find it here.

# The people of a shop.
users-title = Users of the shop
users-about = Who may enter Ponte for this shop. All may do the same.
users-list = Users
users-me = You
users-remove = Remove
users-leave = Leave the shop
users-leave-title = Do you want to leave this shop?
users-leave-text = You cannot come in again until somebody invites you anew. Your account stays.
users-last = You are the only user of this shop. Invite somebody else first.
users-removed = User removed: no longer let in from now on.
users-invitations = Open invitations
users-who-invited = Invited
users-sent = by { $who }, { $when }
users-somebody = Somebody
users-ended = Expired
users-again = Send again
users-withdraw = Withdraw
users-withdrawn = Invitation withdrawn: the letter’s link is no longer good.
users-invite-title = Invite somebody
users-invite-hint = Gets a letter with a link that is good for 7 days.
users-invite = Invite
users-invited = Invitation sent.
users-there-already = Whoever has this address is among the shop’s users already.
users-too-many = A hundred users and invitations are enough. Remove somebody first.
users-too-often = Too many invitations in a short time, or too many letters to this address. Try again in an hour.
users-no-mail = No letters leave from here yet: ask whoever runs this Ponte to set up mail, or to add the person.
invitation-title = An invitation
invitation-text = { $who } invites you to work on { $shop } in Ponte.
invitation-as = You are logged in as { $email }.
invitation-accept = Accept the invitation
invitation-not-me = This is not me: log out
invitation-known = The address { $email } has an account already. Log in, then accept the invitation.
invitation-log-in = Log in and accept
invitation-new = Choose name and password: your account will be { $email }.
invitation-other = You have an account with another address?
