"""The audit list, and the triggers that fill it when somebody's account or rights change."""

import pgtrigger
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Something that happened at the door or with the rights of staff; it is never altered.

    Names are kept as text, so that a line says the same whatever becomes of an account.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "ingelogd", _("signed in")
        REFUSED = "geweigerd", _("sign-in refused")
        SIGNED_OUT = "uitgelogd", _("signed out")
        FACTOR_USED = "factor_gebruikt", _("second factor used")
        FACTOR_REFUSED = "factor_geweigerd", _("second factor refused")
        FACTOR_ADDED = "factor_toegevoegd", _("second factor added")
        FACTOR_REMOVED = "factor_verwijderd", _("second factor removed")
        ACCOUNT_MADE = "account_gemaakt", _("account made")
        RENAMED = "account_hernoemd", _("user name changed")
        BLOCKED = "geblokkeerd", _("account blocked")
        UNBLOCKED = "gedeblokkeerd", _("account unblocked")
        PASSWORD = "wachtwoord", _("password changed")  # noqa: S105, a word on screen
        RIGHT_GIVEN = "recht_gegeven", _("right given")
        RIGHT_TAKEN = "recht_ontnomen", _("right taken away")

    at = models.DateTimeField(_("moment"), db_default=Now())
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    account = models.CharField(
        _("account"), max_length=150, blank=True, help_text=_("Whom it is about.")
    )
    by = models.CharField(
        _("done by"), max_length=150, blank=True, db_default="", help_text=_("If it was another.")
    )
    address = models.GenericIPAddressField(_("network address"), null=True, blank=True)
    details = models.CharField(_("details"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("line of the audit list")
        verbose_name_plural = _("audit list")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="audit_by_moment")]
        triggers = [
            pgtrigger.Protect(name="is_never_altered", operation=pgtrigger.Update),
            pgtrigger.Protect(name="is_never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.account}".strip()


# Who did it: what the middleware of the history told the database about this request or command.
BY = """
    SELECT COALESCE(
        (SELECT username FROM auth_user WHERE id::text = told ->> 'user'), told ->> 'source', ''
    )
    FROM (
        VALUES (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb)
    ) AS context (told)
"""


def entry(kind, account, details="''"):
    """Return the SQL that adds a line to the audit list.

    Args:
        kind: an `AuditEntry.Kind`.
        account, details: SQL expressions.
    """
    return f"""
        INSERT INTO accounts_auditentry (kind, account, by, details)
        VALUES ('{kind.value}', {account}, ({BY}), left({details}, 500));
    """  # noqa: S608, of our own constants only


def written_down(name, operation, func):
    """Return the trigger that runs `func` after each row."""
    return pgtrigger.Trigger(
        name=name, operation=operation, when=pgtrigger.After, func=f"{func} RETURN NULL;"
    )


def given_and_taken(account, details):
    """Return the triggers of a table whose rows are rights: of `account`, named `details`.

    Args:
        account, details: SQL expressions in which ROW stands for the row.
    """

    def trigger(name, operation, kind, row):
        texts = (text.replace("ROW", row) for text in (account, details))
        return written_down(name, operation, entry(kind, *texts))

    return [
        trigger("given", pgtrigger.Insert, AuditEntry.Kind.RIGHT_GIVEN, "NEW"),
        trigger("taken", pgtrigger.Delete, AuditEntry.Kind.RIGHT_TAKEN, "OLD"),
    ]


def when(condition, kind, details="''"):
    return f"IF {condition} THEN {entry(kind, 'NEW.username', details)} END IF;"


def turned(field, details):
    """Return the SQL that tells that a right on the account itself was given or taken."""
    return when(f"NEW.{field} AND NOT OLD.{field}", AuditEntry.Kind.RIGHT_GIVEN, details) + when(
        f"OLD.{field} AND NOT NEW.{field}", AuditEntry.Kind.RIGHT_TAKEN, details
    )


NAME_OF_ACCOUNT = "COALESCE((SELECT username FROM auth_user WHERE id = ROW.user_id), '')"
NAME_OF_GROUP = "'groep ' || COALESCE((SELECT name FROM auth_group WHERE id = ROW.group_id), '')"
NAME_OF_RIGHT = "'recht ' || (SELECT codename FROM auth_permission WHERE id = ROW.permission_id)"
NAME_OF_FACTOR = """
    CASE ROW.type
        WHEN 'totp' THEN 'app met codes'
        WHEN 'webauthn' THEN 'toegangssleutel (passkey)'
        WHEN 'recovery_codes' THEN 'herstelcodes'
        ELSE ROW.type
    END
"""
MADE = """
    concat_ws(
        ', ',
        CASE WHEN NEW.is_superuser THEN 'beheerder' END,
        CASE WHEN NEW.is_staff THEN 'medewerker' END
    )
"""


class Account(User):
    """An account, for the audit list: blocked when somebody leaves, never deleted."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            written_down(
                "made", pgtrigger.Insert, entry(AuditEntry.Kind.ACCOUNT_MADE, "NEW.username", MADE)
            ),
            written_down(
                "changed",
                pgtrigger.Update,
                when(
                    "NEW.username <> OLD.username",
                    AuditEntry.Kind.RENAMED,
                    "'eerder ' || OLD.username",
                )
                + when("NEW.password <> OLD.password", AuditEntry.Kind.PASSWORD)
                + when("OLD.is_active AND NOT NEW.is_active", AuditEntry.Kind.BLOCKED)
                + when("NEW.is_active AND NOT OLD.is_active", AuditEntry.Kind.UNBLOCKED)
                + turned("is_staff", "'medewerker'")
                + turned("is_superuser", "'beheerder'"),
            ),
            pgtrigger.Trigger(
                name="is_blocked_not_deleted",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE =
                        'Een account wordt geblokkeerd, niet verwijderd.';
                """,
            ),
        ]


class Membership(User.groups.through):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = given_and_taken(NAME_OF_ACCOUNT, NAME_OF_GROUP)


class OwnRight(User.user_permissions.through):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = given_and_taken(NAME_OF_ACCOUNT, NAME_OF_RIGHT)


class GroupRight(Group.permissions.through):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = given_and_taken("''", f"{NAME_OF_GROUP} || ', ' || {NAME_OF_RIGHT}")


class SecondFactor(Authenticator):
    """A second factor, for the audit list: which sort, never the secret."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [
            written_down(
                "added",
                pgtrigger.Insert,
                entry(
                    AuditEntry.Kind.FACTOR_ADDED,
                    NAME_OF_ACCOUNT.replace("ROW", "NEW"),
                    NAME_OF_FACTOR.replace("ROW", "NEW"),
                ),
            ),
            written_down(
                "removed",
                pgtrigger.Delete,
                entry(
                    AuditEntry.Kind.FACTOR_REMOVED,
                    NAME_OF_ACCOUNT.replace("ROW", "OLD"),
                    NAME_OF_FACTOR.replace("ROW", "OLD"),
                ),
            ),
        ]
