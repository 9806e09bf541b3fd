#include "reporters/history/formats/history_json.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json MomentData(const HistoryMoment& moment) {
  const HistoryReport& first = moment.first();
  Json json;
  json["files"] = Json::array();
  for (const HistoryReport& report : moment.reports) {
    json["files"].push_back(report.file);
  }
  json["commit"] = first.commit.empty() ? Json(nullptr) : Json(first.commit);
  json["modified"] = first.is_modified;
  json["date"] = first.date.has_value()
                     ? Json(absl::FormatTime(absl::RFC3339_sec, *first.date,
                                             absl::UTCTimeZone()))
                     : Json(nullptr);
  json["group"] = moment.group;
  return json;
}

Json GroupData(const HistoryGroup& group) {
  Json json;
  json["reports"] = group.reports;
  json["conditions"] = Json::object();
  for (const auto& [name, value] : group.conditions) {
    json["conditions"][name] = value;
  }
  return json;
}

Json StepData(const HistorySeries& series, const HistoryStep& step) {
  Json json;
  json["last_before"] = series.figures[step.index - 1].moment;
  json["first_after"] = series.figures[step.index].moment;
  json["before"] = step.before;
  json["after"] = step.after;
  json["ratio"] = step.ratio;  // Null where it is infinite.
  json["conditions"] = Json::array();
  for (const OtherCondition& condition : step.conditions) {
    json["conditions"].push_back({{"what", condition.what},
                                  {"old", condition.old_value},
                                  {"new", condition.new_value}});
  }
  return json;
}

Json SeriesData(const HistorySeries& series) {
  Json json;
  json["benchmark"] = series.benchmark;
  json["work"] = series.work;
  json["figure"] = std::string(MetricKey(series.metric));
  json["group"] = series.group;
  json["exact"] = series.is_exact;
  Json moments = Json::array();
  Json values = Json::array();
  for (const HistoryFigure& figure : series.figures) {
    moments.push_back(figure.moment);
    values.push_back(figure.value);
  }
  json["moments"] = std::move(moments);
  json["values"] = std::move(values);
  json["steps"] = Json::array();
  for (const HistoryStep& step : series.steps) {
    json["steps"].push_back(StepData(series, step));
  }
  return json;
}

template <typename Items, typename ToData>
Json ArrayOf(const Items& items, const ToData& to_data) {
  Json json = Json::array();
  for (const auto& item : items) json.push_back(to_data(item));
  return json;
}

}  // namespace

std::string HistoryJson(const History& history) {
  Json json;
  json["summary"] = {{"steps", history.CountSteps()},
                     {"series", history.series.size()},
                     {"reports", history.CountReports()}};
  json["groups"] = ArrayOf(history.groups, GroupData);
  json["moments"] = ArrayOf(history.moments, MomentData);
  json["notes"] = history.notes;
  json["series"] = ArrayOf(history.series, SeriesData);
  return absl::StrCat(DumpJson(json), "\n");
}

}  // namespace feluda
