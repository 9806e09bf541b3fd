#!/usr/bin/python3
"""Opens the HTML report in a browser, as a reader does: from disk, with no
network. The pages are test_pages.cc's."""

import os
import re
import subprocess
import sys
import unittest

sys.path.insert(0, "reporters/html")
sys.dont_write_bytecode = True
import webdriver  # pylint: disable=wrong-import-position

SCRATCH = os.environ["TEST_TMPDIR"]
HOSTILE = "</script><img src=x onerror=alert(1)>"
TAB = "\ue004"
ENTER = "\ue007"

# The first text of each row of a table that the reader sees.
FIRST_CELLS = """
  return [...document.querySelectorAll(arguments[0] + " tbody tr")].map(
      (row) => row.firstChild.textContent);
"""

SECOND_CELLS = """
  return [...document.querySelectorAll(arguments[0] + " tbody tr")].map(
      (row) => row.children[1].textContent);
"""

CLICK_HEAD = """
  const heads = [...document.querySelectorAll(arguments[0] + " thead button")];
  heads.find((button) => button.textContent === arguments[1]).click();
"""

SORTED_HEADS = """
  return [...document.querySelectorAll(arguments[0] + " thead th")]
      .filter((head) => head.getAttribute("aria-sort") !== "none")
      .map((head) => head.textContent + " " + head.getAttribute("aria-sort"));
"""

TYPE = """
  const input = document.querySelector(arguments[0] + " input[type=search]");
  input.value = arguments[1];
  input.dispatchEvent(new Event("input"));
"""

# The share of pixels that are not the background, of the canvases in view.
INK = """
  return [...document.querySelectorAll("canvas")].map((canvas) => {
    if (canvas.width * canvas.height === 0) return 0;
    const pixels = canvas.getContext("2d")
        .getImageData(0, 0, canvas.width, canvas.height).data;
    let ink = 0;
    for (let i = 3; i < pixels.length; i += 4) ink += pixels[i] > 0;
    return ink / (pixels.length / 4);
  });
"""

OVERFLOW = """
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
"""


def setUpModule():
    subprocess.run(["reporters/html/test_pages", SCRATCH], check=True)
    browser = webdriver.Browser()
    unittest.addModuleCleanup(browser.__exit__)
    PageTest.browser = browser.__enter__()


class PageTest(unittest.TestCase):
    browser = None

    def setUp(self):
        self.browser.set_width(1280)
        self.browser.set_color_scheme("light")

    def open(self, name):
        self.browser.open(os.path.join(SCRATCH, name + ".html"))

    def run_script(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def scroll_through(self):
        """Scrolls to the end, so that all charts are drawn."""
        for _ in range(40):
            self.run_script("scrollBy(0, innerHeight)")
            self.run_script("return new Promise(requestAnimationFrame)")

    def assert_is_quiet(self):
        """Nothing was complained of, and nothing asked of the network."""
        self.assertEqual(self.browser.console(), [])
        for url in self.browser.requests():
            self.assertRegex(url, "^file://.*[.]html$")

    def test_opens_without_errors_and_requests(self):
        names = ["made_up", "measured", "families", "aggregates_only",
                 "with_python", "hostile", "empty"]
        for name in names + ["very_many"]:
            with self.subTest(name):
                self.open(name)
                self.scroll_through()
                title = "return document.querySelector('h1').textContent"
                self.assertEqual(self.run_script(title), "Benchmark report")
                self.assert_is_quiet()

    def test_begins_with_the_plan(self):
        first = "return document.querySelector('main section[id]').id"
        rows = ("return [...document.querySelectorAll('#plan tbody tr')]"
                ".map((row) => row.cells[0].textContent)")
        self.open("measured")
        self.assertEqual(self.run_script(first), "plan")
        self.assertEqual(self.run_script(rows), ["cluster", "search", "hash"])
        # With nothing to plan there is no plan.
        self.open("empty")
        self.assertEqual(self.run_script(rows), [])

    def test_sets_python_beside_native_operators(self):
        # A figure and its unit stay in one line.
        cells = ("return [...document.querySelectorAll('#python tbody tr')]"
                 ".map((row) => [...row.cells]"
                 ".map((c) => c.textContent.replaceAll('\\u00a0', ' ')))")
        notes = "return document.querySelector('#python ul').textContent"
        self.open("with_python")
        self.assertEqual(
            self.run_script(cells),
            [["cluster", "<b>100", "2.00 ms / 1.00 ms = 2.00",
              "2.80 ms / 1.40 ms = 2.00", "", "21.9 MiB / 21.0 MiB = 1.05",
              "1.01 s / 10.0 ms = 101"]])  # Without a rise of memory.
        self.assertIn("search/100.", self.run_script(notes))
        # Without Python there is nothing to compare.
        self.open("measured")
        self.assertEqual(self.run_script(cells), [])

    def test_a_column_sorts_both_ways(self):
        self.open("measured")
        table = "#operator-0"
        self.run_script(CLICK_HEAD, table, "Time")
        largest_first = self.run_script(FIRST_CELLS, table)
        self.assertEqual(largest_first[0], "100000_rows")
        self.assertEqual(
            self.run_script(SORTED_HEADS, table), ["Time descending"]
        )
        self.run_script(CLICK_HEAD, table, "Time")
        self.assertEqual(
            self.run_script(FIRST_CELLS, table), largest_first[::-1]
        )
        self.assertEqual(
            self.run_script(SORTED_HEADS, table), ["Time ascending"]
        )

    def test_names_sort_by_the_numbers_in_them(self):
        self.open("measured")
        table = "#operator-0"
        self.run_script(CLICK_HEAD, table, "Data")
        self.assertEqual(
            self.run_script(FIRST_CELLS, table),
            ["100_rows", "1000_rows", "10000_rows", "100000_rows"],
        )

    def test_what_was_not_measured_says_so_and_sorts_last(self):
        self.open("made_up")
        for _ in range(2):
            self.run_script(CLICK_HEAD, "#results", "Peak heap")
            heaps = self.run_script("""
                const column = [...document.querySelectorAll("#results th")]
                    .findIndex((head) => head.textContent === "Peak heap");
                return [...document.querySelectorAll("#results tbody tr")]
                    .map((row) => row.children[column].textContent);""")
            self.assertEqual(heaps, ["1.8 MiB"] + 4 * ["not measured"])

    def test_a_table_filters_by_all_words(self):
        self.open("measured")
        self.run_script(TYPE, "#results", "CLUSTER 1000_")
        self.assertEqual(
            self.run_script(FIRST_CELLS, "#results"), ["cluster"]
        )
        status = """
            return document.querySelector("#results [role=status]").textContent;
        """
        self.assertEqual(self.run_script(status), "1 of 12")
        self.run_script(TYPE, "#results", "")
        self.assertEqual(len(self.run_script(FIRST_CELLS, "#results")), 12)

    def test_draws_every_chart_that_was_scrolled_to(self):
        self.open("measured")
        self.assertIn(0, self.run_script(INK))
        self.scroll_through()
        inks = self.run_script(INK)
        # Time, CPU, resident, heap, allocations, two of growth; each thrice.
        self.assertEqual(len(inks), 21)
        self.assertGreater(min(inks), 0.01)

    def test_a_chart_has_its_figures_as_text(self):
        self.open("measured")
        self.run_script("document.querySelector('figure summary').click()")
        self.assertEqual(
            self.run_script(FIRST_CELLS, "figure"),
            ["100_rows", "1000_rows", "10000_rows", "100000_rows"],
        )
        label = "return document.querySelector('canvas').ariaLabel"
        told = self.run_script(label)
        self.assertIn("100_rows: min 900 µs, median 980 µs", told)

    def test_inputs_that_are_described_alike_have_their_names(self):
        self.open("families")
        names = self.run_script(FIRST_CELLS, "#operator-0")
        inputs = ["rows/100", "rows/1000", "rows/10000", "features/8",
                  "features/64", "features/512", "alone"]
        self.assertEqual(names, inputs)
        data = self.run_script(SECOND_CELLS, "#results")
        self.assertEqual(data, [f"embeddings ({name})" for name in inputs])

    def test_growth_is_drawn_of_the_family_that_grows(self):
        self.open("families")
        growth = """
            const figures = [...document.querySelectorAll("figure")].filter(
                (figure) => figure.querySelector("h4").textContent
                    .startsWith("Time per iteration against"));
        """
        self.run_script(growth + """
            for (const figure of figures) {
              figure.querySelector("summary").click();
            }""")
        drawn = self.run_script(growth + """
            return figures.map((figure) =>
                [...figure.querySelectorAll("tbody tr")].map(
                    (row) => row.firstChild.textContent));""")
        # Wall clock and CPU.
        self.assertEqual(drawn, [
            2 * ["rows/100", "rows/1000", "rows/10000"],
            2 * ["features/8", "features/64", "features/512"],
        ])

    def test_names_differ_where_a_chart_has_no_room_for_them(self):
        self.browser.set_width(360)
        self.open("long_names")
        self.scroll_through()
        ticks = self.run_script("""
            const chart = Chart.getChart(document.querySelector("canvas"));
            return chart.scales.y.ticks.map((tick) => tick.label);""")
        self.assertEqual(ticks, ["…3clusters", "…5clusters", "rows"])

    def test_hostile_texts_are_only_read(self):
        self.open("hostile")
        self.scroll_through()
        self.assertFalse(self.browser.has_alert())
        self.assertEqual(
            self.run_script("return document.querySelectorAll('img').length"), 0
        )
        names = self.run_script(FIRST_CELLS, "#results")
        self.assertIn("__proto__<", names)
        failure = "return document.querySelector('#failures h3').textContent"
        self.assertEqual(self.run_script(failure), "failed/" + HOSTILE)

    def test_aggregates_and_skipped_runs_are_shown_as_what_they_are(self):
        self.open("aggregates_only")
        data = self.run_script(SECOND_CELLS, "#results")
        self.assertEqual(data, ["8 (mean of 3 repetitions)"])
        rows = self.run_script("""
            return [...document.querySelectorAll(arguments[0] + " tbody tr")]
                .map((row) => [...row.children].map((c) => c.textContent));
            """, "#aggregates")
        self.assertEqual(rows, [
            ["sort/8", "mean", "3", "250 ms", "125 ms"],
            ["sort/8", "median", "3", "125 ms", "62.5 ms"],
            ["sort/8", "cv", "3", "3.10 %", "1.55 %"],
        ])
        heads = self.run_script("""
            return [...document.querySelectorAll(arguments[0] + " thead th")]
                .map((head) => head.textContent.trim());
            """, "#aggregates")
        self.assertEqual(len(heads), 5, heads)  # none of memory was measured
        self.assertEqual(self.run_script(FIRST_CELLS, "#skipped"),
                         ["capture/front"])
        self.assertEqual(self.run_script(SECOND_CELLS, "#skipped"),
                         ["no <camera>"])
        heading = "return document.querySelector('#skipped h2').textContent"
        self.assertEqual(self.run_script(heading), "Skipped (1)")

    def test_tells_what_it_was_merged_from(self):
        self.open("hostile")
        merged = self.run_script(
            "return document.querySelector('#machine dl').innerText"
        )
        self.assertRegex(merged, r"__proto__\s+" + re.escape(HOSTILE))

    def test_of_very_many_results_it_says_what_it_leaves_out(self):
        self.open("very_many")
        notices = self.run_script(
            "return document.querySelector('.notices').textContent"
        )
        self.assertRegex(notices, r"9\d,\d{3} of 100,000 results left out")
        self.assertEqual(len(self.run_script(FIRST_CELLS, "#results")), 100)

    def test_fits_a_narrow_screen(self):
        self.browser.set_width(360)
        for name in ["made_up", "measured", "hostile", "very_many"]:
            with self.subTest(name):
                self.open(name)
                self.scroll_through()
                self.assertEqual(self.run_script(OVERFLOW), 0)

    def test_is_dark_where_the_reader_wants_it(self):
        self.open("measured")
        color = """
            const style = getComputedStyle(document.documentElement);
            return style.backgroundColor;
        """
        light = self.run_script(color)
        self.browser.set_color_scheme("dark")
        self.assertNotEqual(self.run_script(color), light)
        self.scroll_through()
        self.assertGreater(min(self.run_script(INK)), 0.01)

    def test_prints_all_charts_without_being_scrolled_through(self):
        self.browser.set_color_scheme("dark")
        self.open("measured")
        self.browser.devtools("Page.printToPDF", {})
        self.assertGreater(min(self.run_script(INK)), 0.01)
        self.assert_is_quiet()

    def test_a_keyboard_reaches_and_sorts_a_table(self):
        self.open("measured")
        for _ in range(60):
            self.browser.press(TAB)
            if self.run_script("return !!document.activeElement.closest('th')"):
                break
        self.browser.press(ENTER)
        self.assertEqual(
            self.run_script(SORTED_HEADS, "#operator-0"), ["Data ascending"]
        )
        outline = "return getComputedStyle(document.activeElement).outlineStyle"
        self.assertEqual(self.run_script(outline), "solid")

    def test_headings_and_tables_are_told_to_a_screen_reader(self):
        self.open("measured")
        missing = self.run_script("""
            const without = (selector, test) =>
                [...document.querySelectorAll(selector)].filter(test).length;
            return [
              without("table", (table) => !table.caption?.textContent),
              without("th", (head) => !head.scope),
              without("canvas", (canvas) => !canvas.ariaLabel),
              without("section", (section) =>
                  !document.getElementById(section.getAttribute(
                      "aria-labelledby")) && !section.ariaLabel),
            ];""")
        self.assertEqual(missing, [0, 0, 0, 0])


if __name__ == "__main__":
    unittest.main(verbosity=2)
