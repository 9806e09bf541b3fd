#include "lib/provenance/shared_libraries.h"

#include <dlfcn.h>
#include <link.h>

#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Returns the names that the program was linked with, such as
// "libbenchmark.so.1", from its dynamic section: each DT_NEEDED entry is an
// offset into the string table that DT_STRTAB names.
std::vector<std::string> NeededNames(const link_map& program) {
  const char* strings = nullptr;
  for (const ElfW(Dyn)* entry = program.l_ld; entry->d_tag != DT_NULL;
       ++entry) {
    if (entry->d_tag != DT_STRTAB) continue;
    // The loader turns the offset in the file into an address, except where
    // the section is read-only.
    const ElfW(Addr) address = entry->d_un.d_ptr;
    strings = reinterpret_cast<const char*>(
        address < program.l_addr ? address + program.l_addr : address);
  }
  std::vector<std::string> names;
  for (const ElfW(Dyn)* entry = program.l_ld; entry->d_tag != DT_NULL;
       ++entry) {
    if (entry->d_tag == DT_NEEDED) {
      names.emplace_back(strings + entry->d_un.d_val);
    }
  }
  return names;
}

// Returns the file that the loader took for the name, with links resolved.
std::string FileOf(const std::string& name, const link_map& program) {
  for (const link_map* it = program.l_next; it != nullptr; it = it->l_next) {
    if (!absl::EndsWith(it->l_name, absl::StrCat("/", name))) continue;
    std::error_code error;
    const fs::path file = fs::canonical(it->l_name, error);
    return error ? it->l_name : file.string();
  }
  return name;
}

struct Version {
  std::string library;
  std::string version;
};

// Both members are empty if the file's name tells no version.
Version VersionOf(const std::string& file) {
  const std::string file_name = fs::path(file).filename().string();
  absl::string_view name = file_name;
  constexpr absl::string_view kEnding = ".so.";
  const size_t ending = name.find(kEnding);
  if (ending == absl::string_view::npos) return {};
  const absl::string_view version = name.substr(ending + kEnding.size());
  if (!absl::StrContains(version, '.')) return {};
  name = absl::StripPrefix(name.substr(0, ending), "lib");
  return {std::string(name), std::string(version)};
}

std::string GroupOf(const std::string& library) {
  return library.substr(0, library.find('_'));
}

}  // namespace

std::vector<std::string> LinkedLibraries() {
  std::vector<std::string> files;
  void* const handle = dlopen(nullptr, RTLD_LAZY);
  if (handle == nullptr) return files;
  link_map* program = nullptr;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &program) == 0) {
    for (const std::string& name : NeededNames(*program)) {
      files.push_back(FileOf(name, *program));
    }
  }
  dlclose(handle);
  return files;
}

std::map<std::string, std::string> LibraryVersions(
    const std::vector<std::string>& files) {
  std::vector<Version> all;
  std::map<std::string, std::set<std::string>> versions_of_group;
  for (const std::string& file : files) {
    const Version version = VersionOf(file);
    if (version.library.empty()) continue;
    all.push_back(version);
    versions_of_group[GroupOf(version.library)].insert(version.version);
  }
  std::map<std::string, std::string> versions;
  for (const auto& [library, version] : all) {
    const std::string group = GroupOf(library);
    const bool agree = versions_of_group[group].size() == 1;
    versions[agree ? group : library] = version;
  }
  return versions;
}

}  // namespace feluda
