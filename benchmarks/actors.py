"""Compare the search for names of the gazetteer with other matchers: speed, and mentions missed and false.

All run in this one process on the same folded pages and with the same spellings, so that the ratios are the same on
any machine.

    python benchmarks/actors.py                  the five pages of data/articles, against data/answers
    python benchmarks/actors.py --pages FOLDER   speed on pages of your own as well
    pip install flashtext2==1.1.0 pyahocorasick==2.3.1 mishtar==0.1      the others; a matcher that is not installed
                                                                         has no row

missed: mentions of the answers that a matcher does not find; false: rows of a matcher that are not in the answers, or
name another actor.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from helpers.actors import find_mentions
from helpers.actors.listed import listed_names
from helpers.corpus import pages as corpus
from helpers.lexicons import gazetteer
from helpers.pipeline.annotate import annotate
from helpers.text import fold_map, spaced_map

DATA = Path(__file__).resolve().parents[1] / "data"
ROUNDS = 3  # the fastest round counts
WORD = re.compile(r"\w")
Spans = Iterable[tuple[int, int, str]]


def spellings() -> dict[str, str]:
    """Return the actor of each spelling that is clear without its neighbours and its page.

    A spelling that is also an ordinary word has none.
    """
    g = gazetteer()
    return {spelling: entry.actor for spelling, entry in g.entries.items() if entry.actor and spelling not in g.guards}


def whole(text: str, start: int, end: int) -> bool:
    return not (WORD.match(text[start - 1 : start]) or WORD.match(text[end : end + 1]))


def flashtext2_matcher() -> Callable[[str], Spans]:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    processor.add_keywords_with_clean_word_from_iter(list(spellings().items()))
    return lambda text: [(start, end, actor) for actor, start, end in processor.extract_keywords_with_span(text)]


def pyahocorasick_matcher(words: bool) -> Callable[[str], Spans]:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for spelling, actor in spellings().items():
        automaton.add_word(spelling, (len(spelling), actor))
    automaton.make_automaton()
    return lambda text: [
        (end + 1 - size, end + 1, actor)
        for end, (size, actor) in automaton.iter_long(text)
        if not words or whole(text, end + 1 - size, end + 1)
    ]


def mishtar_matcher() -> Callable[[str], Spans]:
    from mishtar.mynamed import myNamed

    def find(text):
        words = list(re.finditer(r"\w+", text))
        tags, names = myNamed().detect_chunks([word[0] for word in words]), []
        for word, tag in zip(words, tags):
            if "NI" in str(tag) and names:
                names[-1] = names[-1][0], word.end(), ""
            elif "NB" in str(tag):
                names.append((*word.span(), ""))
        return names

    return find


def matchers() -> dict[str, Callable[[str], Spans]]:
    """Return the installed matchers by name; print a line for each that is not installed."""
    made = {}
    for name, make in {
        "flashtext2": flashtext2_matcher,
        "pyahocorasick": lambda: pyahocorasick_matcher(False),
        "pyahocorasick, whole words": lambda: pyahocorasick_matcher(True),
        "mishtar (persons)": mishtar_matcher,
    }.items():
        try:
            made[name] = make()
        except ImportError as error:
            print(f"{name}: left out, {error}; pip install flashtext2==1.1.0 pyahocorasick==2.3.1 mishtar==0.1")
    return made


def compared(found: pd.DataFrame, truth: pd.DataFrame) -> tuple[int, int]:
    """Return the number of mentions of the answers that were missed, and of rows that are false."""
    both = found.reset_index(names="f").merge(truth.reset_index(names="t"), on="article", suffixes=("", "_t"))
    both = both[
        (both["start"] < both["end_t"])
        & (both["start_t"] < both["end"])
        & ((both["actor"] == both["actor_t"]) | (both["actor"] == ""))
    ]
    return len(truth) - both["t"].nunique(), len(found) - both["f"].nunique()


def timed(function: Callable, megabytes: float) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return megabytes / min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", help="a folder or file of pages on which speed is measured")
    options = parser.parse_args()
    articles = corpus.load(DATA / "articles")
    truth = pd.read_csv(DATA / "answers" / "mentions.csv")
    many = corpus.load(options.pages) if options.pages else pd.concat([articles] * 40, ignore_index=True)
    megabytes = many["text"].str.encode("utf-8").str.len().sum() / 1e6
    pages, folded = ([spaced_map(fold_map(text)) for text in texts] for texts in (articles["text"], many["text"]))
    blocks = annotate(articles).blocks
    rows = []

    def row(name, run, found):
        rows.append((name, timed(run, megabytes), len(found), *compared(found, truth)))

    for name, find in matchers().items():
        found = [
            (article, *page.span(start, end), actor)
            for article, page in zip(articles["article"], pages)
            for start, end, actor in find(page.text)
        ]
        row(
            name,
            lambda find=find: [list(find(page.text)) for page in folded],
            pd.DataFrame(found, columns=["article", "start", "end", "actor"]),
        )
    listed = [
        (article, at.start, at.end, entry.actor)
        for article, page in zip(articles["article"], pages)
        for at, entry in listed_names(page)[0]
    ]
    row(
        "helpers, listed names",
        lambda: [listed_names(page) for page in folded],
        pd.DataFrame(listed, columns=["article", "start", "end", "actor"]),
    )
    row(
        "helpers, and unlisted persons",
        lambda: find_mentions(many, blocks.head(0)),
        find_mentions(articles, blocks),
    )
    print(f"{len(spellings()):,} spellings; {len(truth)} mentions in the answers; speed on {megabytes:.1f} MB")
    print(
        pd.DataFrame(rows, columns=["matcher", "MB/s", "found", "missed", "false"]).to_string(
            index=False, float_format="{:.1f}".format
        )
    )


if __name__ == "__main__":
    main()
