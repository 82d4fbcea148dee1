# Messages of session, in English.
