#include "lib/python/interpreter.h"

#include <pybind11/embed.h>
#include <pybind11/stl.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "lib/python/python_arenas.h"
#include "lib/python/python_error.h"

#ifdef __SANITIZE_ADDRESS__
// The sanitizer does not look into Python's arenas, so that what is referred to
// from there seems to have leaked; and Python expects malloc to refuse what is
// too much.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0:allocator_may_return_null=1";
}
#endif

#if PY_VERSION_HEX >= 0x030d0000
// Python's headers declare it up to 3.12. Later ones export it as well, and
// have the declaration in a header that only Python itself may include.
extern "C" const char* _PyMem_GetCurrentAllocatorName(void);
#endif

namespace feluda {
namespace {

namespace py = pybind11;

// Clears a PyConfig at the end of its scope.
struct Config : PyConfig {
  Config() { PyConfig_InitPythonConfig(this); }
  ~Config() { PyConfig_Clear(this); }
};

absl::Status ToStatus(const PyStatus& status) {
  if (!PyStatus_Exception(status)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("Python does not start: ",
                   status.err_msg != nullptr ? status.err_msg : "it exits"));
}

// Appends to a list of PyConfig's.
PyStatus Append(const std::string& text, PyWideStringList& list) {
  wchar_t* wide = Py_DecodeLocale(text.c_str(), nullptr);
  if (wide == nullptr) return PyStatus_NoMemory();
  const PyStatus status = PyWideStringList_Append(&list, wide);
  PyMem_RawFree(wide);
  return status;
}

absl::Status SetPaths(const PythonOptions& options, Config& config) {
  // The standard library is that of the interpreter linked in, as another build
  // of the same release may have made the environment. `site` finds the
  // environment's packages by the executable.
  absl::Status status =
      ToStatus(PyConfig_SetBytesString(&config, &config.home, "/usr"));
  if (!status.ok()) return status;
  return ToStatus(PyConfig_SetBytesString(
      &config, &config.executable, options.environment.executable.c_str()));
}

absl::Status SetArguments(const std::vector<std::string>& arguments,
                          Config& config) {
  config.parse_argv = 0;
  for (const std::string& argument : arguments) {
    absl::Status status = ToStatus(Append(argument, config.argv));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// Does what the .pth files of directories of packages say, and returns what
// that adds to sys.path, which stays as it is.
py::list PackagePath(const std::vector<std::string>& directories,
                     py::list& path) {
  const py::ssize_t end = static_cast<py::ssize_t>(path.size());
  for (const std::string& directory : directories) {
    py::module_::import("site").attr("addsitedir")(directory);
  }
  py::list added = path[py::slice(end, path.size(), 1)];
  path[py::slice(end, path.size(), 1)] = py::list();
  return added;
}

// Directories of packages come where those of the environment begin, behind the
// standard library; the path that was asked for, first.
void AddToPath(const PythonOptions& options) {
  py::list path = py::module_::import("sys").attr("path");
  const py::list packages =
      PackagePath(options.environment.package_directories, path);
  const std::string library =
      absl::StrCat("/usr/lib/python", PythonRelease(), "/lib-dynload");
  const py::ssize_t behind =
      py::cast<py::ssize_t>(path.attr("index")(library)) + 1;
  path[py::slice(behind, behind, 1)] = packages;
  path[py::slice(0, 0, 1)] = py::cast(options.path);
}

absl::Status Initialize(const PythonOptions& options) {
  PyPreConfig preconfig;
  PyPreConfig_InitPythonConfig(&preconfig);
  preconfig.parse_argv = 0;
  absl::Status status = ToStatus(Py_PreInitialize(&preconfig));
  if (!status.ok()) return status;
  RememberPythonArenas();
  Config config;
  config.install_signal_handlers = options.handles_signals ? 1 : 0;
  if (std::getenv("PYTHONHASHSEED") == nullptr) {
    config.use_hash_seed = 1;
    config.hash_seed = 0;
  }
  status = SetArguments(options.arguments, config);
  if (status.ok()) status = SetPaths(options, config);
  return status.ok() ? ToStatus(Py_InitializeFromConfig(&config)) : status;
}

}  // namespace

absl::Status StartPython(const PythonOptions& options) {
  if (Py_IsInitialized() != 0) {
    return absl::FailedPreconditionError("Python runs in this process already");
  }
  absl::Status status = Initialize(options);
  if (!status.ok()) return status;
  return CatchPythonError([&] { AddToPath(options); });
}

absl::Status RunPython(const std::string& code) {
  return CatchPythonError([&] {
    const py::dict globals = py::module_::import("__main__").attr("__dict__");
    const auto result = py::reinterpret_steal<py::object>(PyRun_String(
        code.c_str(), Py_file_input, globals.ptr(), globals.ptr()));
    if (!result) throw py::error_already_set();
  });
}

std::string PythonAllocator() {
  const char* name = _PyMem_GetCurrentAllocatorName();
  return name != nullptr ? name : "unknown";
}

std::string PythonVersion() {
  const std::string text = Py_GetVersion();
  return text.substr(0, text.find(' '));
}

}  // namespace feluda
