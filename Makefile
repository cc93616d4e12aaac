# `make` alone lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_FOR_WORK := $(VENV)/.ready-for-work
# What we are measured against stays out of our own environment.
PEERS := .venv-peers
# A machine without npm gets one from PyPI, only to build the browser's scripts.
NODE_READY := $(if $(shell command -v npm),,$(VENV)/.ready-node)

.DEFAULT_GOAL := help
.PHONY: help demo test test-long check setup assets serve lock benchmark clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: setup assets ## Set up, run a synthetic year through the real thing, serve the dashboard
	$(BIN)/mingcha demo

test: $(READY_FOR_WORK) assets ## Set up and run every test, on SQLite and on PostgreSQL
	$(BIN)/pytest -n 2 --dist worksteal

test-long: $(READY_FOR_WORK) ## Prove the clock of requests (1,000 examples a law, 100,000 logs counted twice), the import (10,000 damaged files), the page reader (feedparser's own suite)
	MINGCHA_LONG_TESTS=1 $(BIN)/pytest -n 2 --dist worksteal tests/metrics/test_laws_of_the_clock.py tests/metrics/test_second_count.py tests/collectors/recording/test_fuzzed_files.py tests/collectors/websites/test_budget.py

check: $(READY_FOR_WORK) ## Lint, types, import direction, compose file, shell scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile
	$(BIN)/shellcheck .ci/run

setup: $(READY) ## Make the virtual environment with what the product needs

serve: setup assets ## Serve dashboard and schedule on the data folder
	$(BIN)/mingcha init
	$(BIN)/mingcha serve

assets: $(READY) $(NODE_READY) ## Build the browser's scripts (quick when they are there)
	$(BIN)/python -m dashboard.build_assets

benchmark: $(READY_FOR_WORK) $(PEERS)/.ready assets ## Measure due days against bisect, a million requests into SQLite, the first load against a bare Dash page
	$(BIN)/python -m benchmarks.due_days
	$(BIN)/python -m benchmarks.evaluation_cost
	$(BIN)/python -m benchmarks.import_requests
	$(BIN)/python -m benchmarks.first_load
	$(BIN)/python -m benchmarks.small_round
	$(BIN)/python -m benchmarks.large_round

lock: ## Pin the newest dependencies that fit pyproject.toml, with hashes and without addresses
	uv lock --upgrade
	uv export --no-emit-project --no-header --no-annotate --format requirements-txt --no-default-groups --group build > requirements.lock
	uv export --no-emit-project --no-header --no-annotate --format requirements-txt --group build --group dev > requirements-dev.lock
	uv export --no-emit-project --no-header --no-annotate --format requirements-txt --only-group node > requirements-node.lock
	uv export --no-emit-project --no-header --no-annotate --format requirements-txt --only-group peers > requirements-peers.lock

clean: ## Remove the virtual environment, the built scripts and the demo's data
	rm -rf $(VENV) $(PEERS) dashboard/assets/vendor node_modules demo-data

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.ready-node: $(READY) requirements-node.lock
	-$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
	touch $@

$(PEERS)/.ready: requirements-peers.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	touch $@

$(READY_FOR_WORK): $(READY) requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
