"""Accounts of staff: how they sign in, what is asked of them, and the list of what happened."""
