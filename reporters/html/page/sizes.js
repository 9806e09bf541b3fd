// The sizes in which the inputs of an operator differ: the size that each input
// states of itself, and numeric facts that differ while all others agree.

// A line fits any two points, whatever the growth is.
const MIN_SIZES = 3;

// Facts about the output (an error, a score) differ wherever the input does.
// They are recognised by their fractions, and are no sizes.
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

function differInSize(results, sizeOf) {
  return new Set(results.map(sizeOf)).size >= MIN_SIZES;
}

// [[family, results]]: the families that grow. Benchmarks of a family differ in
// arguments alone. Without such a family all results are one group, unnamed.
function chooseGrowing(results, sizeOf) {
  const families = new Map();
  for (const result of results) {
    if (result.family === null) continue;
    if (!families.has(result.family)) families.set(result.family, []);
    families.get(result.family).push(result);
  }
  const growing = [...families].filter(([, members]) =>
    differInSize(members, sizeOf),
  );
  return growing.length > 0 ? growing : [["", results]];
}

// Results of a family whose conditions agree, sorted by size.
function makeGroups(results, { sizeOf, conditionsOf }) {
  const sized = results.filter((result) => isSize(sizeOf(result)));
  const groups = new Map();
  for (const [family, members] of chooseGrowing(sized, sizeOf)) {
    for (const result of members) {
      const conditions = conditionsOf(result);
      const key = JSON.stringify([family, conditions, result.threads]);
      if (!groups.has(key)) groups.set(key, { family, conditions, results: [] });
      groups.get(key).results.push(result);
    }
  }
  return [...groups.values()]
    .filter((group) => differInSize(group.results, sizeOf))
    .map(({ family, conditions, results: members }) => ({
      family,
      conditions,
      points: members
        .map((result) => ({
          size: sizeOf(result),
          result,
          label: result.label,
        }))
        .sort((a, b) => a.size - b.size),
    }));
}

// The name of a group: its family and the conditions that not all groups share.
function nameGroups(groups) {
  const isShared = (condition) =>
    groups.every(({ conditions }) =>
      conditions.some(
        ([name, value]) => name === condition[0] && value === condition[1],
      ),
    );
  const haveFamilies = groups.some(({ family }) => family !== groups[0].family);
  for (const group of groups) {
    const conditions = group.conditions
      .filter((condition) => !isShared(condition))
      .map(([name, value]) => `${name} ${value}`);
    // The operator is left out: all results share it.
    const family = group.family.split("/").slice(1).join("/");
    group.name = [...(haveFamilies ? [family] : []), ...conditions].join(", ");
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
