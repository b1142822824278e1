"""The names of months in the languages of the pages that are read, whole and by three letters."""

from __future__ import annotations

_NAMES = (
    "january february march april may june july august september october november december",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
MONTHS = {name: number for names in _NAMES for number, name in enumerate(names.split(), 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()}
"""By name in small letters, the number of the month."""
ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""A pattern of every name, the longest first."""
