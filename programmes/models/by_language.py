"""Texts that are kept in the process."""

from functools import lru_cache, wraps

from django.utils.translation import get_language


def kept_by_language(maxsize=None):
    """Decorator of a function that returns a text: its results are kept, for each language.

    `migrate` runs without a language, and what it renders is not what a visitor reads.
    """

    def decorate(render):
        @lru_cache(maxsize)
        def rendered(_language, *arguments, **named):
            return render(*arguments, **named)

        @wraps(render)
        def in_this_language(*arguments, **named):
            return rendered(get_language(), *arguments, **named)

        return in_this_language

    return decorate
