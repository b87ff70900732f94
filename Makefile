# `make help` lists what there is. The two that matter: `make run` and `make test`.

# Without the compiled files every start takes twice as long.
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test lint types bench kill backup restore test-store lock static compiled install install-dev clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: install compiled static ## start everything: PORT=8000 DATA=var DEMO=0
	@exec $(PY) -m marketplace run --with-parent

test: install-dev compiled static ## the whole suite, with its coverage
	$(PY) -m pytest -n $(WORKERS) --cov --cov-report=term:skip-covered
	$(PY) deploy/whole_coverage.py

lint: install-dev ## style, imports, templates, spelling, the built code of the pages
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint --lint --quiet marketplace/templates
	$(VENV)/bin/codespell

types: install-dev ## mypy, strict
	$(PY) -m mypy

bench: install-dev static ## measure (bench/); one alone: ONLY="verification --rows 100000"
	$(PY) -m bench $(ONLY)

kill: install-dev compiled static ## kill every part at every stage of the loop, and look whether all is well
	$(PY) -m pytest -p no:xdist -m "kill or not kill" tests/journeys/test_kill.py

backup: install ## write database, objects and keys to OUT=file.tar (DATA=var)
	@test -n "$(OUT)" || { echo 'say where: make backup OUT=file.tar'; exit 2; }
	@$(PY) -m marketplace backup "$(OUT)"

restore: install ## fill an empty DATA= from FROM=file.tar
	@test -n "$(FROM)" || { echo 'say from what: make restore FROM=file.tar DATA=folder'; exit 2; }
	@$(PY) -m marketplace restore "$(FROM)"

test-store: install-dev ## the object store's contract, against S3_ENDPOINT= S3_ACCESS_KEY= S3_SECRET_KEY=
	@test -n "$(S3_ENDPOINT)" || { echo 'say which: make test-store S3_ENDPOINT=http://…'; exit 2; }
	$(PY) -m pytest tests/storage/test_objects.py

static: marketplace/static/dist/manifest.json ## build stylesheet and scripts, if their sources changed

compiled: $(VENV)/.compiled ## compile the loops that look at every cell, if they changed

install: $(VENV)/.runtime ## what running takes
install-dev: $(VENV)/.dev ## what working on it takes

clean: ## forget what was installed and built (never DATA)
	rm -rf $(VENV) node_modules marketplace/static/dist

# Set-up. Each step leaves a stamp; a later start does nothing again.

PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV) || { \
		$(PYTHON) -m venv --clear --without-pip $(VENV) && \
		$(PYTHON) -m pip --python $(VENV)/bin/python install --quiet pip; \
	} || { echo "cannot make a virtual environment; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.lock | $(PY)
	@echo "installing what it runs on …"
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.compiled: $(wildcard verification/kernels/*.py) | $(VENV)/.runtime
	@echo "compiling what looks at every cell …"
	@$(PY) -m verification.warming
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/.runtime
	@echo "installing what working on it takes …"
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@

FRONT := $(shell find marketplace/front -type f -not -path '*/tests/*' 2>/dev/null)

node_modules/.package-lock.json: package-lock.json requirements-node.lock | $(PY)
	@deploy/with-node npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
	@touch $@

marketplace/static/dist/manifest.json: node_modules/.package-lock.json package.json $(FRONT)
	@deploy/with-node npm run --silent build
	@touch $@

UV_COMPILE := $(VENV)/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --universal --python-version 3.11

lock: install-dev ## choose the versions anew (requirements*.in), hashed; no host is named
	$(UV_COMPILE) $(LOCK_FLAGS) requirements.in -o requirements.lock
	$(UV_COMPILE) $(LOCK_FLAGS) requirements-dev.in -c requirements.lock -o requirements-dev.lock
	$(UV_COMPILE) $(LOCK_FLAGS) requirements-node.in -o requirements-node.lock
