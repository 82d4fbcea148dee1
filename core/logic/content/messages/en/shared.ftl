# Messages that every part may use.

# Words that came from outside, said as they are.
text-as-given = { $words }
