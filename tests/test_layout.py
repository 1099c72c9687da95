"""The rooms of the project: which helper may know which, as README.md lists them."""
import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELPERS = sorted(path.stem for path in (ROOT / "helpers").glob("[!_]*.py"))
ON_SCREEN = ("charts", "arabic")
README = (ROOT / "README.md").read_text("utf-8")
LISTED = re.search(r"imports only from those before it:\n(.*?);\n(.*?) know none", README, re.S)[1]
ORDER = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", LISTED))


def imported(module):
    """The helpers that a helper imports."""
    tree = ast.parse((ROOT / "helpers" / f"{module}.py").read_text("utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "helpers":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
            names.add(node.module.split(".")[1])
    return names


def test_readme_lists_every_helper_once():
    assert sorted([*ORDER, *ON_SCREEN]) == HELPERS


@pytest.mark.parametrize("module", ORDER)
def test_a_helper_imports_only_from_those_before_it(module):
    assert imported(module) <= set(ORDER[:ORDER.index(module)])


@pytest.mark.parametrize("module", ON_SCREEN)
def test_what_is_on_the_screen_knows_nothing_of_the_pages(module):
    assert imported(module) <= {*ON_SCREEN, "spreadsheets"}


@pytest.mark.parametrize("module", [*ORDER, "charts"])
def test_only_one_module_prepares_arabic_for_drawing(module):
    assert not re.search("arabic_reshaper|bidi", (ROOT / "helpers" / f"{module}.py").read_text("utf-8"))
