# `make demo` shows what kg does, `make test` checks it. Everything is installed into .venv, nothing outside this folder
# (but for Chromium, which `make test` takes from the distribution's packages where none is found and the user is root).

VENV := .venv
BIN := $(VENV)/bin
REPORTS ?= examples
OUTPUT ?= output
SOURCES := src tests bench
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that kg runs on; make PYTHON=… names another one.
FIND_PYTHON = for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	"$$python" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 && break; python=; done; \
	[ -n "$$python" ] || { echo "kg needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian and Ubuntu: apt-get install python3-venv). Where it has another name: make PYTHON=/path/to/python3" >&2; exit 1; }
MAKE_VENV = $(BIN)/python -c 'import pip' >/dev/null 2>&1 || { $(FIND_PYTHON); "$$python" -m venv --clear $(VENV); }

.PHONY: help demo test check lint types layers tests format bench hostile general-news clean browser parsers docs
.DEFAULT_GOAL := help

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):[^#]*## /make \1 	/p' Makefile

demo: $(VENV)/.package ## install kg into .venv, read the sample reports, say where the page is
	@$(BIN)/kg build $(REPORTS) -o $(OUTPUT)

test: $(VENV)/.tools browser parsers ## install the test tools, then format, lint, types, layers and all tests
	@$(MAKE) --no-print-directory --keep-going check TESTS=

check: lint types layers tests ## the same without installing anything, and without the tests that need the network

lint:
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

tests: TESTS ?= -m 'not network'
tests:
	$(BIN)/pytest -rs $(TESTS)

format: $(VENV)/.tools ## put the code into its usual form
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

bench: $(VENV)/.tools browser ## how long a build takes, per 1,000 characters; how quick RDF is beside rdflib and the page beside stock pyvis
	@$(BIN)/python bench/build_time.py
	@$(BIN)/python bench/resolve.py
	@$(BIN)/python bench/rdf.py
	@$(BIN)/python bench/view.py

hostile: $(VENV)/.tools ## 1,000 hostile and broken queries against kg serve: how long they take, what they get
	@KG_HOSTILE=1000 $(BIN)/pytest -s tests/serve/test_hostile.py

general-news: $(VENV)/.package ## people, places and bodies beside LAC alone, on a tagged sample from PyPI
	@$(BIN)/python bench/general_news.py

docs: $(VENV)/.package ## write docs/ontology.html from the ontology
	@$(BIN)/python docs/ontology.py

clean: ## take away what was installed and built here
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete

browser:
	@.ci/browser

parsers: $(VENV)/.tools
	@.ci/parsers

$(VENV)/.package: pyproject.toml
	@$(MAKE_VENV)
	@echo "Installing kg into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --editable .
	@touch $@

$(VENV)/.tools: pyproject.toml
	@$(MAKE_VENV)
	@echo "Installing kg and the test tools into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --editable '.[test]'
	@touch $(VENV)/.package $@
