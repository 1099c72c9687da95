"""What README.md says is so: its table of counts, its figures, its links, its commands."""

import re
from pathlib import Path

import pytest
from main_counts import main_counts

from helpers.pipeline.annotate import tables_of

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = re.search(r"<!-- main counts.*?-->\n(.*?)\n<!-- end", README, re.S)[1]


def test_the_table_has_the_counts_of_the_shipped_pages():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in TABLE.splitlines()[2:]]
    assert {row[0]: row[1] for row in rows} == main_counts(tables_of(ROOT / "data" / "articles")).astype(str).to_dict()


def test_the_finding_above_the_table_is_that_of_the_table():
    shares = re.findall(r"characters: (?:main|appended) \| [\d,]+ \((\d+%)\)", TABLE)
    assert re.findall(r"\d+%", README.split("![")[0]) == shares


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_leads_to_a_file(link):
    assert (ROOT / link).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^ {4}make (\w+)|`make (\w+)`", README, re.M))))
def test_every_make_command_is_a_target(target):
    assert re.search(rf"^{''.join(target)}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
