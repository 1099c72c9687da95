"""The house: which package may import which, through its face only, and without a circle inside."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELPERS = ROOT / "helpers"
PACKAGES = sorted(path.parent.name for path in HELPERS.glob("*/__init__.py"))
MODULES = sorted(path.relative_to(HELPERS) for path in HELPERS.rglob("*.py") if path.name != "__init__.py")

# Modules that anybody may import; paths and rules know nothing, schema no package.
SHARED = {"paths", "rules", "schema", "spreadsheets"}
# Each package, and the packages that it may import.
MAY_IMPORT = {
    "text": set(),
    "corpus": {"text"},
    "lexicons": {"text", "corpus"},
    "blocks": {"text", "corpus", "lexicons"},
    "names": {"text", "corpus", "lexicons"},
    "dates": {"text", "corpus", "lexicons"},
    "actors": {"text", "corpus", "lexicons", "names"},
    "quotations": {"text", "corpus", "lexicons", "actors"},
    "reuse": {"text", "corpus", "lexicons", "actors"},
    "analysis": {"text", "corpus", "lexicons", "names", "actors", "reuse"},
    "display": set(),
    "pipeline": {"text", "corpus", "lexicons", "blocks", "names", "dates", "actors", "quotations", "reuse"},
}


def shown(parts):
    """The names that the face of a package shows."""
    face = HELPERS.joinpath(*parts) / "__init__.py"
    return set(re.findall(r'^    "(\w+)",$', face.read_text("utf-8"), re.M)) if face.is_file() else set()


def imports(path):
    """The modules of helpers/ that a module imports, as tuples: ("names", "tagger"), ("text",), ("schema",)."""
    found = set()
    for node in ast.walk(ast.parse((HELPERS / path).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "helpers":
            parts = tuple(node.module.split(".")[1:])
            inside = {alias.name for alias in node.names if (HELPERS.joinpath(*parts) / f"{alias.name}.py").is_file()}
            inside -= shown(parts)  # a verb may have the name of its module
            found |= {(*parts, name) for name in inside} or {parts}
    return found


def test_every_package_has_a_rule():
    assert sorted(MAY_IMPORT) == PACKAGES


@pytest.mark.parametrize("package", PACKAGES)
def test_a_face_says_what_its_package_is_for(package):
    assert len(ast.get_docstring(ast.parse((HELPERS / package / "__init__.py").read_text("utf-8"))).split("\n")) >= 3


@pytest.mark.parametrize("path", [path for path in MODULES if len(path.parts) == 2], ids=str)
def test_a_module_imports_the_packages_that_it_may_through_their_faces(path):
    package = path.parts[0]
    others = {module for module in imports(path) if module[0] != package and module[0] not in SHARED}
    assert {module for module in others if len(module) > 1} == set(), "only the face of another package is imported"
    assert {name for (name,) in others} <= MAY_IMPORT[package]


@pytest.mark.parametrize("name", sorted(SHARED))
def test_what_all_may_import_imports_no_package(name):
    assert {module[0] for module in imports(Path(f"{name}.py"))} <= SHARED


@pytest.mark.parametrize("package", PACKAGES)
def test_the_modules_of_a_package_form_no_circle(package):
    inside = {
        path.stem: {name[1] for name in imports(path) if name[0] == package and len(name) > 1}
        for path in MODULES
        if path.parts[0] == package
    }
    tuple(TopologicalSorter(inside).static_order())


@pytest.mark.parametrize("path", [path for path in MODULES if path != Path("display/labels.py")], ids=str)
def test_only_one_module_prepares_arabic_for_drawing(path):
    assert not re.search("arabic_reshaper|bidi", (HELPERS / path).read_text("utf-8"))


def test_readme_shows_every_package():
    tree = (ROOT / "README.md").read_text("utf-8").split("    helpers/")[1].split("    data/")[0]
    assert sorted(re.findall(r"^      (\w+)/", tree, re.M)) == PACKAGES


# Words stand in data/lexicons. Code may hold single letters, sets of letters, rules with their examples, docstrings,
# and the labels of display/.
ARABIC_WORD = re.compile("[ء-ي]{2,}")
LETTER_SET = re.compile(r"\[[^\]]*\]")  # of a pattern
TAKES_LETTERS = {"frozenset", "set", "tuple", "list", "fromkeys", "maketrans"}
WORDS_LEFT = {}


def words_in_code(tree):
    """The Arabic words in the strings of a module, apart from docstrings, rules and sets of letters."""
    allowed = set()
    for node in ast.walk(tree):
        called = getattr(node, "func", None)
        called = getattr(called, "attr", getattr(called, "id", None))
        if isinstance(node, ast.Expr):
            allowed.add(node.value)
        elif called in ("Rule", "Shape"):
            allowed |= set(ast.walk(node))
        elif called in TAKES_LETTERS:
            allowed |= set(node.args)
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [
        word for node in strings if node not in allowed for word in ARABIC_WORD.findall(LETTER_SET.sub("", node.value))
    ]


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "display"], ids=str)
def test_words_stand_in_lexicons_and_not_in_code(path, request):
    if path.as_posix() in WORDS_LEFT:
        request.applymarker(pytest.mark.xfail(strict=True))
    assert words_in_code(ast.parse((HELPERS / path).read_text("utf-8"))) == []
