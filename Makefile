# Needs Python 3.11 or newer, git and make; everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install run test format-check lint types imports pytest fix examples pictures looks manual bench clean

help: ## what make can do
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

install: $(STAMP) ## the virtual environment in .venv (PYTHON=python3.12 chooses another Python)

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 1; }
	@echo "Preparing $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(STAMP) ## the program on a copy of the example workspace
	@$(BIN)/tracker-tui demo

test: format-check lint types imports pytest ## every check
	@echo "All checks passed: format, lint, types, imports, tests."

format-check: $(STAMP) ## the form of the code
	@$(BIN)/ruff format --check .

lint: $(STAMP) ## likely mistakes
	@$(BIN)/ruff check .

types: $(STAMP) ## mypy, strict
	@$(BIN)/mypy

imports: $(STAMP) ## who may import whom
	@$(BIN)/lint-imports --no-cache --no-logo

pytest: $(STAMP) ## the tests (WORKERS=4 for more processes)
	@$(BIN)/python -m pytest -q -n $(WORKERS)

fix: $(STAMP) ## format, and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

examples: $(STAMP) ## the example workspace anew (CHECK=1 fails where git sees a difference)
	@$(BIN)/python -m examples.make_studio
	@test -z "$(CHECK)" || { changed=$$(git status --porcelain -- examples/studio) \
		&& test -z "$$changed" || { echo "$$changed"; exit 1; }; }

pictures: $(STAMP) ## the pictures of the README anew
	@$(BIN)/python -m examples.make_pictures

looks: $(STAMP) ## the pictures that the tests of looks compare with, anew
	@WRITE_LOOKS=1 $(BIN)/python -m pytest -q tests/ui/test_snapshots.py tests/ui/test_text_dumps.py

manual: $(STAMP) ## the manual's page of keys anew
	@$(BIN)/python -m tracker_tui.ui.keys_page

bench: $(STAMP) ## how fast it is (SIZES=1000,10000 for less)
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.bench $(if $(SIZES),--sizes $(SIZES))

clean: ## remove everything that was made here
	@rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find tracker_tui tests examples -name __pycache__ -type d -prune -exec rm -rf {} +
