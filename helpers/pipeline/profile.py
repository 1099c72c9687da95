"""The first pass: count over the corpus what one page cannot show, and keep the counts.

Lines that recur within an outlet, how common words are, full names of persons: each step counts what it will ask for
(`Step.count`). A profile is small beside the pages and adds up over parts, so it can be made batch by batch, by
several workers, and kept: `profile(a) + profile(b)` is the profile of a and b together. No page is counted in it twice.
"""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.corpus import Refused
from helpers.pipeline.steps import STEPS
from helpers.schema import COUNTED, Counts, Profile, as_profile
from helpers.text import Batch

VERSION = 2  # of the way of counting: raised with every change, so that counts of two kinds are never mixed
VERSION_KEY = b"arabic-news-pages profile"  # in the metadata of each file
GIVE = "give the folder profile/ of an earlier run"


class BadProfile(Refused):
    """A folder that holds no profile that this version can use."""


def profile(articles: pd.DataFrame | Batch) -> Profile:
    r"""Return the profile of some pages: the sum of the counts of all steps.

    Args:
        articles: pages with article, text and, if it is known, outlet.

    >>> pages = pd.DataFrame({"article": ["1", "2"], "outlet": "النهار الجديد",
    ...                       "text": ["شارك الخبر\nوصل الوزير إلى عمّان", "شارك الخبر\nغادر الوفد"]})
    >>> profile(pages).lines.query("pages > 1").line.tolist()
    ['شارك الخبر']
    """
    batch = Batch.of(articles)
    counts: Counts = {}
    for step in STEPS:
        counts |= step.count(batch)
    return as_profile(counts)


def save_profile(counts: Profile, folder: str | Path) -> None:
    """Write a profile to a folder, one Parquet file for each table."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in COUNTED:
        table = pa.Table.from_pandas(getattr(counts, name), preserve_index=False)
        table = table.replace_schema_metadata({**table.schema.metadata, VERSION_KEY: str(VERSION)})
        pq.write_table(table, Path(folder) / f"{name}.parquet")


def read_profile(folder: str | Path) -> Profile:
    """Return the profile that `save_profile` wrote to a folder.

    Raises:
        BadProfile: there is none, or one of another version.
    """
    frames = {}
    for name, keys in COUNTED.items():
        path = Path(folder) / f"{name}.parquet"
        try:
            table = pq.read_table(path)
        except FileNotFoundError:
            raise BadProfile(f"{folder}: there is no profile here ({path.name} is missing); {GIVE}") from None
        except (OSError, pa.ArrowException) as error:
            raise BadProfile(f"{path}: cannot be read as a profile ({str(error).splitlines()[0]}); {GIVE}") from None
        version = (table.schema.metadata or {}).get(VERSION_KEY, b"").decode("utf-8", "replace")
        if version != str(VERSION) or table.schema.names != [*keys, "pages"]:
            known = f"of version {version}" if version else "of an earlier version, or no profile"
            raise BadProfile(f"{path}: is {known}; make it again from its pages: leave out --profile")
        frames[name] = table.to_pandas().astype(dict.fromkeys(keys, "str"))
    return Profile(**frames)
