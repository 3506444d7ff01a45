"""DMN documents, decided by what others keep: bpmn.io's reader and FEEL engine, and SpiffWorkflow."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

DMN = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
JAVASCRIPT = Path(__file__).parent / "javascript"
OLDEST_NODE = 20
Row = Mapping[str, str | None]
Decided = dict[str, Any]
"""What is decided, and nothing where the answers do not suffice."""


class NoJavaScriptError(Exception):
    """What runs JavaScript is not here; the message says what would bring it."""


def node_package(name: str) -> Path:
    """The folder of a package of npm that the tests use. Raises NoJavaScriptError where it is missing."""
    folder = JAVASCRIPT / "node_modules" / name
    if not folder.is_dir():
        raise NoJavaScriptError(f"{name} is missing: npm install --prefix tests/javascript")
    return folder


class Feelin:
    """The reader of bpmn.io, and its FEEL engine. ``told`` is what they complained of last."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.told: list[str] = []

    def decide(self, document: str, rows: Sequence[Row]) -> list[Decided]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"document": document, "rows": rows}), file=self._process.stdin, flush=True)
        answer = json.loads(self._process.stdout.readline())
        assert answer["drawn"] == answer["shapes"]
        self.told = answer["told"]
        return [result or {} for result in answer["results"]]


@contextmanager
def feelin() -> Iterator[Feelin]:
    """Raises NoJavaScriptError where node or a package is missing."""
    node = shutil.which("node")
    if node is None:
        raise NoJavaScriptError("node is not installed")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().lstrip("v").partition(".")[0]) < OLDEST_NODE:
        raise NoJavaScriptError(f"node is {version.strip()}, and feelin needs {OLDEST_NODE}")
    for name in ("dmn-moddle", "feelin"):
        node_package(name)
    command = [node, str(JAVASCRIPT / "decide.mjs")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        yield Feelin(process)
        assert process.stdin is not None
        process.stdin.close()


class _Scripts(PythonScriptEngine):  # type: ignore[misc]
    """Remembers what it has evaluated; it does so for each test of each rule, with the same few values."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, tuple[object, ...]], object] = {}

    @lru_cache(maxsize=10_000)  # noqa: B019
    def validate(self, text: str) -> None:
        super().validate(text)

    def evaluate(self, task: Any, text: str, external_context: Any = None) -> Any:
        key = text, tuple(value for name, value in task.data.items() if name in text)
        if key not in self._known:
            self._known[key] = super().evaluate(task, text, external_context)
        return self._known[key]


class Spiff:
    """SpiffWorkflow. It reads a document with one decision, so that each is given to it as one of its own."""

    def __init__(self, document: str) -> None:
        root = etree.fromstring(document.encode())
        self._inputs = {data.get("label"): data.get("name") for data in root.iterfind("dmn:inputData", DMN)}
        self._tables, self._needs = {}, {}
        for decision in root.findall("dmn:decision", DMN):
            needed = decision.iterfind("dmn:informationRequirement/dmn:requiredDecision", DMN)
            self._needs[decision.get("id")] = [each.get("href")[1:] for each in needed]
            alone = etree.Element(root.tag, nsmap=root.nsmap)
            alone.append(decision)
            parser = DMNParser(None, alone, DMN)
            parser.parse()
            (self._tables[decision.get("id")],) = parser.decision.decisionTables
        self._workflow = SimpleNamespace(script_engine=_Scripts())

    def decide(self, answers: Row) -> Decided:
        data = {"null": None, **{name: answers.get(label) for label, name in self._inputs.items()}}
        pending = ["decided"]
        while pending:
            name = pending[-1]
            missing = [needed for needed in self._needs[name] if needed not in data]
            if missing:
                pending += missing
                continue
            pending.pop()
            task = SimpleNamespace(data=data, workflow=self._workflow)
            found: Decided = DMNEngine(self._tables[name]).result(task)
            if name == "decided":
                return found
            data[name] = found.get(name)
        raise AssertionError("there is no decision")
