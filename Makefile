# Everything a person runs. Each target does all the set-up it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

LOCAL := $(or $(TRINHKY_LOCAL_DIR),.local)
BIN   := $(LOCAL)/bin
STACK := $(BIN)/stack

.PHONY: packages
packages:
	@deploy/local/packages.sh

# The orchestrator stands on the standard library alone: a second to build.
.PHONY: stack
stack:
	@command -v go >/dev/null || { echo "Go is not on PATH; go.mod names the version wanted." >&2; exit 1; }
	@go build -o $(STACK) ./deploy/local/stack

.PHONY: up
up: packages stack ## Set up what is missing, start all servers and the product (DETACH=1 returns when healthy)
	@exec $(STACK) up -product $(if $(DETACH),-detach)

.PHONY: down
down: stack ## Stop the product and the servers; the data stays
	@$(STACK) down

.PHONY: status
status: stack ## Say what runs where
	@$(STACK) status

.PHONY: test-servers
test-servers: packages stack ## Start the servers of the tests and leave them running, for go test by hand
	@$(STACK) up -test -detach

.PHONY: test-servers-down
test-servers-down: stack ## Stop the servers of the tests
	@$(STACK) down -test

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
