"""From a letter as a file to rows of the register: reading, parsing, storing."""
