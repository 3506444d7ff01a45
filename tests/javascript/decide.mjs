// Decides rows of answers by a DMN document, as bpmn.io reads it. Each line of the input is JSON: the document and
// the rows; each line of the output is what they come to, and all that the readers complained of.
import { createInterface } from "node:readline";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

const moddle = new DmnModdle();
const told = [];

// The same few values are tested again and again, and a test of ours looks at nothing but its value.
const known = new Map();
function applies(test, value) {
  const key = JSON.stringify([test, value]);
  if (!known.has(key)) known.set(key, take(unaryTest(test, { "?": value })));
  return known.get(key) === true;
}

function take({ value, warnings }) {
  told.push(...warnings.map((warning) => warning.message));
  return value;
}

function decideTable(decision, values) {
  const table = decision.decisionLogic;
  const inputs = table.input.map((input) => take(evaluate(input.inputExpression.text, values)));
  const matches = table.rule.filter((rule) =>
    rule.inputEntry.every((entry, place) => applies(entry.text, inputs[place])),
  );
  if (table.hitPolicy !== "FIRST" && matches.length > 1) told.push(`${decision.name} is not unique`);
  if (!matches.length) return null;
  const results = matches[0].outputEntry.map((entry) => take(evaluate(entry.text, values)));
  if (results.length === 1) return results[0];
  return Object.fromEntries(table.output.map((output, place) => [output.name, results[place]]));
}

function decide(definitions, row) {
  const elements = new Map(definitions.drgElement.map((element) => [element.id, element]));
  const values = {};
  for (const element of elements.values())
    if (element.$type === "dmn:InputData") values[element.variable.name] = row[element.label] ?? null;
  const evaluated = (decision) => {
    const name = decision.variable.name;
    if (name in values) return values[name];
    // Nothing but what a decision says that it needs.
    const scope = {};
    for (const needed of decision.informationRequirement ?? []) {
      const { href } = needed.requiredDecision ?? needed.requiredInput;
      const element = elements.get(href.slice(1));
      scope[element.variable.name] = needed.requiredDecision ? evaluated(element) : values[element.variable.name];
    }
    values[name] = decideTable(decision, scope);
    return values[name];
  };
  return evaluated(elements.get("decided"));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { document, rows } = JSON.parse(line);
  told.length = 0;
  const { rootElement, warnings } = await moddle.fromXML(document);
  told.push(...warnings.map((warning) => warning.message));
  const results = rows.map((row) => decide(rootElement, row));
  const shapes = rootElement.dmnDI.diagrams[0].diagramElements;
  const drawn = shapes.filter((shape) => shape.dmnElementRef?.id).length;
  console.log(JSON.stringify({ results, told: [...new Set(told)], shapes: shapes.length, drawn }));
}
