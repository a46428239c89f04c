# `make help` shows what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup install run test test-synapse-before walk check rules format bench bench-long migration lock update

help: ## show this
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1|/' | column -t -s '|'

setup: $(READY) ## make the virtual environment and install everything, locked

$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot handlers matrix_bridge storage
	touch $(READY)

install: ## make the virtual environment with what a server needs and nothing else, locked
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.service.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q bot handlers matrix_bridge storage

run: $(READY) ## try everything in the browser, without any account
	$(BIN)/etwin sandbox

test: $(READY) ## run all tests; they bring their own Synapse, PostgreSQL and Telegram
	$(BIN)/python -m pytest

test-synapse-before: $(READY) ## test the guard and the bridge with the Synapse release before ours
	$(BIN)/python -m tests.synapse_before

walk: $(READY) ## walk docs/install.md word for word on empty Debians; for root, some minutes
	$(BIN)/python -m tests.walk

check: $(READY) ## look at types, style, import directions, and files for operators
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 0 -rs tests/monitoring

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

LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade

lock: $(READY) ## choose newer versions of what we depend on
	$(LOCK) pyproject.toml --extra sandbox --extra dev --output-file requirements.lock
	echo setuptools | $(LOCK) pyproject.toml - --constraint requirements.lock --output-file requirements.service.lock
	printf 'matrix-synapse[redis]\npsycopg2-binary\n' | $(LOCK) - --constraint requirements.lock \
		--output-file requirements.homeserver.lock

update: lock ## choose newer versions, install them, and test everything with them
	$(MAKE) setup
	$(MAKE) check
	$(MAKE) test
	$(MAKE) test-synapse-before
