# `make help` shows what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup run test check rules format bench bench-long migration lock

help: ## show this
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | column -t -s '|'

setup: $(READY) ## make the virtual environment and install everything, locked

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

run: $(READY) ## try everything in the browser, without any account
	$(BIN)/etwin sandbox

test: $(READY) ## run all tests; they bring their own Synapse, PostgreSQL and Telegram
	$(BIN)/python -m pytest

check: $(READY) ## look at types, style and import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

rules: $(READY) ## switch each rule's check off in turn and see its test turn red
	$(BIN)/python -m tests.rules

format: $(READY) ## lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## measure speed against named baselines
	$(BIN)/python -m tests.bench

bench-long: $(READY) ## the measurements that take minutes
	$(BIN)/python -m tests.bench --long

migration: $(READY) ## write a migration for changed tables: make migration m="what changed"
	$(BIN)/python -m storage.migrating "$(m)"

lock: $(READY) ## choose newer versions of what we depend on
	$(BIN)/uv pip compile pyproject.toml --extra sandbox --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade --output-file requirements.lock
