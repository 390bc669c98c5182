"""Where the messages of a request wait until a page shows them."""

from django.contrib.messages.storage.fallback import FallbackStorage


class OnceStorage(FallbackStorage):
    """Keeps a message once, however often a request adds it."""

    def add(self, level, message, extra_tags=""):
        told = {(each.level, str(each.message)) for each in self._queued_messages}
        if (level, str(message)) not in told:
            super().add(level, message, extra_tags)

    def take_back(self):
        """Drop what this request added: it was not done after all."""
        self._queued_messages.clear()
