"""From a spreadsheet to the register: reading (to rows), checking (what changes), storing."""
