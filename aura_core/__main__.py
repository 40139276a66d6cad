"""``python -m aura_core`` is ``aura``."""

from aura_core.cli import main


if __name__ == "__main__":
    main()
