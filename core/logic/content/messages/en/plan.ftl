# Messages of plan, in English.
