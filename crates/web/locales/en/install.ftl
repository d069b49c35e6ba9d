# Installing, the shop’s keys, the code for the first login.
