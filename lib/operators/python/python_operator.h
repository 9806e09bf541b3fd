// Any operator of Feluda's that is written in Python: a class with `run` and
// `cleanup`, and perhaps `state`.
//
//   PythonOperator::Config config;
//   config.operator_class = ...;  // the class ClusterEmbeddings
//   config.arguments = *PythonKeywords::FromDict(...);
//   auto clustering = PythonOperator::Create(config);
//   absl::StatusOr<PythonObject> clusters = (*clustering)->Run(keywords);
//
// Exceptions become a status: see python_error.h. A call of run() is one call
// from C++ by Python's own convention: it allocates nothing that calling it
// from Python would not.
//
// Threads: the one that started Python.

#ifndef LIB_OPERATORS_PYTHON_PYTHON_OPERATOR_H_
#define LIB_OPERATORS_PYTHON_PYTHON_OPERATOR_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/facts.h"
#include "lib/operators/operator.h"
#include "lib/python/python_keywords.h"
#include "lib/python/python_object.h"

namespace feluda {

class PythonOperator final : public Operator<PythonKeywords, PythonObject> {
 public:
  struct Config {
    PythonObject operator_class;
    PythonKeywords arguments;
  };

  // Makes an instance of the class.
  static absl::StatusOr<std::unique_ptr<PythonOperator>> Create(
      const Config& config);

  // Calls run(**input).
  absl::StatusOr<PythonObject> Run(const PythonKeywords& input) override;

  // Calls cleanup() and releases the instance.
  void Cleanup() override;

  // The exception that cleanup() raised, or OK.
  const absl::Status& cleanup_status() const { return cleanup_status_; }

  // Returns what the attribute or method `state` tells: the entries of a dict,
  // or one fact "state" for anything else; nothing if it is missing or fails.
  Facts State() const override;

 private:
  PythonOperator(PythonObject instance, PythonObject run_name);

  PythonObject instance_;
  // The str "run", which each call would otherwise make.
  const PythonObject run_name_;
  absl::Status cleanup_status_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_PYTHON_PYTHON_OPERATOR_H_
