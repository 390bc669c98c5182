"""The environment variables that the settings are read from, and where the project stands."""

import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()


def required(name, advice):
    """Return the environment variable `name` as text.

    Raises:
        ImproperlyConfigured: when it is missing or empty, with `advice` in the message.
    """
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"The environment variable {name} is missing. {advice} "
            "For a first look on this machine, run `make run`, or set LOCAL=1."
        )
    return value


def kept_secret(path, size=50):
    """Return the secret in the file `path`; generate it on first use, with mode 0600.

    Args:
        size: in bytes; the secret is base64, without padding.
    """
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text()


# LOCAL is for one person on one machine: plain http, a generated secret key, local host names.
LOCAL = env.bool("LOCAL", default=False)
