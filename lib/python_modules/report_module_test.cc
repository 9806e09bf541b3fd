#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python_modules/module_testing.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::StartsWith;

std::string EvaluateModule(const std::string& statements,
                           const std::string& value) {
  return EvaluateInPython(
      "from _feluda_report import BenchmarkReport\n" + statements, value);
}

constexpr char kReport[] =
    "report = BenchmarkReport()\n"
    "report.add({'operator': 'hash', 'status': 'success', 'execution': "
    "{'execution_time_seconds': 0.25, 'peak_memory_mb': 12.5}})\n"
    "report.extend([{'operator': 'ocr', 'status': 'failed', 'error': 'no'}])\n";

TEST(BenchmarkReportTest, SummaryIsWhatTheFileHolds) {
  const TemporaryDirectory directory;
  const std::string code = absl::StrCat(
      kReport, "os.chdir(", InQuotes(directory.path()), ")\n",
      "summary = report.generate_summary()\n"
      "report.save_json('new/report.json')\n"
      "saved = json.load(open('new/report.json'))\n"
      "for each in (summary, saved): each['system_info']['load_at_end'] = 0\n"
      "assert saved == summary\n"
      "hashed = summary['statistics']['hash']\n");
  EXPECT_EQ(
      EvaluateModule(code,
                     "[list(summary)[:4], summary['total_benchmarks'], "
                     "hashed['avg_execution_time'], hashed['max_memory_peak'], "
                     "summary['statistics']['ocr']['success_rate'], "
                     "summary['system_info']['python_version'] == "
                     "report.system_info['python_version']]"),
      "[['system_info', 'total_benchmarks', 'results', 'statistics'], 2, 0.25, "
      "12.5, 0.0, True]");
}

TEST(BenchmarkReportTest, SavesByTheDayOrWhereItIsTold) {
  const TemporaryDirectory directory;
  const std::string code = absl::StrCat(
      kReport, "import time, re\nos.chdir(", InQuotes(directory.path()), ")\n",
      "report.save_json(); report.save_json(filepath=None)\n"
      "report.save_markdown()\n"
      "report.save_markdown(pathlib.Path('x') / 'r.md')\n"
      "report.save_json(filepath=os.path.abspath('y.json'))\n"
      "files = sorted(os.listdir('benchmark/results')) + os.listdir('x') + "
      "[f for f in os.listdir('.') if f.endswith('json')]\n"
      "files = [re.sub(r'\\d{8}', 'DAY', name) for name in files]\n"
      "text = open('x/r.md').read()\n");
  EXPECT_EQ(EvaluateModule(
                code, "files, text[:19], '| hash | - | success |' in text"),
            "(['benchmark_results_DAY.json', 'benchmark_results_DAY.md', "
            "'r.md', 'y.json'], '# Benchmark Report\\n', True)");
}

TEST(BenchmarkReportTest, TakesWhatOtherCodePutsIntoOutputInfo) {
  const std::string code =
      "import numpy\n"
      "report = BenchmarkReport()\n"
      "class Odd:\n"
      "  def __str__(self): return 'odd'\n"
      "result = {'operator': 'hash', 'execution': "
      "{'execution_time_seconds': numpy.float32(0.5)}}\n"
      "report.add(result)\n"
      "result['output_info'] = {'shape': (3, numpy.int64(4)), 'mean': "
      "numpy.float32(0.25), 'odd': Odd(), 'none': None, 'ok': True, 'nan': "
      "float('nan'), 'path': pathlib.Path('a')}\n"
      "made = report.generate_summary()['results'][0]\n";
  EXPECT_EQ(EvaluateModule(code, "made['output_info']"),
            "{'shape': [3, 4], 'mean': 0.25, 'odd': 'odd', 'none': None, 'ok': "
            "True, 'nan': None, 'path': 'a'}");
}

TEST(BenchmarkReportTest, ResultsAndSystemInfoAreTheUsers) {
  const std::string code =
      "report = BenchmarkReport()\n"
      "report.results.append({'operator': 'late'})\n"
      "report.system_info['processor'] = 'mine'\n"
      "made = report.generate_summary()\n";
  EXPECT_EQ(EvaluateModule(code,
                           "[made['results'][0]['operator'], "
                           "made['system_info']['processor'], "
                           "list(made['system_info'])[:7]]"),
            "['late', 'mine', ['platform', 'processor', 'cpu_count', "
            "'cpu_freq', 'total_memory_gb', 'python_version', 'timestamp']]");
}

TEST(BenchmarkReportTest, KeepsKeysOfTheUsersOwn) {
  const std::string code =
      "report = BenchmarkReport()\n"
      "report.add({'operator': 'a', 'recall': 0.5, 'tags': ('x', 1), "
      "'threads': 7, 'execution': {'execution_time_seconds': 2.0, 'loss': 3}})"
      "\nreport.add({'operator': 'b', 'status': 'failed', 'error': 'no', "
      "'execution': {'loss': 4}, 'why': None})\n"
      "a, b = report.generate_summary()['results']\n";
  EXPECT_EQ(EvaluateModule(code,
                           "[a['recall'], a['tags'], a['threads'], "
                           "a['execution']['execution_time_seconds'], "
                           "a['execution']['loss'], 'execution' in b, "
                           "b['error'], b['why'], list(b)[-1]]"),
            "[0.5, ['x', 1], 1, 2.0, 3, False, 'no', None, 'why']");
}

TEST(BenchmarkReportTest, ErrorsNameTheInput) {
  const std::pair<const char*, const char*> cases[] = {
      {"add({'status': 'success'})",
       "ValueError: the result operator is missing"},
      {"add(3)", "ValueError: the result is no dictionary"},
      {"extend([{'operator': 'a', 'execution': 'fast'}])",
       "ValueError: the result execution is \"fast\", not an object"},
      {"save_json('/proc/none/a.json')", "FileNotFoundError: [Errno 2]"},
      {"save_json('/')", "OSError: cannot write /: Is a directory"},
  };
  for (const auto& [call, error] : cases) {
    EXPECT_THAT(EvaluateModule("", absl::StrCat("BenchmarkReport().", call)),
                StartsWith(error));
  }
}

}  // namespace
}  // namespace feluda
