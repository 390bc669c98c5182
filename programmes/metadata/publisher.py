"""The publisher of the register, with its identifiers in TOOI."""

from dataclasses import dataclass

# CC0: the licence of the data.
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"

TOOI = "https://identifier.overheid.nl/tooi"


@dataclass(frozen=True)
class Organisation:
    """A government organisation, with its URI and name in TOOI."""

    address: str
    name: str


PUBLISHER = Organisation(f"{TOOI}/id/oorg/oorg12351", "Inspectie Justitie en Veiligheid")
RESPONSIBLE = Organisation(
    f"{TOOI}/id/ministerie/mnre1058", "ministerie van Justitie en Veiligheid"
)
# The contact page of the publisher.
CONTACT_PAGE = "https://www.inspectie-jenv.nl/contact"
