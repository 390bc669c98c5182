"""Change logs: for staff, on a page, of the whole register, and in a feed."""
