"""The context of the history: what goes with every row that is written."""

from contextlib import contextmanager

import pghistory


@contextmanager
def history_context(**metadata):
    """Add `metadata` to the rows of the history that are written in this `with` block, no others.

    A `pghistory.context` within that of a request keeps its metadata until the request ends.
    """
    with pghistory.context() as context:
        outer = dict(context.metadata)
        context.metadata.update(metadata)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(outer)
