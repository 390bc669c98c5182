"""Who publishes the register, as the government's lists of organisations (TOOI) name it."""

from dataclasses import dataclass

# Of the data: everybody may do with them what they like.
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"

TOOI = "https://identifier.overheid.nl/tooi"


@dataclass(frozen=True)
class Organisation:
    """An organisation of the government: its address in TOOI and its name there."""

    address: str
    name: str


PUBLISHER = Organisation(f"{TOOI}/id/oorg/oorg12351", "Inspectie Justitie en Veiligheid")
RESPONSIBLE = Organisation(
    f"{TOOI}/id/ministerie/mnre1058", "ministerie van Justitie en Veiligheid"
)
# Where the publisher tells how to reach it.
CONTACT_PAGE = "https://www.inspectie-jenv.nl/contact"
