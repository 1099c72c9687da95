"""Compare the tables of the helpers with data/answers, which a careful reader made by hand.

python benchmarks/answers.py          prints one row a table: found, right, answers, precision, recall
"""

from pathlib import Path

import pandas as pd

from helpers.corpus import pages as corpus
from helpers.pipeline.annotate import annotate
from helpers.reuse import find_passages

DATA = Path(__file__).resolve().parents[1] / "data"
# A row of a table is right if it overlaps a row of the answers that agrees with it in these columns.
AGREE = {"mentions": ["actor"], "dates": ["value", "anchor"], "quotations": ["credit"]}
HALF = 0.5  # two stretches of reported words are the same if they share half of the shorter one


def answers(table: str) -> pd.DataFrame:
    """Return one table of data/answers, an empty cell as missing."""
    return pd.read_csv(DATA / "answers" / f"{table}.csv", dtype={"value": "str", "item": "Int64"}, keep_default_na=True)


def characters(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return one row a character that is not white space: article, at, and the role, kind and item of its block."""
    rows = []
    texts = articles.set_index("article")["text"]
    for row in blocks.itertuples():
        text = texts[row.article]
        rows += [
            (row.article, at, row.role, row.kind, row.item)
            for at in range(row.start, row.end)
            if not text[at].isspace()
        ]
    return pd.DataFrame(rows, columns=["article", "at", "role", "kind", "item"]).fillna({"item": -1})


def share_right(articles: pd.DataFrame, found: pd.DataFrame, truth: pd.DataFrame, column: str) -> float:
    """Return the share of characters whose block has the right value in a column: role, kind or item."""
    both = characters(articles, truth).merge(characters(articles, found), on=["article", "at"], how="outer")
    return float((both[f"{column}_x"] == both[f"{column}_y"]).mean())


def pairs(found: pd.DataFrame, truth: pd.DataFrame, agree: list[str], share: float = 0.0) -> pd.DataFrame:
    """Return the rows found and rows of the answers that overlap and agree: their indexes, columns found and truth."""
    both = found.reset_index(names="found").merge(truth.reset_index(names="truth"), on="article", suffixes=("", "_t"))
    common = both[["end", "end_t"]].min(axis=1) - both[["start", "start_t"]].max(axis=1)
    shorter = (both["end"] - both["start"]).clip(upper=both["end_t"] - both["start_t"])
    same = (both[agree].fillna("") == both[[f"{column}_t" for column in agree]].fillna("").to_numpy()).all(axis=1)
    return both.loc[(common > 0) & (common >= share * shorter) & same, ["found", "truth"]]


def passage_sides(passages: pd.DataFrame) -> pd.DataFrame:
    """Return passages as rows of one page each, the two sides below one another, so that `pairs` can compare them."""
    sides = [
        passages.rename(columns={f"{one}_start": "start", f"{one}_end": "end"}).assign(
            article=passages[one], other=passages[two]
        )[["article", "start", "end", "other"]]
        for one, two in (("a", "b"), ("b", "a"))
    ]
    return pd.concat(sides, ignore_index=True)


def scores() -> pd.DataFrame:
    """Return one row a table: the number of rows found and of answers, precision and recall."""
    tables = annotate(corpus.load(DATA / "articles"))
    found = {name: getattr(tables, name) for name in AGREE}
    found["passages"] = passage_sides(find_passages(tables.articles))
    truth = {name: answers(name) for name in AGREE} | {"passages": passage_sides(answers("passages"))}
    truth["dates"], vague = (truth["dates"][truth["dates"]["optional"].eq("yes") == flag] for flag in (False, True))
    optional = pairs(found["dates"], vague, ["value"])["found"].unique()  # neither right nor wrong
    found["dates"] = found["dates"].drop(optional)
    for side in (found, truth):
        side["quotations"] = side["quotations"].assign(credit=side["quotations"]["form"] == "agency")
    rows = []
    for name, rows_found in found.items():
        agree = AGREE.get(name, ["other"])
        matched = pairs(rows_found, truth[name], agree, HALF if name in ("quotations", "passages") else 0.0)
        rows.append(
            (
                name,
                len(rows_found),
                len(truth[name]),
                matched["found"].nunique() / max(len(rows_found), 1),
                matched["truth"].nunique() / len(truth[name]),
            )
        )
        if name == "quotations":
            named = pairs(rows_found, truth[name], [*agree, "actor"], HALF)["truth"].nunique() / len(truth[name])
            rows.append(("quotations: actor", len(rows_found), len(truth[name]), named, named))
    for column in ("role", "kind", "item"):
        right = share_right(tables.articles, tables.blocks, answers("blocks"), column)
        rows.append((f"blocks: {column}", len(tables.blocks), len(answers("blocks")), right, right))
    return pd.DataFrame(rows, columns=["table", "found", "answers", "precision", "recall"])


if __name__ == "__main__":
    print(scores().to_string(index=False, float_format="{:.3f}".format))
    print("quotations: actor is the share of answers found with the right actor;")
    print("blocks: the share of characters in a block of the right role, kind or item")
