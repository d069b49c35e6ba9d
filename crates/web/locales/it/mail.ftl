# Le lettere di Ponte.
