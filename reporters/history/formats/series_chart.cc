#include "reporters/history/formats/series_chart.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "reporters/history/formats/history_text.h"
#include "reporters/html/plain_page.h"

namespace feluda {
namespace {

// The picture's own units; the page scales it.
constexpr double kChartWidth = 480;
constexpr double kChartHeight = 170;
constexpr double kLeft = 70;
constexpr double kRight = 10;
constexpr double kTop = 22;
constexpr double kBottom = 20;

// Where figures are in the picture.
class ChartScale {
 public:
  explicit ChartScale(const HistorySeries& series)
      : last_(series.figures.size() - 1) {
    const auto [least, most] =
        std::minmax_element(series.figures.begin(), series.figures.end(),
                            [](const auto& one, const auto& other) {
                              return one.value < other.value;
                            });
    low_ = least->value;
    high_ = most->value;
  }

  double low() const { return low_; }
  double high() const { return high_; }

  double X(double index) const {
    constexpr double kSpace = kChartWidth - kLeft - kRight;
    if (last_ == 0) return kLeft + kSpace / 2;
    return kLeft + kSpace * index / static_cast<double>(last_);
  }

  double Y(double value) const {
    constexpr double kSpace = kChartHeight - kTop - kBottom;
    if (high_ == low_) return kTop + kSpace / 2;
    // Large figures first become shares, so that no difference overflows.
    const double share = (value / high_ - low_ / high_) / (1 - low_ / high_);
    return kTop + kSpace * (1 - share);
  }

 private:
  size_t last_;
  double low_;
  double high_;
};

std::string Text(double x, double y, absl::string_view anchor,
                 absl::string_view text, absl::string_view more = "") {
  return absl::StrFormat(
      "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>", x, y,
      anchor, more, EscapedHtml(text));
}

std::string Axes(const History& history, const HistorySeries& series,
                 const ChartScale& scale) {
  constexpr double kBaseline = 4;  // Half the height of digits.
  const auto label = [&](double value) {
    return Text(kLeft - 8, scale.Y(value) + kBaseline, "end",
                MetricText(series.metric, value)) +
           absl::StrFormat(
               "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" "
               "y2=\"%.1f\"/>",
               kLeft, kChartWidth - kRight, scale.Y(value), scale.Y(value));
  };
  std::string svg = label(scale.low());
  if (scale.high() != scale.low()) svg += label(scale.high());
  const auto moment = [&](const HistoryFigure& figure) {
    return MomentText(history.moments[figure.moment]);
  };
  svg += Text(kLeft, kChartHeight - 4, "start", moment(series.figures.front()));
  if (series.figures.size() > 1) {
    svg += Text(kChartWidth - kRight, kChartHeight - 4, "end",
                moment(series.figures.back()));
  }
  return svg;
}

std::string Dots(const History& history, const HistorySeries& series,
                 const ChartScale& scale) {
  std::string svg = "<polyline class=\"run\" points=\"";
  for (size_t i = 0; i < series.figures.size(); ++i) {
    absl::StrAppendFormat(&svg, "%.1f,%.1f ", scale.X(static_cast<double>(i)),
                          scale.Y(series.figures[i].value));
  }
  svg += "\"/>";
  // Dots alone make a page of flat series ten times as large.
  if (series.steps.empty()) return svg;
  for (size_t i = 0; i < series.figures.size(); ++i) {
    const HistoryFigure& figure = series.figures[i];
    absl::StrAppendFormat(
        &svg,
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\"><title>%s: %s</title>"
        "</circle>",
        scale.X(static_cast<double>(i)), scale.Y(figure.value),
        EscapedHtml(MomentText(history.moments[figure.moment])),
        EscapedHtml(MetricText(series.metric, figure.value)));
  }
  return svg;
}

std::string Level(const ChartScale& scale, double from, double to,
                  double value) {
  return absl::StrFormat(
      "<line class=\"level\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
      scale.X(from), scale.X(to), scale.Y(value), scale.Y(value));
}

// Between the last report of a level and the first of the next one.
std::string Steps(const HistorySeries& series, const ChartScale& scale) {
  std::string svg;
  double begin = 0;
  for (size_t i = 0; i < series.steps.size(); ++i) {
    const HistoryStep& step = series.steps[i];
    const double at = static_cast<double>(step.index) - 0.5;
    svg += Level(scale, begin, at, step.before);
    const bool is_last = i + 1 == series.steps.size();
    if (is_last) {
      svg += Level(scale, at, static_cast<double>(series.figures.size() - 1),
                   step.after);
    }
    absl::StrAppendFormat(
        &svg,
        "<g class=\"%s\"><line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" "
        "y1=\"%.0f\" y2=\"%.0f\"/>",
        step.ratio > 1 ? "worse" : "better", scale.X(at), scale.X(at), kTop - 4,
        kChartHeight - kBottom);
    const absl::string_view anchor =
        scale.X(at) > kChartWidth - 2 * kLeft ? "end" : "middle";
    svg += Text(scale.X(at), kTop - 9, anchor, ChangeText(step.ratio),
                " class=\"change\"") +
           "</g>";
    begin = at;
  }
  return svg;
}

}  // namespace

const absl::string_view kSeriesChartStyle =
    R"(.chart { width: 100%; height: auto; }
.chart text { fill: var(--faint); font-size: 11px; }
.chart .change { fill: currentColor; font-weight: 600; }
.chart circle { fill: var(--run); }
.run { fill: none; stroke: var(--run); stroke-width: 1; opacity: .55; }
.level { stroke: var(--text); stroke-width: 2; }
.mark { stroke: currentColor; stroke-width: 1.5; stroke-dasharray: 4 3; }
.grid { stroke: var(--line); }
)";

std::string SeriesChart(const History& history, const HistorySeries& series) {
  const ChartScale scale(series);
  return absl::StrCat(
      absl::StrFormat("<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" "
                      "role=\"img\" aria-label=\"%s, %s\">",
                      kChartWidth, kChartHeight,
                      EscapedHtml(SeriesName(series)),
                      MetricName(series.metric)),
      Axes(history, series, scale), Dots(history, series, scale),
      Steps(series, scale), "</svg>");
}

}  // namespace feluda
