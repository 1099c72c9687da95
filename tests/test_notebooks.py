"""The notebooks are run again and must say what is stored in them, and write the tables that stand in figures/.

They run in a copy of the tree, so that the tables and figures of this one stay as they are.
"""

import base64
import csv
import os
import platform
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
import run_notebooks

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)

# The figures come out to the byte on one platform; on others, the tables and numbers do.
SAME_BYTES = sys.version_info[:2] == (3, 11) and sys.platform == "linux" and platform.machine() == "x86_64"

# Tags and comments with which a cell would be left out of the comparison.
HIDDEN = ("nbval-ignore-output", "nbval-skip", "nbval-raises-exception", "raises-exception", "skip-execution")


def rerun(path):
    """Run a notebook again, strictly compared with what is stored in it; returns exit status and report."""
    scratch = path.parent.parent / "ipython" / path.stem
    scratch.mkdir(parents=True)
    environment = run_notebooks.environment(scratch)
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "--nbval-current-env",
            "--color=no",
            "--no-header",
            "-q",
            "-o",
            "truncation_limit_lines=60",
            "-o",
            "truncation_limit_chars=6000",
            "-p",
            "no:cacheprovider",
            f"--rootdir={path.parent.parent}",
            str(path),
        ],
        cwd=path.parent.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout + done.stderr


def faults(notebook):
    """What is wrong with a notebook as it is stored, told without running it."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    found = []
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        found.append("its cells are not numbered 1, 2, 3 …: stripped, or run out of order")
    if not any(cell.outputs for cell in code):
        found.append("it holds no output at all")
    for number, cell in enumerate(code):
        where = f"code cell {number + 1}"
        marks = cell.source.lower().replace("_", "-") + " ".join(cell.metadata.get("tags", []))
        if any(mark in marks for mark in HIDDEN):
            found.append(f"{where} is left out of the comparison")
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                found.append(f"{where} holds an error or a warning")
            if output.get("data", {}).get("text/plain", "").startswith("<Figure") and not _is_png(output.data):
                found.append(f"{where} has lost its picture")
    return found


def _is_png(data):
    return base64.b64decode(data.get("image/png", "")).startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """A copy of the tree in which all notebooks were run again, and what each run reported, by name."""
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "notebooks", tree / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (tree / "data").symlink_to(ROOT / "data", target_is_directory=True)
    (tree / "figures").mkdir()
    paths = [tree / "notebooks" / path.name for path in NOTEBOOKS]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return tree / "figures", dict(zip([path.name for path in paths], pool.map(rerun, paths)))


def test_there_are_notebooks():
    assert NOTEBOOKS, "notebooks/ holds no .ipynb file"


@each_notebook
def test_notebook_says_the_same_when_run_again(path, again):
    status, report = again[1][path.name]
    if status != 0:
        pytest.fail(
            f"notebooks/{path.name} does not come out as it is stored (Cell 0 is its first code cell); "
            f"where the change is wanted, run make figures\n\n{report}",
            pytrace=False,
        )


@each_notebook
def test_notebook_is_stored_with_its_outputs(path):
    assert faults(nbformat.read(path, as_version=4)) == []


@each_notebook
def test_notebook_is_stored_in_the_form_that_make_figures_writes(path):
    notebook = nbformat.read(path, as_version=4)
    stored = path.read_bytes().decode("utf-8")
    assert run_notebooks.text_of(run_notebooks.normalise(notebook)) == stored, "run make figures"


@each_notebook
def test_notebook_opens_with_its_title_and_can_read_other_pages(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.cells[0].cell_type == "markdown" and notebook.cells[0].source.startswith("# ")
    run_notebooks.point_to(notebook, "elsewhere")


@each_notebook
def test_notebook_names_no_folder_of_this_machine(path):
    stored = path.read_text(encoding="utf-8")
    assert str(ROOT) not in stored and str(Path.home()) + "/" not in stored


def test_every_table_behind_a_figure_comes_out_as_it_is_stored(again):
    written = {path.name: path for path in again[0].glob("*.csv")}
    stored = {path.name: path for path in (ROOT / "figures").glob("*.csv")}
    assert sorted(written) == sorted(stored), "run make figures, and remove the tables that no notebook writes any more"
    for name in sorted(stored):
        assert _table(written[name]) == _table(stored[name]), f"figures/{name}"


def _table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_figure_is_drawn_by_a_notebook_and_has_its_table(again):
    written = {path.name for path in again[0].glob("*.png")}
    stored = {path.name for path in (ROOT / "figures").glob("*.png")}
    tables = {path.stem for path in (ROOT / "figures").glob("*.csv")}
    assert stored, "figures/ holds no figure"
    assert written == stored
    assert {Path(name).stem for name in stored} == tables


@pytest.mark.skipif(not SAME_BYTES, reason="bytes are promised for Python 3.11 on Linux x86-64")
def test_every_figure_comes_out_to_the_byte(again):
    changed = [
        path.name
        for path in sorted((ROOT / "figures").glob("*.png"))
        if (again[0] / path.name).read_bytes() != path.read_bytes()
    ]
    assert changed == [], "run make figures"


# The tests of these tests: a notebook of one cell, stored right, and spoilt.


@pytest.fixture
def sum_notebook():
    output = nbformat.v4.new_output("execute_result", {"text/plain": "7"}, execution_count=1)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("3 + 4", outputs=[output], execution_count=1)])


@pytest.mark.parametrize("stored, status", [("7", 0), ("8", 1)])
def test_a_changed_number_is_noticed(sum_notebook, tmp_path, stored, status):
    sum_notebook.cells[0].outputs[0].data["text/plain"] = stored
    path = tmp_path / "notebooks" / "sum.ipynb"
    path.parent.mkdir()
    nbformat.write(sum_notebook, path)
    found, report = rerun(path)
    assert found == status, report
    assert ("notebooks/sum.ipynb::Cell 0" in report) == (status == 1), "the report names notebook and cell"


def test_stripped_outputs_are_noticed(sum_notebook):
    assert faults(sum_notebook) == []
    sum_notebook.cells[0].update(outputs=[], execution_count=None)
    assert any("stripped" in fault for fault in faults(sum_notebook))


def test_a_warning_left_in_a_notebook_is_noticed(sum_notebook):
    sum_notebook.cells[0].outputs.append(nbformat.v4.new_output("stream", name="stderr", text="FutureWarning"))
    assert faults(sum_notebook) == ["code cell 1 holds an error or a warning"]


def test_a_lost_picture_is_noticed(sum_notebook):
    sum_notebook.cells[0].outputs[0].data["text/plain"] = "<Figure size 800x400 with 1 Axes>"
    assert faults(sum_notebook) == ["code cell 1 has lost its picture"]


def test_a_cell_left_out_of_the_comparison_is_noticed(sum_notebook):
    sum_notebook.cells[0].source = "# NBVAL_IGNORE_OUTPUT\n3 + 4"
    assert faults(sum_notebook) == ["code cell 1 is left out of the comparison"]
