"""Slugs: an address that was public is never reused for another record (decision 11)."""

from collections import Counter
from functools import lru_cache

import pgtrigger
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.urls import get_script_prefix, reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from programmes.models.record import Record


class WasTaken(pgtrigger.Func):
    """The text of a trigger, with `{taken}` for the query of other records that had its slug."""

    def render(self, *, meta, **kwargs):
        slug, key = (RawSQL(f"NEW.{name}", ()) for name in ("slug", "id"))  # noqa: S611, constants
        # In a migration `meta` is of a model without methods.
        rows = apps.get_model(meta.label).public_history()
        taken = rows.filter(slug=slug).exclude(pgh_obj_id=key).order_by().values(one=Value(1))
        return super().render(taken=taken.query, **kwargs)


ADDRESS_KEEPS_ITS_MEANING = pgtrigger.Trigger(
    name="address_keeps_its_meaning",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
    when=pgtrigger.Before,
    func=WasTaken("""
            IF EXISTS ({taken}) THEN
                RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE =
                    'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.';
            END IF;
            RETURN NEW;
            """),
)


class Addressed(Record):
    """A record with a page of its own.

    Rule: its slug is unique, also among the slugs that were public before. An old one redirects.
    """

    # The url name of its page, and the form field that shows errors about the slug.
    url_name = None
    address_field = "slug"

    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_(
            "The last part of the address of the page. Leave it empty to have it made. "
            "An address that has been public goes on working after a change."
        ),
        error_messages={"unique": _("Another record has this address.")},
    )

    class Meta(Record.Meta):
        abstract = True

    def clean(self):
        super().clean()
        if self.slug and self.slug_was_taken(self.slug):
            message = _("This address was used for something else. Choose another.")
            raise ValidationError({self.address_field: message})

    def save(self, **kwargs):
        if not self.slug:
            self.assign_slugs([self])
        super().save(**kwargs)

    def get_absolute_url(self):
        return page_of(self.url_name, self.slug, get_script_prefix())

    @classmethod
    def public_history(cls):
        """Return the rows of the history that have been public, also while withdrawn.

        A row was not if a later one replaced it before the record was published.
        """
        (owner,) = cls.public_with
        rows = cls.history.rel.related_model.objects
        followed = rows.filter(
            pgh_obj_id=OuterRef("pgh_obj_id"),
            pgh_id__gt=OuterRef("pgh_id"),
            pgh_created_at__lt=OuterRef(f"{owner}publish_at"),
        )
        return rows.filter(~Exists(followed), **{f"{owner}publish_at__lte": Now()})

    @classmethod
    def shown_history(cls):
        """Return the rows of the history that readers could see: not those while withdrawn."""
        return cls.public_history()

    def slug_text(self):
        """Return the text that the slug is made of."""
        return str(self)

    def slug_stem(self):
        return slugify(self.slug_text())[:100].strip("-") or self._meta.model_name

    @classmethod
    def assign_slugs(cls, records):
        """Set a slug made of `slug_text` on each record that no other has, or had in public.

        It takes a few queries in all.
        """
        tried, given, waiting = Counter(), set(), list(records)
        own = [record.pk for record in records if record.pk]
        while waiting:
            for record in waiting:
                record.slug = record.next_slug(tried, given)
                given.add(record.slug)
            asked = {"slug__in": [record.slug for record in waiting]}
            now = cls.objects.filter(**asked).exclude(pk__in=own)
            earlier = cls.public_history().filter(**asked).exclude(pgh_obj_id__in=own)
            taken = {*now.values_list("slug", flat=True), *earlier.values_list("slug", flat=True)}
            waiting = [record for record in waiting if record.slug in taken]

    def next_slug(self, tried, given):
        """Return the next candidate that is not in `given`.

        Args:
            tried: `Counter` of the candidates so far, by stem; incremented here.
            given: the slugs of other records in the same batch.
        """
        stem = self.slug_stem()
        while True:
            tried[stem] += 1
            if (slug := numbered(stem, tried[stem])) not in given:
                return slug

    def slug_was_taken(self, slug):
        """Return whether another record had `slug` in public and no longer has it."""
        has_it_now = type(self).objects.filter(slug=slug)
        earlier = self.public_history().filter(slug=slug).exclude(pgh_obj_id=self.pk)
        return earlier.exclude(pgh_obj_id__in=has_it_now.values("pk")).exists()

    @classmethod
    def moved_from(cls, slug):
        """Return the record to redirect `slug` to: the last that had it in public, or None."""
        earlier = cls.shown_history().filter(slug=slug).order_by("-pgh_id").first()
        return cls.objects.filter(pk=earlier.pgh_obj_id).first() if earlier else None


@lru_cache(maxsize=10_000)
def page_of(url_name, slug, _prefix):
    """Return the path of a page, kept by the script prefix, which is another one in a preview."""
    return reverse(url_name, args=[slug])


def numbered(stem, number):
    return stem if number == 1 else f"{stem}-{number}"
