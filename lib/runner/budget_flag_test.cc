#include "lib/runner/budget_flag.h"

#include <fstream>
#include <string>
#include <vector>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/new_run.h"
#include "lib/testing/temporary_directory.h"

ABSL_DECLARE_FLAG(std::string, feluda_budget);

namespace feluda {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using MadeRun = benchmark::BenchmarkReporter::Run;

class BudgetFlagTest : public testing::Test {
 protected:
  void Write(const std::string& text) const {
    const std::string path = (directory_.path() / "my.budget").string();
    std::ofstream(path) << text;
    absl::SetFlag(&FLAGS_feluda_budget, path);
  }

  static std::string Refusal(const std::vector<std::string>& names) {
    return std::string(CheckBudgetFlag(names).message());
  }

  static MadeRun Took(const std::string& name, double milliseconds) {
    MadeRun run = NewRun(name);
    run.iterations = 1;
    run.real_accumulated_time = milliseconds / 1000;
    return run;
  }

  const absl::FlagSaver saver_;
  const TemporaryDirectory directory_;
};

TEST_F(BudgetFlagTest, NothingIsAskedForWithoutIt) {
  EXPECT_EQ(Refusal({}), "");
  EXPECT_FALSE(BudgetFromFlag()->has_value());
}

TEST_F(BudgetFlagTest, APatternThatFindsNothingIsBadUse) {
  Write("^sort/ time=1s\n^hsah time=1s\n");
  EXPECT_THAT(Refusal({"sort/8", "hash"}),
              AllOf(HasSubstr("my.budget:2: ^hsah finds none"),
                    HasSubstr("--feluda_budget")));
  EXPECT_EQ(Refusal({"sort/8", "hsah"}), "");
}

TEST_F(BudgetFlagTest, WhatCannotBeReadIsBadUse) {
  Write("^sort/ tiem=1s\n");
  EXPECT_THAT(Refusal({"sort/8"}), HasSubstr("my.budget"));
  absl::SetFlag(&FLAGS_feluda_budget, "/no/such.budget");
  EXPECT_THAT(Refusal({"sort/8"}), AllOf(HasSubstr("--feluda_budget"),
                                         HasSubstr("/no/such.budget")));
}

TEST_F(BudgetFlagTest, WhatNeedsMoreIsNamed) {
  Write("^sort/ time=10ms\n^elsewhere time=1ms\n");
  const Budget budget = **BudgetFromFlag();
  EXPECT_EQ(DescribeBroken(budget, {Took("sort/8", 9), Took("hash", 20)}), "");
  EXPECT_THAT(DescribeBroken(budget, {Took("sort/8", 9), Took("sort/9", 20)}),
              AllOf(HasSubstr("Over budget:\n  sort/9: "), HasSubstr("20.0 ms"),
                    HasSubstr("10.0 ms")));
  EXPECT_EQ(DescribeBroken(budget, {}), "");
}

}  // namespace
}  // namespace feluda
