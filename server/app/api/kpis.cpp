#include <algorithm>
#include <charconv>

#include "app/api/endpoints.hpp"
#include "io/clock.hpp"
#include "wire/json_writer.hpp"
#include "wire/kpi_json.hpp"
#include "wire/needs_mapping_json.hpp"

namespace dealbell::app {
namespace {

Result<std::optional<Day>> day_param(const net::Request& request, std::string_view name) {
  const auto found = request.query.find(name);
  if (found == request.query.end() || found->second.empty()) return std::optional<Day>{};
  const auto day = parse_day(found->second);
  if (!day) return error(Errc::bad_value, std::string(name) + ": " + day.error().message);
  return std::optional<Day>{*day};
}

// Names that are not filters, besides those that are read here.
bool is_of_paging(std::string_view name) {
  return name == "key" || name == "limit" || name == "after";
}

Result<core::KpiQuestion> question_of(const net::Request& request, bool paged) {
  core::KpiQuestion q;
  const auto from = day_param(request, "from"), to = day_param(request, "to");
  if (!from) return from.error();
  if (!to) return to.error();
  q.from = *from;
  q.to = *to;
  for (const auto& [name, value] : request.query) {
    if (name == "measure")
      q.measure = value;
    else if (name == "by")
      q.by = value;
    else if (name == "of")
      q.of = value;
    else if (name == "compare" && !paged)
      q.compare = value == "0"       ? core::KpiQuestion::Compare::no
                  : value == "total" ? core::KpiQuestion::Compare::total
                                     : core::KpiQuestion::Compare::rows;
    else if (name != "from" && name != "to" && !(paged && is_of_paging(name)))
      q.filters.push_back({name, value});
  }
  return q;
}

// A page's size and where it begins.
Result<core::ExplainQuestion> page_of(const net::Request& request) {
  const auto kpi = question_of(request, true);
  if (!kpi) return kpi.error();
  core::ExplainQuestion q;
  q.kpi = *kpi;
  const auto param = [&](const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string{} : found->second;
  };
  q.key = param("key");
  q.after = param("after");
  if (!q.key.empty() && q.kpi.by.empty()) q.kpi.by = "person";
  if (const auto limit = param("limit"); !limit.empty()) {
    const auto* end = limit.data() + limit.size();
    const auto [stop, ec] = std::from_chars(limit.data(), end, q.limit);
    if (ec != std::errc{} || stop != end || q.limit < 1 || q.limit > 1'000)
      return error(Errc::bad_value, "limit: a whole number from 1 to 1,000");
  }
  return q;
}

// What went wrong with a question is the asker's doing: 400, whatever the code says of events.
net::Response wrong_question(const Error& e) { return net::problem(e, 400); }

Error measure_missing() { return error(Errc::missing, "measure is missing: ?measure=won_amount"); }

}  // namespace

Answer get_kpis(ApiContext& s, const net::Request& request) {
  const auto question = question_of(request, false);
  if (!question) co_return wrong_question(question.error());
  if (question->measure.empty()) co_return wrong_question(measure_missing());
  const auto now = io::now();
  auto ask = [q = *question, now](const core::SalesState& sales) {
    return core::ask(sales, q, now);
  };
  const auto answer = co_await s.office.ask(ask);
  if (!answer) co_return wrong_question(answer.error());
  co_return json_response(wire::write_kpis(*answer, *question));
}

Answer get_explain(ApiContext& s, const net::Request& request) {
  const auto question = page_of(request);
  if (!question) co_return wrong_question(question.error());
  if (question->kpi.measure.empty()) co_return wrong_question(measure_missing());
  const auto now = io::now();
  auto ask = [q = *question, now](const core::SalesState& f) { return core::explain(f, q, now); };
  const auto explanation = co_await s.office.ask(ask);
  if (!explanation) co_return wrong_question(explanation.error());
  co_return json_response(wire::write_explanation(*explanation, *question));
}

// The entries of any figure as a plain list; of the won amount unless another measure is asked for.
Answer get_deals(ApiContext& s, const net::Request& request) {
  auto question = page_of(request);
  if (!question) co_return wrong_question(question.error());
  if (question->kpi.measure.empty()) question->kpi.measure = "won_amount";
  const auto now = io::now();
  auto ask = [q = *question, now](const core::SalesState& f) { return core::explain(f, q, now); };
  const auto explanation = co_await s.office.ask(ask);
  if (!explanation) co_return wrong_question(explanation.error());
  co_return json_response(wire::write_deals(*explanation));
}

// What the org document should know and does not, and what else keeps deals off the wall.
Answer get_needs_mapping(ApiContext& s, const net::Request&) {
  auto ask = [](const core::SalesState& sales) { return core::needs_mapping(sales); };
  co_return json_response(wire::write_needs_mapping(co_await s.office.ask(ask)));
}

Answer get_boards(ApiContext& s, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("boards").begin_array();
  for (const auto& version : s.publisher.newest()->channels)
    json.begin_object()
        .member("board", version->channel())
        .member("rev", version->rev())
        .end_object();
  json.end_array().end_object();
  co_return json_response(std::move(json).text());
}

Answer get_board(ApiContext& s, const net::Request& request) {
  const auto publication = s.publisher.newest();
  const auto& id = request.params.find("board")->second;
  for (const auto& version : publication->channels) {
    if (version->channel() != id) continue;
    const auto etag = "\"" + version->id() + "\"";
    net::Response response;
    response.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
    if (const auto since = s.sharing ? unshared_since(s.sharing->log(), io::now()) : std::nullopt)
      response.headers.push_back({"Dealbell-Unshared-Since", std::to_string(to_ms(*since))});
    if (request.header("if-none-match") == etag)
      response.status = 304;
    else
      response.body = std::make_shared<const std::string>(version->snapshot());
    co_return response;
  }
  co_return net::problem(error(Errc::not_found, "there is no board by this name"));
}

}  // namespace dealbell::app
