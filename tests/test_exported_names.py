"""
What the modules offer.
"""

import ast
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

import aura_core


PACKAGE = Path(aura_core.__file__).parent


def _has_a_name_to_offer(path):
    return path.name != "__main__.py" and bool(ast.parse(path.read_text(encoding="utf-8")).body[1:])


PUBLIC = sorted(
    ".".join(("aura_core", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if _has_a_name_to_offer(path)
)


_UNOFFERED = {"TypeVar", "ParamSpec", "logging.getLogger"}


def _is_command(node):
    """Whether a function is a command of a group, which offers it instead."""
    return any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "command"
        for mark in node.decorator_list
    )


def _defined(module):
    """
    Name what *module* makes itself, type variables, logs and commands aside.

    What begins with an underscore is nobody's business.
    """
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    for node in tree.body:
        match node:
            case ast.FunctionDef() if _is_command(node):
                pass
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if not (isinstance(value, ast.Call) and ast.unparse(value.func) in _UNOFFERED):
                    yield name


def _rank(name):
    """Constants, then classes, then the rest, as ruff sorts them (RUF022)."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2), name


@pytest.mark.parametrize("name", PUBLIC)
class TestExportedNames:
    def test_are_sorted(self, name):
        """
        ``__all__`` lists constants, classes and functions, each alphabetically and once.
        """
        ranks = [_rank(offered) for offered in import_module(name).__all__]

        assert all(one < next_one for one, next_one in pairwise(ranks))

    def test_are_complete(self, name):
        """
        Whatever a module defines without an underscore is offered, and whatever it offers is there.
        """
        module = import_module(name)
        public = {defined for defined in _defined(module) if not defined.startswith("_")}

        assert set() == public - set(module.__all__)
        assert [] == [offered for offered in module.__all__ if not hasattr(module, offered)]
