"""Text reuse: passages that two pages share, and near-duplicate stories.

`find_passages` and `find_near_duplicates` return the rows, `aligned` shows a passage word by word.
"""

from helpers.reuse.near_duplicates import find_near_duplicates
from helpers.reuse.passages import aligned, find_passages

__all__ = [
    "aligned",
    "find_near_duplicates",
    "find_passages",
]
