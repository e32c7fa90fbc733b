# make          builds the sample column into output/
# make check    says what stands against publishing it
# make test     runs every gate: lint, types, tests
# make lint     runs the first two of them
# make bench    measures this generator beside others: N=1000 documents, ROUNDS=5, TEXTS=file.jsonl.gz for real texts
#               (how long a save takes to be seen: .venv/bin/python -m benchmarks.preview, after make test has what it needs)
# make clean    removes what the others made
#
# To begin, Python 3.11 or newer is enough; PYTHON=… chooses one.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory
export LC_ALL := C.UTF-8
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?= python3.11 python3 python3.12 python3.13 python3.14
BIN := .venv/bin

N ?= 1000
ROUNDS ?= 5
TEXTS ?=

.PHONY: build check test lint bench clean
build: .venv/.installed
	@$(BIN)/gongkai build

check: .venv/.installed
	@$(BIN)/gongkai check

test: lint
	@.ci/packages chromium fonts-noto-cjk
	@$(BIN)/pytest -n auto --dist worksteal

lint: .venv/.tested
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy --strict generator benchmarks

bench: .venv/.installed
	@$(BIN)/python -m benchmarks.run $(N) --all --rounds $(ROUNDS) $(TEXTS:%=--texts %)
	@$(BIN)/python -m benchmarks.stages $(N) $(TEXTS:%=--texts %)
	@echo 'The preview is measured by itself, in a browser: $(BIN)/python -m benchmarks.preview $(N)' >&2

clean:
	@rm -rf .venv output .gongkai build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew, by the first Python that is new enough, whenever the project's dependencies change.
.venv/.made: pyproject.toml
	@for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || .ci/packages python3-venv || exit 1; \
		"$$python" -m venv --clear .venv && touch $@ && exit 0; \
		echo "$$python 不能建立虚拟环境 .venv；Debian 系统需要软件包 python3-venv。" >&2; exit 1; \
	done; \
	echo '需要 Python 3.11 或更高版本，未找到：$(PYTHON)。可用 PYTHON=路径 指定。' >&2; exit 1

.venv/.installed: .venv/.made
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/.tested: .venv/.installed
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@
