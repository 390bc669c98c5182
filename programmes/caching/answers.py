"""The response cache: whole answers by ETag, in the memory of the process and in a shared cache."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from redis import RedisError

logger = logging.getLogger(__name__)

MEGABYTE = 1024 * 1024
# Larger answers are made again: they are streamed.
LARGEST = MEGABYTE // 2
# The number of keys that are remembered as asked for once.
ASKED_ONCE = 20_000
# The name of the shared cache in CACHES, and how long it keeps an answer, in seconds.
SHARED, KEPT = "answers", 24 * 60 * 60
# About what a key, the headers and the objects take, in bytes.
OVERHEAD = 2048
ABOUT_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding", "Content-Disposition"}


@dataclass(frozen=True)
class Answer:
    """The status 200 answer to a public GET.

    Attributes:
        headers: pairs.
        body: compressed, or not.
        view_name: of the view that made it.
    """

    headers: tuple
    body: bytes
    view_name: str

    @property
    def size(self):
        return len(self.body) + OVERHEAD

    def response(self):
        return HttpResponse(self.body, headers=dict(self.headers))

    def not_modified(self):
        """Return the 304 response: the same headers, but for those about the body."""
        response = HttpResponseNotModified()
        for name, value in self.headers:
            if name not in ABOUT_THE_BODY:
                response[name] = value
        return response


class Answers:
    """Answers by key. The least recently used ones make room; safe for threads.

    Args:
        size: the bytes that the answers may take.
    """

    def __init__(self, size):
        self.lock = Lock()
        self.kept = LRUCache(size, getsizeof=lambda answer: answer.size)
        self.asked_once = LRUCache(ASKED_ONCE)
        self.turns = {}

    def get(self, key):
        """Return the `Answer`, or None; one that only the shared cache has is stored here too."""
        with self.lock:
            answer = self.kept.get(key)
        if answer is None and (answer := shared("get", key)):
            self.store(key, answer)
        return answer

    def is_asked_again(self, key):
        """Return whether a key was asked for before; remember that it is asked for now."""
        with self.lock:
            if self.asked_once.pop(key, False):
                return True
            self.asked_once[key] = True
            return False

    def is_made(self, key):
        """Return whether a thread makes the answer now."""
        return key in self.turns

    def keep(self, key, answer):
        self.store(key, answer)
        shared("set", key, answer, KEPT)

    def store(self, key, answer):
        with self.lock:
            if answer.size <= self.kept.maxsize:
                self.kept[key] = answer

    @contextmanager
    def turn(self, key):
        """Hold the lock of a key: one thread makes an answer while others wait for it."""
        with self.lock:
            turn, users = self.turns.get(key, (Lock(), 0))
            self.turns[key] = turn, users + 1
        try:
            with turn:
                yield
        finally:
            with self.lock:
                turn, users = self.turns.pop(key)
                if users > 1:
                    self.turns[key] = turn, users - 1


def shared(verb, *arguments):
    """Get from the shared cache, or set; None without one, or when it does not respond."""
    if SHARED not in settings.CACHES:
        return None
    try:
        return getattr(caches[SHARED], verb)(*arguments)
    except RedisError as error:
        logger.warning("The shared cache does not respond: %s", error)
        return None
