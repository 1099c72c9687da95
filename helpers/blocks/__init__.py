"""Blocks: partition a page into main story, appended items and boilerplate.

`find_blocks` returns the rows, `explain` the rule behind each of them.
"""

from helpers.blocks.recurring import count_lines
from helpers.blocks.splitting import runs_together
from helpers.blocks.stories import explain, find_blocks

__all__ = [
    "count_lines",
    "explain",
    "find_blocks",
    "runs_together",
]
