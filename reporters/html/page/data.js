// The report's data as the page uses it. A figure that was not measured is
// null. Names come from outside, so they are keys of a Map and not of an
// object, where "__proto__" would be special.

const INITIALIZATION = "initialization";
const EXECUTION = "execution";
const CLEANUP = "cleanup";
export const PHASES = [INITIALIZATION, EXECUTION, CLEANUP];

function difference(a, b) {
  return a === null || b === null ? null : a - b;
}

class Result {
  // With `byInput` the label is the input's name.
  constructor(raw, figureNames, byInput) {
    this.operator = raw.operator;
    this.input = raw.input;
    this.timestamp = raw.timestamp;
    this.error = raw.error ?? null;
    this.iterations = raw.iterations;
    this.repetition = raw.repetition;
    this.threads = raw.threads;
    this.seconds = raw.seconds;
    this.cpuSeconds = raw.cpu_seconds;
    this.size = raw.size ?? null;
    this.facts = Object.entries(raw.facts ?? {});
    this.absent = Object.entries(raw.absent ?? {});
    this.counters = Object.entries(raw.counters ?? {});
    this.figures = new Map(
      figureNames.map((name, i) => [name, raw.figures[i]]),
    );
    this.family = raw.family ?? null;
    this.data = raw.data || "–";
    // What distinguishes the run from others of the same input: an aggregate's
    // statistic, or the number of a repetition.
    const repetition = raw.repetition > 0 ? ` #${raw.repetition + 1}` : "";
    const run = raw.aggregate ? ` (${raw.aggregate})` : repetition;
    this.label = ((byInput && raw.input) || this.data) + run;
    const input = raw.data_is_shared && raw.input ? ` (${raw.input})` : "";
    this.description = this.data + input + run;
    this.isAggregate = raw.aggregate !== undefined;
  }

  get name() {
    return this.input ? `${this.operator}/${this.input}` : this.operator;
  }

  get succeeded() {
    return this.error === null;
  }

  figure(phase, name) {
    return this.figures.get(`${phase}.${name}`) ?? null;
  }

  sample(name) {
    return this.figures.get(`samples.${name}`) ?? null;
  }

  execution(name) {
    return this.figure(EXECUTION, name);
  }

  // Resident memory at its peak above where it stood before the phase.
  residentRise(phase = EXECUTION) {
    return difference(
      this.figure(phase, "resident_peak_bytes"),
      this.figure(phase, "resident_before_bytes"),
    );
  }

  // Resident memory after the phase above before it.
  residentChange(phase = EXECUTION) {
    return difference(
      this.figure(phase, "resident_after_bytes"),
      this.figure(phase, "resident_before_bytes"),
    );
  }

  get memoryReleased() {
    const change = this.residentChange(CLEANUP);
    return change === null ? null : 0 - change;
  }

  heapPeak(phase = EXECUTION) {
    return this.figure(phase, "heap_peak_bytes");
  }

  get initializationSeconds() {
    return this.figure(INITIALIZATION, "wall_seconds");
  }

  get cleanupSeconds() {
    return this.figure(CLEANUP, "wall_seconds");
  }

  // Busy cores, children's included. Other programs do not report it, so it is
  // computed for them; where ours could not measure it, it is absent.
  get utilization() {
    const name = "cpu_utilization";
    const measured = this.execution(name);
    if (measured !== null) return measured;
    if (this.absent.some(([what]) => what === `${EXECUTION}.${name}`)) return null;
    return this.cpuSeconds === null || !this.seconds
      ? null
      : this.cpuSeconds / this.seconds;
  }

  get childrenSeconds() {
    const user = this.execution("children_user_seconds");
    const system = this.execution("children_system_seconds");
    return user === null || system === null ? null : user + system;
  }
}

function groupByOperator(operators, results) {
  const groups = new Map(
    operators.map((operator) => [operator.name, { ...operator, shown: [] }]),
  );
  for (const result of results) groups.get(result.operator)?.shown.push(result);
  return [...groups.values()];
}

// The rows `BigO` and `RMS` of a family make one.
function joinComplexity(rows) {
  const families = new Map();
  for (const row of rows) {
    const none = { growth: null, rms: null, seconds: null };
    const known = families.get(row.name) ?? none;
    families.set(row.name, { ...known, ...row });
  }
  return [...families.values()];
}

function operatorOf(name) {
  return name.split("/", 1)[0];
}

// Inputs of an operator of which some have the same description are called by
// their names.
function makeResults({ results, figures }) {
  const byInput = new Set(
    results.filter((raw) => raw.data_is_shared).map((raw) => raw.operator),
  );
  return results.map(
    (raw) => new Result(raw, figures, byInput.has(raw.operator)),
  );
}

export function readReport() {
  const report = JSON.parse(document.getElementById("report").textContent);
  report.results = makeResults(report);
  report.leftOut = report.total - report.results.length;
  report.measured = report.total - report.failed;
  report.operators = groupByOperator(report.operators, report.results);
  const complexity = joinComplexity(report.complexity);
  for (const operator of report.operators) {
    operator.complexity = complexity.filter(
      (family) => operatorOf(family.name) === operator.name,
    );
  }
  return report;
}
