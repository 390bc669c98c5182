"""What the House of Representatives knows of a letter: its Kamerstuk number and its dates."""
