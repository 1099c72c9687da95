"""Work that compares pages with each other: without the pages on which it fails.

Steps read each page by itself, so `steps.attempt` may halve a batch that fails. Text reuse compares all pages: two
halves by themselves would miss what a page of the one shares with a page of the other.
"""

from collections.abc import Callable

import pandas as pd

from helpers.corpus import Refused
from helpers.pipeline.steps import Failure, Result, attempt
from helpers.text import Batch


def compare(work: Callable[[pd.DataFrame], Result], articles: pd.DataFrame, step: str) -> tuple[Result, list[Failure]]:
    """Return the result of `work` for all pages together but those on which it fails, and these failures.

    Pages that fail by themselves are left out first. If two pages fail only together, the later one is left out.

    Raises MemoryError and Refused, as `attempt` does, and the error of `work` if it fails without any page.

    >>> pages = pd.DataFrame({"article": ["1", "2", "3"], "text": ["خبر", "", "آخر"]})
    >>> result, failures = compare(lambda some: [text[0] for text in some["text"]], pages, "passages")
    >>> result, [(failure.article, type(failure.error).__name__) for failure in failures]
    (['خ', 'آ'], [('2', 'IndexError')])
    """
    results, failures = attempt(lambda batch: work(batch.articles), Batch(articles), step)
    if len(results) == 1 and not failures:
        return results[0], []
    kept = _without(articles, {failure.article for failure in failures})
    whole = 0  # pages from the first on which the work succeeds
    while True:
        try:
            return work(kept), failures
        except (MemoryError, Refused):
            raise
        except Exception as error:
            whole, first = _first_failing(work, kept, whole, error)
        failures.append(Failure(kept["article"].iloc[whole], step, first))
        kept = _without(kept, {kept["article"].iloc[whole]})


def _first_failing(
    work: Callable[[pd.DataFrame], Result], articles: pd.DataFrame, whole: int, error: Exception
) -> tuple[int, Exception]:
    """Return the number of a page without which the pages before it succeed and with which they fail, and its error.

    The work is known to succeed on the first `whole` pages, and to fail on all.
    """
    failing = len(articles)
    if failing == whole:  # it fails without any page
        raise error
    while failing - whole > 1:
        middle = (whole + failing) // 2
        found = _error(work, articles.iloc[:middle])
        whole, failing, error = (whole, middle, found) if found else (middle, failing, error)
    return whole, error


def _error(work: Callable[[pd.DataFrame], Result], articles: pd.DataFrame) -> Exception | None:
    """Return the error of the work, None if it succeeds."""
    try:
        work(articles)
    except (MemoryError, Refused):
        raise
    except Exception as error:
        return error
    return None


def _without(articles: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return articles[~articles["article"].isin(ids)].reset_index(drop=True)
