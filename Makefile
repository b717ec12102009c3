# Verbs of the teaching kit. Only Python 3.11 or newer, make and git are needed beforehand.
#   make lab ARGS=--no-browser     on a server      make test ARGS="-k ledger"   one part
#   make clean lab PYTHON=python3.13            another Python

PYTHON ?= python3
ARGS   ?=
BIN    := .venv/bin
STAMP  := .venv/.stamp
BENCH  := .venv-bench
# Part of the address, so that the printed one leads here too where no browser opens.
START  := /lab/tree/notebooks/00-start-here.ipynb
export PYTHON

# Jupyter refuses to run as root unasked; without a screen there is no browser to open.
LAB_FLAGS = $(if $(filter 0,$(shell id -u)),--allow-root) \
            $(if $(filter Linux,$(shell uname)),$(if $(DISPLAY)$(WAYLAND_DISPLAY),,--no-browser))

# What drives a browser runs by itself: it measures what a busy machine would blur. pytest ends
# with 5 where nothing was chosen, as when ARGS asks for one part.
NONE = || [ $$? = 5 ]

.DEFAULT_GOAL := help
.PHONY: help lab test quick bench bench-browser bench-lessons lint ledger notebooks lock clean

help:  ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

lab: $(STAMP)  ## open the lessons in JupyterLab (its address is printed)
	$(BIN)/jupyter lab --LabApp.default_url=$(START) $(strip $(LAB_FLAGS) $(ARGS))

test: $(STAMP)  ## run every test: science, data, lessons, notebooks, browser
	@$(BIN)/python tests/chromium.py
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser" $(ARGS) $(NONE)
	$(BIN)/python -m pytest -m browser $(ARGS) $(NONE)

quick: $(STAMP)  ## run the fast tests: no browser, no notebooks
	$(BIN)/python -m pytest -n 2 --dist loadfile tests --ignore=tests/browser -m "not browser and not slow" $(ARGS)

bench: $(STAMP)  ## time the models, call by call
	$(BIN)/python -m pytest bench --benchmark-only --benchmark-columns=median,iqr,rounds $(ARGS)

lint: $(STAMP)  ## style, the one-way imports, the JavaScript; mend by hand or with `ruff format`
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/python tools/lint_javascript.py

ledger: $(STAMP)  ## check every number of the ledger: schema, units, sources, licences
	$(BIN)/python tools/check_ledger.py $(ARGS)

notebooks: $(STAMP)  ## run every notebook again and save what comes out
	$(BIN)/python tools/build_links.py
	$(BIN)/python tools/build_notebooks.py $(ARGS)

bench-lessons: $(STAMP)  ## run all notebooks in one go on two cores, and time it
	$(BIN)/python bench/run_all.py $(ARGS)

bench-browser: $(BENCH)/.stamp  ## time the live chart against other ways: docs/performance.md
	$(BENCH)/bin/python bench/browser/run.py $(ARGS)

# matplotlib is needed for the comparison only, so it lives beside the lock and not in it.
$(BENCH)/.stamp: requirements.lock
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BENCH)/bin/python -m pip install --quiet matplotlib
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

lock: $(STAMP)  ## choose the newest allowed versions: writes requirements.lock
	@$(BIN)/python -m pip install --quiet 'uv>=0.9,<1'
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --generate-hashes \
	  --python-version 3.11 --fork-strategy fewest --upgrade --quiet -o requirements.lock

clean:  ## remove the environment and all caches
	rm -rf .venv $(BENCH) dist build .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml jupyter/overrides.json tools/setup.sh
	@sh tools/setup.sh
	@touch $@
