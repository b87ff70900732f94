"""The tree as text: what is tracked, what each module imports. Nothing here imports the house."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("storage", "verification", "submissions", "marketplace")
"""The four folders, lowest first."""


@dataclass(frozen=True)
class Import:
    """One import: of which module or name, and on which line."""

    line: int
    target: str

    def is_of(self, module: str) -> bool:
        """Tell whether it is of that module or something in it."""
        return self.target == module or self.target.startswith(f"{module}.")


@dataclass(frozen=True)
class Module:
    """One file of Python: where it stands, from the root of the tree, and its text."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The dotted name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        return self.path.endswith("/__init__.py")

    @property
    def folder(self) -> str:
        """The first step of its path."""
        return self.path.split("/")[0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def stands_in(self, *places: str) -> bool:
        """Tell whether it is one of these files, or under one of these folders."""
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)

    def imports(self) -> Iterator[Import]:
        """Yield every import, in functions and under `TYPE_CHECKING` too, and those by name."""
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=names):
                    yield from (Import(node.lineno, each.name) for each in names)
                case ast.ImportFrom(names=names):
                    base = self._base(node)
                    yield from (Import(node.lineno, f"{base}.{each.name}") for each in names)
                case ast.Call(func=called, args=[ast.Constant(value=str(target)), *_]):
                    if ast.unparse(called).split(".")[-1] in {"import_module", "__import__"}:
                        yield Import(node.lineno, target)

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        above = self.name.split(".")
        kept = above[: len(above) - node.level + self.is_package]
        return ".".join([*kept, *([node.module] if node.module else [])])


@cache
def tracked() -> tuple[str, ...]:
    """Return the paths that git keeps, and those it would if they were added now."""
    answer = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if answer.returncode:  # an unpacked archive: everything in it
        return tuple(sorted(_walked()))
    paths = answer.stdout.decode().split("\0")
    return tuple(sorted(path for path in set(paths) if path and (ROOT / path).is_file()))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Return the Python files under some folders; of the four, if none is named."""
    places = folders or FOLDERS
    return tuple(
        Module(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in tracked()
        if path.endswith(".py") and path.split("/")[0].removesuffix(".py") in places
    )


@cache
def layers() -> tuple[frozenset[str], ...]:
    """Return the layers of the marketplace, highest first, as import-linter is told them."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        each
        for each in told["tool"]["importlinter"]["contracts"]
        if each.get("containers") == ["marketplace"]
    )
    return tuple(
        frozenset(name.strip(" ()") for name in layer.split("|")) for layer in contract["layers"]
    )


def _walked() -> Iterator[str]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(_is_made(part) for part in parts):
            yield "/".join(parts)


def _is_made(part: str) -> bool:
    hidden = part.startswith(".") and part not in {".ci", ".npmrc", ".gitignore"}
    made = {"node_modules", "__pycache__", "dist", "var"}
    return hidden or part in made or part.endswith(".egg-info")
