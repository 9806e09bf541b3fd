#include "reporters/report/python_info.h"

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/report/report.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

PythonRunDetails Python(const std::string& version,
                        const std::map<std::string, std::string>& packages) {
  PythonRunDetails details;
  details.version = version;
  details.allocator = "pymalloc";
  details.packages = packages;
  return details;
}

TEST(PythonInfoTest, StandsWhereFeludasReadersLookForIt) {
  Json info = {{"platform", "Linux"}, {"timestamp", "now"}, {"kernel", "6.1"}};
  AddPythonInfo(Python("3.11.2", {{"numpy", "1.24.2"}}), info);
  EXPECT_EQ(DumpJson(info),
            R"({"platform":"Linux","python_version":"3.11.2",)"
            R"("timestamp":"now","kernel":"6.1","python_allocator":"pymalloc",)"
            R"("python_packages":{"numpy":"1.24.2"}})");
}

TEST(PythonInfoTest, KeepsWhatDiffersAndAddsNothingTwice) {
  Json info = Json::object();
  AddPythonInfo(Python("3.11.2", {{"numpy", "1.24.2"}, {"six", "1"}}), info);
  AddPythonInfo(Python("3.1", {{"numpy", "1.24.2"}, {"six", "2"}}), info);
  AddPythonInfo(Python("3.11.2", {{"numpy", "1.24.2"}, {"six", "2"}}), info);
  EXPECT_EQ(info["python_version"], "3.11.2; 3.1");
  EXPECT_EQ(info["python_allocator"], "pymalloc");
  EXPECT_EQ(DumpJson(info["python_packages"]),
            R"({"numpy":"1.24.2","six":"1; 2"})");
}

// As where a native report was merged with one of Python.
TEST(PythonInfoTest, ReplacesWhatIsUnknown) {
  Json info = {{"python_version", nullptr}, {"python_packages", nullptr}};
  AddPythonInfo(Python("3.11.2", {{"numpy", "1.24.2"}}), info);
  EXPECT_EQ(info["python_version"], "3.11.2");
  EXPECT_EQ(info["python_packages"]["numpy"], "1.24.2");
}

TEST(PythonInfoTest, AReportHasItOnceAPythonRunIsAdded) {
  Report report(MadeUpProvenance());
  Report::Run run = MadeUpRun("cluster_embeddings/x", 1);
  report.Add(run);
  EXPECT_FALSE(report.provenance().system_info.contains("python_version"));
  SetPythonRunDetails(run.counters, Python("3.11.2", {}));
  report.Add(run);
  EXPECT_EQ(report.provenance().system_info["python_version"], "3.11.2");
}

}  // namespace
}  // namespace feluda
