# The units in which a form asks for a number: one message for each `unit` in content/screening.

unit-years = years
unit-mmHg = mmHg
