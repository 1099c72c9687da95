"""Blocks: partition a page into main story, appended items and boilerplate.

A page becomes blocks in five steps:

1. `splitting` cuts it into lines, and `line_rules` gives each line its shape by its content.
2. `boilerplate` classifies lines by those around them: a column of labels is a menu, a repeated title a duplicate. A
   line that recurs on many pages of the outlet (`recurring`) belongs to the site.
3. `segments` groups the text that is left: short lines with the paragraphs below them.
4. `stories` gives each segment to the main story, to another story by its distance (`segments.TITLED`, `UNTITLED`), or
   to a list of headlines; `head_rules` decides about the short lines of a segment.
5. `table` returns the lines as rows, `find_blocks`, and with the reason of each, `explain`.

To add a rule, add a row to the table of its step: RULES, PASSES, SEGMENTS, or the tables of `head_rules`.
"""

from helpers.blocks.recurring import count_lines
from helpers.blocks.splitting import runs_together
from helpers.blocks.table import explain, find_blocks

__all__ = [
    "count_lines",
    "explain",
    "find_blocks",
    "runs_together",
]
