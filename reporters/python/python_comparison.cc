#include "reporters/python/python_comparison.h"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/runs/python_run.h"
#include "reporters/python/python_method.h"
#include "reporters/report/statistics.h"

namespace feluda {
namespace {

constexpr const char* kInputFacts[] = {
    "n_samples", "n_features", "true_clusters", "width", "height", "seconds"};

// One benchmark with its repetitions, all of which succeeded.
struct Subject {
  std::vector<const Result*> results;
  std::optional<PythonRunDetails> python;
  // Empty where it has none.
  std::string method;

  const Result& first() const { return *results.front(); }
  std::string operator_name() const {
    return std::string(absl::StripSuffix(first().operator_name, kPythonMark));
  }
};

// "DetectTextInImage" as "detect_text_in_image".
std::string SnakeCase(absl::string_view name) {
  std::string snake;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool begins_word = i > 0 && absl::ascii_isupper(name[i]) &&
                             absl::ascii_islower(name[i - 1]);
    if (begins_word) snake += '_';
    snake += absl::ascii_tolower(name[i]);
  }
  return snake;
}

bool IsOrExtends(absl::string_view name, absl::string_view shorter) {
  return name == shorter || absl::StartsWith(name, absl::StrCat(shorter, "_"));
}

bool IsSameOperator(const Subject& native, const Subject& python) {
  const std::string name = SnakeCase(python.operator_name());
  absl::string_view native_name = native.first().operator_name;
  if (native.method.empty() || python.method.empty()) {
    return IsOrExtends(name, native_name);
  }
  absl::ConsumeSuffix(&native_name, absl::StrCat("_", native.method));
  return native.method == python.method && IsOrExtends(name, native_name);
}

std::optional<double> NumberOf(const Result& result, const char* name) {
  const auto found = result.facts.find(name);
  if (found == result.facts.end()) return std::nullopt;
  const double* number = std::get_if<double>(&found->second);
  return number == nullptr ? std::nullopt : std::optional<double>(*number);
}

bool Contradict(const Result& one, const Result& other) {
  return std::any_of(std::begin(kInputFacts), std::end(kInputFacts),
                     [&](const char* name) {
                       const std::optional<double> a = NumberOf(one, name);
                       const std::optional<double> b = NumberOf(other, name);
                       return a.has_value() && b.has_value() && *a != *b;
                     });
}

// "small_128x128" of "images/small_128x128.jpg (grey)".
absl::string_view DataName(absl::string_view text) {
  for (const absl::string_view end : {" - ", " ("}) {
    text = text.substr(0, text.find(end));
  }
  text = absl::StripAsciiWhitespace(text);
  text = text.substr(text.rfind('/') + 1);
  for (const absl::string_view ending :
       {".jpg", ".jpeg", ".png", ".webp", ".mp4", ".avi", ".webm", ".mkv"}) {
    if (absl::ConsumeSuffix(&text, ending)) break;
  }
  return text;
}

bool HaveSameDataName(const Result& one, const Result& other) {
  for (const std::string& text : {one.data_description, one.input}) {
    const absl::string_view name = DataName(text);
    if (!name.empty() && (name == DataName(other.data_description) ||
                          name == DataName(other.input))) {
      return true;
    }
  }
  return false;
}

bool HaveSameSize(const Result& one, const Result& other) {
  for (const char* name : {"n_samples", "n_features"}) {
    if (!NumberOf(one, name).has_value() ||
        !NumberOf(other, name).has_value()) {
      return false;
    }
  }
  return NumberOf(one, "true_clusters").has_value() ==
         NumberOf(other, "true_clusters").has_value();
}

// The native benchmark of the same operator and input; null if there is none.
const Subject* Partner(const std::vector<const Subject*>& natives,
                       const Subject& python) {
  const Subject* by_size = nullptr;
  for (const Subject* native : natives) {
    const Result& one = native->first();
    const Result& other = python.first();
    if (Contradict(one, other) || !IsSameOperator(*native, python)) continue;
    if (HaveSameDataName(one, other)) return native;
    if (by_size == nullptr && HaveSameSize(one, other)) by_size = native;
  }
  return by_size;
}

// Takes over only what every repetition has.
std::optional<std::vector<double>> OfAll(
    const Subject& subject, std::optional<double> (*figure)(const Result&)) {
  std::vector<double> values;
  for (const Result* result : subject.results) {
    const std::optional<double> value = figure(*result);
    if (!value.has_value()) return std::nullopt;
    values.push_back(*value);
  }
  std::sort(values.begin(), values.end());
  return values;
}

std::optional<double> Median(const Subject& subject,
                             std::optional<double> (*figure)(const Result&)) {
  const auto values = OfAll(subject, figure);
  if (!values.has_value()) return std::nullopt;
  return Quantile(*values, 0.5);
}

std::optional<double> Startup(const Result& result) {
  return result.StartupSeconds();
}

// Without the import it would be told too low.
std::optional<double> PythonStartup(const Result& result) {
  if (!result.import.seconds.has_value()) return std::nullopt;
  return result.StartupSeconds();
}

// Of Python it begins before the operator was built for the first time, as
// Python keeps much of what the runs before the reported one took.
std::optional<double> MemoryRise(const Result& result) {
  const auto python = GetPythonRunDetails(result.counters);
  std::optional<double> before = result.initialization.memory_before_mib;
  if (python.has_value()) {
    if (!python->before_call_bytes.has_value()) return std::nullopt;
    before = *python->before_call_bytes / (1 << 20);
  }
  const std::optional<double>& built = result.initialization.memory_peak_mib;
  const std::optional<double>& ran = result.execution.memory_peak_mib;
  if (!before.has_value() || !built.has_value() || !ran.has_value()) {
    return std::nullopt;
  }
  return std::max({*built - *before, *ran - *before, 0.0});
}

std::optional<double> Highest(const Subject& subject,
                              std::optional<double> (*figure)(const Result&)) {
  const auto values = OfAll(subject, figure);
  if (!values.has_value()) return std::nullopt;
  return values->back();
}

ComparedCost CostOf(const Subject& subject) {
  ComparedCost cost;
  cost.seconds =
      Median(subject, [](const Result& r) { return r.execution.seconds; });
  cost.cpu_seconds =
      Median(subject, [](const Result& r) { return r.cpu_seconds; });
  cost.rise_mib = Highest(subject, MemoryRise);
  cost.peak_mib = Highest(
      subject, [](const Result& r) { return r.execution.memory_peak_mib; });
  cost.startup_seconds =
      Median(subject, subject.python.has_value() ? PythonStartup : Startup);
  return cost;
}

// Whether parameters and facts of the benchmark disagree on its method.
bool IsMislabelled(const Subject& subject) {
  const std::string stated = StatedMethod(subject.first());
  return !stated.empty() && stated != subject.method;
}

// "cluster_embeddings_kmeans/x says kmeans, and ran agglomerative (modality
// video, n_clusters 3)."
std::string MislabelText(const Subject& subject) {
  return absl::StrCat(
      subject.first().Name(), " says ", StatedMethod(subject.first()),
      ", and ran ", subject.method, " (",
      absl::StrJoin(subject.python->parameters, ", ", absl::PairFormatter(" ")),
      ").");
}

// In the order in which they first ran.
std::vector<Subject> Successes(const std::vector<Result>& results) {
  std::vector<Subject> subjects;
  std::map<std::pair<std::string, bool>, size_t> known;
  for (const Result& result : results) {
    if (!result.Succeeded()) continue;
    const auto python = GetPythonRunDetails(result.counters);
    const auto [place, is_new] =
        known.try_emplace({result.Name(), python.has_value()}, subjects.size());
    if (is_new) {
      Subject& subject = subjects.emplace_back();
      subject.python = python;
      if (python.has_value()) subject.method = MethodByParameters(*python);
      if (subject.method.empty()) subject.method = StatedMethod(result);
    }
    subjects[place->second].results.push_back(&result);
  }
  return subjects;
}

PythonPair PairOf(const Subject& native, const Subject& python) {
  return {native.first().operator_name, python.operator_name(),
          native.first().data_description, CostOf(native), CostOf(python)};
}

}  // namespace

PythonComparison CompareWithPython(const std::vector<Result>& results) {
  const std::vector<Subject> subjects = Successes(results);
  std::vector<const Subject*> natives;
  for (const Subject& subject : subjects) {
    if (!subject.python.has_value()) natives.push_back(&subject);
  }
  PythonComparison comparison;
  if (natives.empty()) return comparison;
  for (const Subject& subject : subjects) {
    if (!subject.python.has_value()) continue;
    const Subject* partner = Partner(natives, subject);
    if (partner != nullptr) {
      comparison.pairs.push_back(PairOf(*partner, subject));
    } else {
      comparison.alone.push_back(subject.first().Name());
    }
    if (IsMislabelled(subject)) {
      comparison.mislabelled.push_back(MislabelText(subject));
    }
  }
  return comparison;
}

}  // namespace feluda
