#include "lib/python/python_error.h"

#include <pybind11/pybind11.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/exceptions.h"
#include "lib/python/install_hint.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

namespace py = pybind11;

constexpr size_t kMaxMessageBytes = 2000;
constexpr size_t kFrames = 3;

// The exception's own text. Its __str__ is the operator's code, and may fail.
std::string TextOf(const py::object& value) {
  try {
    return CutText(Printable(std::string(py::str(value))), kMaxMessageBytes);
  } catch (const py::error_already_set&) {
    return "(its message cannot be shown)";
  }
}

// Whether a file is of Python's import or of this program: nobody looks there
// for a mistake.
bool IsMachinery(const std::string& file) {
  return absl::StartsWith(file, "<frozen importlib") ||
         absl::StartsWith(file, "_feluda_");
}

// "clustering.py:31 (fit)", the innermost first.
std::vector<std::string> FramesOf(py::object traceback) {
  std::vector<std::string> frames;
  while (traceback && !traceback.is_none()) {
    const py::object code = traceback.attr("tb_frame").attr("f_code");
    const std::filesystem::path file =
        py::cast<std::string>(code.attr("co_filename"));
    const py::object inner = traceback.attr("tb_next");
    if (IsMachinery(file.filename().string())) {
      traceback = inner;
      continue;
    }
    frames.insert(
        frames.begin(),
        absl::StrCat(file.filename().string(), ":",
                     py::cast<int>(traceback.attr("tb_lineno")), " (",
                     py::cast<std::string>(code.attr("co_name")), ")"));
    traceback = inner;
  }
  if (frames.size() > kFrames) frames.resize(kFrames);
  return frames;
}

std::string WhereRaised(const py::object& traceback) {
  const std::vector<std::string> frames = FramesOf(traceback);
  if (frames.empty()) return "";
  return absl::StrCat("; raised in ", absl::StrJoin(frames, ", called in "));
}

// How to get the module whose import failed; empty for other exceptions.
std::string HowToGet(const py::object& value) {
  const py::object name = py::getattr(value, "name", py::none());
  if (!py::isinstance<py::str>(name)) return "";
  const std::string module = py::cast<std::string>(name);
  const std::string top = module.substr(0, module.find('.'));
  const std::string package = PackageOfModule(top);
  return absl::StrCat(
      "; if it is a package that is missing: ", HowToInstall(package),
      package == top ? " (the package's name may differ)" : "");
}

// What was added to the exception on its way, by Python's add_note().
std::string NotesOf(const py::object& value) {
  const py::object notes = py::getattr(value, "__notes__", py::none());
  if (!py::isinstance<py::list>(notes)) return "";
  std::string text;
  for (const py::handle note : notes) {
    absl::StrAppend(&text, "; ",
                    TextOf(py::reinterpret_borrow<py::object>(note)));
  }
  return text;
}

absl::Status ToStatus(const py::error_already_set& error) {
  const py::object& type = error.type();
  const py::object& value = error.value();
  std::string message =
      absl::StrCat(py::cast<std::string>(type.attr("__name__")));
  const std::string text = TextOf(value);
  if (!text.empty()) absl::StrAppend(&message, ": ", text);
  absl::StrAppend(&message, WhereRaised(error.trace()), NotesOf(value));
  if (error.matches(PyExc_ModuleNotFoundError)) {
    return absl::NotFoundError(absl::StrCat(message, HowToGet(value)));
  }
  return error.matches(PyExc_MemoryError)
             ? absl::ResourceExhaustedError(message)
             : absl::InternalError(message);
}

}  // namespace

absl::Status TakePythonError() {
  return CatchPythonError([] { throw py::error_already_set(); });
}

absl::Status CatchPythonError(absl::FunctionRef<void()> function) {
  // The outer one also takes what looking at Python's exception threw.
  return ExceptionsToStatus([&]() -> absl::Status {
    try {
      function();
      return absl::OkStatus();
    } catch (const py::error_already_set& error) {
      return ToStatus(error);
    } catch (const py::builtin_exception& exception) {
      // What pybind11 would raise where it is called from Python.
      exception.set_error();
      return ToStatus(py::error_already_set());
    }
  });
}

}  // namespace feluda
