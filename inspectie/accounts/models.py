"""The audit list, sessions, and the triggers of accounts and their permissions.

Triggers record a change whatever makes it: the admin, a command or SQL. Events without a row, such
as signing in, are recorded in `audit.py`.
"""

import pgtrigger
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from inspectie.accounts.session_store import SessionStore


class AuditEntry(models.Model):
    """A sign-in, or a change of an account or its permissions; append-only, by triggers.

    User names are stored as text instead of foreign keys, so that an entry never changes when an
    account is renamed.
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


class Session(AbstractBaseSession):
    """A session with its account, so that blocking the account ends the session."""

    account = models.ForeignKey(User, models.CASCADE, null=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return SessionStore


# SQL: the user or the source in the context that pghistory set for this request or command.
BY = """
    SELECT COALESCE(
        (SELECT username FROM auth_user WHERE id::text = told ->> 'user'), told ->> 'source', ''
    )
    FROM (
        VALUES (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb)
    ) AS context (told)
"""


def entry(kind, account, details="''"):
    """Return the SQL that inserts an entry in the audit list.

    Args:
        kind: an `AuditEntry.Kind`.
        account, details: SQL expressions.
    """
    return f"""
        INSERT INTO accounts_auditentry (kind, account, by, details)
        VALUES ('{kind.value}', {account}, ({BY}), left({details}, 500));
    """  # noqa: S608, of our own constants only


def after_trigger(name, operation, func):
    """Return the AFTER trigger that runs the SQL `func` for each row."""
    return pgtrigger.Trigger(
        name=name, operation=operation, when=pgtrigger.After, func=f"{func} RETURN NULL;"
    )


# The names of the triggers of a table by what a row of it means, each with the kind of its entry.
RIGHT = {"given": AuditEntry.Kind.RIGHT_GIVEN, "taken": AuditEntry.Kind.RIGHT_TAKEN}
FACTOR = {"added": AuditEntry.Kind.FACTOR_ADDED, "removed": AuditEntry.Kind.FACTOR_REMOVED}


def row_triggers(names, account, details):
    """Return the triggers that record each row that is inserted in a table or deleted from it.

    Args:
        names: RIGHT or FACTOR.
        account: the user name, as an SQL expression in which ROW is replaced by NEW or OLD.
        details: the name of the right or the factor, in the same form.
    """
    operations = ((pgtrigger.Insert, "NEW"), (pgtrigger.Delete, "OLD"))
    triggers = []
    for (name, kind), (operation, row) in zip(names.items(), operations, strict=True):
        sql = entry(kind, account.replace("ROW", row), details.replace("ROW", row))
        triggers.append(after_trigger(name, operation, sql))
    return triggers


def entry_if(condition, kind, details="''"):
    return f"IF {condition} THEN {entry(kind, 'NEW.username', details)} END IF;"


def entry_on_toggle(field, details):
    """Return the SQL that records a boolean field of the account as a right given or taken."""
    given, taken = f"NEW.{field} AND NOT OLD.{field}", f"OLD.{field} AND NOT NEW.{field}"
    return entry_if(given, AuditEntry.Kind.RIGHT_GIVEN, details) + entry_if(
        taken, AuditEntry.Kind.RIGHT_TAKEN, details
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


class Proxy:
    """Options of a model that adds triggers to a table of another app."""

    proxy = True
    default_permissions = ()


class Account(User):
    """Proxy with the triggers of accounts. An account is blocked, never deleted.

    Deleting one would break the references of the history to its user.
    """

    class Meta(Proxy):
        triggers = [
            after_trigger(
                "made", pgtrigger.Insert, entry(AuditEntry.Kind.ACCOUNT_MADE, "NEW.username", MADE)
            ),
            after_trigger(
                "changed",
                pgtrigger.Update,
                entry_if(
                    "NEW.username <> OLD.username",
                    AuditEntry.Kind.RENAMED,
                    "'eerder ' || OLD.username",
                )
                + entry_if("NEW.password <> OLD.password", AuditEntry.Kind.PASSWORD)
                + entry_if("OLD.is_active AND NOT NEW.is_active", AuditEntry.Kind.BLOCKED)
                + entry_if("NEW.is_active AND NOT OLD.is_active", AuditEntry.Kind.UNBLOCKED)
                + entry_on_toggle("is_staff", "'medewerker'")
                + entry_on_toggle("is_superuser", "'beheerder'"),
            ),
            after_trigger(
                "blocking_ends_sessions",
                pgtrigger.Update,
                """
                IF OLD.is_active AND NOT NEW.is_active THEN
                    DELETE FROM accounts_session WHERE account_id = NEW.id;
                END IF;
                """,
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
    class Meta(Proxy):
        triggers = row_triggers(RIGHT, NAME_OF_ACCOUNT, NAME_OF_GROUP)


class OwnRight(User.user_permissions.through):
    class Meta(Proxy):
        triggers = row_triggers(RIGHT, NAME_OF_ACCOUNT, NAME_OF_RIGHT)


class GroupRight(Group.permissions.through):
    class Meta(Proxy):
        triggers = row_triggers(RIGHT, "''", f"{NAME_OF_GROUP} || ', ' || {NAME_OF_RIGHT}")


class SecondFactor(Authenticator):
    """Proxy with the triggers of second factors. An entry has the type, never the secret."""

    class Meta(Proxy):
        triggers = row_triggers(FACTOR, NAME_OF_ACCOUNT, NAME_OF_FACTOR)
