// Golden files: what a writer made of the made-up report when somebody last
// approved it. To approve new ones, look at the diff after
//
//   FELUDA_APPROVE=1 bazel run //reporters/json:json_writer_test

#ifndef REPORTERS_TESTING_GOLDEN_H_
#define REPORTERS_TESTING_GOLDEN_H_

#include <locale>
#include <string>

namespace feluda {

// The contents of reporters/testing/testdata/`file`. With FELUDA_APPROVE set
// under `bazel run`, `actual` is first written there.
std::string Golden(const std::string& file, const std::string& actual);

// While it lives, streams and the functions of C write 1.234,5 and 1234,5.
class CommaDecimalLocale {
 public:
  CommaDecimalLocale();
  CommaDecimalLocale(const CommaDecimalLocale&) = delete;
  CommaDecimalLocale& operator=(const CommaDecimalLocale&) = delete;
  ~CommaDecimalLocale();

 private:
  std::locale previous_;
  std::string previous_of_c_;
};

}  // namespace feluda

#endif  // REPORTERS_TESTING_GOLDEN_H_
