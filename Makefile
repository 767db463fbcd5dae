# The two commands are `make demo` and `make test`; `make help` lists the others.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell $(name) -V >/dev/null 2>&1 && echo $(name))))
LIANDONG := .venv/bin/liandong
COMPILE := .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links
ifdef PORT
export LIANDONG_PORT := $(PORT)
endif
.DEFAULT_GOAL := help
.PHONY: help python install develop demo demo-reset stop test lint types bench bench-reader messages lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

python:
	@"$(PYTHON)" -V >/dev/null 2>&1 || { echo "No Python $(PYTHON) here: install Python 3.11 or newer." >&2; exit 1; }

install: python ## .venv from the hashed locks, browser libraries, translations
	@"$(PYTHON)" -m liandong.web.install

develop: python
	@"$(PYTHON)" -m liandong.web.install --dev

demo: install ## start the demonstration; a second run keeps its data
	@$(LIANDONG) demo
	@$(LIANDONG) serve --background --open

demo-reset: install ## throw the demonstration's data away and start over
	@$(LIANDONG) demo --reset
	@$(LIANDONG) serve --background --open

stop: ## stop what `make demo` started
	@$(LIANDONG) stop

test: develop lint ## every check and every test
	@.venv/bin/pytest -n 2

lint: develop ## ruff, mypy, import contracts, translations
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/python -m liandong.web.translations check

bench: develop ## what is measured: the ledger's speed, the reader's precision, the rule of sight
	@for part in $(filter-out deciding fuzz_reader,$(patsubst bench/%.py,%,$(wildcard bench/*.py))); do .venv/bin/python -m bench.$$part || exit 1; done

bench-reader: develop ## the reader alone; EXAMPLES=folder measures given examples besides
	@.venv/bin/python -m bench.reader $(if $(EXAMPLES),--examples "$(EXAMPLES)")

messages: develop ## add new texts to the catalogs of their modules
	@.venv/bin/python -m liandong.web.translations update

lock: develop ## resolve the locks again
	@for name in requirements requirements-build requirements-node requirements-dev; do \
	  $(COMPILE) $$name.in -o $$name.txt || exit 1; done
	@npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
