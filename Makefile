# `make run` and `make test` do all their own set-up; the rest is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
APP_READY := $(VENV)/.app-ready
DEV_READY := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help run test test-long check fix lock samples pictures clean

help: ## show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(APP_READY) ## serve the dashboard with sample figures in a record of their own
	$(BIN)/python -m cchc_metrics serve --demo

test: $(DEV_READY) ## run the whole test suite
	$(BIN)/python -m pytest -n 2 -m "not long" $(PYTEST_OPTIONS)

test-long: $(DEV_READY) ## run the long campaigns too (fuzzing)
	$(BIN)/python -m pytest -n 2

check: $(DEV_READY) ## formatting, lint, types, import directions, the plan file
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cchc_metrics plan check data/plans/mu-ca-2026.toml

fix: $(DEV_READY) ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: $(APP_READY) ## make the sample workbooks of data/samples anew (fixed seed)
	$(BIN)/python -m data.samples.generate

pictures: $(DEV_READY) ## take the pictures of docs/anh anew from the sample figures
	$(BIN)/python -m tests.e2e.pictures
	CCHC_PICTURES=1 $(BIN)/python -m pytest -q tests/e2e/test_meeting.py

lock: ## freeze requirements*.in into requirements*.txt
	$(PYTHON) -m pip install --quiet pip-tools
	$(PYTHON) -m piptools compile --quiet --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements.txt requirements.in
	$(PYTHON) -m piptools compile --quiet --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements-dev.txt requirements-dev.in

clean: ## remove the environment and what tools left behind (var/ stays)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(APP_READY): requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

$(DEV_READY): requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt -r requirements-dev.txt
	touch $@ $(APP_READY)
