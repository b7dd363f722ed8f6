# Accueil: `make run` starts it, `make test` tests it; both from nothing. See README.md.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONUNBUFFERED := 1

help: ## What there is to call
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ## Set up what is missing, train if the data changed, start everything (PORT=8000)
	@exec $(PY) -m bot run

test: setup browser ## Everything that a machine can test
	@$(PY) -m bot train
	@$(PY) -m pytest

check: setup ## Lint, types, import contracts, content
	@.venv/bin/ruff format --check bot actions tests
	@.venv/bin/ruff check bot actions tests
	@.venv/bin/mypy bot actions
	@.venv/bin/lint-imports
	@$(PY) -m bot check
	@$(PY) -m pytest -q tests/content

evaluate: setup ## Judge the development set and write the figures into README.md
	@$(PY) -m bot train
	@$(PY) -m bot evaluate tests/data/messages.tsv --json var/evaluation.json --readme README.md

train: setup ## Train if the data or the pipeline changed
	@$(PY) -m bot train

format: setup ## Format the code
	@.venv/bin/ruff check --fix -q bot actions tests; .venv/bin/ruff format bot actions tests

setup: .venv/.complete

lock: .uv/bin/uv ## Resolve pyproject.toml into requirements.lock
	@.uv/bin/uv pip compile -q pyproject.toml --extra dev --python-version 3.10 --universal \
		--generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" -o requirements.lock

browser: ## Chromium for the browser tests, where it is missing
	@bin/install-browser

.uv/bin/uv:
	@echo "Installation de uv…"
	@bin/install-uv $(UV_VERSION)

.venv/.complete: requirements.lock bin/find-python | .uv/bin/uv
	@echo "Installation de l’environnement Python (une demi-minute)…"
	@.uv/bin/uv venv -q --allow-existing --python "$$(bin/find-python)" .venv
	@.uv/bin/uv pip sync --python $(PY) --require-hashes requirements.lock 2>&1 | grep -v '^ [+-]'
	@# Whatever starts in this environment, also by hand, reports nothing outside.
	@echo 'import os; os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")' \
		> .venv/lib/python3.10/site-packages/no_telemetry.pth
	@touch $@

.PHONY: help run test check evaluate train format setup lock browser
