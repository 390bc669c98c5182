"""The inspectorate whose register this is: its names, identifiers, history and house style."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from inspectie.environment import BASE_DIR, env

TOKEN = re.compile("--[a-z][a-z0-9-]*")
# What the value of a token may hold: colours, sizes, functions such as light-dark(), no URLs.
VALUE = re.compile(r"(?!.*//)[\w#%.,() +*/-]+", re.ASCII)


@dataclass(frozen=True)
class Ministry:
    """The ministry that is responsible, with its URI in TOOI."""

    name: str
    uri: str


@dataclass(frozen=True)
class Organisation:
    """An inspectorate; docs/how-to/serve-another-inspectorate.md describes each key.

    Attributes:
        uri: in TOOI, https://identifier.overheid.nl/tooi.
        picture: a path in the static files, or "".
        history: the folder that `load_history` reads, or None.
        tokens: {name of a design token: value in CSS}.
    """

    name: str
    short_name: str
    slug: str
    site: str
    contact: str
    uri: str
    ministry: Ministry
    colour: str
    picture: str = ""
    history: Path | None = None
    tokens: dict = field(default_factory=dict)


def read(path):
    """Return the `Organisation` in the TOML file at `path`.

    Raises:
        ImproperlyConfigured: when the file cannot be read, a key is missing or unknown, or a
            design token is not one.
    """
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        content["ministry"] = Ministry(**content.get("ministry", {}))
        if "history" in content:
            content["history"] = BASE_DIR / content["history"]
        organisation = Organisation(**content)
    except (OSError, UnicodeDecodeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"ORGANISATION, {path}: {error}") from None
    for name, value in organisation.tokens.items():
        if not (TOKEN.fullmatch(name) and VALUE.fullmatch(str(value))):
            raise ImproperlyConfigured(f"ORGANISATION, {path}: {name} is not a design token.")
    return organisation


ORGANISATION = read(env.str("ORGANISATION", default="") or Path(__file__).with_suffix(".toml"))
