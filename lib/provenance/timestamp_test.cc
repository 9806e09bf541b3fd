#include "lib/provenance/timestamp.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(TimestampTest, IsReadWithAnOffsetFromUtc) {
  const absl::Time time = absl::FromUnixMillis(1795424707250);
  for (const char* text :
       {"2026-11-23T09:05:07.250000+00:00", "2026-11-23T10:05:07.25+01:00",
        "2026-11-23 09:05:07.25Z"}) {
    EXPECT_EQ(ParseTimestamp(text), time) << text;
  }
}

TEST(TimestampTest, IsLocalWithoutAnOffset) {
  EXPECT_EQ(ParseTimestamp("2026-11-23T09:05:07"),
            absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 5, 7),
                            absl::LocalTimeZone()));
}

TEST(TimestampTest, OtherTextIsNoTime) {
  for (const char* text : {"", "yesterday", "2026-11-23", "09:05:07",
                           "2026-11-23T09:05:07+00:00 or so"}) {
    EXPECT_EQ(ParseTimestamp(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace feluda
