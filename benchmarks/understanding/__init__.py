"""Measures understanding on one core: no threads of numpy's or the model's are counted with it."""

from __future__ import annotations

import os

# As the desk does before numpy and the model are imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
