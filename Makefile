# Two commands: `make briefing` renders the first briefing, `make test` runs every test. Both
# install what the system lacks first. `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
PLAYFAIR := .build/release/playfair
BRIEFING := Briefings/great-leap-forward/great-leap-forward.md
# With Swift's libraries inside, the program starts in half the time and runs where there is no Swift.
BUILD := swift build -c release --static-swift-stdlib
# The toolchain's own linker; the system's warns of a function in Foundation that nobody calls.
ifneq ($(wildcard $(dir $(shell command -v swift))ld.lld),)
BUILD += -Xswiftc -use-ld=lld
endif

.PHONY: help setup build briefing test check lint conformance install clean

help: ## Lists the commands.
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: ## Installs the system packages that are missing (with sudo where needed).
	@.ci/setup

build: setup ## Builds .build/release/playfair.
	@$(BUILD) --product playfair

briefing: build ## Renders Briefings/great-leap-forward into Output/.
	@$(PLAYFAIR) render $(BRIEFING) -o Output/ --summary

test: setup lint ## Runs every test.
	@swift build --build-tests
	@.ci/test
	@.ci/check-output

check: build ## Checks the data, and that Output/ is what would be made now.
	@$(PLAYFAIR) check Datasets/ Output/

lint: ## Checks the style of the sources.
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests

conformance: build ## Compares with Vega's results, where Vega-Lite's examples stand in ../shared.
	@.ci/conformance

install: build ## Installs playfair below PREFIX (default /usr/local).
	@install -d "$(PREFIX)/bin"
	@install -s -m 755 $(PLAYFAIR) "$(PREFIX)/bin/playfair"

clean: ## Removes what was built.
	@swift package clean
