"""Exports a guide as decision tables in DMN 1.3 (OMG), with the diagram of what needs what."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from guide.authoring.export.dmn_diagram import Bounds, arrange_tables
from guide.authoring.export.dmn_model import Table, Tables
from guide.authoring.export.dmn_tables import make_tables
from guide.common.text import one_line
from guide.ruleset.model import Guide

_SPACES = {
    "xmlns": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}
_ABOUT = (
    "Evaluate the decision “{decided}”. Each input is the id of the option that was chosen, or null where the"
    " question was not answered; the label of an input is the id of its question. Where answers are missing,"
    " “{decided}” has no result. The companions have spaces between them."
)


def export_dmn(guide: Guide) -> str:
    """Export a guide as decision tables in DMN: an XML document with a line break at its end.

    Ids in the document are the names of its decisions and inputs, which hold no hyphen; those of their parts
    have one.

    Raises:
        TooManyRulesError: The tables would have more than MOST_RULES rules.
    """
    tables = make_tables(guide)
    decided = tables.tables[-1].name
    title = one_line(guide.front.title)
    root = Element("definitions", _SPACES, id="guide-", name=title, namespace="urn:guide:decision")
    SubElement(root, "description").text = _ABOUT.format(decided=decided)
    for name, question in tables.inputs.items():
        data = SubElement(root, "inputData", id=name, name=name, label=one_line(question))
        SubElement(data, "description").text = one_line(guide.questions[question].ask)
        SubElement(data, "variable", id=f"{name}-variable", name=name, typeRef="string")
    for table in reversed(tables.tables):
        _decision(root, table, tables)
    _diagram(root, tables)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _decision(root: Element, table: Table, tables: Tables) -> None:
    name = table.name
    decision = SubElement(root, "decision", id=name, name=name)
    SubElement(decision, "question").text = one_line(table.question)
    kind = {"typeRef": "string"} if len(table.outputs) == 1 else {}
    SubElement(decision, "variable", kind, id=f"{name}-variable", name=name)
    for needed in table.needs:
        requirement = SubElement(decision, "informationRequirement", id=_requirement(needed, name))
        role = "requiredInput" if needed in tables.inputs else "requiredDecision"
        SubElement(requirement, role, href=f"#{needed}")
    policy = "FIRST" if table.overlaps else "UNIQUE"
    drawn = SubElement(decision, "decisionTable", id=f"{name}-table", hitPolicy=policy)
    for number, column in enumerate(table.columns, 1):
        clause = SubElement(drawn, "input", id=f"{name}-input{number}", label=one_line(column.label))
        expression = SubElement(clause, "inputExpression", id=f"{name}-expression{number}", typeRef="string")
        SubElement(expression, "text").text = column.name
    for output, label in table.outputs.items():
        SubElement(drawn, "output", id=f"{name}-output-{output}", label=label, name=output, typeRef="string")
    for number, rule in enumerate(table.rules, 1):
        _rule(SubElement(drawn, "rule", id=f"{name}-rule{number}"), rule.note, rule.tests, rule.results)


def _rule(rule: Element, note: str, tests: tuple[str, ...], results: tuple[str, ...]) -> None:
    if note:
        SubElement(rule, "description").text = one_line(note)
    for kind, texts in (("inputEntry", tests), ("outputEntry", results)):
        for number, text in enumerate(texts, 1):
            entry = SubElement(rule, kind, id=f"{rule.get('id')}-{kind}{number}")
            SubElement(entry, "text").text = text


def _requirement(needed: str, needing: str) -> str:
    return f"{needing}-needs-{needed}"


def _diagram(root: Element, tables: Tables) -> None:
    drawing = arrange_tables(tables)
    outer = SubElement(root, "dmndi:DMNDI")
    diagram = SubElement(outer, "dmndi:DMNDiagram", id="diagram-")
    for name, bounds in drawing.shapes.items():
        shape = SubElement(diagram, "dmndi:DMNShape", id=f"{name}-shape", dmnElementRef=name)
        SubElement(shape, "dc:Bounds", _numbers(bounds))
    for (needed, needing), points in drawing.lines.items():
        requirement = _requirement(needed, needing)
        edge = SubElement(diagram, "dmndi:DMNEdge", id=f"{requirement}-edge", dmnElementRef=requirement)
        for x, y in points:
            SubElement(edge, "di:waypoint", x=f"{x:.0f}", y=f"{y:.0f}")


def _numbers(bounds: Bounds) -> dict[str, str]:
    return {key: f"{value:.0f}" for key, value in bounds._asdict().items()}
