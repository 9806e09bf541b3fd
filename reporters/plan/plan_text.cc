#include "reporters/plan/plan_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/text/units.h"
#include "reporters/plan/rate_text.h"

namespace feluda {
namespace {

using Row = std::vector<std::string>;

std::string Bytes(const std::optional<double>& bytes) {
  return bytes.has_value() ? HumanBytes(*bytes) : "";
}

std::string Seconds(const std::optional<double>& seconds) {
  return seconds.has_value() ? HumanSeconds(*seconds) : "";
}

// "4,120 images"; videos have their minutes beside.
std::string Items(const std::optional<double>& rate, const std::string& item,
                  const std::optional<double>& minutes) {
  if (!rate.has_value()) return "";
  std::string text = absl::StrCat(HumanRate(*rate), " ", item);
  if (minutes.has_value()) {
    absl::StrAppend(&text, ", ", HumanRate(*minutes), " minutes");
  }
  return text;
}

// "2 (CPUs)": how many fit, and what is used up then.
std::string Workers(const Plan& plan, const OperatorPlan& entry) {
  if (!plan.cpus.has_value() || entry.item.empty()) return "";
  const bool by_cpus = entry.fit.bound_by == WorkerFit::Bound::kCpus;
  return absl::StrCat(entry.fit.workers, by_cpus ? " (CPUs)" : " (memory)");
}

std::string Growth(const OperatorPlan& entry) {
  std::vector<std::string> parts;
  for (const MemoryGrowth& growth : entry.memory_growth) {
    parts.push_back(GrowthText(growth));
  }
  return parts.empty() ? "these inputs do not tell"
                       : absl::StrJoin(parts, "; ");
}

// "no: 80 further files"; below this it is noise of the kernel's count.
std::string GrowthOverTime(const MeasuredPass& pass) {
  constexpr double kMinBytes = 1 << 20;
  constexpr double kMinShare = 0.01;
  const FolderPass& figures = pass.figures;
  if (!figures.growth_bytes.has_value()) return "not measured";
  const double least =
      std::max(kMinBytes, kMinShare * pass.peak_bytes.value_or(0));
  const std::string files = WholeNumber(figures.files_again);
  if (*figures.growth_bytes < least) {
    return absl::StrCat("no, over ", files, " further files");
  }
  return absl::StrCat("yes: +", HumanBytes(*figures.growth_bytes), " over ",
                      files, " further files");
}

Row PlanRow(const Plan& plan, const OperatorPlan& entry) {
  Row row = {
      entry.operator_name,
      Bytes(entry.worker_bytes),
      Seconds(entry.startup_seconds),
      Items(entry.items_per_core_hour, entry.item, entry.minutes_per_core_hour),
      Workers(plan, entry),
      Items(entry.items_per_hour, entry.item, entry.minutes_per_hour)};
  if (plan.items.has_value()) {
    row.push_back(entry.core_hours.has_value()
                      ? absl::StrCat(HumanRate(*entry.core_hours), " core-h")
                      : "");
    constexpr double kSecondsAnHour = 3600;
    row.push_back(entry.hours.has_value()
                      ? HumanDuration(*entry.hours * kSecondsAnHour)
                      : "");
  }
  row.push_back(Growth(entry));
  row.push_back(entry.pass.has_value() ? GrowthOverTime(*entry.pass) : "");
  return row;
}

// Leaves out the columns that no row has anything in.
TextTable WithoutEmptyColumns(const TextTable& table) {
  TextTable kept;
  kept.rows.resize(table.rows.size());
  for (size_t i = 0; i < table.columns.size(); ++i) {
    bool is_empty = true;
    for (const Row& row : table.rows) is_empty = is_empty && row[i].empty();
    if (is_empty) continue;
    kept.columns.push_back(table.columns[i]);
    for (size_t j = 0; j < table.rows.size(); ++j) {
      kept.rows[j].push_back(table.rows[j][i]);
    }
  }
  return kept;
}

std::string P95(const InputMix& mix) {
  if (!mix.median_seconds.has_value()) return "";
  return mix.p95_seconds.has_value() ? HumanSeconds(*mix.p95_seconds)
                                     : "fewer than 20 files";
}

Row MixRow(const OperatorPlan& entry) {
  const InputMix& mix = entry.mix;
  std::string inputs = WholeNumber(static_cast<double>(mix.inputs));
  if (mix.unit == "minutes") {
    absl::StrAppend(&inputs, ", ", HumanRate(mix.amount), " minutes");
  }
  std::string range;
  if (mix.slowest_per_core_hour.has_value()) {
    const std::string slowest = HumanRate(*mix.slowest_per_core_hour);
    const std::string fastest = HumanRate(*mix.fastest_per_core_hour);
    range = absl::StrCat(
        slowest == fastest ? slowest : absl::StrCat(slowest, " to ", fastest),
        " ", mix.unit);
  }
  return {
      entry.operator_name,
      inputs,
      mix.core_seconds.has_value() ? HumanDuration(*mix.core_seconds) : "",
      Items(entry.items_per_core_hour, entry.item, entry.minutes_per_core_hour),
      range,
      HumanSeconds(mix.mean_seconds),
      Seconds(mix.median_seconds),
      P95(mix),
      mix.slowest_seconds.has_value()
          ? absl::StrCat(HumanSeconds(*mix.slowest_seconds), ", ", mix.slowest)
          : ""};
}

Row PassRow(const OperatorPlan& entry) {
  const MeasuredPass& pass = *entry.pass;
  const FolderPass& figures = pass.figures;
  std::string files = WholeNumber(figures.files);
  if (figures.failed > 0) {
    absl::StrAppend(&files, ", ", WholeNumber(figures.failed), " failed");
  }
  if (figures.not_reached > 0) {
    absl::StrAppend(&files, ", time was up before ",
                    WholeNumber(figures.not_reached), " more");
  }
  return {entry.operator_name,
          files,
          HumanDuration(pass.seconds),
          Items(pass.items_per_hour, "files", std::nullopt),
          Bytes(pass.peak_bytes),
          GrowthOverTime(pass)};
}

Row AtOnceRow(const OperatorPlan& entry) {
  const WorkersAtOnce& workers = *entry.at_once;
  const std::string& unit =
      entry.mix.unit.empty() ? entry.item : entry.mix.unit;
  const std::optional<double>& predicted = entry.predicted_per_hour;
  const std::string memory =
      entry.worker_bytes.has_value()
          ? HumanBytes(workers.workers * *entry.worker_bytes)
          : "";
  return {
      entry.operator_name,
      WholeNumber(workers.workers),
      Items(predicted, unit, std::nullopt),
      Items(workers.amount_per_hour, unit, std::nullopt),
      predicted.has_value() ? Percent(workers.amount_per_hour / *predicted)
                            : "",
      Items(workers.alone_per_hour, unit, std::nullopt),
      workers.speed_of_each.has_value() ? Percent(*workers.speed_of_each) : "",
      workers.other_cpus.has_value()
          ? absl::StrFormat("%.1f CPUs", *workers.other_cpus)
          : "",
      memory,
      HumanBytes(workers.peak_bytes)};
}

TextTable::Column Text(absl::string_view title) {
  return {std::string(title), false};
}

TextTable::Column Figure(absl::string_view title) {
  return {std::string(title), true};
}

}  // namespace

std::string GrowthText(const MemoryGrowth& growth) {
  std::string verdict = "no";
  if (growth.verdict == MemoryGrowth::Verdict::kYes) {
    verdict = absl::StrCat("+", HumanBytes(growth.bytes_per_unit), " a ",
                           growth.unit);
  } else if (growth.verdict == MemoryGrowth::Verdict::kUnclear) {
    verdict = "unclear";
  }
  return absl::StrCat("with ", growth.by, ": ", verdict, " (",
                      HumanRate(growth.from), " to ", HumanRate(growth.to), " ",
                      growth.unit, "s",
                      growth.is_built_in ? ", made-up inputs" : "", ")");
}

TextTable PlanTable(const Plan& plan) {
  TextTable table;
  table.columns = {Text("Operator"),
                   Figure("Memory for a worker"),
                   Figure("Start-up"),
                   Figure("A core in an hour"),
                   Figure("Workers (bound by)"),
                   Figure("All workers in an hour")};
  if (plan.items.has_value()) {
    const std::string items = WholeNumber(*plan.items);
    table.columns.push_back(Figure(absl::StrCat("Work of ", items, " items")));
    table.columns.push_back(Figure("Their time"));
  }
  table.columns.push_back(Text("Memory grows"));
  table.columns.push_back(Text("Over time"));
  for (const OperatorPlan& entry : plan.operators) {
    table.rows.push_back(PlanRow(plan, entry));
  }
  return WithoutEmptyColumns(table);
}

TextTable MixTable(const Plan& plan) {
  TextTable table;
  table.columns = {Text("Operator"),
                   Figure("Files"),
                   Figure("All on one core"),
                   Figure("A core in an hour"),
                   Figure("By file"),
                   Figure("Mean time"),
                   Figure("Median"),
                   Figure("95th percentile"),
                   Text("Slowest")};
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.mix.is_files) table.rows.push_back(MixRow(entry));
  }
  return WithoutEmptyColumns(table);
}

TextTable PassTable(const Plan& plan) {
  TextTable table;
  table.columns = {Text("Operator"),      Figure("Files"),
                   Figure("Time"),        Figure("In an hour"),
                   Figure("Peak memory"), Text("Grows over time")};
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.pass.has_value()) table.rows.push_back(PassRow(entry));
  }
  return table;
}

TextTable AtOnceTable(const Plan& plan) {
  TextTable table;
  table.columns = {Text("Operator"),
                   Figure("Workers at once"),
                   Figure("Predicted, in an hour"),
                   Figure("They did"),
                   Figure("Of that"),
                   Figure("One alone did"),
                   Figure("CPU speed of each"),
                   Figure("Others took"),
                   Figure("Memory for so many"),
                   Figure("They took at most")};
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.at_once.has_value()) table.rows.push_back(AtOnceRow(entry));
  }
  return table;
}

}  // namespace feluda
