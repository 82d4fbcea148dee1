# Messages of screening, in English.
