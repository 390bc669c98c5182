"""Full-text search of everything public: `search`, for the page and the API (decision 18)."""

from programmes.search.answering import RETRY_AFTER, every, search, search_all
from programmes.search.form import SearchForm
from programmes.search.noun import SEARCH
