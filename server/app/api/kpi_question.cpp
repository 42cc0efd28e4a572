#include "app/api/kpi_question.hpp"

#include "app/api/params.hpp"

namespace dealbell::app {
namespace {

enum class Paged : bool { no, yes };

Result<std::optional<Day>> day_param(const net::Request& request, std::string_view name) {
  const auto text = query_param(request, name);
  if (text.empty()) return std::optional<Day>{};
  const auto day = parse_day(text);
  if (!day) return error(Errc::bad_value, std::string(name) + ": " + day.error().message);
  return std::optional<Day>{*day};
}

// Parameters that explain_question() reads.
bool is_page_param(std::string_view name) {
  return name == "key" || name == "limit" || name == "after";
}

core::KpiQuestion::Compare compare_of(std::string_view text) {
  if (text == "0") return core::KpiQuestion::Compare::no;
  if (text == "total") return core::KpiQuestion::Compare::total;
  return core::KpiQuestion::Compare::rows;
}

Result<core::KpiQuestion> read_question(const net::Request& request, Paged paged) {
  core::KpiQuestion question;
  const auto from = day_param(request, "from"), to = day_param(request, "to");
  if (!from) return from.error();
  if (!to) return to.error();
  question.from = *from;
  question.to = *to;
  for (const auto& [name, value] : request.query) {
    if (name == "measure")
      question.measure = value;
    else if (name == "by")
      question.by = value;
    else if (name == "of")
      question.of = value;
    else if (name == "compare" && paged == Paged::no)
      question.compare = compare_of(value);
    else if (name != "from" && name != "to" && !(paged == Paged::yes && is_page_param(name)))
      question.filters.push_back({name, value});
  }
  return question;
}

}  // namespace

Result<core::KpiQuestion> kpi_question(const net::Request& request) {
  return read_question(request, Paged::no);
}

Result<core::ExplainQuestion> explain_question(const net::Request& request) {
  const auto kpi = read_question(request, Paged::yes);
  if (!kpi) return kpi.error();
  core::ExplainQuestion question;
  question.kpi = *kpi;
  question.key = query_param(request, "key");
  question.after = query_param(request, "after");
  if (!question.key.empty() && question.kpi.by.empty()) question.kpi.by = "person";
  if (const auto text = query_param(request, "limit"); !text.empty()) {
    const auto limit = whole_number(text);
    if (!limit || *limit < 1 || *limit > 1'000)
      return error(Errc::bad_value, "limit: must be a whole number from 1 to 1,000");
    question.limit = static_cast<std::size_t>(*limit);
  }
  return question;
}

net::Response question_problem(const Error& e) { return net::problem(e, 400); }

Error measure_missing() { return error(Errc::missing, "measure is missing: ?measure=won_amount"); }

}  // namespace dealbell::app
