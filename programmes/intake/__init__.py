"""What comes in: letters, spreadsheets, and the open data of the House."""
