// Pairs of a native and a Python operator that did the same to the same input,
// in one report. A result is of a Python operator if its run says so
// (python_run.h).
//
// Where both are in one report, the names of Python operators end with
// kPythonMark, so that no statistic mixes the two; it is ignored here.
//
// They are the same operator if
//
// - the Python operator's name is the native one's, or begins with it and a
//   '_': `detect_text_in_image_tesseract` is `detect_text_in_image`. Names
//   of classes are taken, too: `DetectTextInImage`;
// - and both apply the same method, where they have one.
//   `cluster_embeddings_kmeans` is the same operator as `cluster_embeddings`
//   with the fact `method` "kmeans". The parameters tell what Feluda's
//   clustering does: python_method.h.
//
// They have the same input if none of the facts `n_samples`, `n_features`,
// `true_clusters`, `width`, `height` and `seconds` contradicts it, and
//
// - it has the same name: what stands before " - " or " (" in the description,
//   or after the '/' in the benchmark's name, without a folder and without the
//   ending of a file;
// - or both tell `n_samples` and `n_features`, and either both or neither
//   `true_clusters`.
//
// Where several native benchmarks match, the one whose input has the same name
// is taken.

#ifndef REPORTERS_PYTHON_PYTHON_COMPARISON_H_
#define REPORTERS_PYTHON_PYTHON_COMPARISON_H_

#include <optional>
#include <string>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

inline constexpr char kPythonMark[] = " (Python)";

// Medians over the repetitions, but the highest for memory. Nullopt is not
// measured.
struct ComparedCost {
  std::optional<double> seconds;
  std::optional<double> cpu_seconds;
  // Resident memory from before the operator was built to the highest while it
  // was built or ran: what the operator itself needs, in MiB.
  std::optional<double> rise_mib;
  // Resident memory of the process in the execution, in MiB.
  std::optional<double> peak_mib;
  // Building the operator and, in Python, starting the interpreter and
  // importing.
  std::optional<double> startup_seconds;
};

struct PythonPair {
  std::string native_operator;
  // Without kPythonMark.
  std::string python_operator;
  // The native benchmark's description of the input.
  std::string input;
  ComparedCost native;
  ComparedCost python;
};

struct PythonComparison {
  // In the order in which the Python benchmarks ran.
  std::vector<PythonPair> pairs;
  // Python benchmarks that succeeded and have no native one beside them.
  std::vector<std::string> alone;
  // What Python benchmarks ran in place of what they say, a sentence each.
  std::vector<std::string> mislabelled;

  bool empty() const { return pairs.empty() && alone.empty(); }
};

// Empty unless there are successes of native and of Python operators.
PythonComparison CompareWithPython(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_PYTHON_PYTHON_COMPARISON_H_
