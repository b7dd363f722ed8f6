"""A YAML file of the store as written: every value a text, every place with its line.

A telephone number stays what the secretary typed, `01000` and `1.50` too.
"""

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import Problem, StoreError
from bot.language.phrases import phrase

MOST_NODES = 100_000
"""Values in one file; only aliases that multiply one another have more."""

_NULL, _BOOL, _MERGE = (f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "merge"))
_WRONG_YAML = (
    YAMLError,
    RecursionError,
    LookupError,
    ArithmeticError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
"""What ruamel.yaml raises on texts that are no YAML, beside its own errors."""


class WrittenMap(dict[str, Any]):
    """Named values, with the line of each name."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class WrittenList(list[Any]):
    """Values, with the line of each."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_yaml(file: str, content: bytes) -> Any:
    """The file's content as texts, `WrittenMap`s and `WrittenList`s; None for an empty file.

    Raises:
        StoreError: it is not YAML in UTF-8, or one name is written twice.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise StoreError([Problem(file, line, phrase("magasin.encodage"))]) from error
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.composer.warn_double_anchors = False
        root = yaml.compose(text)
        return None if root is None else _Builder(file).build(root)
    except _WRONG_YAML as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise StoreError([Problem(file, line, phrase("magasin.yaml"))]) from error


def line_of(data: Any, path: list[Any]) -> int:
    """Line, from 1, at which the value under `path` starts; the nearest one known above it."""
    line = 1
    for key in path:
        if isinstance(data, WrittenMap):
            line = data.lines.get(key, line)
        elif isinstance(data, WrittenList):
            line = data.lines[key]
        elif not isinstance(data, (dict, list)):
            break
        data = data[key] if isinstance(data, list) else data.get(key)
    return line


class _Builder:
    """Turns the nodes of one file into data; each alias becomes a copy of its own."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._nodes = 0

    def build(self, node: Node) -> Any:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._problem(node, "magasin.yaml")
        if isinstance(node, MappingNode):
            return self._map(node)
        return self._list(node) if isinstance(node, SequenceNode) else self._text(node)

    def _text(self, node: Node) -> str | None:
        if node.tag == _NULL:
            return None
        text = str(node.value)
        text.encode()  # half a surrogate pair could not be sent to anybody
        if node.tag == _BOOL:
            return phrase("magasin.oui" if text.lower() == "true" else "magasin.non")
        return text

    def _list(self, node: SequenceNode) -> WrittenList:
        data = WrittenList(_line(node))
        for item in node.value:
            data.append(self.build(item))
            data.lines.append(_line(item))
        return data

    def _map(self, node: MappingNode) -> WrittenMap:
        data, merged = WrittenMap(_line(node)), []
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                raise self._problem(key, "magasin.yaml")
            if key.tag == _MERGE:
                merged += list(self._merged(value))
                continue
            name = str(key.value)
            if name in data:
                raise self._problem(key, "magasin.ecrit_deux_fois", nom=name)
            data[name] = self.build(value)
            data.lines[name] = _line(key)
        for name, value, line in merged:
            if name not in data:
                data[name], data.lines[name] = value, line
        return data

    def _merged(self, node: Node) -> Iterator[tuple[str, Any, int]]:
        sources = node.value if isinstance(node, SequenceNode) else [node]
        for source in sources:
            data = self.build(source)
            if not isinstance(data, WrittenMap):
                raise self._problem(source, "magasin.yaml")
            yield from ((name, value, data.lines[name]) for name, value in data.items())

    def _problem(self, node: Node, key: str, **values: str) -> StoreError:
        return StoreError([Problem(self._file, _line(node), phrase(key, **values))])


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
