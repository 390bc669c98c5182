"""Encryption of second factors: a copy of the database does not give their secrets away."""

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# The key in `Authenticator.data` of what is secret, by type. A passkey has a public key only.
SECRETS = {"totp": "secret", "recovery_codes": "seed"}


def cipher():
    """Return the cipher that encrypts with the first of SECOND_FACTOR_KEYS and decrypts with any.

    Raises:
        ImproperlyConfigured: when a key is not 32 bytes in base64.
    """
    try:
        return MultiFernet([Fernet(key) for key in settings.SECOND_FACTOR_KEYS])
    except ValueError as error:
        raise ImproperlyConfigured(f"SECOND_FACTOR_KEYS: {error}") from error


def encrypt(text):
    return cipher().encrypt(text.encode()).decode()


def decrypt(encrypted):
    """Return the text of an encrypted text.

    Raises:
        ImproperlyConfigured: when none of the keys decrypts it.
    """
    try:
        return cipher().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "SECOND_FACTOR_KEYS lacks the key with which a second factor was stored."
        ) from error


class EncryptingAdapter(DefaultMFAAdapter):
    """Store the secrets of second factors encrypted."""

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)


def rewrite(authenticators, change):
    """Replace each secret by `change(secret)`, with its row locked; return how many there are.

    Args:
        authenticators: a queryset of `Authenticator`, in a transaction.
    """
    rows = authenticators.select_for_update().filter(type__in=SECRETS)
    for row in rows:
        name = SECRETS[row.type]
        row.data[name] = change(row.data[name])
        row.save(update_fields=["data"])
    return len(rows)


def encrypt_all(apps, schema_editor):
    """Encrypt secrets that are stored as plain text. The arguments are those of `RunPython`."""
    rewrite(apps.get_model("mfa", "Authenticator").objects, encrypt)


def decrypt_all(apps, schema_editor):
    rewrite(apps.get_model("mfa", "Authenticator").objects, decrypt)
