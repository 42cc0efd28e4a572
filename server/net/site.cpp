#include "net/site.hpp"
#include "net/ascii.hpp"
#include "net/host.hpp"
#include "net/problem.hpp"
#include "net/static_files.hpp"
#include "net/uri.hpp"

namespace dealbell::net {
namespace {

Plan answer_with(Response response) {
  return {.kind = Plan::answer, .response = std::move(response)};
}
Plan answer_with(const Error& error) { return answer_with(problem(error)); }

Response allowed(std::string allow) {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", std::move(allow));
  return response;
}

Plan plan_live(const Site& site, const Request& head, Form form) {
  for (const auto* guard : {&site.options.guard, &site.options.live_guard})
    if (const auto passed = *guard ? (*guard)(head) : Result<>{}; !passed)
      return answer_with(passed.error());
  return {.kind = Plan::live, .form = form};
}

Plan plan_web_socket(const Site& site, const Request& head) {
  if (ascii_lower(head.header("upgrade").value_or("")) == "websocket")
    return plan_live(site, head, Form::web_socket);
  auto response = http_problem(426, "upgrade_required", "This address speaks WebSocket only");
  response.headers.emplace_back("Upgrade", "websocket");
  return answer_with(std::move(response));
}

Plan plan_event_stream(const Site& site, const Request& head) {
  if (!head.query.contains(site.options.live.channel_parameter))
    return answer_with(
        error(Errc::bad_request, "say which one: ?" + site.options.live.channel_parameter + "=ID"));
  return plan_live(site, head, Form::event_stream);
}

Plan plan_unrouted(const Site& site, const Request& head, std::optional<Method> method,
                   std::string allow) {
  if (!allow.empty()) {
    if (method == Method::options) return answer_with(allowed(std::move(allow)));
    auto response = problem(error(Errc::method_not_allowed, "This address knows " + allow));
    response.headers.emplace_back("Allow", std::move(allow));
    return answer_with(std::move(response));
  }
  const bool reading = method == Method::get || method == Method::head;
  if (reading && !site.options.static_dir.empty())
    return answer_with(
        static_file(site.options.static_dir, std::string_view(head.path).substr(1), head));
  return answer_with(error(Errc::not_found, "There is nothing at this address"));
}

}  // namespace

Plan plan_for(const Site& site, Request& head, std::string_view method_name) {
  const auto known = check_host(head, site.options.allowed_hosts);
  if (!known && known.error().code != Errc::forbidden) return answer_with(known.error());
  const auto method = method_named(method_name);
  if (known && head.target == "*" && method == Method::options)
    return answer_with(allowed("GET, HEAD, POST, PUT, DELETE, OPTIONS"));
  auto target = parse_target(head.target);
  if (!target) return answer_with(error(Errc::bad_request, "The address cannot be decoded"));
  head.path = std::move(target->path);
  head.query = std::move(target->query);
  if (method) head.method = *method;
  auto match = site.router.find(method, head.path);
  if (!known && !(match.route && match.route->options.any_host))
    return answer_with(http_problem(421, "misdirected", known.error().message));
  const auto& live = site.options.live;
  const bool stream = head.path == live.stream_path;
  if (stream || head.path == live.path) {
    if (method != Method::get) return plan_unrouted(site, head, method, "GET");
    return stream ? plan_event_stream(site, head) : plan_web_socket(site, head);
  }

  if (!match.route) return plan_unrouted(site, head, method, std::move(match.allow));
  head.params = std::move(match.params);
  if (!match.route->options.open && site.options.guard)
    if (const auto passed = site.options.guard(head); !passed) return answer_with(passed.error());
  return {.kind = Plan::run, .route = match.route};
}

}  // namespace dealbell::net
