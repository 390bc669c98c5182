"""One box over everything public: `search` answers for the page and for the API."""

from programmes.search.answering import RETRY_AFTER, Answer, search
from programmes.search.form import SearchForm
from programmes.search.result import Result

__all__ = ["RETRY_AFTER", "Answer", "Result", "SearchForm", "search"]
