#include "lib/python_benchmarks/benchmark_file.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(FileListingTest, IsTheSameBehindAPipe) {
  FileListing listing;
  listing.calls = {
      {"op", "rows \"1\"", "{\"n\": 1}", "{\"own\": 2}", "{\"k=\": \"3\"}"},
      {"op", "two", "", "", "{}"}};
  listing.error = "KeyError: 'the end'";
  const auto there_and_back = FromText(ToText(listing));
  ASSERT_TRUE(there_and_back.ok()) << there_and_back.status();
  EXPECT_EQ(there_and_back->error, listing.error);
  ASSERT_EQ(there_and_back->calls.size(), 2);
  EXPECT_EQ(there_and_back->calls[0].operator_name, "op");
  EXPECT_EQ(there_and_back->calls[0].description, "rows \"1\"");
  EXPECT_EQ(there_and_back->calls[0].output_info, "{\"n\": 1}");
  EXPECT_EQ(there_and_back->calls[0].own_entries, "{\"own\": 2}");
  EXPECT_EQ(there_and_back->calls[0].outline, "{\"k=\": \"3\"}");
}

TEST(FileListingTest, SurvivesTextThatIsNoUtf8) {
  FileListing listing;
  listing.error = "\xff";
  EXPECT_EQ(FromText(ToText(listing))->error, "\xEF\xBF\xBD");
}

TEST(FileListingTest, RefusesWhatIsNoListing) {
  for (const char* text :
       {"", "{", "[]", "{}", "{\"error\": 1, \"calls\": []}",
        "{\"error\": \"\", \"calls\": [{\"operator\": \"op\"}]}"}) {
    EXPECT_EQ(FromText(text).status().code(), absl::StatusCode::kDataLoss)
        << text;
  }
}

}  // namespace
}  // namespace feluda
