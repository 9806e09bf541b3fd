#include "lib/operators/python/python_operator.h"

#include <pybind11/pybind11.h>

#include <string>
#include <utility>

#include "lib/python/python_error.h"
#include "lib/python/python_facts.h"

namespace feluda {
namespace py = pybind11;

absl::StatusOr<std::unique_ptr<PythonOperator>> PythonOperator::Create(
    const Config& config) {
  PythonObject instance = config.arguments.Call(config.operator_class.get());
  if (!instance) return TakePythonError();
  PythonObject run_name(PyUnicode_InternFromString("run"));
  if (!run_name) return TakePythonError();
  return std::unique_ptr<PythonOperator>(
      new PythonOperator(std::move(instance), std::move(run_name)));
}

PythonOperator::PythonOperator(PythonObject instance, PythonObject run_name)
    : instance_(std::move(instance)), run_name_(std::move(run_name)) {}

absl::StatusOr<PythonObject> PythonOperator::Run(const PythonKeywords& input) {
  if (!instance_) {
    return absl::FailedPreconditionError("the operator was cleaned up");
  }
  PythonObject output = input.CallMethod(instance_.get(), run_name_.get());
  if (__builtin_expect(!output, 0)) return TakePythonError();
  return output;
}

void PythonOperator::Cleanup() {
  if (!instance_) return;
  cleanup_status_ =
      CatchPythonError([&] { py::handle(instance_.get()).attr("cleanup")(); });
  instance_ = PythonObject();
}

Facts PythonOperator::State() const {
  Facts facts;
  if (!instance_) return facts;
  const absl::Status told = CatchPythonError([&] {
    const py::handle instance = instance_.get();
    if (!py::hasattr(instance, "state")) return;
    py::object state = instance.attr("state");
    if (PyCallable_Check(state.ptr()) != 0) state = state();
    facts = FactsOf(state.ptr(), "state");
  });
  return told.ok() ? facts : Facts();
}

}  // namespace feluda
