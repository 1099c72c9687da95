# make figures | test | lab | lock | clean          (Linux and macOS, Python 3.11 to 3.14)
#
#   make figures                  set up .venv if needed, run every notebook, redraw every figure
#   make figures CORPUS=folder    the same notebooks on other pages, into runs/NAME/
#   make clean                    delete environments and caches; runs/ stays

# Values given by the user reach the recipes through the environment, unchanged: neither make nor a shell
# evaluates them.
ifneq ($(origin CORPUS),undefined)
override CORPUS := $(value CORPUS)
export CORPUS
endif
PYTHON ?= python3
override PYTHON := $(value PYTHON)
export PYTHON
unexport CDPATH

# An empty CORPUS is a slip, such as an unset variable: read as none, it would run the shipped notebooks.
ifneq ($(filter figures,$(or $(MAKECMDGOALS),figures)),)
ifneq ($(origin CORPUS),undefined)
$(if $(strip $(CORPUS)),,$(error CORPUS is empty: name a folder of pages, or leave CORPUS out (unset CORPUS)))
endif
endif

# The folder of this file. make splits names at blanks, so a blank is a | here for as long as `dir` has the
# path, and no target of this file holds a path.
override EMPTY   :=
override BLANK   := $(EMPTY) $(EMPTY)
override FOLDER  := $(dir $(patsubst |%,%,$(subst $(BLANK),|,$(MAKEFILE_LIST))))
override PROJECT := $(subst |,$(BLANK),$(if $(filter /%,$(FOLDER)),,./)$(FOLDER))
export PROJECT

SHELL       := bash
override GO := cd -- "$$PROJECT" && test -f scripts/set_up.sh &&

# Packages of the second environment: the last line of matplotlib that does not shape Arabic itself.
override OLD_PACKAGES := 'matplotlib==3.10.*' arabic-reshaper python-bidi numpy pytest

.PHONY: figures test lab lock clean project environment old-environment lock-environment
.DEFAULT_GOAL := figures

figures: environment
	@"$$PROJECT".venv/bin/python "$$PROJECT"scripts/run_notebooks.py

# The quick checks come first, so that a slip is reported within seconds.
test: environment old-environment
	@$(GO) .venv/bin/python -m ruff format --check .
	@$(GO) .venv/bin/python -m ruff check .
	@$(GO) .venv/bin/python -m mypy
	@$(GO) echo "labels with matplotlib 3.10" && \
	  .venv-matplotlib-3.10/bin/python -m pytest -q tests/test_arabic.py
	@$(GO) echo "everything" && .venv/bin/python -m pytest

lab: environment
	@$(GO) cd notebooks && ../.venv/bin/python -m jupyterlab

# Renews both locks: exact pins for every platform and Python, without hashes (which exclude `-e .`).
lock: lock-environment
	@$(GO) .venv-lock/bin/uv pip compile -q --universal --python-version 3.11 --upgrade \
	  --no-header --no-annotate --output-file requirements.txt pyproject.toml
	@$(GO) grep -v '^matplotlib==' requirements.txt > .venv-lock/constraints.txt && \
	  printf '%s\n' $(OLD_PACKAGES) | .venv-lock/bin/uv pip compile -q --universal --python-version 3.11 \
	  --upgrade --no-header --no-annotate --constraint .venv-lock/constraints.txt \
	  --output-file requirements-matplotlib-3.10.txt -

# Deletes, by name, files that the other commands make again, and never runs/: it holds results.
clean: | project
	$(GO) rm -rf -- .venv .venv-matplotlib-3.10 .venv-lock arabic_news_pages.egg-info \
	  .pytest_cache .ruff_cache .mypy_cache .hypothesis .ipynb_checkpoints __pycache__
	$(GO) find benchmarks helpers notebooks scripts tests -type d \
	  \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf -- {} +

project:
	@$(GO) : || { printf 'make: %s is not the project: call make in its folder\n' "$$PROJECT" >&2; exit 1; }

environment: | project
	@bash "$$PROJECT"scripts/set_up.sh .venv -r requirements.txt -e .

old-environment: | project
	@bash "$$PROJECT"scripts/set_up.sh .venv-matplotlib-3.10 -r requirements-matplotlib-3.10.txt

lock-environment: | project
	@bash "$$PROJECT"scripts/set_up.sh .venv-lock uv
