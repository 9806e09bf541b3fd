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
                   bool is_terminal, std::ostream& out,
                   std::vector<int64_t> times)
    : names_(std::move(names)),
      expected_(std::move(expected)),
      is_terminal_(is_terminal),
      out_(out) {
  for (size_t i = 0; i < names_.size(); ++i) {
    const int64_t often = times.empty() ? 1 : times[i];
    all_ += often;
    left_[names_[i]] += often;
    const auto known = expected_.find(names_[i]);
    if (known == expected_.end()) {
      unknown_left_ += often;
    } else {
      known_left_ += known->second * often;
    }
  }
}

void Progress::StartRound(size_t round, size_t rounds) {
  round_ = absl::StrCat("round ", round, "/", rounds);
}

void Progress::EndRound(absl::Time now) {
  if (is_terminal_) return;
  out_ << absl::StrCat("[", round_, "] ", TimesText(now), "\n") << std::flush;
}

void Progress::Start(size_t benchmark, absl::Time now) {
  if (run_began_ == absl::InfinitePast()) run_began_ = now;
  current_ = benchmark;
  began_ = now;
  is_running_ = true;
  Tick(now);
}

void Progress::Tick(absl::Time now) {
  if (!is_terminal_) return;
  out_ << kEraseLine << kWrapOff << Line(now) << kWrapOn << std::flush;
  line_is_there_ = true;
}

void Progress::End(size_t benchmark, absl::Duration elapsed) {
  const std::string& name = names_[benchmark];
  int64_t& left = left_[name];
  const auto [known, is_new] = expected_.try_emplace(name, elapsed);
  if (is_new) {
    unknown_left_ -= left;
  } else {
    known_left_ -= known->second * left;
  }
  known->second = elapsed;
  --left;
  known_left_ += elapsed * left;
  is_running_ = false;
  ++ended_;
  ended_elapsed_ += elapsed;
  if (is_terminal_) return Clear();
  if (!round_.empty()) return;
  out_ << absl::StrCat("[", ended_, "/", all_, "] ", name, "  ",
                       DurationText(elapsed), "\n")
       << std::flush;
}

void Progress::Clear() {
  if (!line_is_there_) return;
  out_ << kEraseLine << std::flush;
  line_is_there_ = false;
}

absl::Duration Progress::Left(absl::Time now) const {
  if (unknown_left_ > 0 && ended_ == 0) return absl::InfiniteDuration();
  const absl::Duration mean =
      ended_ == 0 ? absl::Duration() : ended_elapsed_ / ended_;
  const absl::Duration left = known_left_ + mean * unknown_left_;
  if (!is_running_) return left;
  const auto known = expected_.find(names_[current_]);
  const absl::Duration current =
      known == expected_.end() ? mean : known->second;
  return left - std::min(current, now - began_);
}

std::string Progress::TimesText(absl::Time now) const {
  std::string elapsed =
      absl::StrCat(DurationText(now - run_began_), " elapsed");
  const absl::Duration left = Left(now);
  if (left == absl::InfiniteDuration()) return elapsed;
  return absl::StrCat(elapsed, ", about ", DurationText(left), " left");
}

std::string Progress::Line(absl::Time now) const {
  const std::string total = absl::StrCat(all_);
  return absl::StrFormat("[%*d/%s] %s%s%s   %s", static_cast<int>(total.size()),
                         static_cast<int>(ended_ + 1), total, round_,
                         round_.empty() ? "" : "  ", names_[current_],
                         TimesText(now));
}

}  // namespace feluda
