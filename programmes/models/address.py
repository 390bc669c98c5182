"""An address that keeps its meaning for good."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from programmes.models.record import Record


def address_keeps_its_meaning(was_public):
    """Return the trigger that refuses an address which another record had in public.

    Args:
        was_public: SQL condition on `earlier`, a row of the history table.
    """
    return pgtrigger.Trigger(
        name="address_keeps_its_meaning",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("slug"),
        when=pgtrigger.Before,
        func=pgtrigger.Func(
            f"""
            IF EXISTS (
                SELECT FROM {{meta.db_table}}history AS earlier
                WHERE earlier.slug = NEW.slug AND earlier.pgh_obj_id <> NEW.id AND {was_public}
            ) THEN
                RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE =
                    'Dit adres is eerder gebruikt voor iets anders. Kies een ander adres.';
            END IF;
            RETURN NEW;
            """  # noqa: S608, a constant
        ),
    )


class Addressed(Record):
    """A record with a page of its own."""

    # The name of its page in urls.py, and the field that its address is typed in.
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
            self.slug = self.free_slug()
        super().save(**kwargs)

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.slug])

    @classmethod
    def public_history(cls):
        """Return the rows of the history that have been public."""
        raise NotImplementedError

    def slug_text(self):
        """Return the words that the address is made of."""
        return str(self)

    def free_slug(self):
        """Return an address made of `slug_text` that no other record has, or had in public."""
        stem = slugify(self.slug_text())[:100].strip("-") or self._meta.model_name
        number, slug = 1, stem
        while self.slug_taken(slug):
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def slug_taken(self, slug):
        """Return whether another record has the address `slug`, or had it in public."""
        now = type(self).objects.filter(slug=slug).exclude(pk=self.pk)
        return now.exists() or self.slug_was_taken(slug)

    def slug_was_taken(self, slug):
        """Return whether another record had the address `slug` in public, and has it no more."""
        has_it_now = type(self).objects.filter(slug=slug)
        earlier = self.public_history().filter(slug=slug).exclude(pgh_obj_id=self.pk)
        return earlier.exclude(pgh_obj_id__in=has_it_now.values("pk")).exists()

    @classmethod
    def moved_from(cls, slug):
        """Return the record that had the address `slug` in public and has another now, or None."""
        earlier = cls.public_history().filter(slug=slug).order_by("-pgh_id").first()
        return cls.objects.filter(pk=earlier.pgh_obj_id).first() if earlier else None
