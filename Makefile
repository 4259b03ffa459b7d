# Every target does one thing, and CI calls the same ones. `make help` lists them.

BOOTSTRAP := $(firstword $(foreach name,python3 python3.12 python3.11,$(shell command -v $(name))))
RUN = @$(BOOTSTRAP) -m runner

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-saleor lint fix schema docs pages bench proof

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup:  ## make the environment in .venv; the other targets do it themselves
	$(RUN) setup

demo:  ## a running shop with real purchases; SIZE=full for all, CHECK=1 to check and end
	$(RUN) demo

test:  ## all tests, the pages' and a look in a browser too; ARGS="tests/ledger -k expiry" for a part
	$(RUN) test $(ARGS)

test-saleor: export SALEOR_PYTHON := $(PYTHON)
test-saleor: export SALEOR_PATH := $(SALEOR_PATH)
test-saleor:  ## the suite on a real Saleor: SALEOR_PATH=checkout PYTHON=its interpreter
	$(RUN) test-saleor $(ARGS)

lint:  ## form, faults, types, imports, dependencies, migrations, schema
	$(RUN) lint

fix:  ## repair what lint can repair by itself
	$(RUN) fix

schema:  ## write saleor_crm_plugin/graphql/schema.graphql from the code
	$(RUN) schema

docs:  ## write the pages that are generated from the code
	$(RUN) docs

pages:  ## build the pages of the Dashboard into the package; needs Node 20
	$(RUN) pages

bench: export SALEOR_PYTHON := $(PYTHON)
bench:  ## speed, each figure against its floor; ONLY=name, SIZE=small|large; SALEOR_PATH= PYTHON= for a real one
	$(RUN) bench

proof: export SALEOR_PYTHON := $(PYTHON)
proof:  ## what takes longer than a test: all versions, kills, soaks; ONLY=name; SALEOR_PATH= PYTHON= DATABASE_URL= for a real shop
	$(RUN) proof
