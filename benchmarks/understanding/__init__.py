
from __future__ import annotations

import os

# As the desk does before numpy and the model are imported: processor time is counted, and threads
# that wait for each other would be counted with it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
