#include "lib/measure/preload/process_report.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace feluda::preload {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string JsonOf(const ProcessFigures& figures) {
  char text[kReportBytes];
  return std::string(text, WriteJson(figures, text));
}

std::string TableOf(const ProcessFigures& figures) {
  char text[kReportBytes];
  return std::string(text, WriteTable(figures, text));
}

ProcessFigures Example() {
  ProcessFigures figures;
  figures.process = 42;
  figures.parent = 7;
  figures.command = "git log";
  figures.ended = "exit";
  figures.began_nanoseconds = 12'345'678'901;
  figures.wall_nanoseconds = 1'000'000'020;
  figures.user_microseconds = 2'000'003;
  figures.system_microseconds = 40;
  figures.children_user_microseconds = 5;
  figures.resident_peak_bytes = 3 << 20;
  figures.allocations = 10;
  figures.frees = 9;
  figures.allocated_bytes = 5'000'000'000;
  figures.peak_bytes = 2048;
  figures.left_bytes = -16;
  return figures;
}

TEST(WriteJsonTest, WritesEveryFigureInALine) {
  const std::string text = JsonOf(Example());
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(json::parse(text), json::parse(R"({
    "process": 42, "parent": 7, "command": "git log", "ended": "exit",
    "began_nanoseconds": 12345678901, "wall_seconds": 1.00000002,
    "user_seconds": 2.000003, "system_seconds": 0.00004,
    "children_user_seconds": 0.000005, "children_system_seconds": 0.0,
    "resident_peak_bytes": 3145728,
    "heap": {"allocations": 10, "frees": 9, "allocated_bytes": 5000000000,
             "peak_bytes": 2048, "left_bytes": -16}})"));
}

TEST(WriteJsonTest, WhatIsNotKnownIsNullWithItsReason) {
  ProcessFigures figures = Example();
  figures.heap_absent = "another allocator";
  figures.resident_peak_bytes = -1;
  const json read = json::parse(JsonOf(figures));
  EXPECT_TRUE(read["heap"].is_null());
  EXPECT_EQ(read["heap_absent"], "another allocator");
  EXPECT_TRUE(read["resident_peak_bytes"].is_null());
}

TEST(WriteJsonTest, NamesTheAllocatorThatRoundsUp) {
  ProcessFigures figures = Example();
  figures.rounded_by = "libjemalloc.so.2";
  EXPECT_EQ(json::parse(JsonOf(figures))["heap"]["rounded_by"],
            "libjemalloc.so.2");
}

struct Case {
  const char* name;
  const char* command;
  const char* read;
};

class CommandCases : public testing::TestWithParam<Case> {};

TEST_P(CommandCases, IsValidJson) {
  ProcessFigures figures = Example();
  figures.command = GetParam().command;
  EXPECT_EQ(json::parse(JsonOf(figures))["command"], GetParam().read);
}

const Case kCases[] = {
    {"QuotesAndBackslashes", "a \"b\" \\c", "a \"b\" \\c"},
    {"ControlCharacters", "a\tb\nc\x01\x7f", "a\tb\nc\x01\x7f"},
    {"Utf8", "naïve ☃ 𝄞", "naïve ☃ 𝄞"},
    {"Latin1", "na\xefve", "na?ve"},
    {"CutOffCharacter", "snow \xe2\x98", "snow ??"},
    {"OverlongForm", "\xc0\xaf \xe0\x80\x80", "?? ???"},
    {"Surrogate", "\xed\xa0\x80", "???"},
    {"AboveUnicode", "\xf4\x90\x80\x80", "????"},
};

INSTANTIATE_TEST_SUITE_P(All, CommandCases, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

TEST(WriteJsonTest, LongCommandsAreCutOff) {
  ProcessFigures figures = Example();
  const std::string command(20'000, '\x01');
  figures.command = command.c_str();
  EXPECT_EQ(json::parse(JsonOf(figures))["command"], std::string(1000, '\x01'));
}

TEST(WriteTableTest, SaysWhatPeopleRead) {
  EXPECT_EQ(TableOf(Example()),
            "feluda: process 42, git log\n"
            "  time           1000.000 ms wall, 2000.003 ms user, 0.040 ms "
            "system, children 0.005 ms\n"
            "  resident peak  3.0 MiB\n"
            "  heap           10 allocations, 5000000000 bytes, peak 2.0 KiB, "
            "left -16 bytes\n");
}

TEST(WriteTableTest, SaysWhyThereIsNoHeap) {
  ProcessFigures figures = Example();
  figures.heap_absent = "malloc is another's";
  EXPECT_THAT(TableOf(figures), HasSubstr("absent: malloc is another's\n"));
  EXPECT_THAT(TableOf(figures), Not(HasSubstr("allocations")));
}

TEST(WriteTableTest, CommandsDoNotMoveTheCursor) {
  ProcessFigures figures = Example();
  figures.command = "ls \x1b[2J";
  EXPECT_THAT(TableOf(figures), HasSubstr("ls ?[2J\n"));
}

}  // namespace
}  // namespace feluda::preload
