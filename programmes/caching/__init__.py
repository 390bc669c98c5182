"""Answers without work: the version of the public register, ETags and the response cache."""
