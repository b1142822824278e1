# The bot from a bare machine: Python (3.11 to 3.14) and make are enough.
#
#   make run     install what the bot needs into .venv, once, and start it
#   make install install it and start nothing
#   make test    install what the tests need as well, and pass every check
#   make test-browser  try the preview in Chromium; skipped by name where there is none
#   make lock    write the exact versions anew from pyproject.toml; UPGRADE=1 takes newer ones
#   make bench   measure what is measured rather than asserted
#   make clean   remove .venv and what tools left behind

VENV ?= .venv
PYTHON ?= python3
JOBS ?= 2
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all:
LOCK := $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-build \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run install test lint types unit test-browser check lock bench clean

help:
	@sed -n 's/^#   //p' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.run
	@exec $(PY) -m bot

install: $(VENV)/.run

test: lint types unit check

lint: $(VENV)/.dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(VENV)/.dev
	@$(PY) -m mypy --strict bot

unit: $(VENV)/.dev
	@$(PY) -m pytest -q -n $(JOBS) -m "not browser"

test-browser: $(VENV)/.dev
	@$(PY) -m pytest -q -rs -m browser tests/browser

check: $(VENV)/.dev
	@$(PY) -m bot check

# Each module at the top of benchmarks/ measures something when it is run without arguments.
bench: $(VENV)/.dev
	@for name in $(basename $(notdir $(wildcard benchmarks/[a-z]*.py))); do \
		echo "== $$name"; $(PY) -m "benchmarks.$$name" || exit 1; \
	done

lock: $(VENV)/.dev
	@$(LOCK) -o requirements.txt
	@$(LOCK) -o requirements-dev.txt --extra dev --constraint requirements.txt
	@echo "Written: requirements.txt and requirements-dev.txt. Read the difference before you commit it."

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	@find bot tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# Each stamp is as old as the last install from its lock, so nothing is installed twice.
$(VENV)/.run: requirements.txt | $(PY)
	@echo "Installing the bot's libraries into $(VENV) (once; about half a minute) ..."
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(PY)
	@echo "Installing the libraries of the bot and its tests into $(VENV) (once; about a minute) ..."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@ $(VENV)/.run

$(PY):
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
			|| continue; \
		echo "Making $(VENV) with $$($$python --version)"; \
		$$python -m venv $(VENV) && exit; \
		rm -rf $(VENV); \
		echo "python -m venv failed; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	done; echo "The bot needs Python 3.11 to 3.14; name yours: make PYTHON=/path/to/python3" >&2; exit 1
