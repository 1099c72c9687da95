"""Runs: short lines with the paragraphs below them, of which stories are made; and how far one is from a story.

A run belongs to the story before it where its words come back in it, and begins another where they do not. How much
each sign counts stands in SEAM, a table of weights that `benchmarks/fit_seam.py` fits and checks.
"""
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import log

from helpers.furniture import stems
from helpers.lines import Line, goes_on

CLOSING = ("source", "tags", "widget")  # kinds that stand below a finished story
TITLE_NEAR = 3         # below a ticker, the title is one of the last lines above the story
NAMED_MOST = 5         # more words of a title below it tell no more
CUT_OFF = ("...", "…", "[…]", "[...]")  # how the beginning of a story ends in a list
TICKER_LINES = 3       # so many headlines above the title are a ticker; fewer may belong to the title
# How far a run of text is from a story, above 0 for another story: the weights of a logistic regression over the runs
# of some 600 news pages of nine outlets of which it was known where stories change. On outlets left out of the fit,
# 10 of 565 decisions were wrong (benchmarks/fit_seam.py repeats both).
SEAM = {"constant": -8.0,
        "shared": -13.5,     # root of the share of its words that the story has told before; told once counts half
        "goes_on": -3.4,     # it opens as a story goes on
        "named_below": 1.2,  # words of its title that are told again below it, at most NAMED_MOST
        "marker": 1.75,      # a marker stands before it
        "over": 1.65,        # a source, tags or a widget stand before it
        "words": 0.4,        # log of how many words it has
        "told": 1.65,        # log of how many words the story has told: the more, the likelier are they to come back
        "headed": -1.0}      # a short line stands above it


@dataclass
class Run:
    """Short lines and the paragraphs below them; and whether a marker, or the sign of a story's end, stands before."""

    heads: list[Line]
    body: list[Line]
    marker: bool = False
    over: bool = False

    @cached_property
    def stems(self) -> Counter:
        """How often each word stands in the paragraphs."""
        return stems(self.body)

    def named_below(self) -> list[int]:
        """For each short line, how many of its words the paragraphs tell again."""
        if not self.heads:
            return []
        told = self.stems.keys()
        return [len(head.stems.keys() & told) for head in self.heads]

    def is_teaser(self) -> bool:
        """Whether it is a title and the beginning of a story, cut off."""
        return (bool(self.heads) and len(self.body) == 1 and self.body[0].tail.endswith(CUT_OFF)
                and not goes_on(self.body[0]))

    def title(self) -> int:
        """Which short line is the title: the one most told again; of equals the first, or below headlines the last."""
        named = self.named_below()
        near = max(0, len(named) - TITLE_NEAR) if len(named) > TICKER_LINES else 0
        most = max(named[near:], default=0)
        best = [i for i, n in enumerate(named) if i >= near and n == most] or [0]
        return best[-1] if self.marker or near else best[0]


def find_runs(lines: list[Line]) -> list[Run]:
    """The text of a page as runs; a short line, a marker, and the furniture below a story end one."""
    runs, run, told = [], Run([], []), False
    for line in lines:
        ends = line.kind == "marker" or line.kind in CLOSING and told
        if (line.kind == "short" and run.body or ends or line.seam) and (run.heads or run.body):
            runs.append(run)
            run = Run([], [])
        run.over = run.over or line.seam
        if ends:
            run.marker, run.over = line.kind == "marker", run.over or line.kind != "marker"
        elif line.kind == "paragraph":
            run.body.append(line)
            told = True
        elif line.kind == "short":
            run.heads.append(line)
    return runs + [run] * bool(run.heads or run.body)


def features(run: Run, story: Counter) -> dict[str, float]:
    """What tells a run from a story that has told these words, each by the name of its weight in SEAM."""
    body = run.stems
    shared = sum(min(story[word], 2) / 2 for word in body) / max(len(body), 1)
    named = max(run.named_below(), default=0)
    return {"constant": 1, "shared": shared ** 0.5, "goes_on": goes_on(run.body[0]), "marker": run.marker,
            "over": run.over, "headed": bool(run.heads), "named_below": min(named, NAMED_MOST),
            "words": log(max(len(body), 1)), "told": log(max(len(story), 1))}


def strangeness(run: Run, story: Counter) -> tuple[float, str]:
    """How far a run is from a story that has told these words, above 0 for another; and the features that say so."""
    found = features(run, story)
    told = [f"{found['shared'] ** 2:.0%} of its words in the story before"]
    told += [f"{found['named_below']} words of its title below it"] if run.heads else []
    told += ["opens as a story goes on"] if found["goes_on"] else []
    told += ["after a marker"] if run.marker else ["below the end of a story"] if run.over else []
    return sum(SEAM[name] * value for name, value in found.items()), ", ".join(told)
