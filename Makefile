# The whole life of a checkout: `make run` to see it, `make check` and `make test` before a commit.
# For GNU make 3.81 (macOS) and any POSIX sh.

PORT ?= 8000
ARGS ?=
ONLY ?=
PYTHON = .venv/bin/python

SOURCES := $(wildcard translations/*/LC_MESSAGES/messages.po)
CATALOGUES := $(SOURCES:.po=.mo)

.PHONY: help run test check deep bench lock clean messages venv venv-for-tests

help:
	@echo 'make run     serve a demonstration on http://127.0.0.1:8000; PORT= changes the port'
	@echo 'make check   lint, types, house rules'
	@echo 'make test    all tests, the heavy ones in short form; ARGS= goes to pytest'
	@echo 'make deep    the heavy ones in long form too'
	@echo 'make bench   the benchmarks; ONLY= names one'
	@echo 'make lock    write requirements.lock anew; UPGRADE=1 takes newer releases'
	@echo 'make clean   remove what was made, but not the data in var/'

run: venv $(CATALOGUES)
	@exec $(PYTHON) -m lms serve --demo --port $(PORT)

check: venv-for-tests $(CATALOGUES)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	@echo '$(PYTHON) -m mypy --strict lms, beside the house rules'
	@$(PYTHON) -m mypy --strict lms & types=$$!; \
		$(PYTHON) -m pytest --numprocesses auto tests/house; house=$$?; \
		wait $$types && exit $$house

test: venv-for-tests $(CATALOGUES)
	$(PYTHON) -m pytest --numprocesses auto --dist worksteal $(ARGS)

deep: venv-for-tests $(CATALOGUES)
	LMS_DEEP=1 $(PYTHON) -m pytest --numprocesses auto --dist worksteal --timeout 3600 $(ARGS)

bench: venv $(CATALOGUES)
	@ONLY='$(ONLY)' $(PYTHON) -m bench

lock:
	@UPGRADE='$(UPGRADE)' sh tools/lock "$$(sh tools/prepare interpreter)"

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis $(CATALOGUES)
	find lms migrations tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

venv:
	@sh tools/prepare run

venv-for-tests:
	@sh tools/prepare tests

%.mo: %.po | venv
	@$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

# Every sentence of the screens, from the code into the catalogues; then translate what is empty.
# The header says how many plural forms there are, so it stays.
messages: venv
	@$(PYTHON) -m babel.messages.frontend --quiet extract --mapping-file translations/babel.cfg \
		--keyword say --keyword _l --keyword plural:1,2 --no-location --sort-output \
		--output-file translations/messages.pot .
	@$(PYTHON) -m babel.messages.frontend --quiet update --input-file translations/messages.pot \
		--output-dir translations --locale en --no-fuzzy-matching --ignore-obsolete --width 100 \
		--ignore-pot-creation-date
	@rm translations/messages.pot
