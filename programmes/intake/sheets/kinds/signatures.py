"""The signatures of letters, as lists of names and offices in the cells of a letter."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from programmes.intake.sheets.cells import parts
from programmes.intake.sheets.linked import text_of
from programmes.models import Signatory, Signature

NAMES = frozenset({"ondertekenaars", "ambten", "mede_namens"})
SIGNERS = NAMES - {"mede_namens"}
Capacity = Signature.Capacity
# The column with the offices in each capacity.
COLUMNS = {Capacity.SIGNS: "ambten", Capacity.ON_BEHALF_OF: "mede_namens"}
# A signer whose name is not known, where those of others are.
UNKNOWN = "onbekend"


class Signed:
    """The signatures that a row gives a letter.

    Attributes:
        gone, added, changed: `Signature`s to delete, to create and to update.
    """

    def __init__(self, letter, cells, known):
        """Match what the changed cells of a row say.

        Args:
            cells: the text of each changed cell, by the name of its column.
            known: the result of `named_in`.

        Raises:
            ValidationError: by column, with what does not exist or does not fit.
        """
        self.letter, self.cells, self.known = letter, cells, known
        self.gone, self.added, self.changed = [], [], []
        now = defaultdict(list)
        for each in letter.signatures.all() if letter.pk else []:
            now[each.capacity].append(each)
        if SIGNERS & cells.keys():
            self.replace(Capacity.SIGNS, now[Capacity.SIGNS], self.signers(now[Capacity.SIGNS]))
        if "mede_namens" in cells:
            offices = [(office, None) for office in parts(cells["mede_namens"])]
            self.replace(Capacity.ON_BEHALF_OF, now[Capacity.ON_BEHALF_OF], offices)

    def signers(self, now):
        """Return (office, signatory or None) of each who signs, in order.

        The signatory is None where the row gives no name; `replace` then keeps the present one.
        """
        offices = parts(self.cells["ambten"]) if "ambten" in self.cells else None
        if "ondertekenaars" not in self.cells:
            return [(office, None) for office in offices]
        names = parts(self.cells["ondertekenaars"])
        if offices is None:
            offices = [each.office for each in now]
        if not offices:
            people = [self.person(name, "") for name in names]
            return [(each.office, each) for each in people if each]
        if len(names) not in (0, len(offices)):
            message = _("Give as many names as offices; “onbekend” for a name that is not known.")
            raise ValidationError({"ondertekenaars": message})
        names = names or [UNKNOWN] * len(offices)
        return [(o, self.person(n, o)) for o, n in zip(offices, names, strict=True)]

    def person(self, name, office):
        """Return the signatory with a name, preferably in an office; None for "onbekend"."""
        if text_of(name) == UNKNOWN:
            return None
        named = self.known[text_of(name)]
        held = [each for each in named if text_of(each.office) == text_of(office)]
        found = held or named
        if len(found) != 1:
            problem = _("Not known: %(name)s.") if not found else _("Not clear which: %(name)s.")
            raise ValidationError({"ondertekenaars": problem % {"name": name[:100]}})
        return found[0]

    def replace(self, capacity, now, wanted):
        """Make the signatures in a capacity those wanted; a row with the same office is kept."""
        if len({(text_of(office), person) for office, person in wanted}) < len(wanted):
            raise ValidationError({COLUMNS[capacity]: _("This signature stands here already.")})
        names_are_given = capacity == Capacity.SIGNS and "ondertekenaars" in self.cells
        left, first = [*now], min((each.position for each in now), default=self.next_position())
        for position, (office, person) in enumerate(wanted, first):
            kept = next((each for each in left if text_of(each.office) == text_of(office)), None)
            signature = kept or Signature(letter=self.letter, capacity=capacity)
            signature.office, signature.position = office, position
            if names_are_given:
                signature.signatory = person
            check(signature)
            (self.changed if kept else self.added).append(signature)
            if kept:
                left.remove(kept)
        self.gone += left

    def next_position(self):
        stored = [each.position for each in self.letter.signatures.all()] if self.letter.pk else []
        return max([*stored, *(each.position for each in self.added)], default=0) + 1


def check(signature):
    """Check the values of a signature.

    Raises:
        ValidationError: for the column with its office.
    """
    try:
        signature.clean_fields(exclude=["letter", "signatory"])
    except ValidationError as error:
        raise ValidationError({COLUMNS[signature.capacity]: error.messages}) from error


def named_in(rows):
    """Return the signatories that rows name, as lists by name in lower case."""
    names = {text_of(name) for row in rows for name in parts(row.get("ondertekenaars", ""))}
    found = defaultdict(list)
    for each in Signatory.objects.annotate(low=Lower("name")).filter(low__in=names):
        found[text_of(each.name)].append(each)
    return found


def look_up(letters):
    """Query the present signatures of letters, in order."""
    ordered = Signature.objects.order_by("position", "pk").select_related("signatory")
    prefetch_related_objects(letters, Prefetch("signatures", ordered))


def write(batch):
    """Write what a batch of `Signed` changes; their letters are saved already."""
    gone = [each.pk for signed in batch for each in signed.gone]
    changed = [each for signed in batch for each in signed.changed]
    added = [each for signed in batch for each in signed.added]
    for each in added:
        # A foreign key copies the primary key when it is set.
        each.pk, each.letter = None, each.letter
    Signature.objects.filter(pk__in=gone).delete()
    Signature.objects.bulk_update(changed, ["office", "position", "signatory"])
    Signature.objects.bulk_create(added)
