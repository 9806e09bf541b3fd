#include "lib/program/program.h"

#include <exception>
#include <iostream>
#include <new>

#include "absl/status/status.h"
#include "lib/base/working_directory.h"
#include "lib/provenance/version.h"

namespace feluda {

int BadUse(absl::string_view message) {
  std::cerr << message << "\n";
  return kExitBadUse;
}

int PrintVersion() {
  std::cout << "Feluda Benchmarks " << Version() << "\n";
  return kExitSuccess;
}

int RunProgram(absl::FunctionRef<int()> body) {
  try {
    const absl::Status returned = ReturnToUsersDirectory();
    if (!returned.ok()) return BadUse(returned.message());
    return body();
  } catch (const std::bad_alloc&) {
    std::cerr << "The memory does not suffice for this: take a smaller input, "
                 "or a machine with more of it.\n";
  } catch (const std::exception& exception) {
    std::cerr << "Ended by an exception: " << exception.what() << "\n";
  } catch (...) {
    std::cerr << "Ended by an exception that is not a std::exception.\n";
  }
  return kExitFailure;
}

}  // namespace feluda
