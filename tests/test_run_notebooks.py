import asyncio
import base64
import shutil

import nbformat
import pytest
import run_folder
import run_notebooks
from nbformat.v4 import new_code_cell, new_notebook, new_output

PARAMETERS = 'PAGES = "../data/articles"\nFIGURES = "../figures"'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "notebooks").mkdir()
    return tmp_path / "notebooks"


def store(folder, name, *sources):
    path = folder / name
    path.write_text(
        run_notebooks.text_of(new_notebook(cells=[new_code_cell(source) for source in sources])),
        encoding="utf-8",
        newline="\n",
    )
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
    path = store(
        folder,
        "01-plot.ipynb",
        "import time\nprint('one', flush=True)\ntime.sleep(0.3)\nprint('two')",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "from helpers.display import choose\nfrom IPython.display import HTML\n"
        "choose(lambda n: HTML(f'<b>{n}</b>'), n=[1, 2])",
    )
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
    notebook = new_notebook(
        cells=[cell], metadata={"language_info": {"name": "python", "version": "3.11.1"}, "widgets": {"state": {}}}
    )
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


@pytest.mark.parametrize(
    "source, tags", [(PARAMETERS, []), ("FIGURES = 1", ["parameters"]), ("PAGES = 1", ["parameters"])]
)
def test_a_notebook_without_parameters_is_refused(source, tags):
    with pytest.raises(ValueError, match="parameters"):
        run_notebooks.point_to(new_notebook(cells=[new_code_cell(source, metadata={"tags": tags})]), "elsewhere")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one notebook, which draws one figure, in a folder with an awkward name."""
    root = tmp_path / "My مشروع (1) [x]"
    (root / "notebooks").mkdir(parents=True)
    (root / "figures").mkdir()
    (root / "figures" / "01-load.png").touch()
    monkeypatch.setattr(run_notebooks, "ROOT", root)
    notebook = new_notebook(cells=[new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})])
    nbformat.write(notebook, root / "notebooks" / "01-load.ipynb")
    monkeypatch.delenv("CORPUS", raising=False)
    return root


@pytest.fixture
def make_figures(project, monkeypatch, capsys):
    """Run the script with CORPUS in the environment, and notebooks that only draw; returns what it says."""

    async def run_all(paths, keep_failed, workers, scratch):
        for path in paths:
            for name in draws:
                (path.parent.parent / "figures" / name).write_text(str(path))
        return [fails for path in paths]

    draws, fails = ["01-load.png"], None

    def call(corpus, drawn=("01-load.png",), problem=None):
        nonlocal draws, fails
        draws, fails = drawn, problem
        monkeypatch.setattr("sys.argv", ["run_notebooks.py"])
        monkeypatch.setattr(run_notebooks, "run_all", run_all)
        if corpus is not None:
            monkeypatch.setenv("CORPUS", str(corpus))
        with pytest.raises(SystemExit) as stopped:
            run_notebooks.main()
        code = stopped.value.code
        return capsys.readouterr().out if code in (0, 1) else code

    return call


def pages_in(folder):
    folder.mkdir(parents=True)
    return folder


def figures(run):
    return sorted(path.name for path in (run / "figures").iterdir())


def test_copies_read_the_other_pages_and_the_shipped_notebooks_stay(project, tmp_path):
    pages = pages_in(tmp_path / "صفحات my 'pages' [1]")
    before = (project / "notebooks" / "01-load.ipynb").read_bytes()
    _, [path] = run_notebooks.copies(pages)
    assert path == project / "runs" / pages.name / "notebooks" / "01-load.ipynb"
    values = {}
    exec(nbformat.read(path, 4).cells[0].source, values)
    assert (path.parent / values["PAGES"]).resolve() == pages
    assert (project / "notebooks" / "01-load.ipynb").read_bytes() == before


HOSTILE = ["$(touch X)", "`touch X`", '"; touch X; "', "'; touch X; '", "$(shell touch X)", "one\ntouch X", "%s#\\"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_folder_of_any_name_is_read(project, make_figures, tmp_path, name):
    make_figures(pages_in(tmp_path / name))
    [run] = (project / "runs").iterdir()
    assert figures(run) == ["01-load.png"] and "\n" not in run.name


@pytest.mark.parametrize("corpus", ["", " ", "\n", "nowhere", "$(nothing)", "صفحات\udcff", "م" * 300, "x\ny"])
def test_what_is_no_folder_of_pages_is_refused_in_one_line_and_nothing_is_run(project, make_figures, corpus):
    before = sorted(project.rglob("*"))
    said = make_figures(corpus)
    assert said.startswith("make figures: ") and "\n" not in said
    assert sorted(project.rglob("*")) == before and (project / "figures" / "01-load.png").read_bytes() == b""


def test_an_empty_corpus_on_the_command_line_is_refused_too(project, monkeypatch):
    monkeypatch.setattr("sys.argv", ["run_notebooks.py", "--corpus", ""])
    with pytest.raises(SystemExit, match="CORPUS is empty"):
        run_notebooks.main()


def test_the_project_itself_is_no_corpus(project, make_figures):
    assert "own folder" in make_figures(project)


def test_a_folder_in_the_project_is_one(project, make_figures):
    make_figures(pages_in(project / "data" / "articles"))
    assert figures(project / "runs" / "articles") == ["01-load.png"]


def test_folders_of_one_name_have_a_run_each(project, make_figures, tmp_path):
    one, two = pages_in(tmp_path / "2031" / "pages"), pages_in(tmp_path / "2032" / "pages")
    for corpus in (one, two, one, two):
        make_figures(corpus)
    first, second = sorted((project / "runs").iterdir())
    assert first.name == "pages" and second.name.startswith("pages-")
    assert [run_folder.find(project, corpus).path for corpus in (one, two)] == [first, second]


def test_a_corpus_keeps_its_run_when_the_plain_name_becomes_free(project, tmp_path):
    one, two = pages_in(tmp_path / "2031" / "pages"), pages_in(tmp_path / "2032" / "pages")
    first, second = (run_notebooks.copies(corpus)[0].path for corpus in (one, two))
    shutil.rmtree(first)
    assert run_folder.find(project, two).path == second


def test_a_folder_in_runs_that_no_run_made_is_left_alone(project, make_figures, tmp_path):
    notes = pages_in(project / "runs" / "pages") / "notes.txt"
    notes.touch()
    make_figures(pages_in(tmp_path / "pages"))
    assert [path.name for path in notes.parent.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}'])
def test_a_folder_whose_record_is_broken_is_left_alone(project, tmp_path, text):
    corpus = pages_in(tmp_path / "pages")
    run = run_notebooks.copies(corpus)[0].path
    (run / run_folder.RECORD).write_text(text)
    assert run_folder.find(project, corpus).path != run


def test_a_second_run_says_that_it_overwrites_the_first(project, make_figures, tmp_path):
    corpus = pages_in(tmp_path / "pages")
    assert "overwrit" not in make_figures(corpus)
    said = make_figures(corpus)
    assert f"earlier run on {corpus}" in said and "kept" not in said


def test_a_figure_that_is_no_longer_drawn_is_removed_and_named(project, make_figures, tmp_path):
    corpus = pages_in(tmp_path / "pages")
    make_figures(corpus, drawn=["01-load.png", "09-gone.png"])
    assert "09-gone.png" in make_figures(corpus)
    assert figures(project / "runs" / "pages") == ["01-load.png"]
    assert "09-gone.png" not in make_figures(corpus)


def test_after_a_run_that_failed_earlier_figures_stay_and_are_named(project, make_figures, tmp_path):
    corpus = pages_in(tmp_path / "pages")
    make_figures(corpus, drawn=["01-load.png", "09-more.png"])
    said = make_figures(corpus, problem="broken")
    assert "from an earlier run, not written by this one: figures/09-more.png" in said
    assert figures(project / "runs" / "pages") == ["01-load.png", "09-more.png"]


def test_files_of_the_user_stay_in_a_run(project, make_figures, tmp_path):
    corpus = pages_in(tmp_path / "pages")
    make_figures(corpus)
    mine = project / "runs" / "pages" / "figures" / "mine.png"
    mine.touch()
    make_figures(corpus)
    assert mine.exists()


@pytest.mark.parametrize("name", ["notebooks/01-load.ipynb", "figures/01-load.png"])
def test_what_the_user_changed_in_a_run_is_kept_under_another_name(project, make_figures, tmp_path, name):
    corpus = pages_in(tmp_path / "pages")
    make_figures(corpus)
    changed = project / "runs" / "pages" / name
    changed.write_text("my own work")
    said = make_figures(corpus)
    kept = changed.with_name(f"01-load-kept-1{changed.suffix}")
    assert kept.read_text() == "my own work"
    assert f"{name} was changed since, or is yours: it is now {kept.name}" in said
    assert changed.read_text() != "my own work"


def test_a_record_names_no_file_outside_its_run(project, tmp_path):
    corpus = pages_in(tmp_path / "pages")
    folder = run_notebooks.copies(corpus)[0]
    outside = tmp_path / "outside.png"
    outside.touch()
    folder.files["../../../outside.png"] = "0"
    folder.save()
    run_notebooks.copies(corpus)[0].record()
    assert outside.exists()


@pytest.mark.parametrize("corpus", ["/", ".", ".."])
def test_names_without_letters_have_a_run_in_sight(project, tmp_path, monkeypatch, corpus):
    monkeypatch.chdir(pages_in(tmp_path / "صفحات" / "..."))
    run = run_folder.find(project, run_notebooks.pages_at(corpus)).path
    assert run.parent == project / "runs" and run.name in ("pages", "صفحات")


def test_a_name_as_long_as_a_file_system_allows_is_shortened(project, tmp_path):
    for parent in ("one", "two"):
        run = run_notebooks.copies(pages_in(tmp_path / parent / ("م" * 127)))[0].path
        assert len(run.name.encode()) < 255


def test_a_notebook_that_cannot_be_written_stays_whole(folder, monkeypatch):
    path = store(folder, "01-sound.ipynb", "3 + 4")
    before = path.read_bytes()

    def full(*paths):
        raise OSError("the disk is full")

    monkeypatch.setattr(run_folder.os, "replace", full)
    [problem] = run([path])
    assert "the disk is full" in problem and path.read_bytes() == before and list(folder.iterdir()) == [path]


def chunk(name, data):
    return len(data).to_bytes(4, "big") + name + data + bytes(4)


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(b"tEXt", b"Software\0x") + chunk(b"IEND", b"")
