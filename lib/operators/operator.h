// The interface of every operator: one media-analysis step, constructed from a
// configuration, run on any number of inputs, cleaned up once.
//
//   ClusterEmbeddings::Config config;
//   config.method.emplace<KMeansOptions>().n_clusters = 3;
//   auto clustering = ClusterEmbeddings::Create(config);
//   if (!clustering.ok()) return clustering.status();
//   absl::StatusOr<Clusters> clusters = (*clustering)->Run(embeddings);
//
// Besides the members below a concrete operator has
//
//   using Config = ...;                       // a struct; defaults = Feluda's
//   static absl::StatusOr<std::unique_ptr<Op>> Create(const Config& config);
//
// Create() loads whatever Run() needs (a model, a language), so that the cost
// of starting and the cost of running can be measured separately.
//
// Errors: absl::Status throughout, naming the parameter or the file. An
// operator catches the exceptions of its libraries and returns a Status
// instead. Threads: an operator may be used by one thread at a time; several
// operators may run in several threads.

#ifndef LIB_OPERATORS_OPERATOR_H_
#define LIB_OPERATORS_OPERATOR_H_

#include "absl/status/statusor.h"
#include "lib/base/facts.h"

namespace feluda {

template <typename InputType, typename OutputType>
class Operator {
 public:
  using Input = InputType;
  using Output = OutputType;

  Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;

  virtual absl::StatusOr<Output> Run(const Input& input) = 0;

  // Frees what Create() loaded. Run() fails afterwards.
  virtual void Cleanup() = 0;

  // The parameters in force, for the report.
  virtual Facts State() const = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_OPERATOR_H_
