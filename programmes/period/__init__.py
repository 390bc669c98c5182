"""The interval of days that a Dutch term stands for: "najaar 2025", "voor de zomer"."""

from programmes.period.days import Period, period_in_words
from programmes.period.reading import period_of
from programmes.period.words import due_kind
