# `make run` and `make test` do all the set-up they need on a fresh machine; `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
export PORT

PREPARE := $(PYTHON) framtid/up/prepare.py
# Two workers: more of them share too little on the machines we know.
TESTS := -m pytest -n 2

.DEFAULT_GOAL := help
.PHONY: help run test fmt check bench mutants python

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1 - /p' Makefile

run: python ## start everything on http://127.0.0.1:8000/ (PORT=8001 for another port); Ctrl-C stops it
	@exec $(PREPARE) run manage.py up

test: python ## run all tests (WALK=full for every cell of the permission tables)
	@exec $(PREPARE) test $(TESTS)

fmt: python ## put the code in order
	@$(PREPARE) test -m ruff format -q .
	@$(PREPARE) test -m ruff check -q --fix .

check: python ## formatter, linter, and all tests (floors and migrations among them)
	@$(PREPARE) test -m ruff format --check -q .
	@$(PREPARE) test -m ruff check -q .
	@exec $(PREPARE) test $(TESTS)

bench: python ## measure what the budgets name
	@exec $(PREPARE) test -m framtid.up bench -m bench

mutants: python ## make one hole after another in the rules about who may, and see the tests find it
	@exec $(PREPARE) test -m tests.permissions.mutants

python:
	@command -v $(PYTHON) >/dev/null || { echo "framtid: Python is missing; type: apt-get install python3 python3-venv"; exit 1; }
