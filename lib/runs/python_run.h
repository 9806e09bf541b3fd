// What the run of a Python operator carries beside the figures of every run:
// which Python, with which packages, did what. It travels in user counters, as
// all that a run has, so it passes from a benchmark's process to its parent and
// through files like any figure.
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
// What starting the interpreter and importing cost is the phase Phase::kImport,
// whose figures have the names that those of the other phases have.

#ifndef LIB_RUNS_PYTHON_RUN_H_
#define LIB_RUNS_PYTHON_RUN_H_

#include <map>
#include <optional>
#include <string>

#include "lib/runs/counters.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

struct PythonRunDetails {
  // The interpreter's, as platform.python_version() tells it.
  std::string version;
  // Python's allocator of small objects, and whether the heap's figures have
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

// There and back. A run without a version is not Python's:
// GetPythonRunDetails() is then nullopt. REQUIRES: no '=' in the names of
// packages and parameters.
void SetPythonRunDetails(Counters& counters, const PythonRunDetails& details);
std::optional<PythonRunDetails> GetPythonRunDetails(const Counters& counters);

// How much of the memory before the call came since the file was imported: the
// inputs of the call, and those of the file's other calls that it holds.
// Nullopt where it was not measured.
std::optional<double> FileDataBytes(const Counters& counters);

// Feluda's `output_info`, an object of any values in the file's order, there
// and back. Its numbers, texts and bools become facts as well: see SetFacts().
void SetOutputInfo(Counters& counters, const nlohmann::ordered_json& info);
// An empty object where there is none.
nlohmann::ordered_json GetOutputInfo(const Counters& counters);

// What a user's code put into a result under keys that reports do not know, an
// object of any values; one under a phase's key has entries of that phase.
// There and back as output_info.
void SetOwnEntries(Counters& counters, const nlohmann::ordered_json& entries);
nlohmann::ordered_json GetOwnEntries(const Counters& counters);

}  // namespace feluda

#endif  // LIB_RUNS_PYTHON_RUN_H_
