"""Operation: what the one who runs the desk needs."""
