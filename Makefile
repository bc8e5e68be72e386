# Needs Python 3.11 or later with pip, and make. uv is used when it is there, and is never needed.

PYTHON ?= python3
VENV := .venv
UV := $(shell command -v uv 2>/dev/null)

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

STAMP := $(VENV)/.installed
CODE := scheduler constraints ui benchmarks tests

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test check readme bench bench-store bench-nrp bench-inrc2 lock clean

help: ## list the targets
	@grep -E '^[a-z0-9-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

setup: $(STAMP) ## make .venv with the pinned packages and Samschema itself

# The stamp is written last, so a set-up that broke off is taken up again.
$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Samschema needs Python 3.11 or later; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
ifneq ($(UV),)
	@test -x $(BIN)/python || "$(UV)" venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
	"$(UV)" pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	"$(UV)" pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $(STAMP)

demo: setup ## make a small unit, roster it and show the result
	$(BIN)/samschema demo

test: setup ## run the tests
	$(BIN)/python -m pytest

check: setup ## lint, formatting and types
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)

readme: setup ## write the rule table in README.md anew, from the rules
	$(BIN)/python -m ui.rule_table README.md

bench: setup ## time every part and compare with the stored run; slower than its margin fails
	$(BIN)/python -m benchmarks.speed

bench-store: setup ## time every part and store the run that `make bench` compares with
	$(BIN)/python -m benchmarks.speed --store

# Public benchmarks: `make bench-nrp DIR=folder SECONDS=120 INSTANCES="1 2 3"`. The folder is theirs to fetch; a table
# is shown, and kept in benchmarks/results/.
SECONDS ?= 120
SUITE = $(BIN)/python -m benchmarks.$(1) "$(DIR)" --seconds $(SECONDS) $(if $(INSTANCES),--instances $(INSTANCES))
NAMED = @test -n "$(DIR)" || { echo 'Name the folder of the instances: make $@ DIR=folder'; exit 1; }

bench-nrp: setup ## solve the instances of Curtois and Qu in DIR=folder, SECONDS=120 each
	$(NAMED)
	$(call SUITE,nrp)

bench-inrc2: setup ## solve the four-week instances of INRC-II in DIR=folder, SECONDS=120 each
	$(NAMED)
	$(call SUITE,inrc2)

# Universal: one file for every platform and Python. It holds hashes and names no address; the index is the
# machine's own. Only this target needs uv. Delete requirements.txt first to take up newer versions.
lock: ## pin every dependency anew in requirements.txt (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --quiet --extra dev --output-file requirements.txt pyproject.toml

clean: ## remove .venv, caches and what was built; results in out/ stay
	rm -rf $(VENV) build dist samschema.egg-info .mypy_cache .ruff_cache .pytest_cache .benchmarks .hypothesis
	find $(CODE) -type d -name __pycache__ -prune -exec rm -rf {} +
