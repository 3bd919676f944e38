# `make build` and `make test` work on a fresh clone: the environment is made when it is needed.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help build check links test lint golden heatmap clean ci format

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# uv is faster where it is there; the standard library's venv always is.
$(STAMP): pyproject.toml
	@echo "setting up $(VENV) (once; about half a minute) ..."
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing $(VENV) && uv pip install --quiet --python $(BIN)/python -e '.[dev]'; \
	else \
		$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'; \
	fi
	@touch $@

build: $(STAMP) ## check the book and publish it into build/
	$(BIN)/pipeline build

check: $(STAMP) ## check the book without publishing it
	$(BIN)/pipeline check

links: $(STAMP) ## ask whether the links to the outside are alive
	$(BIN)/pipeline links

heatmap: $(STAMP) ## draw the heatmaps of the sample data into build/
	$(BIN)/pipeline build --only heatmap

test: $(STAMP) ## run the tests
	$(BIN)/python -m pytest -n auto

golden: $(STAMP) ## rewrite the expected outputs of tests/cases; `git diff` is the review
	$(BIN)/python -m pytest tests/cases tests/report tests/meta --rewrite

lint: $(STAMP) ## ruff, mypy, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## let ruff format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

ci: ## all that CI runs
	bash .ci/run

clean: ## remove what was built
	find build -mindepth 1 ! -name .gitkeep -delete
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
