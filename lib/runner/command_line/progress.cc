#include "lib/runner/command_line/progress.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/runner/command_line/duration_text.h"

namespace feluda {
namespace {

// Back to the line's beginning, and the rest of it erased.
constexpr char kEraseLine[] = "\r\x1b[K";

// A line wider than the terminal is cut: one that went on in a second would be
// erased by half, and each renewal would leave the other half behind.
constexpr char kWrapOff[] = "\x1b[?7l";
constexpr char kWrapOn[] = "\x1b[?7h";

}  // namespace

Progress::Progress(std::vector<std::string> names,
                   std::map<std::string, absl::Duration> expected,
                   bool is_terminal, std::ostream& out)
    : names_(std::move(names)),
      expected_(std::move(expected)),
      is_terminal_(is_terminal),
      out_(out),
      known_from_(names_.size() + 1),
      unknown_from_(names_.size() + 1) {
  for (size_t i = names_.size(); i-- > 0;) {
    const auto known = expected_.find(names_[i]);
    const bool is_known = known != expected_.end();
    known_from_[i] =
        known_from_[i + 1] + (is_known ? known->second : absl::Duration());
    unknown_from_[i] = unknown_from_[i + 1] + (is_known ? 0 : 1);
  }
}

void Progress::Start(size_t benchmark, absl::Time now) {
  if (run_began_ == absl::InfinitePast()) run_began_ = now;
  current_ = benchmark;
  began_ = now;
  Tick(now);
}

void Progress::Tick(absl::Time now) {
  if (!is_terminal_) return;
  out_ << kEraseLine << kWrapOff << Line(now) << kWrapOn << std::flush;
  line_is_there_ = true;
}

void Progress::End(size_t benchmark, absl::Duration elapsed) {
  ++ended_;
  ended_elapsed_ += elapsed;
  if (is_terminal_) return Clear();
  out_ << absl::StrCat("[", benchmark + 1, "/", names_.size(), "] ",
                       names_[benchmark], "  ", DurationText(elapsed), "\n")
       << std::flush;
}

void Progress::Clear() {
  if (!line_is_there_) return;
  out_ << kEraseLine << std::flush;
  line_is_there_ = false;
}

absl::Duration Progress::Left(absl::Time now) const {
  if (unknown_from_[current_] > 0 && ended_ == 0) {
    return absl::InfiniteDuration();
  }
  const absl::Duration mean =
      ended_ == 0 ? absl::Duration()
                  : ended_elapsed_ / static_cast<int64_t>(ended_);
  const auto from = [&](size_t i) {
    return known_from_[i] + mean * unknown_from_[i];
  };
  const absl::Duration after = from(current_ + 1);
  const absl::Duration current = from(current_) - after - (now - began_);
  return std::max(current, absl::Duration()) + after;
}

std::string Progress::Line(absl::Time now) const {
  const std::string total = absl::StrCat(names_.size());
  std::string line = absl::StrFormat(
      "[%*d/%s] %s   %s elapsed", static_cast<int>(total.size()),
      static_cast<int>(current_ + 1), total, names_[current_],
      DurationText(now - run_began_));
  const absl::Duration left = Left(now);
  if (left != absl::InfiniteDuration()) {
    absl::StrAppend(&line, ", about ", DurationText(left), " left");
  }
  return line;
}

}  // namespace feluda
