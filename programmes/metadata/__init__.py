"""What pages tell machines about themselves and the register."""
