"""What compare_peers prints: pure functions of what was measured."""

import platform
import re
import statistics

HEADER = (
    "| input | program | version | time, s | CPU, s | peak, MiB | quality | ratio |\n"
    "| --- | --- | --- | ---: | ---: | ---: | --- | ---: |"
)
# The best comes first; a set is there if the kernel tells of all of its flags.
# What Highway, which ours are compiled by, asks of a processor is the same.
INSTRUCTION_SETS = (
    ("AVX-512", ("avx512f", "avx512cd", "avx512dq", "avx512bw", "avx512vl")),
    ("AVX2", ("avx2", "fma")),
    ("SSE4", ("sse4_1", "sse4_2")),
    ("SSE2", ("sse2",)),
    ("SVE2", ("sve2",)),
    ("NEON", ("asimd",)),
)


def field(cpuinfo, name):
    """The value of the first processor's field in /proc/cpuinfo, or ""."""
    match = re.search(rf"^{name}\s*:[ \t]*(.*)$", cpuinfo, re.MULTILINE)
    return match[1].strip() if match else ""


def processor(cpuinfo):
    """Such as "AMD EPYC with AVX-512", from the text of /proc/cpuinfo."""
    name = field(cpuinfo, "model name") or platform.machine()
    flags = (field(cpuinfo, "flags") or field(cpuinfo, "Features")).split()
    for instruction_set, needed in INSTRUCTION_SETS:
        if set(needed) <= set(flags):
            return f"{name} with {instruction_set}"
    return f"{name}, instruction set unknown"


def conditions(cpuinfo, target, rounds, threads, pythons):
    """The line before the table: on what and how it was measured."""
    limit = f", limited to {target}" if target else ""
    return (
        f"{processor(cpuinfo)}{limit}; medians of {rounds} "
        f"round{'s' * (rounds > 1)}, {threads} thread{'s' * (threads > 1)} each; "
        f"Python's peers: {pythons}."
    )


def median(lines, figure):
    return statistics.median(line[figure][0] for line in lines)


def peak_mib(lines):
    """ "" where a kernel does not let the peak be reset."""
    if any("peak_growth_bytes" not in line for line in lines):
        return ""
    peak = statistics.median(line["peak_growth_bytes"] for line in lines)
    return f"{peak / 2**20:.1f}"


def describe(told):
    """The figures of a result by name; None stands for one that is unknown."""
    return ", ".join(
        f"{name} unknown" if figure is None else f"{name} {figure:.6g}"
        for name, figure in told.items()
    )


def row_line(title, name, lines, ours, quality):
    """A row of the table: a program's runs beside ours, and its quality."""
    ratio = median(lines, "wall_s") / median(ours, "wall_s")
    cells = (
        title,
        name,
        lines[-1].get("version", ""),
        f"{median(lines, 'wall_s'):.3f}",
        f"{median(lines, 'cpu_s'):.3f}",
        peak_mib(lines),
        describe(quality),
        f"{ratio:.1f}",
    )
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
