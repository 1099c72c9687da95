import asyncio
import base64

import nbformat
import pytest
import run_notebooks
from nbformat.v4 import new_code_cell, new_notebook, new_output

PARAMETERS = 'PAGES = "../data/articles"\nFIGURES = "../figures"'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "notebooks").mkdir()
    return tmp_path / "notebooks"


def store(folder, name, *sources):
    path = folder / name
    path.write_text(run_notebooks.text_of(new_notebook(cells=[new_code_cell(source) for source in sources])),
                    encoding="utf-8", newline="\n")
    return path


def run(paths, keep_failed=False):
    return asyncio.run(run_notebooks.run_all(paths, keep_failed, 2, paths[0].parent.parent))


def test_a_notebook_that_fails_is_named_with_its_cell_and_the_others_finish(folder, capsys):
    broken = store(folder, "01-broken.ipynb", "pages = 5", "shares = pages / 0\nprint(shares)")
    dead = store(folder, "02-dead.ipynb", "import os", "os._exit(3)")
    sound = store(folder, "03-sound.ipynb", "3 + 4")
    before = broken.read_bytes()
    problem, death, none = run([broken, dead, sound])
    assert "code cell 2" in problem and "    shares = pages / 0" in problem and "ZeroDivisionError" in problem
    assert "DeadKernelError" in death
    assert none is None and nbformat.read(sound, 4).cells[0].outputs[0].data["text/plain"] == "7"
    assert broken.read_bytes() == before, "a stored notebook stays whole"
    assert capsys.readouterr().out.count("FAILED") == 2


def test_a_copy_that_fails_is_kept_with_its_error(folder):
    broken = store(folder, "01-broken.ipynb", "1 / 0")
    run([broken], keep_failed=True)
    assert nbformat.read(broken, 4).cells[0].outputs[0].ename == "ZeroDivisionError"


def test_running_twice_gives_the_same_bytes(folder):
    path = store(folder, "01-plot.ipynb", "import time\nprint('one', flush=True)\ntime.sleep(0.3)\nprint('two')",
                 "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
                 "from helpers import arabic\nfrom IPython.display import HTML\n"
                 "arabic.choose(lambda n: HTML(f'<b>{n}</b>'), n=[1, 2])")
    assert run([path]) == [None]
    first = path.read_bytes()
    assert run([path]) == [None]
    assert path.read_bytes() == first
    assert b"widget-view" not in first and b"<b>1</b>" in first
    assert b"timestamp" not in first and b"iopub" not in first


def test_pictures_lose_the_name_of_the_software():
    drawn = new_output("display_data", {"image/png": base64.b64encode(PNG).decode()})
    notebook = run_notebooks.normalise(new_notebook(cells=[new_code_cell("", outputs=[drawn])]))
    assert b"Software" in PNG
    assert b"Software" not in base64.b64decode(notebook.cells[0].outputs[0].data["image/png"])


def test_the_python_version_and_other_metadata_go_and_cell_ids_stay():
    cell = new_code_cell("1", metadata={"execution": {"iopub.status.busy": "2031"}, "tags": ["kept"]})
    notebook = new_notebook(cells=[cell], metadata={"language_info": {"name": "python", "version": "3.11.1"},
                                                    "widgets": {"state": {}}})
    normal = run_notebooks.normalise(nbformat.from_dict(notebook))
    assert "version" not in normal.metadata["language_info"] and "widgets" not in normal.metadata
    assert normal.cells[0].metadata == {"tags": ["kept"]}
    assert normal.cells[0].id == cell.id


def test_a_notebook_can_be_pointed_to_other_pages():
    notebook = new_notebook(cells=[new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})])
    source = run_notebooks.point_to(notebook, '../صفحات "أخرى"').cells[0].source
    values = {}
    exec(source, values)
    assert values["PAGES"] == '../صفحات "أخرى"' and values["FIGURES"] == "../figures"


@pytest.mark.parametrize("source, tags", [(PARAMETERS, []), ("FIGURES = 1", ["parameters"]),
                                          ("PAGES = 1", ["parameters"])])
def test_a_notebook_without_parameters_is_refused(source, tags):
    with pytest.raises(ValueError, match="parameters"):
        run_notebooks.point_to(new_notebook(cells=[new_code_cell(source, metadata={"tags": tags})]), "elsewhere")


def test_copies_read_the_other_pages_and_an_earlier_run_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(run_notebooks, "ROOT", tmp_path / "project")
    pages = tmp_path / "my pages"
    pages.mkdir()
    (tmp_path / "project" / "notebooks").mkdir(parents=True)
    stored = tmp_path / "project" / "notebooks" / "01-load.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})]), stored)
    before = stored.read_bytes()
    old = tmp_path / "project" / "runs" / "my pages" / "figures" / "09-gone.png"
    old.parent.mkdir(parents=True)
    old.touch()
    [path] = run_notebooks.copies(pages)
    assert path == tmp_path / "project" / "runs" / "my pages" / "notebooks" / "01-load.ipynb"
    values = {}
    exec(nbformat.read(path, 4).cells[0].source, values)
    assert (path.parent / values["PAGES"]).resolve() == pages
    assert stored.read_bytes() == before and not old.exists()


def test_a_missing_folder_gives_one_clear_error(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.argv", ["run_notebooks.py", "--corpus", str(tmp_path / "nowhere")])
    monkeypatch.setattr(run_notebooks, "notebooks", lambda: ["01-load.ipynb"])
    with pytest.raises(SystemExit, match="no such folder: .*nowhere"):
        run_notebooks.main()


def chunk(name, data):
    return len(data).to_bytes(4, "big") + name + data + bytes(4)


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"tEXt", b"Software\0x") + chunk(b"IEND", b"")
