"""Full-text search of everything public: `search`, for the page and the API (decision 18)."""

from programmes.search.answering import RETRY_AFTER, Answer, search
from programmes.search.form import SearchForm
from programmes.search.result import Result

__all__ = ["RETRY_AFTER", "Answer", "Result", "SearchForm", "search"]
