# Every task of the project. A bare `make` lists them.

PYTHON ?= python3
# tests wait for servers most of the time; on a broker of your own they go one after the other, for its names are the same
PROCESSES ?= $(if $(AMQP_URI),0,3)
python := .venv/bin/python
compile := $(python) -m uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet

.DEFAULT_GOAL := help
.PHONY: help bootstrap demo up down containers test faults bench crisis reference break lint lock manifests clean

help: ## List every task with its purpose
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## Make the virtual environment from the lock file, if it is not there yet
	@$(PYTHON) -m deploy.local.bootstrap

demo: bootstrap ## Run one day at the office; CASE=path runs your own case file
	@$(python) -W ignore -m deploy.demo $(CASE)

up: bootstrap ## Open the office and keep it open
	@$(python) -W ignore -m deploy.local.office up

down: bootstrap ## Close the office
	@$(python) -W ignore -m deploy.local.office down

containers: bootstrap ## Open the office in containers: secrets made once, images built, all of it started
	@$(python) -W ignore -m deploy.secrets deploy/compose/secrets
	docker compose --project-name waishi --file deploy/compose/compose.yaml up --build --detach

test: lint ## Check everything, then run every test
	$(python) -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder

faults: bootstrap ## Break it on purpose: the fault matrix; ONLY=F1,F4 SEED=7 SCALE=0.1 choose
	@ONLY=$(ONLY) SEED=$(SEED) SCALE=$(SCALE) $(python) -W ignore -m tests.faults

bench: bootstrap ## Measure it beside the bare parts and a peer; ROW=append,lag SIZE=0.2 ROUNDS=5 choose
	@ROW=$(ROW) SIZE=$(SIZE) ROUNDS=$(ROUNDS) $(python) -W ignore -m tests.benchmarks

crisis: bootstrap ## Play an earthquake abroad: check-ins, searches, counts, proof; PEOPLE=5000 SEED=7 REPLICAS=2
	@PEOPLE=$(PEOPLE) SEED=$(SEED) REPLICAS=$(REPLICAS) $(python) -W ignore -m tests.benchmarks.crisis

reference: bootstrap ## Write anew what is made from the code: docs for integrators, the typed client
	@$(python) -W ignore -m deploy.reference

break: bootstrap ## Record that a fact or method breaks who reads or calls it; WHY="a sentence" goes into the changelog
	@$(python) -W ignore -m deploy.reference.recorded

lint: bootstrap ## Check style, types and the borders between the rooms
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy --strict
	PYTHONPATH=clients/python .venv/bin/lint-imports

lock: bootstrap ## Write the lock files anew from pyproject.toml: all of it, for the image, for a plain server
	$(compile) --all-extras --output-file requirements.lock
	$(compile) --constraints requirements.lock --no-annotate --extra tracing --output-file deploy/image/requirements.lock
	$(compile) --constraints requirements.lock --no-annotate --extra tracing --extra papers \
		--output-file deploy/image/approvals.lock
	$(compile) --constraints requirements.lock --no-annotate --extra image --output-file deploy/image/tools.lock
	$(compile) --constraints requirements.lock --no-annotate --extra tracing --extra papers --extra terminal \
		--output-file deploy/systemd/requirements.lock

manifests: bootstrap ## Write anew what the manifests for Kubernetes take from the code
	@$(python) -W ignore -m deploy.kubernetes.generate

clean: ## Close the office and delete all that was made: environment, servers, data, caches
	@test ! -x $(python) || $(python) -W ignore -m deploy.local.office down
	rm -rf .venv .local .office .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
