"""The embassy's desk: answers citizens with what an embassy has written, and nothing else."""

import zoneinfo

__version__ = "0.1.0"

# Clocks come from the `tzdata` package alone: else the system's files win, and stay cached.
zoneinfo.reset_tzpath(to=())
