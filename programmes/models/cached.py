"""Results of functions that are cached in the process until the public register changes."""

from functools import wraps

from django.conf import settings

from programmes.models.previewed import is_previewing
from programmes.models.version import register_version


def until_changed(find):
    """Decorator of a function of public rows: its result is kept for as long as a version holds.

    Callers share the result, and may not change it. Its arguments are hashable, and few. Nothing is
    kept in a preview.
    """
    kept = {}

    @wraps(find)
    def result_of(*arguments):
        if is_previewing() or not settings.REGISTER_CHECK_SECONDS:
            return find(*arguments)
        now = register_version.current()
        version, result = kept.get(arguments, (None, None))
        if version != now:
            result = find(*arguments)
            kept[arguments] = now, result
        return result

    return result_of
