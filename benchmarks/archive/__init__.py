"""What is measured of the archive: how good it is in what it finds, how fast, how it grows."""
