"""Full-text queries: from the text that a reader types to a condition on the search index.

Lists and the search use the same, so that the same words find the same.
"""
