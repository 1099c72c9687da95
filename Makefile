# make figures | test | lab | lock | clean          (Linux and macOS, Python 3.11 to 3.14)
#
#   make figures                  set up .venv if needed, run every notebook, redraw every figure
#   make figures CORPUS=folder    the same notebooks on other pages, into runs/NAME/

SHELL       := bash
.SHELLFLAGS := -eo pipefail -c

PYTHON ?= python3
ROOT   := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
VENV   := $(ROOT)/.venv
OLD    := $(ROOT)/.venv-matplotlib-3.10
UV     := $(ROOT)/.venv-lock
READY  := .installed
PIP    := -m pip --disable-pip-version-check --no-input install
DOTS   := while read -r word rest; do case $$word in \
            Collecting|Processing) printf .;; Installing) printf ' installing';; esac; done; echo

# What the second environment holds: matplotlib of the line that does not shape Arabic itself.
OLD_PACKAGES := 'matplotlib==3.10.*' arabic-reshaper python-bidi numpy pytest

.PHONY: figures test lab lock clean python
.DEFAULT_GOAL := figures

figures: $(VENV)/$(READY)
	@$(VENV)/bin/python "$(ROOT)/scripts/run_notebooks.py" $(if $(strip $(CORPUS)),--corpus "$(CORPUS)")

test: $(VENV)/$(READY) $(OLD)/$(READY)
	@cd "$(ROOT)" && echo "labels with matplotlib 3.10" && \
	  $(OLD)/bin/python -m pytest -q tests/test_arabic.py
	@cd "$(ROOT)" && echo "everything" && $(VENV)/bin/python -m pytest

lab: $(VENV)/$(READY)
	cd "$(ROOT)/notebooks" && $(VENV)/bin/python -m jupyterlab

# Renews both locks: exact pins for every platform and Python, without hashes (they and `-e .` exclude one another).
lock: $(UV)/$(READY)
	cd "$(ROOT)" && $(UV)/bin/uv pip compile -q --universal --python-version 3.11 --upgrade \
	  --no-header --no-annotate --output-file requirements.txt pyproject.toml
	cd "$(ROOT)" && grep -v '^matplotlib==' requirements.txt > $(UV)/constraints.txt && \
	  printf '%s\n' $(OLD_PACKAGES) | $(UV)/bin/uv pip compile -q --universal --python-version 3.11 --upgrade \
	  --no-header --no-annotate --constraint $(UV)/constraints.txt --output-file requirements-matplotlib-3.10.txt -

clean:
	rm -rf $(VENV) $(OLD) $(UV) "$(ROOT)/runs" "$(ROOT)"/*.egg-info "$(ROOT)/.pytest_cache"
	find "$(ROOT)" -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' || \
	  { echo "make: this project needs Python 3.11, 3.12, 3.13 or 3.14, and $(PYTHON) is none of them;" \
	         "name one, for instance: make figures PYTHON=python3.12" >&2; exit 1; }

# A stamp inside each environment is younger than its lock, so setting up is done again only when the lock changed.
$(VENV)/$(READY): $(ROOT)/requirements.txt $(ROOT)/pyproject.toml | python
	@echo "setting up $(VENV) (a minute or two, only when requirements.txt has changed)"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python $(PIP) -r "$(ROOT)/requirements.txt" | $(DOTS)
	@$(VENV)/bin/python $(PIP) -q --no-deps --editable "$(ROOT)"
	@touch $@

$(OLD)/$(READY): $(ROOT)/requirements-matplotlib-3.10.txt | python
	@echo "setting up $(OLD)"
	@$(PYTHON) -m venv $(OLD)
	@$(OLD)/bin/python $(PIP) -q -r "$(ROOT)/requirements-matplotlib-3.10.txt"
	@touch $@

$(UV)/$(READY): | python
	@$(PYTHON) -m venv $(UV)
	@$(UV)/bin/python $(PIP) -q uv
	@touch $@
