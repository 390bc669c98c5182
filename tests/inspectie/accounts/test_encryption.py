"""The secrets of second factors are encrypted in the database."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from inspectie.accounts.encryption import decrypt_all, encrypt_all
from tests.inspectie.accounts.totp import code_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def factors(anna):
    """An app with `SECRET` and recovery codes."""
    return TOTP.activate(anna, SECRET), RecoveryCodes.activate(anna)


def stored():
    """Return the second factors as the database has them, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ' ORDER BY id) FROM mfa_authenticator")
        return cursor.fetchone()[0]


def test_the_database_has_neither_secret_nor_seed(factors):
    app, codes = factors
    seed = codes.generate_codes()
    assert SECRET not in stored()
    assert stored().count("gAAAA") == 2
    assert app.validate_code(code_of(SECRET))
    assert codes.validate_code(seed[0])


def test_second_factors_of_before_are_encrypted_and_back(factors):
    app, codes = factors
    before = codes.generate_codes()
    decrypt_all(apps, None)
    assert SECRET in stored()
    assert "gAAAA" not in stored()
    encrypt_all(apps, None)
    assert SECRET not in stored()
    again = Authenticator.objects.get(type="recovery_codes").wrap()
    assert again.generate_codes() == before


def test_a_key_is_replaced(factors, settings, capsys):
    new, old = Fernet.generate_key().decode(), settings.SECOND_FACTOR_KEYS[0]
    settings.SECOND_FACTOR_KEYS = [new, old]
    assert factors[0].validate_code(code_of(SECRET))
    call_command("rotate_second_factor_keys")
    assert capsys.readouterr().out == "2 geheimen versleuteld.\n"
    settings.SECOND_FACTOR_KEYS = [new]
    app = Authenticator.objects.get(type="totp").wrap()
    assert app.validate_code(code_of(SECRET, later=True))


def test_a_key_that_is_lost_is_named(factors, settings):
    settings.SECOND_FACTOR_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(ImproperlyConfigured, match="^SECOND_FACTOR_KEYS lacks the key"):
        factors[0].validate_code(code_of(SECRET))
