#include "reporters/html/plain_page.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

constexpr absl::string_view kBeforeTitle = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>)";

constexpr absl::string_view kStyle = R"(:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2430; --faint: #5b6675; --line: #d9dee5;
  --worse: #b3261e; --better: #1b7a3d; --same: #5b6675; --open: #8a6100;
  --band: #e8edf3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181f; --text: #e4e8ee; --faint: #9aa6b5; --line: #323a46;
    --worse: #ff8a80; --better: #6fd08c; --same: #9aa6b5; --open: #e0b04c;
    --band: #262e39;
  }
}
body {
  margin: 2rem auto; padding: 0 1rem; max-width: 75rem;
  background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; }
th { color: var(--faint); font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.name { overflow-wrap: anywhere; } td.name, th.name { min-width: 12rem; }
.scroll { overflow-x: auto; }
.worse { color: var(--worse); } .better { color: var(--better); }
.same { color: var(--same); } .open { color: var(--open); }
.faint { color: var(--faint); }
svg { display: block; } .band { fill: var(--band); } .axis { stroke: var(--faint); }
.interval { stroke: currentColor; stroke-width: 2; } .dot { fill: currentColor; }
summary { cursor: pointer; font-weight: 600; margin: 1.5rem 0 .5rem; }
)";

}  // namespace

std::string PlainPageStart(absl::string_view title, absl::string_view style) {
  return absl::StrCat(kBeforeTitle, title, "</title>\n<style>\n", kStyle, style,
                      "</style>\n</head>\n<body>\n");
}

std::string EscapedHtml(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"&", "&amp;"},
                                               {"<", "&lt;"},
                                               {">", "&gt;"},
                                               {"\"", "&quot;"},
                                               {"'", "&#39;"}});
}

}  // namespace feluda
