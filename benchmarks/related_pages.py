"""Compose pages of which it is known where stories change, from stories of one's own with their titles.

The second stories and the headlines of a page are about what its first story is about: they are drawn from the stories
that share most of its words, each word weighted by how rare it is (tf-idf). `fit_seam.py` fits on such pages.
"""

from collections import Counter, defaultdict
from math import log, sqrt
from random import Random

import pandas as pd

from helpers.blocks.lines import line_at
from helpers.text import fold_map

PARAGRAPHS = range(3, 26)  # of a story that is used
LEAST_WORDS = 80  # of such a story
NEAREST = 12  # stories about the same subject that are drawn from
SAME = 0.85  # two stories that are as similar are copies
COMMON = 0.2  # a word in a larger share of the stories counts for nothing
MARKERS = ("اقرأ أيضاً", "أخبار ذات صلة", "للمزيد:", "مواضيع متعلقة", "شاهد أيضاً:", "تابع القراءة")
ENDS = ("شارك على فيسبوك", "المصدر: وكالات", "التعليقات (3)")  # lines below the end of a story
LAYOUTS = ("plain", "list", "second", "second", "both", "two")


def related_pages(stories: pd.DataFrame, seed: int) -> tuple[list[dict], list[dict]]:
    """Return a page for each story that has related ones, and the answers: article, start, end, role, item.

    Args: stories with article, outlet, title and text; paragraphs are lines.
    """
    usable = [row for row in stories.to_dict("records") if row.get("title") and _is_usable(row["text"])]
    near, random, pages, answers = _nearest(usable), Random(seed), [], []
    for i, row in enumerate(usable):
        if near[i]:
            lines = _composed(row, [usable[j] for j in near[i]], random)
            article = f"related-{seed}-{row['article']}"
            start = 0
            for text, role, item in lines:
                answers.append(
                    {"article": article, "start": start, "end": start + len(text), "role": role, "item": item}
                )
                start += len(text) + 1
            pages.append({"article": article, "outlet": row["outlet"], "text": "\n".join(text for text, _, _ in lines)})
    return pages, answers


def _is_usable(text: str) -> bool:
    return len(_paragraphs(text)) in PARAGRAPHS and len(text.split()) >= LEAST_WORDS


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _composed(row: dict, near: list[dict], random: Random) -> list[tuple[str, str, int | None]]:
    """Return the lines of a page with role and item."""
    layout, items = random.choice(LAYOUTS), 0
    lines = [(paragraph, "main", 0) for paragraph in _paragraphs(row["text"])]
    if layout in ("list", "both"):
        items, at = 1, random.randrange(1, len(lines))
        titles = random.sample([other["title"] for other in near], min(len(near), random.choice((1, 1, 2, 3, 4))))
        lines[at:at] = [(random.choice(MARKERS), "boilerplate", None), *((title, "appended", 1) for title in titles)]
    lines.insert(0, (row["title"], "main", 0))
    for _ in range({"second": 1, "both": 1, "two": 2}.get(layout, 0)):
        other, items = random.choice(near), items + 1
        before = random.choice((None, None, *MARKERS[:1], *ENDS[:1]))
        lines += [(before, "boilerplate", None)] if before else []
        told = [other["title"], *_paragraphs(other["text"])[: random.choice((2, 3, 5, 99))]]
        lines += [(text, "appended", items) for text in told]
    return lines


def _nearest(stories: list[dict]) -> list[list[int]]:
    """Return for each story the numbers of those that are about the same subject, the nearest first."""
    counts = [Counter(line_at(fold_map(row["text"]), 0, len(row["text"])).stems) for row in stories]
    pages = Counter(word for count in counts for word in count)
    vectors, by_word = [], defaultdict(list)
    for i, count in enumerate(counts):
        vector = {
            word: (1 + log(n)) * log(len(stories) / pages[word])
            for word, n in count.items()
            if pages[word] < COMMON * len(stories)
        }
        length = sqrt(sum(value * value for value in vector.values())) or 1
        vectors.append({word: value / length for word, value in vector.items()})
        for word, value in vectors[-1].items():
            by_word[word].append((i, value))
    found = []
    for i, vector in enumerate(vectors):
        scores = Counter()
        for word, value in vector.items():
            for j, other in by_word[word]:
                scores[j] += value * other
        found.append([j for j, score in scores.most_common(NEAREST + 1) if j != i and score < SAME])
    return found
