"""Run all notebooks in place, or copies of them on other pages; the result is the same to the byte each time.

    python scripts/run_notebooks.py                    notebooks/*.ipynb are run and written back
    python scripts/run_notebooks.py --corpus FOLDER    copies of them read FOLDER and are written to runs/NAME/

FOLDER may also be given as the environment variable CORPUS, as `make figures CORPUS=FOLDER` does.
"""

import argparse
import asyncio
import base64
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import run_folder
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.corpus import Refused, plain

ROOT = Path(__file__).resolve().parent.parent

# The metadata about the program that ran a notebook: fixed, because the real ones name a Python version.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}

# Left behind in cells by front ends: clock times, and how the last reader left the window.
PASSING_CELL_METADATA = ("execution", "ExecuteTime", "collapsed", "scrolled", "trusted")

# A widget lives in its kernel and has a random id; readers without a kernel see the HTML that is stored with it.
WIDGET = "application/vnd.jupyter.widget-view+json"

# The chunks that a picture needs; others name software and times.
PNG_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"}


def bare_png(data):
    """Return the same picture without the chunks that name the software and the time.

    >>> import zlib
    >>> def chunk(name, data):
    ...     return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
    >>> head, text, end = chunk(b"IHDR", bytes(13)), chunk(b"tEXt", b"Software"), chunk(b"IEND", b"")
    >>> bare_png(b"signatur" + head + text + end) == b"signatur" + head + end
    True
    """
    kept, at = [data[:8]], 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big") + 12
        if data[at + 4 : at + 8] in PNG_CHUNKS:
            kept.append(data[at : at + size])
        at += size
    return b"".join(kept)


def normalise(notebook):
    """Return the notebook without anything that differs between runs, machines or versions of Python; cell ids stay."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat_minor = 5
    for number, cell in enumerate(notebook.cells, 1):
        cell.setdefault("id", f"cell-{number}")
        for name in PASSING_CELL_METADATA:
            cell.metadata.pop(name, None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in map(_normalise_output, cell.outputs) if output]
    return notebook


def _normalise_output(output):
    data = output.get("data")
    if data is None:
        return output
    data.pop(WIDGET, None)
    if "image/png" in data:
        picture = bare_png(base64.b64decode(data["image/png"]))
        data["image/png"] = base64.b64encode(picture).decode("ascii") + "\n"
    return output if data else None


def text_of(notebook):
    """Return the text of the .ipynb file: the one form in which notebooks are stored."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def point_to(notebook, pages):
    """Make the cell tagged `parameters` read other pages. Raises ValueError if the notebook has no such cell."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            line = "PAGES = " + json.dumps(str(pages), ensure_ascii=False)
            escaped = line.replace("\\", r"\\")
            cell.source, found = re.subn(r"^PAGES = .*$", escaped, cell.source, flags=re.MULTILINE)
            if found and re.search(r"^FIGURES = ", cell.source, re.MULTILINE):
                return notebook
    raise ValueError("needs a code cell tagged `parameters` with the lines PAGES = … and FIGURES = …")


def pages_at(given):
    """Return the folder or file of pages that a user names. Raises Refused if there is none.

    >>> pages_at(" ")
    Traceback (most recent call last):
    helpers.corpus.messages.Refused: CORPUS is empty: name a folder of pages, or leave CORPUS out (unset CORPUS)
    """
    if not given.strip():
        raise Refused("CORPUS is empty: name a folder of pages, or leave CORPUS out (unset CORPUS)")
    if given != given.encode(errors="ignore").decode():
        raise Refused(f"CORPUS is not UTF-8: {plain(given)}; give the folder another name")
    path = Path(os.path.realpath(os.path.expanduser(given)))
    if not (os.path.isdir(path) or os.path.isfile(path)):
        raise Refused(
            f"no such folder: {plain(given)} (looked for {plain(path)}); "
            "CORPUS names a folder of pages, relative to where make was called"
        )
    if path == ROOT:
        raise Refused("CORPUS is the project's own folder; name a folder of pages, such as data/articles")
    return path


def copies(corpus):
    """Copy all notebooks to the run's folder and make them read `corpus`. Return that folder and the copies."""
    folder = run_folder.find(ROOT, corpus)
    texts = {}
    for path in notebooks():
        pages = Path(os.path.relpath(corpus, folder.path / "notebooks")).as_posix()
        try:
            texts[f"notebooks/{path.name}"] = text_of(point_to(nbformat.read(path, as_version=4), pages))
        except ValueError as error:
            raise Refused(f"{path.name} {error}") from None
    figures = [f"figures/{path.name}" for path in (ROOT / "figures").glob("*.*")]
    print(_announcement(folder), flush=True)
    for name, aside in folder.prepare([*texts, *figures]).items():
        print(f"  {name} was changed since, or is yours: it is now {aside}", flush=True)
    for name, text in texts.items():
        run_folder.write(folder.path / name, text)
    folder.record()
    return folder, [folder.path / name for name in texts]


def _announcement(folder):
    shown = plain(os.path.relpath(folder.path))
    if folder.files:
        return f"overwriting what the earlier run on {plain(folder.corpus)} wrote to {shown}/"
    return f"the results on {plain(folder.corpus)} go to {shown}/"


def notebooks():
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


async def run(path, keep_failed, turn, width, scratch):
    """Run one notebook and write it back; return None, or the problem as text.

    A notebook that failed is written only if `keep_failed` is true, so that the shipped ones stay whole. The log of its
    kernel goes to `scratch` and is shown only if the kernel dies.
    """
    async with turn:
        began = time.perf_counter()
        notebook = nbformat.read(path, as_version=4)
        client = NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=None,
            record_timing=False,
            store_widget_state=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(path.parent)}},
        )
        problem = None
        log = scratch / f"{path.stem}.log"
        try:
            with open(log, "w", encoding="utf-8") as stderr:
                await client.async_execute(stderr=stderr, env=environment(scratch))
        except CellExecutionError as error:
            problem = describe(notebook, f"{error.ename}: {error.evalue}")
        except Exception as error:  # such as the death of the kernel: the other notebooks go on
            problem = describe(notebook, f"{type(error).__name__}: {error}\n{log.read_text(encoding='utf-8')[-2000:]}")
        if problem is None or keep_failed:
            try:
                run_folder.write(path, text_of(normalise(notebook)))
            except OSError as error:
                problem = problem or f"writing it: {error}"
        seconds = time.perf_counter() - began
        print(f"  {path.stem:{width}}  {seconds:5.1f} s{'' if problem is None else '  FAILED'}", flush=True)
        return problem


def describe(notebook, error):
    """Return the cell at which a run stopped, and the error."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    broken = [any(output.output_type == "error" for output in cell.outputs) for cell in code]
    if True not in broken:
        return error
    number = broken.index(True)
    source = "\n".join("    " + line for line in code[number].source.splitlines())
    return f"code cell {number + 1}:\n\n{source}\n\n{error}"


async def run_all(paths, keep_failed, workers, scratch):
    turn = asyncio.Semaphore(workers)
    width = max(len(path.stem) for path in paths)
    return await asyncio.gather(*(run(path, keep_failed, turn, width, scratch) for path in paths))


def environment(folder):
    """Return the environment for a kernel, without the user's settings of IPython and matplotlib."""
    own = ("MPLBACKEND", "MATPLOTLIBRC", "PYTHONSTARTUP")
    kept = {name: value for name, value in os.environ.items() if name not in own}
    return kept | {"IPYTHONDIR": str(folder)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--corpus",
        metavar="FOLDER",
        default=os.environ.get("CORPUS"),
        help="run copies of the notebooks on the pages in FOLDER",
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="notebooks run at a time")
    options = parser.parse_args()
    if not notebooks():
        sys.exit("make figures: there is no notebook in notebooks/")
    folder, paths = None, notebooks()
    if options.corpus is not None:
        try:
            folder, paths = copies(pages_at(options.corpus))
        except (Refused, OSError) as error:
            sys.exit(f"make figures: {error}")

    print(f"running {len(paths)} notebooks, {min(options.workers, len(paths))} at a time", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"  # this environment's kernel, not one that the user installed
        try:
            problems = asyncio.run(run_all(paths, folder is not None, options.workers, Path(scratch)))
        except KeyboardInterrupt:
            sys.exit("make figures: interrupted; the notebooks that had not ended are as they were")
        finally:
            left = folder.record() if folder else []
    for path, problem in zip(paths, problems):
        if problem is not None:
            print(f"\n{path.name} failed in {problem}", file=sys.stderr)
    if left:
        print(_after(folder, left, complete=not any(problems)))
    figures = paths[0].parent.parent / "figures"
    print(
        f"{problems.count(None)} of {len(paths)} notebooks ran; "
        f"{len(list(figures.glob('*.png')))} figures in {plain(os.path.relpath(figures))}/"
    )
    sys.exit(1 if any(problems) else 0)


def _after(folder, left, complete):
    """Remove files of an earlier run that a complete one did not write. Return the line that reports it."""
    names = ", ".join(plain(name) for name in left)
    if complete:
        folder.remove(left)
        return f"removed, because no notebook writes them any more: {names}"
    return f"from an earlier run, not written by this one: {names}"


if __name__ == "__main__":
    main()
