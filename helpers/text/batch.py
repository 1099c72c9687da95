"""Batch: pages that the steps read together, and what was read from their texts so far."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd

from helpers.text.folding import Folded, fold_map

Reading = TypeVar("Reading")


@dataclass(frozen=True, eq=False)
class Batch:
    """Pages, and what is read from their texts alone: read once, when the first step asks for it.

    articles  one row a page, with the columns article and text, and others where they are known
    """

    articles: pd.DataFrame
    _readings: dict = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, pages: "pd.DataFrame | Batch") -> "Batch":
        """Return pages as a batch, so that a verb takes a frame from a notebook and a batch from the pipeline."""
        return pages if isinstance(pages, Batch) else cls(pages)

    def __len__(self) -> int:
        return len(self.articles)

    @property
    def ids(self) -> list[str]:
        """Return the id of each page."""
        return self.articles["article"].tolist()

    @property
    def texts(self) -> list[str]:
        """Return the text of each page, empty where a frame has none."""
        return self.once(_texts)

    @property
    def outlets(self) -> list[str]:
        """Return the outlet of each page, empty where it is not known."""
        if "outlet" not in self.articles:
            return [""] * len(self)
        return self.articles["outlet"].fillna("").tolist()

    @property
    def folded(self) -> list[Folded]:
        """Return the folded text of each page."""
        return self.once(_folded)

    def once(self, read: "Callable[[Batch], Reading]") -> Reading:
        """Return what `read` makes of the texts of the batch; it is called the first time only.

        >>> batch = Batch(pd.DataFrame({"article": ["1"], "text": ["أمس"]}))
        >>> batch.folded is batch.folded
        True
        """
        if read not in self._readings:
            self._readings[read] = read(self)
        return self._readings[read]

    def halves(self) -> "tuple[Batch, Batch]":
        """Return the first and the second half of the pages, each as a new batch."""
        middle = len(self) // 2
        first, second = self.articles.iloc[:middle], self.articles.iloc[middle:]
        return Batch(first.reset_index(drop=True)), Batch(second.reset_index(drop=True))

    def without(self, ids: Iterable[str]) -> "Batch":
        """Return the batch without the pages of these ids; itself if it has none of them."""
        kept = ~self.articles["article"].isin(list(ids))
        return self if kept.all() else Batch(self.articles[kept].reset_index(drop=True))

    def with_articles(self, articles: pd.DataFrame) -> "Batch":
        """Return the same pages with more columns; what was read from their texts is kept."""
        return Batch(articles, self._readings)


def _texts(batch: Batch) -> list[str]:
    return batch.articles["text"].fillna("").tolist()


def _folded(batch: Batch) -> list[Folded]:
    return [fold_map(text) for text in batch.texts]
