# Every target is complete on a fresh machine with Python ≥ 3.11: it makes its own virtual environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test check bench crash docs gallery types clean

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable '.[fast,server,testing]' --group dev
	@touch $@

demo: $(INSTALLED)
	@mkdir -p demo
	$(BIN)/aura create "How tides work" --script docs/examples/tides.md --captions burn --with thumbnail --with srt -o demo/tides.mp4
	@echo "The film is demo/tides.mp4"

test: $(INSTALLED)
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED)
	$(BIN)/pip install --quiet --group bench
	$(BIN)/python -m benchmarks

crash: $(INSTALLED)
	$(BIN)/python -m benchmarks.crash

docs: $(INSTALLED)
	$(BIN)/python docs/make.py

gallery: $(INSTALLED)
	$(BIN)/python docs/gallery.py

types: $(INSTALLED)
	$(BIN)/python docs/typescript.py

clean:
	rm -rf $(VENV) demo benchmarks/out build dist
