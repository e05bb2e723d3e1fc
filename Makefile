# Everything a person runs. Each target does all the set-up it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

LOCAL := $(abspath $(or $(TRINHKY_LOCAL_DIR),.local))
BIN   := $(LOCAL)/bin
STACK := $(BIN)/stack
TOOLS := golangci-lint sqlc oapi-codegen workflowcheck

# The fault suite has servers of its own, and the machine to itself.
FAULTS := trinhky/internal/proof/faults

##@ Run

.PHONY: up
up: packages stack ## Set up what is missing, then run all servers and the product (DETACH=1 returns when healthy)
	@exec $(STACK) up -product $(if $(DETACH),-detach)

.PHONY: down
down: stack ## Stop the product and the servers; the data stays
	@$(STACK) down

.PHONY: status
status: stack ## Say what runs where
	@$(STACK) status

##@ Prove

.PHONY: test
test: packages stack ## Set up what is missing, then run every test against real servers
	@echo "Running every test; the first time, compiling them takes a few minutes."
	@$(STACK) with -test -- $(MAKE) go-test
	@exec $(STACK) with -faults -- go test -timeout 20m $(FAULTS)

# What make test runs once the servers are up.
.PHONY: go-test
go-test:
	@go test -timeout 20m $$(go list ./... | grep -vx '$(FAULTS)')

.PHONY: faults
faults: packages stack ## Kill, stop, cut off and lock servers under load (ARGS="--kills 200 --seed 7 --longest 90s --outage 5m")
	@exec $(STACK) with -faults -- go test -count=1 -timeout 0 -v $(FAULTS) -args $(ARGS)

.PHONY: test-servers
test-servers: packages stack ## Start the servers of the tests and leave them running, for go test by hand
	@$(STACK) up -test -detach

.PHONY: test-servers-down
test-servers-down: stack ## Stop the servers of the tests
	@$(STACK) down -test

.PHONY: check
check: lint tidy-check generate-check workflowcheck ## Format, lint, modules, generated code, determinism of workflows

.PHONY: lint
lint: tools ## Run golangci-lint, which checks the format too
	@echo "golangci-lint"
	@$(BIN)/golangci-lint run ./...

.PHONY: tidy-check
tidy-check:
	@echo "go.mod and go.sum"
	@go mod tidy -diff || { echo "run: go mod tidy" >&2; exit 1; }

.PHONY: generate-check
generate-check: tools ## Check that the generated code is what its sources give
	@echo "sqlc"
	@cd storage && $(BIN)/sqlc diff || { echo "run: make generate" >&2; exit 1; }
	@echo "oapi-codegen"
	@fresh=$$(mktemp) && trap 'rm -f "$$fresh"' EXIT && \
	(cd api/rest/contract && $(BIN)/oapi-codegen -config oapi-codegen.yaml -o "$$fresh" ../../openapi.yaml) && \
	diff -u api/rest/contract/api.gen.go "$$fresh" >&2 || { echo "run: make generate" >&2; exit 1; }

.PHONY: workflowcheck
workflowcheck: tools ## Check that workflows decide the same on every replay
	@echo "workflowcheck"
	@$(BIN)/workflowcheck -config workflowcheck.config.yaml ./workflows/...

.PHONY: bench
bench: ## Measure the format check beside its floor, and the calendar; needs no servers
	@go test -run '^$$' -bench '^Benchmark(Check|Floor|Memory)$$' -benchtime 2s ./internal/format | awk -f internal/format/bench.awk
	@echo
	@go test -run '^$$' -bench . -benchmem ./internal/calendar | awk '/^Benchmark/ {printf "calendar, %-18s %8d ns, %d bytes\n", substr($$1, 10), $$3, $$5} !/^(Benchmark|goos|goarch|pkg|cpu|PASS|ok)/'

.PHONY: bench-route
bench-route: packages stack ## Measure whole routes beside bare workflows (make up first; ARGS="--documents 200 --concurrency 30")
	@$(STACK) env -- $(BIN)/trinhky bench route $(ARGS)

.PHONY: govulncheck
govulncheck: stack ## Look for known vulnerabilities in what the program calls (asks the Go vulnerability database)
	@$(STACK) tools govulncheck
	@$(BIN)/govulncheck ./...

##@ Work

.PHONY: fmt
fmt: tools ## Format all Go code
	@$(BIN)/golangci-lint fmt ./...

.PHONY: generate
generate: tools ## Generate code from SQL and from api/openapi.yaml
	@cd storage && $(BIN)/sqlc generate
	@cd api/rest/contract && $(BIN)/oapi-codegen -config oapi-codegen.yaml -o api.gen.go ../../openapi.yaml

.PHONY: record
record: packages stack ## Record the histories of whole routes beside those recorded before (after a change of a workflow)
	@$(STACK) with -test -- go test -count=1 -tags record -run TestRecordHistories ./workflows

.PHONY: packages
packages:
	@deploy/local/packages.sh

# The orchestrator stands on the standard library alone: a second to build.
.PHONY: stack
stack:
	@command -v go >/dev/null || { echo "Go is not on PATH; go.mod names the version wanted." >&2; exit 1; }
	@go build -o $(STACK) ./deploy/local/stack

.PHONY: tools
tools: stack
	@$(STACK) tools $(TOOLS)

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {print "\n" substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
