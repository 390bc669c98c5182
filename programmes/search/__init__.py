"""One box over everything public: `search` answers for the page and for the API."""

from programmes.search.answering import Answer, search
from programmes.search.result import Result

__all__ = ["Answer", "Result", "search"]
