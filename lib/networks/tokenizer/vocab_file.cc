#include "lib/networks/tokenizer/vocab_file.h"

#include <cstddef>
#include <limits>
#include <unordered_set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using nlohmann::json;

// Takes the parser's events, so that a file's nesting and length make no tree.
// Any event that a flat object of numbers does not have ends the parse.
class TokenIdsHandler final : public json::json_sax_t {
 public:
  bool start_object(size_t) override {
    if (is_open_) return Refuse("is an object");
    return is_open_ = true;
  }
  bool end_object() override { return true; }

  bool key(string_t& token) override {
    token_ = std::move(token);
    return true;
  }

  bool number_unsigned(number_unsigned_t id) override {
    if (!is_open_) return Refuse("is a number");
    if (id >= std::numeric_limits<int32_t>::max()) {
      return Refuse("is larger than an id can be");
    }
    if (!used_.insert(id).second) {
      return Refuse("is the id of another token too");
    }
    if (!ids_.emplace(token_, static_cast<int32_t>(id)).second) {
      return Refuse("is there twice");
    }
    return true;
  }

  bool null() override { return Refuse("is null"); }
  bool boolean(bool) override { return Refuse("is a boolean"); }
  bool number_integer(number_integer_t) override {
    return Refuse("is a negative number");
  }
  bool number_float(number_float_t, const string_t&) override {
    return Refuse("is a number with a fraction");
  }
  bool string(string_t&) override { return Refuse("is a string"); }
  bool binary(binary_t&) override { return Refuse("is binary"); }
  bool start_array(size_t) override { return Refuse("is an array"); }
  bool end_array() override { return true; }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    problem_ = absl::StrCat("is not JSON at byte ", position);
    return false;
  }

  const std::string& problem() const { return problem_; }
  TokenIds TakeIds() { return std::move(ids_); }

 private:
  bool Refuse(absl::string_view what) {
    problem_ = is_open_
                   ? absl::StrCat("what it has for the token \"",
                                  absl::Utf8SafeCEscape(token_), "\" ", what)
                   : absl::StrCat("what it has ", what);
    return false;
  }

  TokenIds ids_;
  std::unordered_set<uint64_t> used_;
  std::string token_;
  bool is_open_ = false;
  std::string problem_;
};

}  // namespace

absl::StatusOr<TokenIds> ParseVocab(const std::string& name,
                                    absl::string_view json_text) {
  TokenIdsHandler handler;
  if (!json::sax_parse(json_text.begin(), json_text.end(), &handler)) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": ", handler.problem(),
        ", where a JSON object with a number for each token is expected; give "
        "CLIP's vocab.json as it was published"));
  }
  return handler.TakeIds();
}

}  // namespace feluda
