// By what the inputs of an operator differ in size: the size that each input
// tells of itself, and the numeric facts that alone differ.

// Through two points a line goes whatever the growth is.
const FEWEST_SIZES = 3;

// Facts of the output (an error, a score) differ wherever the input does; they
// are told by their fractions.
function isCondition([, value]) {
  return typeof value !== "number" || Number.isInteger(value);
}

function inputSize(unit) {
  return {
    name: unit,
    sizeOf: ({ size }) => (size?.unit === unit ? size.amount : undefined),
    conditionsOf: ({ facts }) =>
      facts.filter(([, value]) => typeof value === "string"),
  };
}

function factSize(name) {
  return {
    name,
    sizeOf: ({ facts }) => facts.find((fact) => fact[0] === name)?.[1],
    conditionsOf: ({ facts }) =>
      facts.filter((fact) => fact[0] !== name && isCondition(fact)),
  };
}

function isSize(value) {
  return typeof value === "number" && value > 0;
}

// Each is {name, sizeOf(result), conditionsOf(result)}. Facts that only repeat
// the input's own size are left out.
function candidates(results) {
  const units = new Set();
  const names = new Set();
  for (const { size, facts } of results) {
    if (size) units.add(size.unit);
    for (const [name, value] of facts) {
      if (isSize(value) && value !== size?.amount) names.add(name);
    }
  }
  return [...[...units].map(inputSize), ...[...names].map(factSize)];
}

// Results whose conditions agree, sorted by size.
function makeGroups(results, { sizeOf, conditionsOf }) {
  const groups = new Map();
  for (const result of results) {
    const size = sizeOf(result);
    if (!isSize(size)) continue;
    const conditions = conditionsOf(result);
    const key = JSON.stringify([conditions, result.threads]);
    if (!groups.has(key)) groups.set(key, { conditions, points: [] });
    groups.get(key).points.push({ size, result, label: result.label });
  }
  const differ = ({ points }) =>
    new Set(points.map(({ size }) => size)).size >= FEWEST_SIZES;
  const growing = [...groups.values()].filter(differ);
  for (const { points } of growing) points.sort((a, b) => a.size - b.size);
  return growing;
}

// By the conditions that not all groups share.
function nameGroups(groups) {
  const isShared = (condition) =>
    groups.every(({ conditions }) =>
      conditions.some(
        ([name, value]) => name === condition[0] && value === condition[1],
      ),
    );
  for (const group of groups) {
    group.name = group.conditions
      .filter((condition) => !isShared(condition))
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
  }
}

// [{sizeName, groups: [{name, points: [{size, result, label}]}]}]
export function groupBySizes(results) {
  return candidates(results)
    .map((candidate) => {
      const groups = makeGroups(results, candidate);
      nameGroups(groups);
      return { sizeName: candidate.name, groups };
    })
    .filter(({ groups }) => groups.length > 0);
}
