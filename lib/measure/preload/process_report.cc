#include "lib/measure/preload/process_report.h"

#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace feluda::preload {
namespace {

// Text that grows in a buffer and stops at its end.
class Text {
 public:
  explicit Text(char (&to)[kReportBytes]) : to_(to) { to_[0] = '\0'; }

  size_t length() const { return length_; }

  [[gnu::format(printf, 2, 3)]] void Add(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int wanted =
        vsnprintf(to_ + length_, kReportBytes - length_, format, arguments);
    va_end(arguments);
    if (wanted <= 0) return;
    const size_t room = kReportBytes - 1 - length_;
    const auto added = static_cast<size_t>(wanted);
    length_ += added < room ? added : room;
  }

 private:
  char* const to_;
  size_t length_ = 0;
};

// How many bytes of valid UTF-8 begin at `text`: those of one character, or 0.
// Overlong forms, surrogates and what is above U+10FFFF are not valid.
int CharacterBytes(const unsigned char* text) {
  const auto follows = [text](int i) { return (text[i] & 0xc0) == 0x80; };
  if (text[0] < 0x80) return 1;
  if (text[0] >= 0xc2 && text[0] < 0xe0) return follows(1) ? 2 : 0;
  if ((text[0] & 0xf0) == 0xe0) {
    if (!follows(1) || !follows(2)) return 0;
    const int start = (text[0] & 0x0f) << 6 | (text[1] & 0x3f);
    return start < 0x20 || (start >= 0x360 && start < 0x380) ? 0 : 3;
  }
  if (text[0] >= 0xf0 && text[0] < 0xf5) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const int start = (text[0] & 0x07) << 6 | (text[1] & 0x3f);
    return start < 0x10 || start >= 0x110 ? 0 : 4;
  }
  return 0;
}

// Adds `"value"`. What is no UTF-8 becomes a question mark, since JSON has no
// form for it.
void AddString(Text& json, const char* value) {
  constexpr int kAtMost = 1000;
  const auto* rest = reinterpret_cast<const unsigned char*>(value);
  const unsigned char* const end = rest + strnlen(value, kAtMost);
  json.Add("\"");
  while (rest < end) {
    const int bytes = CharacterBytes(rest);
    if (bytes == 0) {
      json.Add("?");
    } else if (*rest < 0x20 || *rest == '"' || *rest == '\\' || *rest == 0x7f) {
      json.Add("\\u%04x", *rest);
    } else {
      json.Add("%.*s", bytes, reinterpret_cast<const char*>(rest));
    }
    rest += bytes == 0 ? 1 : bytes;
  }
  json.Add("\"");
}

void AddSeconds(Text& json, const char* name, int64_t microseconds) {
  json.Add(",\"%s\":%lld.%06lld", name,
           static_cast<long long>(microseconds / 1'000'000),
           static_cast<long long>(microseconds % 1'000'000));
}

void AddNumber(Text& json, const char* name, int64_t number) {
  json.Add(",\"%s\":%lld", name, static_cast<long long>(number));
}

void AddHeap(Text& json, const ProcessFigures& figures) {
  if (figures.heap_absent != nullptr) {
    json.Add(",\"heap\":null,\"heap_absent\":");
    AddString(json, figures.heap_absent);
    return;
  }
  json.Add(",\"heap\":{\"allocations\":%lld",
           static_cast<long long>(figures.allocations));
  AddNumber(json, "frees", figures.frees);
  AddNumber(json, "allocated_bytes", figures.allocated_bytes);
  AddNumber(json, "peak_bytes", figures.peak_bytes);
  AddNumber(json, "left_bytes", figures.left_bytes);
  if (figures.rounded_by != nullptr) {
    json.Add(",\"rounded_by\":");
    AddString(json, figures.rounded_by);
  }
  json.Add("}");
}

void AddBytes(Text& table, int64_t bytes) {
  constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  auto shown = static_cast<double>(bytes);
  int unit = 0;
  for (; (shown >= 1024 || shown <= -1024) && unit < 4; ++unit) shown /= 1024;
  table.Add("%.*f %s", unit == 0 ? 0 : 1, shown, kUnits[unit]);
}

// Control characters of a command line would move the terminal's cursor.
void AddCommand(Text& table, const char* command) {
  for (; *command != '\0'; ++command) {
    const auto byte = static_cast<unsigned char>(*command);
    table.Add("%c", byte < 0x20 || byte == 0x7f ? '?' : *command);
  }
}

double Milliseconds(int64_t microseconds) {
  return static_cast<double>(microseconds) / 1e3;
}

}  // namespace

size_t WriteJson(const ProcessFigures& figures, char (&to)[kReportBytes]) {
  Text json(to);
  json.Add("{\"process\":%d,\"parent\":%d,\"command\":", figures.process,
           figures.parent);
  AddString(json, figures.command);
  json.Add(",\"ended\":");
  AddString(json, figures.ended);
  AddNumber(json, "began_nanoseconds", figures.began_nanoseconds);
  json.Add(",\"wall_seconds\":%lld.%09lld",
           static_cast<long long>(figures.wall_nanoseconds / 1'000'000'000),
           static_cast<long long>(figures.wall_nanoseconds % 1'000'000'000));
  AddSeconds(json, "user_seconds", figures.user_microseconds);
  AddSeconds(json, "system_seconds", figures.system_microseconds);
  AddSeconds(json, "children_user_seconds", figures.children_user_microseconds);
  AddSeconds(json, "children_system_seconds",
             figures.children_system_microseconds);
  if (figures.resident_peak_bytes < 0) {
    json.Add(",\"resident_peak_bytes\":null");
  } else {
    AddNumber(json, "resident_peak_bytes", figures.resident_peak_bytes);
  }
  AddHeap(json, figures);
  json.Add("}\n");
  return json.length();
}

size_t WriteTable(const ProcessFigures& figures, char (&to)[kReportBytes]) {
  Text table(to);
  table.Add("feluda: process %d, ", figures.process);
  AddCommand(table, figures.command);
  table.Add("\n  time           %.3f ms wall, %.3f ms user, %.3f ms system",
            Milliseconds(figures.wall_nanoseconds / 1000),
            Milliseconds(figures.user_microseconds),
            Milliseconds(figures.system_microseconds));
  const int64_t children =
      figures.children_user_microseconds + figures.children_system_microseconds;
  if (children > 0) {
    table.Add(", children %.3f ms", Milliseconds(children));
  }
  table.Add("\n  resident peak  ");
  if (figures.resident_peak_bytes < 0) {
    table.Add("absent: /proc cannot be read");
  } else {
    AddBytes(table, figures.resident_peak_bytes);
  }
  table.Add("\n  heap           ");
  if (figures.heap_absent != nullptr) {
    table.Add("absent: %s\n", figures.heap_absent);
    return table.length();
  }
  table.Add("%lld allocations, %lld bytes, peak ",
            static_cast<long long>(figures.allocations),
            static_cast<long long>(figures.allocated_bytes));
  AddBytes(table, figures.peak_bytes);
  table.Add(", left %lld bytes\n", static_cast<long long>(figures.left_bytes));
  if (figures.rounded_by != nullptr) {
    table.Add("                 bytes as rounded up by %s\n",
              figures.rounded_by);
  }
  return table.length();
}

}  // namespace feluda::preload
