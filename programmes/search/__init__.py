"""Full-text search of everything public: `search`, for the page and the API (decision 18)."""

from programmes.search.answering import RETRY_AFTER, every, search, search_all
from programmes.search.form import SearchForm
from programmes.search.noun import SEARCH
from programmes.search.offering import offers
from programmes.search.since import changes_since, file_since, gone_since
