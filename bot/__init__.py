"""The embassy's desk: a bot that answers citizens with what an embassy has written, and nothing else."""

__version__ = "0.1.0"
