"""What was published: statements kept, corrected, found and read."""
