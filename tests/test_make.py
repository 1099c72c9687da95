"""What make runs, deletes and refuses: in copies of the project, with a Python that logs its calls."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("benchmarks", "helpers", "notebooks", "tests")
FILES = (
    "Makefile",
    "pyproject.toml",
    "requirements.txt",
    "requirements-matplotlib-3.10.txt",
    "scripts/set_up.sh",
    "scripts/run_notebooks.py",
)
CHECKS = ["-m ruff format --check .", "-m ruff check .", "-m mypy"]
NAMES = ["My مشروع (1) [x]", "two  blanks ", "it's", "50%#1", "-x", "a|b;&c*?~"]
NO_PLACE_FOR_PYTHON = ["$(touch X)", "`touch X`", '"; touch X; "', "one\ntouch X", "back\\slash", "a:b"]

# Calls are appended to a log; `-m venv FOLDER` makes an environment whose Python is this script again.
FAKE_PYTHON = r"""#!/bin/sh
for last; do :; done
case $1 in
  -c) echo "${FAKE_VERSION-3.11}";;
  *) printf '%s\n' "$PWD | $* | ${CORPUS-unset}" >> "$LOG";;
esac
case $2 in
  venv) mkdir -p "$last/bin"; cp "$0" "$last/bin/python";;
  *) exit "${FAKE_STATUS-0}";;
esac
"""


def project_in(parent, name):
    """A copy of the project as far as make knows it, with an empty folder for each of its others."""
    root = parent / name
    for folder in (*FOLDERS, "scripts"):
        (root / folder).mkdir(parents=True)
    for file in FILES:
        shutil.copy(ROOT / file, root / file)
    return root


@pytest.fixture
def make(tmp_path):
    """Call make in a folder; returns its output, calls of Python in .calls, of the script in .runs."""
    python, log = tmp_path / "bin" / "python 3", tmp_path / "log"
    python.parent.mkdir()
    python.write_text(FAKE_PYTHON)
    python.chmod(0o755)

    def call(folder, *arguments, **environment):
        log.write_text("")
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("MAKE") and name not in ("CORPUS", "MFLAGS", "PROJECT")
        }
        done = subprocess.run(
            ["make", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            env=clean | {"PYTHON": str(python), "LOG": str(log)} | environment,
        )
        done.calls = log.read_text().splitlines()
        done.runs = [line.split(" | ")[-1] for line in done.calls if "run_notebooks.py" in line]
        return done

    return call


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("name", NAMES)
def test_figures_are_made_in_a_project_with_an_awkward_path(make, tmp_path, name):
    root = project_in(tmp_path, name)
    done = make(root)
    assert (done.returncode, done.stderr, done.runs) == (0, "", ["unset"])
    assert all(call.startswith(f"{root} | ") for call in done.calls)
    assert (root / ".venv" / ".installed").exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "target, calls", [("test", [*CHECKS, "-m pytest -q tests/test_arabic.py", "-m pytest"]), ("lab", ["-m jupyterlab"])]
)
def test_tests_and_lab_run_there_too(make, tmp_path, name, target, calls):
    done = make(project_in(tmp_path, name), target)
    assert done.returncode == 0, done.stderr
    assert [call.split(" | ")[1] for call in done.calls][-len(calls) :] == calls


def test_the_lab_opens_in_this_project_wherever_cd_looks_for_folders(make, tmp_path):
    project_in(tmp_path, "other")
    done = make(project_in(tmp_path, "project"), "lab", CDPATH=str(tmp_path / "other"))
    assert done.calls[-1].split(" | ")[0] == str(tmp_path / "project" / "notebooks")


@pytest.mark.parametrize("name", NO_PLACE_FOR_PYTHON)
@pytest.mark.parametrize("target", ["figures", "test", "lab"])
def test_where_no_environment_can_be_set_up_one_sentence_says_so(make, tmp_path, name, target):
    root = project_in(tmp_path, name)
    before = tree(tmp_path)
    done = make(root, target)
    assert done.returncode != 0 and done.calls == []
    assert done.stderr.startswith("make: the project's path holds")
    assert [path for path in tree(tmp_path) if path not in before] == ["log"]


@pytest.mark.parametrize("name", [*NAMES, *NO_PLACE_FOR_PYTHON])
def test_clean_deletes_environments_and_caches_and_nothing_else(make, tmp_path, name):
    neighbours = tmp_path / name.split()[0] / "keep.txt", tmp_path / "x]" / "keep.txt"
    root = project_in(tmp_path, name)
    mine = [
        *neighbours,
        root / "runs" / "صفحات" / "01.ipynb",
        root / "runs" / "__pycache__" / "x",
        root / ".venvs" / "x",
        root / "data" / "__pycache__" / "x",
        root / "my.egg-info" / "x",
        root / "notebooks" / "own.ipynb",
    ]
    made = [
        root / ".venv" / "x",
        root / ".venv-matplotlib-3.10" / "x",
        root / ".venv-lock" / "x",
        root / "arabic_news_pages.egg-info" / "x",
        root / ".pytest_cache" / "x",
        root / ".ruff_cache" / "x",
        root / ".mypy_cache" / "x",
        root / ".hypothesis" / "x",
        root / ".ipynb_checkpoints" / "x",
        root / "notebooks" / ".ipynb_checkpoints" / "x",
        root / "helpers" / "__pycache__" / "x",
    ]
    for path in (*mine, *made):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    done = make(root, "clean")
    assert done.returncode == 0, done.stderr
    assert all(path.exists() for path in mine) and not any(path.parent.exists() for path in made)
    assert all((root / path).exists() for path in (*FILES, *FOLDERS))


def test_clean_removes_a_link_and_not_what_it_leads_to(make, tmp_path):
    root, elsewhere = project_in(tmp_path, "project"), tmp_path / "elsewhere" / "__pycache__" / "keep"
    elsewhere.parent.mkdir(parents=True)
    elsewhere.touch()
    for link in (root / ".venv", root / "helpers" / "linked"):
        link.symlink_to(elsewhere.parent.parent)
    make(root, "clean")
    assert elsewhere.exists() and not (root / ".venv").is_symlink()


@pytest.mark.parametrize(
    "argument",
    ["PROJECT={other}/", "FOLDER={other}/", "ROOT={other}", "VENV={other}", 'GO=cd "{other}" &&', "-e", "-i"],
)
def test_no_variable_turns_clean_against_another_folder(make, tmp_path, argument):
    other = project_in(tmp_path, "other")
    (other / ".venv").mkdir()
    root, argument = project_in(tmp_path, "project"), argument.format(other=other)
    make(root, "clean", argument, PROJECT=f"{other}/", HOME=str(other))
    assert (other / ".venv").exists()


@pytest.mark.parametrize("copied", [["Makefile"], ["Makefile", "GNUmakefile"]])
def test_a_makefile_without_its_project_deletes_nothing(make, tmp_path, copied):
    alone = tmp_path / "alone" / ".venv"
    alone.mkdir(parents=True)
    for name in copied:
        shutil.copy(ROOT / "Makefile", alone.parent / name)
    done = make(alone.parent, "-i", "clean")
    assert alone.exists() and "is not the project: call make in its folder" in done.stderr


@pytest.mark.parametrize("name", ["My مشروع (1) [x]", "it's", "50%#1"])
def test_make_can_be_called_from_another_folder(make, tmp_path, name):
    root = project_in(tmp_path, name)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for makefile in (root / "Makefile", Path("..") / name / "Makefile"):
        done = make(elsewhere, "-f", str(makefile), "figures", "CORPUS=صفحاتي", CDPATH=str(tmp_path))
        assert done.runs == ["صفحاتي"], done.stderr
        assert done.calls[-1].startswith(f"{elsewhere} | "), "CORPUS is relative to where make was called"
    make(elsewhere, "-f", str(root / "Makefile"), "clean")
    assert not (root / ".venv").exists() and tree(elsewhere) == []


CORPORA = [
    "صفحات (1) [x]",
    "two  blanks",
    "it's",
    "50%#1",
    "a\\b",
    "$(touch X)",
    "`touch X`",
    '"; touch X; "',
    "'; touch X; '",
    "$(shell touch X)",
    "$$(shell touch X)",
    "${HOME}",
    "$@",
    "one\ntouch X",
    "a,b)",
    "~",
    "| touch X",
    "x=1",
    "$",
]


@pytest.mark.parametrize("corpus", CORPORA)
def test_corpus_reaches_the_script_as_it_is_and_is_never_evaluated(make, tmp_path, corpus):
    root = project_in(tmp_path, "project")
    make(root, "environment")
    for by_argument, by_environment in (
        ([f"CORPUS={corpus}"], {}),
        ([], {"CORPUS": corpus}),
        (["-e"], {"CORPUS": corpus}),
    ):
        done = make(root, "figures", *by_argument, **by_environment)
        assert done.returncode == 0, done.stderr
        assert "\n".join(done.calls).endswith(f"run_notebooks.py | {corpus}")
        make(root, "-n", "figures", *by_argument, **by_environment)
    assert not list(tmp_path.rglob("X"))


@pytest.mark.parametrize("corpus", ["", " ", "\t", "\n"])
def test_an_empty_corpus_is_refused_before_anything_runs(make, tmp_path, corpus):
    root = project_in(tmp_path, "project")
    for by_argument, by_environment in (([f"CORPUS={corpus}"], {}), ([], {"CORPUS": corpus})):
        for goal in ([], ["figures"], ["test", "figures"]):
            done = make(root, *goal, *by_argument, **by_environment)
            assert "CORPUS is empty" in done.stderr and done.stderr.count("\n") == 1 and done.calls == []
    assert make(root, "clean", CORPUS=corpus).returncode == 0, "of no concern to the other commands"


def test_a_python_in_a_folder_beside_make_is_found(make, tmp_path):
    root = project_in(tmp_path, "project")
    assert make(root, PYTHON="../bin/python 3").runs == ["unset"]
    assert make(root, "-B", "figures", "PYTHON=$(shell touch X)").returncode == 0, "the environment is ready"
    assert not list(tmp_path.rglob("X"))


@pytest.mark.parametrize(
    "python, message",
    [
        ("$(shell touch X)", "and $(shell touch X) is none of them"),
        ("/bin/false", "and /bin/false is none of them"),
        ("", "PYTHON is empty"),
    ],
)
def test_what_is_no_python_is_refused(make, tmp_path, python, message):
    root = project_in(tmp_path, "project")
    done = make(root, PYTHON=python)
    assert done.returncode != 0 and message in done.stderr.splitlines()[0]
    assert not (root / ".venv").exists() and not list(tmp_path.rglob("X"))


def installs(done):
    calls = [call.split(" | ")[1].split() for call in done.calls if "run_notebooks.py" not in call]
    return [" ".join(call[:3]) for call in calls]


NEW, PIP = "-m venv .venv", "-m pip --disable-pip-version-check"


def test_an_environment_is_set_up_once(make, tmp_path):
    root = project_in(tmp_path, "project")
    assert installs(make(root)) == [NEW, PIP]
    (root / "requirements.txt").touch()
    assert installs(make(root)) == []


@pytest.mark.parametrize("file", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed_into_it(make, tmp_path, file):
    root = project_in(tmp_path, "project")
    make(root)
    (root / file).write_text("other==1.0\n")
    assert installs(make(root)) == [PIP] and installs(make(root)) == []


def test_a_set_up_that_failed_goes_on_and_no_notebook_runs_before(make, tmp_path):
    root = project_in(tmp_path, "project")
    done = make(root, FAKE_STATUS="1")
    assert done.returncode != 0 and done.runs == []
    assert make(root).runs == ["unset"]


def test_an_update_that_failed_goes_on(make, tmp_path):
    root = project_in(tmp_path, "project")
    make(root)
    (root / "requirements.txt").write_text("other==1.0\n")
    assert make(root, FAKE_STATUS="1").runs == []
    assert installs(make(root)) == [PIP]


def test_a_project_that_was_moved_gets_an_environment_of_its_own(make, tmp_path):
    root = project_in(tmp_path, "project")
    make(root)
    moved = root.rename(tmp_path / "مشروع آخر")
    assert installs(make(moved)) == ["-m venv --clear", PIP]


@pytest.mark.parametrize("version", ["3.12", ""])
def test_so_does_one_whose_python_is_another_or_gone(make, tmp_path, version):
    root = project_in(tmp_path, "project")
    make(root)
    (root / ".venv" / "bin" / "python").write_text(f"#!/bin/sh\ntest -n '{version}' && echo '{version}'")
    assert installs(make(root)) == ["-m venv --clear", PIP]


def test_an_environment_that_somebody_else_made_is_kept(make, tmp_path):
    root = project_in(tmp_path, "project")
    make(root)
    (root / ".venv" / ".installed").unlink()
    assert installs(make(root)) == ["-m ensurepip", PIP]


def test_a_broken_one_that_somebody_else_made_is_not_touched(make, tmp_path):
    root = project_in(tmp_path, "project")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    done = make(root)
    assert "the Python of .venv is gone: delete that folder (make clean)" in done.stderr and done.calls == []


def test_a_link_is_never_emptied(make, tmp_path):
    root = project_in(tmp_path, "project")
    make(root)
    shared = (root / ".venv").rename(tmp_path / "shared")
    (root / ".venv").symlink_to(shared)
    moved = root.rename(tmp_path / "moved")
    done = make(moved)
    assert ".venv is a link" in done.stderr and (shared / "bin" / "python").exists() and done.runs == []
