// Precompiles the headers that most of our tests include.

#ifndef LIB_PRECOMPILED_TEST_H_
#define LIB_PRECOMPILED_TEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#endif  // LIB_PRECOMPILED_TEST_H_
