"""E-mail addresses: stored encrypted, and found by a keyed hash."""

import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail.message import sanitize_address


def cipher():
    """Return the cipher that encrypts with the first of ADDRESS_KEYS and decrypts with any."""
    return MultiFernet([Fernet(key) for key in settings.ADDRESS_KEYS])


def normalised(address):
    """Return an address in ASCII: an internationalised domain becomes punycode (IDNA)."""
    name, _at, domain = sanitize_address(address, "utf-8").rpartition("@")
    return f"{name}@{domain.lower()}"


def encrypted(address):
    return cipher().encrypt(address.encode()).decode()


def decrypted(text):
    return cipher().decrypt(text.encode()).decode()


def digest(address):
    """Return the HMAC of an address; upper and lower case are the same."""
    key = settings.ADDRESS_KEYS[0].encode()
    return hmac.new(key, address.lower().encode(), sha256).hexdigest()
