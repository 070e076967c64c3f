# What can be done here. `make` alone lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
INSTALL = $(BIN)/pip install --quiet --constraint requirements.lock --editable

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset run test test-services test-broker web-node guards lint smoke bench lock

help:  ## List what can be done
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Greenroom needs Python 3.11 or newer. Install it, or say which: make PYTHON=/path/to/python3.11'; exit 1; }
	@echo 'Making a virtual environment in $(VENV) …'
	@$(PYTHON) -m venv $(VENV) || { \
	  echo 'This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv'; \
	  rm -rf $(VENV); exit 1; }

# The stamps hold what was installed: a second run has nothing to do.
$(VENV)/.installed: $(BIN)/python pyproject.toml requirements.lock
	@echo 'Installing Greenroom and its engines (some minutes, once) …'
	@$(INSTALL) '.[worker]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo 'Installing the tools for tests and checks …'
	@$(INSTALL) '.[worker,dev]'
	@touch $@

setup: $(VENV)/.installed-dev  ## Make the virtual environment and install everything, pinned

demo: $(VENV)/.installed  ## Start the demo studio on http://127.0.0.1:8000 (PORT=… for another)
	@$(BIN)/python manage.py demo

demo-reset: $(VENV)/.installed  ## Delete the demo's data folder, so that the next demo starts afresh
	@$(BIN)/python manage.py demo --reset

run: $(VENV)/.installed  ## Start web, worker and beat on your own data, without the demo studio
	@$(BIN)/python manage.py serve

test: $(VENV)/.installed-dev  ## Run the tests
	@$(BIN)/pytest -n 2 --dist worksteal $(TESTS)

# What meets the database or the broker. The rest would only be slower there.
SERVICE_TESTS = tests/accounts tests/config tests/courses tests/gamification tests/generation tests/kills tests/labs \
  tests/matrix tests/prompts tests/reports tests/services

test-services: $(VENV)/.installed-dev  ## Run the tests that meet PostgreSQL and Redis (DATABASE_URL, CELERY_BROKER_URL)
	@$(BIN)/pytest -n 2 --dist worksteal -m 'not browser and not models and not pure' $(wildcard $(SERVICE_TESTS))

test-broker: $(VENV)/.installed-dev  ## Run the worker on the broker named in CELERY_BROKER_URL, such as RabbitMQ
	@$(BIN)/pytest -m services tests/services/test_worker.py

web-node: $(BIN)/python  ## Install a web node from requirements-web.lock in a folder of its own, and try it
	@PYTHON='$(abspath $(BIN)/python)' .ci/web-node

guards: $(VENV)/.installed-dev  ## Take each guard away in a copy of the tree: its tests must fail (AREA=… for some)
	@$(BIN)/python -m tests.guards $(AREA)

lint: $(VENV)/.installed-dev  ## Style, templates, import law, types, migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@git ls-files '*.html' | xargs --no-run-if-empty $(BIN)/djhtml --check --tabwidth 2
	@$(BIN)/lint-imports
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export GREENROOM_DATA_DIR="$$folder" && \
	  $(BIN)/mypy && $(BIN)/python manage.py makemigrations --check --dry-run

smoke: $(VENV)/.installed  ## Start the demo in a fresh folder and walk one lesson all the way
	@$(BIN)/python manage.py smoke

bench: $(VENV)/.installed-dev  ## Measure the speeds that the documentation claims
	@$(BIN)/python -m benchmarks

lock: $(VENV)/.installed-dev  ## Resolve both lock files afresh from pyproject.toml
	@rm -f requirements.lock requirements-web.lock
	@$(LOCK) --extra worker --extra dev --output-file requirements.lock pyproject.toml
	@$(LOCK) --output-file requirements-web.lock pyproject.toml
	@sed -i -E 's/^(torch==[0-9.]+)\+.*/\1/' requirements.lock  # the build of one machine is no version for others

# No index, file or host is written into a lock: where packages come from is the operator's business.
LOCK = CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --upgrade --strip-extras \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
