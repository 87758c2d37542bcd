# Everything a newcomer and a contributor type. `make site` and `make test` need Python 3.11 or newer and make, no more.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATELINE := $(BIN)/dateline
# What is installed is what was tested: constraints.txt names one version of each package.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
JOBS ?= auto
NPM := npm --silent --no-audit --no-fund --ignore-scripts

.PHONY: site test dev golden accuracy quality bench bench-publish screenshots lint format clean page-checkers
.DEFAULT_GOAL := site

site: $(VENV)/installed  ## import what waits in content/inbox/ and build output/
	@$(DATELINE) import || echo "What could not be imported is still in content/inbox/; the site is built without it." >&2
	@$(DATELINE) build
	@echo "Look at it with 'make dev', which serves a preview at http://127.0.0.1:8000/ and reloads it as you write."

test: $(VENV)/installed-dev page-checkers  ## run every test; those in a browser need Chromium
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

dev: $(VENV)/installed  ## preview the site, with reload
	@$(DATELINE) serve

golden: $(VENV)/installed-dev  ## accept the present output of the golden site as right
	@$(BIN)/python -m tests.accept_golden

accuracy: $(VENV)/installed-dev  ## measure import against the samples
	@$(BIN)/python -m bench.accuracy
	@$(BIN)/python -m bench.html_accuracy
	@$(BIN)/python -m bench.import_speed

quality: $(VENV)/installed-dev page-checkers  ## measure the pages of the built site; needs Chromium, Java and npm
	@cd bench/quality && { [ -d node_modules/lighthouse ] || $(NPM) install --no-save lighthouse@12.8.2; }
	@$(BIN)/python -m bench.page_quality
	@$(BIN)/python -m bench.search

bench: $(VENV)/installed-dev  ## measure builds beside Hugo's; takes hours with all sizes (SIZES=1000)
	@$(INSTALL) --editable '.[bench]'
	@$(BIN)/python -m bench.builds $(if $(SIZES),--sizes $(SIZES))

bench-publish: $(VENV)/installed-dev  ## measure the way from the site to the public
	@$(BIN)/python -m bench.publish
	@$(BIN)/python -m bench.serve_speed

screenshots: $(VENV)/installed-dev  ## take the pictures in the documentation anew; needs Chromium
	@$(BIN)/python -m docs.make_screenshots

lint: $(VENV)/installed-dev  ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/installed-dev  ## lay the code out as ruff likes it
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:  ## forget what was built and installed; content stays
	@rm -rf $(VENV) .dateline .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find output -mindepth 1 ! -name .gitignore -delete

page-checkers: bench/quality/node_modules/.package-lock.json

bench/quality/node_modules/.package-lock.json: bench/quality/package-lock.json
	@if command -v npm >/dev/null; then cd bench/quality && $(NPM) ci; \
		else echo "npm is not installed: what judges the pages is left out" >&2; fi

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer; name one: make site PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python could not make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/installed
