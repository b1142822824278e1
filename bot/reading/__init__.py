"""What was typed, as words: cleaned, told apart, repaired."""
