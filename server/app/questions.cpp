#include <algorithm>
#include <charconv>

#include "app/endpoints.hpp"
#include "app/kpi_json.hpp"
#include "wire/json_writer.hpp"

namespace dealbell::app {
namespace {

Result<std::optional<Day>> day_param(const net::Request& request, std::string_view name) {
  const auto found = request.query.find(name);
  if (found == request.query.end() || found->second.empty()) return std::optional<Day>{};
  const auto day = parse_day(found->second);
  if (!day) return error(Errc::bad_value, std::string(name) + ": " + day.error().message);
  return std::optional<Day>{*day};
}

Result<core::KpiQuestion> question_of(const net::Request& request) {
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
    else if (name != "from" && name != "to")
      q.filters.push_back({name, value});
  }
  if (q.measure.empty()) return error(Errc::missing, "measure is missing: ?measure=won_amount");
  return q;
}

// What went wrong with a question is the asker's doing: 400, whatever the code says of events.
net::Response wrong_question(const Error& e) { return net::problem(e, 400); }

}  // namespace

Answer get_kpis(Services& s, const net::Request& request) {
  const auto question = question_of(request);
  if (!question) co_return wrong_question(question.error());
  auto ask = [q = *question](const core::Floor& floor) { return core::ask(floor, q); };
  const auto answer = co_await s.office.ask(ask);
  if (!answer) co_return wrong_question(answer.error());
  co_return json_response(write_kpis(*answer, *question));
}

Answer get_deals(Services& s, const net::Request& request) {
  const auto from = day_param(request, "from"), to = day_param(request, "to");
  if (!from) co_return wrong_question(from.error());
  if (!to) co_return wrong_question(to.error());
  if (const auto m = request.query.find("measure");
      m != request.query.end() && m->second != "won_amount")
    co_return wrong_question(error(Errc::bad_value, "deals are listed for measure=won_amount"));
  std::size_t limit = 50;
  if (const auto text = request.query.find("limit"); text != request.query.end())
    std::from_chars(text->second.data(), text->second.data() + text->second.size(), limit);
  limit = std::clamp<std::size_t>(limit, 1, 1'000);
  const auto after = request.query.find("after");
  const core::Range range{from->value_or(Day::min()), to->value_or(Day::max())};
  const auto page = after == request.query.end() ? std::string{} : after->second;
  auto ask = [range, limit, page](const core::Floor& floor) {
    return core::won_deals(floor, range, limit, page);
  };
  const auto list = co_await s.office.ask(ask);
  if (!list) co_return wrong_question(list.error());
  co_return json_response(write_deals(*list));
}

Answer get_boards(Services& s, const net::Request&) {
  wire::JsonWriter json;
  json.begin_object().key("boards").begin_array();
  for (const auto& channel : s.publisher.newest()->channels)
    json.begin_object().member("board", channel.channel).member("rev", channel.rev).end_object();
  json.end_array().end_object();
  co_return json_response(std::move(json).text());
}

Answer get_board(Services& s, const net::Request& request) {
  const auto publication = s.publisher.newest();
  const auto& id = request.params.find("board")->second;
  for (const auto& channel : publication->channels) {
    if (channel.channel != id) continue;
    const auto etag = "\"" + channel.epoch + ":" + std::to_string(channel.rev) + "\"";
    net::Response response;
    response.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}};
    if (request.header("if-none-match") == etag) {
      response.status = 304;
      co_return response;
    }
    response.body = channel.snapshot->get();
    co_return response;
  }
  co_return net::problem(error(Errc::not_found, "there is no board by this name"));
}

}  // namespace dealbell::app
