"""What changed, as told to staff, on a page, in the register and in a feed."""
