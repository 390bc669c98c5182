"""The publisher of the register, and the licence of its data."""

from django.conf import settings

# CC0: the licence of the data.
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"

TOOI = "https://identifier.overheid.nl/tooi"

# With `name`, and `uri` in TOOI.
PUBLISHER = settings.ORGANISATION
RESPONSIBLE = PUBLISHER.ministry
TITLE = f"Werkprogramma's van de {PUBLISHER.name}"
