// What the run of a Python operator has beside the figures of every run: which
// Python, with which packages, did what. It travels in user counters, so it
// passes from a benchmark's process to its parent and through files like any
// figure.
//
//   PythonRunDetails details;
//   details.version = "3.11.2";
//   details.allocator = "pymalloc";
//   details.packages["numpy"] = "1.24.2";
//   details.operator_class = "operators.cluster_embeddings.ClusterEmbeddings";
//   details.parameters["n_clusters"] = "3";
//   SetPythonRunDetails(run.counters, details);
//   SetOutputInfo(run.counters, {{"n_samples", 900}, {"shape", {900, 512}}});
//   run.report_label = "clustered_3clusters - kmeans";  // data_description
//
// The cost of starting the interpreter and importing is the phase
// Phase::kImport, whose figures have the same names as those of the other
// phases.

#ifndef LIB_RUNS_PYTHON_RUN_H_
#define LIB_RUNS_PYTHON_RUN_H_

#include <map>
#include <optional>
#include <string>

#include "lib/runs/counters.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

struct PythonRunDetails {
  // The interpreter's version, as platform.python_version() tells it.
  std::string version;
  // Python's allocator of small objects, and whether the heap's figures include
  // these.
  std::string allocator;
  // The packages that were loaded when the run ended, with their versions, by
  // the names that pip knows them by.
  std::map<std::string, std::string> packages;
  // Module and name of the operator's class.
  std::string operator_class;
  // The keywords of the constructor and of run() whose values are a number, a
  // bool, None or a short string, as Python's repr() writes them but for the
  // quotes of a string: "3", "None", "audio".
  std::map<std::string, std::string> parameters;
  // Resident memory when the file came to the call, before the operator was
  // built. Nullopt where it was not measured.
  std::optional<double> before_call_bytes;
};

// Write and read the details. A run without a version is not Python's, and
// GetPythonRunDetails() is nullopt. REQUIRES: no '=' in the names of packages
// and parameters.
void SetPythonRunDetails(Counters& counters, const PythonRunDetails& details);
std::optional<PythonRunDetails> GetPythonRunDetails(const Counters& counters);

// Returns how much of the memory before the call was added since the file was
// imported: the inputs of the call, and those of the file's other calls that it
// holds. Nullopt if it was not measured.
std::optional<double> FileDataBytes(const Counters& counters);

// Write and read Feluda's `output_info`, an object of any values in the file's
// order. Its numbers, texts and bools become facts as well: see SetFacts().
void SetOutputInfo(Counters& counters, const nlohmann::ordered_json& info);
// Returns an empty object if there is none.
nlohmann::ordered_json GetOutputInfo(const Counters& counters);

// Write and read what a user's code put into a result under keys that reports
// do not know, an object of any values. An object under a phase's key has
// entries of that phase.
void SetOwnEntries(Counters& counters, const nlohmann::ordered_json& entries);
nlohmann::ordered_json GetOwnEntries(const Counters& counters);

}  // namespace feluda

#endif  // LIB_RUNS_PYTHON_RUN_H_
