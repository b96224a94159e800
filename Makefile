# make plan | test | check | demo | bench; see README.md
SHELL := /bin/bash
INSTALLED := node_modules/.package-lock.json
# The Node that Lambda runs; in the root it would replace everybody's (docs/dependencies.md).
NODE22 := __tests__/support/node22/node_modules/node/bin/node
NODE24 := __tests__/support/node24/node_modules/node/bin/node
# CDK Terrain, under cdktf's name and apart from the root (docs/migrating-to-cdktn.md).
CDKTN := __tests__/support/cdktn/node_modules/.package-lock.json
# The command line bundles itself when a source file is newer.
ORGDUTY := node bin/orgduty.js
# In the environment, so that any character may stand in the path.
ifdef CONFIG
export ORGDUTY_CONFIG := $(value CONFIG)
endif

# Without a config of one's own, the example organization.
EXAMPLE := $(if $(ORGDUTY_CONFIG)$(wildcard orgduty.yaml),,--config examples/acme/orgduty.yaml)

.PHONY: plan test test-all check lint types demo bench mutation format cases generated engines nodes

$(INSTALLED): package-lock.json
	npm ci --no-audit --no-fund

$(NODE22) $(NODE24): __tests__/support/%/node_modules/node/bin/node: __tests__/support/%/package-lock.json
	npm ci --prefix __tests__/support/$* --no-audit --no-fund
	@touch $@

$(CDKTN): __tests__/support/cdktn/package-lock.json
	npm ci --prefix __tests__/support/cdktn --no-audit --no-fund
	@touch $@

## Plan the example organization (or CONFIG=path) offline, and review the plans
plan: $(INSTALLED)
	@$(ORGDUTY) terraform install
	$(ORGDUTY) plan --offline $(EXAMPLE)
	$(ORGDUTY) review $(EXAMPLE)

## The whole loop against a local AWS: discover, plan, apply, a finding arrives
demo: $(INSTALLED) $(NODE22)
	@$(ORGDUTY) terraform install
	@node --import tsx scripts/demo.ts

## Every test; installs the Debian packages that the tests need where it may
test: $(INSTALLED) $(NODE22) $(CDKTN)
	@bash scripts/install-test-tools.sh
	@node --import tsx scripts/test.ts

## Every test, every region of every example, and the tests without Terraform on later Nodes
test-all: export ORGDUTY_TEST_ALL = 1
test-all: test nodes

## The suites that start Terraform, with each engine here or in ORGDUTY_ENGINES=path,path
engines: $(INSTALLED)
	@node --import tsx scripts/engines.ts

## The tests without Terraform, on each Node that is supported after the least
nodes: $(INSTALLED) $(NODE22) $(NODE24)
	@node --import tsx scripts/nodes.ts

## ESLint and the types, of one program: the rules that need types would build it a second time
lint: $(INSTALLED)
	@node --import tsx scripts/lint.ts
	npx prettier --check --log-level warn --cache --cache-strategy content .

types: $(INSTALLED)
	npx tsc -p .

## What CI runs; lint has the types
check: lint test

bench: $(INSTALLED)
	@node --import tsx bench/run.ts $(BENCH)

format: $(INSTALLED)
	npx prettier --write --log-level warn .

## What follows from the tables of regions, plans, rules, commands and relays: lists in docs, the cases' expected texts
generated: $(INSTALLED)
	@node --import tsx scripts/write-generated.ts

## The review's case folders anew, from real Terraform: for what changes a plan, such as a protection plan
cases: $(INSTALLED)
	@node --import tsx scripts/regenerate-review-cases.ts
	@node --import tsx scripts/write-generated.ts

## Mutation tests of the review's rules and matrices: ten minutes, so not in CI
mutation: $(INSTALLED)
	node --import tsx node_modules/@stryker-mutator/core/bin/stryker.js run
