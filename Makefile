# PeDeKaTe SAM. `make run` and `make test` do all the set-up themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.terpasang

.DEFAULT_GOAL := help
.PHONY: help setup data run test lint bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

setup: $(STAMP)  ## make the environment in .venv

data: $(STAMP)  ## sample city and databases, only when missing or stale
	$(BIN)/python -m pedekate siapkan

run: data  ## the dashboard at http://localhost:8501
	$(BIN)/python -m streamlit run app.py

lint: $(STAMP)  ## ruff, and the format check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

test: lint  ## linters and every test
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(STAMP)  ## speed, as ratios against named alternatives in the same run
	$(BIN)/python -m pedekate tolok

clean:  ## throw away the environment and the sample databases (your own files and decisions stay)
	rm -rf $(VENV) data/gudang/*.duckdb data/gudang/siapkan.sidik
