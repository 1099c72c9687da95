"""Whether a wrong name on one page puts persons on other pages: the profile may strengthen evidence, never create it.

    python benchmarks/contamination.py                       1,000 pages of benchmarks/composed_pages.py
    python benchmarks/contamination.py --pages PAGES         pages of your own (a folder, .jsonl, .csv or .parquet)
    python benchmarks/contamination.py --nouns 5 --seed 2    more wrong names, and others

In one page of a hundred, sentences are planted in which a common noun looks like the last part of a name (KINDS: a
verb before «ibn», a noun in quotation marks behind a title, an object behind a given name, …). Half of the nouns are
words of the corpus. The others are rare ones: they are put, in sentences that name nobody (PROBES), on two other
pages each, for a word that few pages have is the easiest to take for a name. The profile and all tables are made with
these sentences, and again with the planted ones. Printed is, for each planted name, how many rows of *other* pages
changed that have its noun in them; rows that changed without any are «no planted word». Exit status 1 if any row
changed.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.composed_pages import compose_pages, rows_of
from helpers.corpus import pages as corpus
from helpers.pipeline.annotate import annotate
from helpers.pipeline.profile import profile
from helpers.schema import Tables
from helpers.text import fold

KINDS = {  # how a noun comes to look like a part of a name
    "verb, ibn, noun": "رفض ابن ماجد {} في هذا السجال الطويل.",
    "verb with pronoun, ibn, noun": "ونقله ابن طاهر {} عن شيوخه كما سمعه.",
    "verb of telling, ibn, noun": "يحدثنا ابن سالم {} في كتابه عن تلك الأيام.",
    "noun in quotation marks behind a title": 'وقال الوزير "{}" أولا، ثم غادر القاعة.',
    "nickname in quotation marks": 'ورد المتحدث كريم "{}" على الأسئلة بالنفي.',
    "object behind a given name": "أبلغ أحمد {} بالقرار قبل الموعد.",
    "object behind a title and a given name": "وتابع المدرب حسن {} من المدرجات.",
    "second object behind a given name": "ووصف محمد {} بأنه فرصة لا تتكرر.",
    "doctor, given name, noun": "وأكد الدكتور سامي {} أن العمل مستمر.",
    "noun behind abd": "وكتب عبد {} رسالة قصيرة إلى أهله.",
    "noun behind abu": "واشتهر أبو {} بين الصيادين بالكرم.",
    "noun behind a kunya": "ودعا أبو بكر {} إلى مجلسه في المساء.",
    "noun behind al (family)": "وينتمي إلى آل {} كثير من التجار.",
    "woman with title, noun": "زارت السيدة فاطمة {} صباح ذلك اليوم.",
    "headline with colon": "سالم {}: لن نتراجع",
    "president of former times": "وفي عهد الرئيس علي {} كان الأمر محدودا.",
    "caption": "خالد {} - أرشيف",
    "play named in quotation marks": "وعرضت مسرحية «سعيد {}» على خشبة المسرح.",
    "award named for a person": "وفاز بجائزة الشيخ زايد {} للمرة الثانية.",
    "street named for a person": "ويقع البيت في شارع يوسف {} قرب السوق.",
}
PROBES = (  # sentences in which a noun is no name
    "ودعت النقابة أعضاءها إلى {}.",
    "ويرى خبراء أن {} قد يطول أعواما.",
    "وتحدث التقرير مطولا عن {} وما ينتج عنه.",
    "وبعد {} عاد الهدوء إلى المكان.",
)
RARE = (
    "الانخراط الاستجمام التنقيب الاصطياف التحليق العمراني الدرامي الملاحي الفخاري التشكيلي البرمائي الاصطفاف "
    "التمهل المنخفض السد المرفأ الخندق المنجم الطاحونة المتحور الزعفران المرجان الصقيع الجليد الطوفان الشراع "
    "المحراث العثمانيين المماليك القراصنة البحارة الفلاحين النحالين الصيارفة الاستمطار الترميم الانكماش "
    "الاكتتاب التقاعد الاعتكاف الارتجال التسويف المكابرة المراوغة المقايضة المناورة المبارزة الملاكمة المصارعة "
    "التزلج الغطس التجديف الفروسية الرماية التخييم التصحر الانجراف التبخر الترسيب التكثيف الانصهار "
).split()
PROBE_PAGES = 2  # that have a rare noun, beside the one on which it is planted
ONE_IN = 100  # pages, of which one is planted
NOUN = re.compile(r"(?<!\w)ال[^\W\d_]{4,}(?!\w)")
FEWEST, MOST = 2, 0.06  # pages with a noun: at least so many, at most such a share
TABLES = ("blocks", "mentions", "dates", "quotations")


class Plant(NamedTuple):
    """A sentence with a wrong name, the noun in it, the page that gets it, and the pages with innocent sentences."""

    kind: str
    noun: str
    sentence: str
    article: str
    probes: tuple[tuple[str, str], ...] = ()  # article and sentence


def nouns_of(articles: pd.DataFrame) -> list[str]:
    """Return definite words of several pages, but not of most: what a wrong family name would be found in."""
    pages = Counter(noun for text in articles["text"] for noun in set(NOUN.findall(text)))
    return sorted(noun for noun, count in pages.items() if FEWEST <= count <= max(FEWEST, MOST * len(articles)))


def plants_for(articles: pd.DataFrame, nouns: int, seed: int) -> list[Plant]:
    """Return so many wrong names of each kind, dealt to one page of a hundred."""
    random, words = Random(seed), nouns_of(articles)
    rare = random.sample(RARE, len(RARE))
    common = random.sample(words, min(len(words), nouns * len(KINDS)))
    hosts = random.sample(sorted(articles["article"]), max(1, len(articles) // ONE_IN))
    others = sorted(set(articles["article"]) - set(hosts))
    plants = []
    for number, kind in enumerate(kind for _ in range(nouns) for kind in KINDS):
        pool = rare if number // len(KINDS) % 2 == 0 and rare or not common else common
        if not pool:
            break
        noun = pool.pop()
        pages = random.sample(others, min(PROBE_PAGES, len(others))) if pool is rare else []
        probes = tuple((article, random.choice(PROBES).format(noun)) for article in pages)
        plants.append(Plant(kind, noun, KINDS[kind].format(noun), hosts[number % len(hosts)], probes))
    return plants


def with_sentences(articles: pd.DataFrame, sentences: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return the pages with sentences, pairs of article and sentence, below the middle line."""
    more = defaultdict(list)
    for article, sentence in sentences:
        more[article].append(sentence)
    texts = []
    for article, text in zip(articles["article"], articles["text"]):
        lines = text.split("\n")
        middle = len(lines) // 2 + 1
        texts.append("\n".join(lines[:middle] + more[article] + lines[middle:]))
    return articles.assign(text=texts)


def changed_rows(before: Tables, after: Tables, pages: set[str]) -> dict[tuple, str]:
    """Return the rows of some pages that only one side has, or that differ: (table, article, start, end) and words."""
    changed = {}
    for name in TABLES:
        one, other = (_rows(getattr(tables, name), pages) for tables in (before, after))
        for key in one.keys() | other.keys():
            if one.get(key) != other.get(key):
                changed[name, *key] = f"{one.get(key, '')} {other.get(key, '')}"
    return changed


def _rows(frame: pd.DataFrame, pages: set[str]) -> dict[tuple, str]:
    """Return the rows of some pages by place, each as the text of all its cells."""
    frame = frame[frame["article"].isin(pages)]
    cells = frame.astype("str").fillna("").agg(" ".join, axis=1) if len(frame) else []
    return dict(zip(zip(frame["article"], frame["start"], frame["end"]), cells))


def counts(changed: dict[tuple, str], plants: list[Plant], texts: dict[str, str]) -> pd.DataFrame:
    """Return for each planted name how many rows changed that have its noun, most first."""
    found = Counter()
    for (_, article, start, end), cells in changed.items():
        words = fold(f"{texts[article][start:end]} {cells}")
        blamed = [plant for plant in plants if fold(plant.noun) in words]
        found.update(blamed[:1] or [None])
    rows = [(plant.kind, plant.noun, found[plant]) for plant in plants]
    rows += [("no planted word", "", found[None])]
    return pd.DataFrame(rows, columns=["kind", "noun", "rows"]).sort_values("rows", ascending=False, kind="stable")


def contamination(articles: pd.DataFrame, nouns: int, seed: int) -> pd.DataFrame:
    """Return how many rows of other pages each planted name changes: kind, noun, rows."""
    plants = plants_for(articles, nouns, seed)
    others = set(articles["article"]) - {plant.article for plant in plants}
    articles = with_sentences(articles, (probe for plant in plants for probe in plant.probes))
    spoilt = with_sentences(articles, ((plant.article, plant.sentence) for plant in plants))
    rest = articles[articles["article"].isin(others)]
    sides = [annotate(rest, profile(side)) for side in (articles, spoilt)]
    texts = dict(zip(articles["article"], articles["text"]))
    return counts(changed_rows(*sides, others), plants, texts)


def composed(count: int, seed: int) -> pd.DataFrame:
    """Return composed pages as articles."""
    return pd.DataFrame(rows_of(compose_pages(count, seed))[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", help="a folder or file of pages; without it pages are composed")
    parser.add_argument("--count", type=int, default=1000, help="how many pages are composed")
    parser.add_argument("--nouns", type=int, default=4, help="wrong names of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles = corpus.load(options.pages) if options.pages else composed(options.count, options.seed)
    found = contamination(articles, options.nouns, options.seed)
    spread = found[found["rows"] > 0]
    print(f"{len(articles)} pages, {len(found) - 1} wrong names planted in one page of {ONE_IN}")
    print(
        found.groupby("kind", sort=False)["rows"].agg(["size", "sum"]).set_axis(["names", "rows"], axis=1).to_string()
    )
    if len(spread):
        print("\nnames that spread, and rows that changed on other pages:\n" + spread.to_string(index=False))
    print(f"\n{int(found['rows'].sum())} rows of other pages changed")
    return int(len(spread) > 0)


if __name__ == "__main__":
    sys.exit(main())
