"""Write the API's types for TypeScript, from its own description, and how it stands to the original's: ``make types``."""

import re
import sys
import tempfile
from pathlib import Path

from aura_core.settings import Settings
from aura_http.openapi import document
from aura_http.server import create_app


TARGET = Path(__file__).parent / "api" / "api-v1.ts"
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def main() -> None:
    import compatibility  # noqa: PLC0415 - found beside this script, when it is one

    TARGET.write_text(types(), encoding="utf-8")
    compatibility.main()


def types() -> str:
    """Return a module that exports every type of the API."""
    with tempfile.TemporaryDirectory() as folder:
        schemas = document(create_app(Settings(data=Path(folder))))["components"]["schemas"]
    used = request_types(schemas)
    declared = [declaration(name, schema, asked=name in used) for name, schema in sorted(schemas.items())]
    return "// Made by `make types` from /schema/openapi.json.\n\n" + "\n\n".join(declared) + "\n"


def request_types(schemas):
    """Name the types that clients send, whose members may be left out where there are defaults."""
    found, fresh = set(), {name for name in schemas if name.endswith("Request")}
    while fresh:
        found |= fresh
        fresh = {ref for name in fresh for ref in references(schemas[name])} - found
    return found


def references(schema):
    return set(re.findall(r"#/components/schemas/(\w+)", str(schema)))


def declaration(name, schema, *, asked):
    about = f"/** {schema['description']} */\n" if schema.get("description") else ""
    if "enum" in schema:
        return f"{about}export type {name} = {' | '.join(map(quoted, schema['enum']))};"
    required = set(schema.get("required", ()))
    lines = []
    for member, part in schema.get("properties", {}).items():
        if part.get("description"):
            lines.append(f"  /** {part['description']} */")
        optional = "?" if asked and member not in required else ""
        lines.append(f"  {member}{optional}: {spelled(part)};")
    return "\n".join([f"{about}export interface {name} {{", *lines, "}"])


def spelled(schema):
    """Return the type that *schema* describes."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(spelled(part) for part in schema["anyOf"])
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " | ".join(one(kind, schema) for kind in kinds) or "unknown"


def one(kind, schema):
    if kind == "array":
        inner = spelled(schema["items"])
        return f"Array<{inner}>"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"Record<string, {spelled(inner) if inner else 'unknown'}>"
    return SCALARS[kind]


def quoted(word):
    return '"' + word.replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.exit(main())
