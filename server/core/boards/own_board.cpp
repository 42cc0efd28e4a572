#include "core/boards/own_board.hpp"

#include <algorithm>
#include <map>

#include "core/boards/tile_fields.hpp"
#include "core/boards/wall/tiles.hpp"
#include "core/org/short_names.hpp"
#include "core/queries/kpi.hpp"
#include "core/queries/measure_evaluator.hpp"

namespace dealbell::core {
namespace {

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

// Makes one tile: asks its question and puts the answer into fields.
class TileMaker {
 public:
  TileMaker(const SalesState& sales, const BoardTile& tile, Instant now)
      : sales_(sales), tile_(tile), now_(now) {}

  Tile make() {
    const auto question = make_question();
    const auto answer = ask(sales_, question, now_);
    auto& meta = out_.meta;
    meta[field::measure] = tile_.measure;
    meta[field::target_of] = text_or_null(tile_.target_of);
    meta[field::rate] = is_rate();
    meta[field::by] = tile_.by;
    meta[field::kind] = std::string(tile_.by.empty()             ? "number"
                                    : find_period_kind(tile_.by) ? "series"
                                                                 : "ranking");
    meta[field::filters] = Texts(tile_.filters);
    if (!answer) {
      // Documents are validated before use, so the only possible error is a question that is too
      // wide.
      meta[field::title] = tile_.title.empty() ? tile_.measure : tile_.title;
      meta[field::value] = Value{};
      meta[field::why] =
          std::string(answer.error().code == Errc::too_wide ? "too_wide" : "unknown");
      return std::move(out_);
    }
    answer_ = &*answer;
    meta[field::title] = tile_.title.empty() ? answer->title : tile_.title;
    meta[field::unit] = std::string(name_of(answer->unit));
    meta[field::currency] = text_or_null(answer->currency);
    put(meta, answer->total.figure);
    meta[field::why] =
        answer->total.figure.why ? Value{std::string(answer->total.figure.why)} : Value{};
    put_earlier(answer->total.previous, field::previous, field::previous_label, field::change);
    put_earlier(answer->total.year, field::year, field::year_label, field::year_change);
    if (answer->total.previous) meta[field::is_new] = answer->total.previous->from_nothing;
    put_quota();
    put_rows();
    return std::move(out_);
  }

 private:
  KpiQuestion make_question() {
    KpiQuestion question;
    question.measure = tile_.measure;
    question.by = tile_.by;
    question.of = tile_.target_of;
    question.compare = KpiQuestion::Compare::total;
    for (const auto& [by, id] : tile_.filters) question.filters.push_back({by, id});
    const auto* measure = find_measure(sales_, tile_.measure);
    const bool about_now = measure && measure->about == Measure::About::now;
    out_.meta[field::period] = Value{};
    out_.meta[field::period_label] = Value{};
    out_.meta[field::from] = Value{};
    out_.meta[field::to] = Value{};
    const auto kind = find_period_kind(tile_.period);
    if (!kind || about_now) return question;
    const auto& calendar = sales_.calendar();
    const auto period = calendar.period_of(*kind, calendar.day_of(now_));
    question.from = period.from;
    question.to = period.to;
    out_.meta[field::period] = calendar.key(period);
    out_.meta[field::period_label] = calendar.label(period);
    out_.meta[field::from] = format_day(period.from);
    out_.meta[field::to] = format_day(period.to);
    return question;
  }

  Value value_of(const Figure& figure) const {
    if (const auto* sum = std::get_if<Sum>(&figure.value)) {
      if (answer_->unit != Unit::money) return static_cast<std::int64_t>(*sum);
      return format_amount(*sum, currency_decimals(answer_->currency));
    }
    if (const auto* number = std::get_if<double>(&figure.value)) return *number;
    return std::monostate{};
  }

  void put(Row& row, const Figure& figure) const {
    row[field::value] = value_of(figure);
    row[field::n] = figure.n;
    row[field::unpriced] = figure.unpriced;
  }

  void put_earlier(const std::optional<Earlier>& earlier, const char* value, const char* label,
                   const char* change) {
    auto& meta = out_.meta;
    meta[value] = earlier ? value_of(earlier->figure) : Value{};
    meta[label] = earlier ? Value{earlier->label} : Value{};
    meta[change] = earlier && earlier->change ? Value{*earlier->change} : Value{};
  }

  // For measures that can have a quota: the quota and the attainment.
  void put_quota() {
    auto& meta = out_.meta;
    meta[field::quota] = Value{};
    meta[field::attainment] = Value{};
    const auto* measure = find_measure(sales_, tile_.measure);
    if (!measure || measure->about != Measure::About::flow || measure->targeted) return;
    if (answer_->unit != Unit::money && answer_->unit != Unit::count) return;
    KpiQuestion question = make_question();
    question.measure = "attainment";
    question.of = tile_.measure;
    question.by.clear();
    question.compare = KpiQuestion::Compare::no;
    const auto attained = ask(sales_, question, now_);
    if (!attained || !std::holds_alternative<double>(attained->total.figure.value)) return;
    meta[field::attainment] = attained->total.figure.value.index() == 2
                                  ? Value{std::get<double>(attained->total.figure.value)}
                                  : Value{};
    const auto resolved = resolve_question(sales_, question);
    const auto who = resolved ? subject_of(sales_, resolved->scope) : std::nullopt;
    if (!who) return;
    if (const auto quota = sales_.quotas().quota_for(tile_.measure, *who, resolved->range))
      meta[field::quota] =
          answer_->unit == Unit::money
              ? Value{format_amount(quota->e4, currency_decimals(answer_->currency))}
              : Value{static_cast<double>(quota->e4) / 10'000};
  }

  void put_rows() {
    if (const auto kind = find_period_kind(tile_.by)) return put_series(*kind);
    if (tile_.by.empty()) return;
    const auto places = this->places();
    std::map<Name, std::string> short_of;
    if (tile_.by == "person") short_of = short_names(sales_.directory(), people_of(places));
    std::int64_t rank = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& from = *places[i];
      Row row;
      put(row, from.figure);
      row[field::pos] = static_cast<std::int64_t>(i) + 1;
      const bool tied = i > 0 && places[i - 1]->figure.value == from.figure.value;
      if (!tied) rank = static_cast<std::int64_t>(i) + 1;
      row[field::rank] = ranked(from) ? Value{rank} : Value{};
      row[field::name] = text_or_null(from.name);
      const auto shown = short_of.find(sales_.names().find(*from.key));
      row[field::short_name] =
          shown == short_of.end() ? text_or_null(from.name) : Value{shown->second};
      out_.rows.emplace(*from.key, std::move(row));
    }
  }

  // The rows that have a place on the board, those without a rank last. Entries without a value,
  // and people whom the document does not list, count in the total only.
  std::vector<const KpiRow*> places() const {
    std::vector<const KpiRow*> places;
    for (const auto& row : answer_->rows) {
      if (!row.key) continue;
      if (tile_.by == "person" && !sales_.directory().known(sales_.names().find(*row.key)))
        continue;
      places.push_back(&row);
    }
    if (tile_.by != "stage")
      std::ranges::stable_partition(places, [&](const KpiRow* row) { return ranked(*row); });
    places.resize(std::min(places.size(), static_cast<std::size_t>(tile_.limit)));
    return places;
  }

  bool is_rate() const {
    const auto* measure = find_measure(sales_, tile_.measure);
    return measure && measure->rate;
  }

  // Stages are in the order of the pipeline and have no rank.
  bool ranked(const KpiRow& row) const {
    constexpr std::int64_t enough_for_a_rate = 5;
    if (tile_.by == "stage" || std::holds_alternative<std::monostate>(row.figure.value))
      return false;
    const auto usual = is_rate() ? enough_for_a_rate : 0;
    return row.figure.n >= tile_.least_n.value_or(usual);
  }

  // Short names must be unique only among the people shown.
  std::vector<Name> people_of(const std::vector<const KpiRow*>& places) const {
    std::vector<Name> people;
    for (const auto* row : places) people.push_back(sales_.names().find(*row->key));
    return people;
  }

  // Every period up to today has a row. Without entries its value is 0 if the unit is a sum whose
  // total has a value, else null.
  void put_series(PeriodKind kind) {
    constexpr int rows_max = 400;  // a year of days
    const auto& calendar = sales_.calendar();
    const auto question = make_question();
    const auto today = calendar.day_of(now_);
    if (!question.from || !question.to) return put_found_series();
    std::map<std::string, const KpiRow*> found;
    for (const auto& row : answer_->rows) found.emplace(row.key.value_or(""), &row);
    const bool sum = (answer_->unit == Unit::money || answer_->unit == Unit::count) &&
                     !std::holds_alternative<std::monostate>(answer_->total.figure.value);
    std::int64_t pos = 0;
    for (auto p = calendar.period_of(kind, *question.from);
         p.from < *question.to && p.from <= today && pos < rows_max; p = calendar.next(p)) {
      const auto key = calendar.key(p);
      const auto row = found.find(key);
      const auto figure = row != found.end() ? row->second->figure
                          : sum              ? Figure{Sum{0}}
                                             : Figure{};
      put_point(key, label_of(p), figure, ++pos);
    }
  }

  void put_found_series() {
    std::int64_t pos = 0;
    for (const auto& row : answer_->rows)
      put_point(row.key.value_or(""), row.name, row.figure, ++pos);
  }

  void put_point(const std::string& key, const std::string& label, const Figure& figure,
                 std::int64_t pos) {
    Row row;
    put(row, figure);
    row[field::pos] = pos;
    row[field::label] = label;
    out_.rows.emplace(key, std::move(row));
  }

  // Short enough for the label of a bar.
  std::string label_of(const Period& period) const {
    const auto& calendar = sales_.calendar();
    if (period.kind == PeriodKind::day)
      return std::to_string(unsigned{std::chrono::year_month_day{period.from}.day()});
    const auto label = calendar.label(period);
    return period.kind == PeriodKind::month ? label.substr(0, 3) : label;
  }

  const SalesState& sales_;
  const BoardTile& tile_;
  Instant now_;
  const KpiAnswer* answer_ = nullptr;
  Tile out_;
};

}  // namespace

Board own_board(const SalesState& sales, const OrgBoard& board, Instant now, bool demo) {
  const WallContext context(sales, now);
  Board result;
  result.changes_at = context.pace + std::chrono::minutes{15};
  auto& office = result.tiles["office"];
  office = office_tile(context, demo);
  office.meta[field::title] = board.title.empty() ? board.id : board.title;
  std::int64_t pos = 0;
  for (const auto& entry : board.tiles) {
    // At the start of the quarter-hour, so that pace changes only when the board does.
    auto tile = TileMaker(sales, entry, context.pace).make();
    tile.meta[field::pos] = ++pos;
    tile.meta[field::of] = static_cast<std::int64_t>(board.tiles.size());
    result.tiles["tile:" + entry.id] = std::move(tile);
  }
  return result;
}

std::string layout_of(const OrgBoard& board) {
  std::string text = board.id + "\n" + board.title;
  for (const auto& tile : board.tiles) {
    text += "\n" + tile.id + "|" + tile.title + "|" + tile.measure + "|" + tile.target_of + "|" +
            tile.by + "|" + tile.period + "|" + std::to_string(tile.limit);
    if (tile.least_n) text += "|least " + std::to_string(*tile.least_n);
    for (const auto& [by, id] : tile.filters) text += "|" + by + "=" + id;
  }
  return text;
}

}  // namespace dealbell::core
