"""The interval of days that a Dutch term stands for: "najaar 2025", "voor de zomer"."""

from programmes.models.period.days import Period, in_words
from programmes.models.period.reading import period_of
from programmes.models.period.words import due_kind
