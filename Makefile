# The whole process, the same here and in CI. PYTHON is any Python from 3.11 on; nothing but pip is used.
PYTHON ?= python3
ARGS ?=

.PHONY: help demo test check lint docs record wheel clean
.DEFAULT_GOAL := help

help:  ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: .venv-demo/installed  ## the main job on examples/articles: environment, model's weights, run, report
	.venv-demo/bin/corrigenda model pull local
	.venv-demo/bin/corrigenda run examples/articles --out demo-out

test: .venv-test/installed  ## the whole test suite, without network and without weights (ARGS="-k names")
	CORRIGENDA_CACHE=$(CURDIR)/.venv-test/cache .venv-test/bin/python -m pytest --hypothesis-profile=ci $(ARGS)

check: lint test  ## everything that must hold before a commit

lint: .venv-dev/installed
	.venv-dev/bin/ruff check .
	.venv-dev/bin/ruff format --check .
	.venv-dev/bin/mypy -p corrigenda
	.venv-dev/bin/lint-imports

docs: .venv-dev/installed  ## write docs/cli.md anew from the commands' own help
	.venv-dev/bin/typer corrigenda.cli.commands utils docs --name corrigenda --title 'The command line' --output docs/cli.md

record: .venv-record/installed  ## ask the embedded model all that the tests replay, and keep its answers
	.venv-record/bin/corrigenda model pull local
	.venv-record/bin/python -m pytest --record-mode=rewrite -m vcr $(ARGS)

wheel: .venv-dev/installed  ## build the wheel, install it elsewhere and correct an article with it
	rm -rf build dist .venv-wheel
	.venv-dev/bin/python -m build --outdir dist .
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet dist/*.whl
	cd .venv-wheel && bin/corrigenda correct --diff ../examples/articles/seoul_envoy.txt

clean:  ## remove what was made here; pulled weights stay
	rm -rf .venv-* build dist demo-out

# One environment a purpose, made anew when pyproject.toml changes.
extras-demo := local
extras-test := test
extras-dev := dev
extras-record := test,local

.venv-%/installed: pyproject.toml
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --editable ".[$(extras-$*)]"
	@touch $@
