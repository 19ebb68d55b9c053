# Needs Python >= 3.11 and make, nothing else. Every path here is relative, so any directory will do.
.DEFAULT_GOAL := help
.PHONY: help run test check bench console lock clean
BIN := .venv/bin

help: ## list these verbs
	@echo "anjian 安监"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile
	@echo "  options: make run ARGS='--port 9000' · make test ARGS='tests/core -k regions' · ANJIAN_HOST, ANJIAN_PORT"

run: ## install, start the database, load the demonstration and serve it on http://127.0.0.1:8000
	@sh tools/environment.sh requirements.lock
	@exec $(BIN)/anjian serve --demo $(ARGS)

test: ## run every test against a real PostgreSQL the tests start themselves
	@sh tools/environment.sh requirements-dev.lock
	@exec $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --durations=10 $(ARGS)

check: ## format, lint, types, layering
	@sh tools/environment.sh requirements-dev.lock
	@status=0; for step in "ruff format --check ." "ruff check ." mypy "mypy plugins/examples/guangxi-gas/guangxi_gas" lint-imports; do \
	  echo "== $$step"; $(BIN)/$$step || status=1; done; exit $$status

bench: ## measure reads beside hand-written SQL and ordinary resolvers, into docs/bench.md
	@sh tools/environment.sh requirements-dev.lock
	@exec $(BIN)/python -m bench $(ARGS)

console: ## bundle GraphiQL into the package, for a server without the internet (needs Node 20 and npm)
	@command -v npm >/dev/null || { echo "make console needs Node 20 and npm: https://nodejs.org"; exit 1; }
	@cd console && npm ci --no-audit --no-fund --silent && npm run build --silent
	@echo "console: built; restart the server and open /console"

lock: ## pin every dependency anew, with hashes (for maintainers; needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile pyproject.toml --extra source --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra source --extra dev --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 -c requirements.lock --quiet -o requirements-dev.lock

clean: ## remove .venv and the tools' caches; the data in .anjian stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
