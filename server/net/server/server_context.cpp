#include "net/server/server_context.hpp"

#include "base/ascii.hpp"
#include "net/http/framing.hpp"
#include "net/http/host.hpp"
#include "net/http/problem.hpp"
#include "net/http/static_files.hpp"
#include "net/http/uri.hpp"

namespace dealbell::net {
namespace {

Dispatch answer_with(Response response) {
  return {.kind = Dispatch::answer, .response = std::move(response)};
}
Dispatch answer_with(const Error& error) { return answer_with(problem(error)); }

Response allowed(std::string allow) {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", std::move(allow));
  return response;
}

Dispatch dispatch_live(const ServerContext& context, const Request& head, Form form) {
  const auto& guard = context.options.guard;
  const auto& live_guard = context.options.live_guard;
  auto admitted = guard ? guard(head) : Result<Admission>{};
  if (!admitted) return answer_with(admitted.error());
  if (const auto passed = live_guard ? live_guard(head) : Result<>{}; !passed)
    return answer_with(passed.error());
  return {.kind = Dispatch::live, .form = form, .admission = std::move(*admitted)};
}

Dispatch dispatch_web_socket(const ServerContext& context, const Request& head) {
  if (ascii_lower(head.header("upgrade").value_or("")) == "websocket")
    return dispatch_live(context, head, Form::web_socket);
  auto response = http_problem(426, "upgrade_required", "This is a WebSocket endpoint");
  response.headers.emplace_back("Upgrade", "websocket");
  return answer_with(std::move(response));
}

Dispatch dispatch_event_stream(const ServerContext& context, const Request& head) {
  if (!head.query.contains(context.options.live.channel_parameter))
    return answer_with(error(Errc::bad_request,
                             "Name a board: ?" + context.options.live.channel_parameter + "=ID"));
  return dispatch_live(context, head, Form::event_stream);
}

Dispatch dispatch_unrouted(const ServerContext& context, const Request& head,
                           std::optional<Method> method, std::string allow) {
  if (!allow.empty()) {
    if (method == Method::options) return answer_with(allowed(std::move(allow)));
    auto response = problem(error(Errc::method_not_allowed, "The allowed methods are " + allow));
    response.headers.emplace_back("Allow", std::move(allow));
    return answer_with(std::move(response));
  }
  const bool reading = method == Method::get || method == Method::head;
  if (reading && !context.options.static_dir.empty())
    return answer_with(
        static_file(context.options.static_dir, std::string_view(head.path).substr(1), head));
  return answer_with(error(Errc::not_found, "There is nothing at this path"));
}

}  // namespace

Dispatch dispatch_for(const ServerContext& context, Request& head, std::string_view method_name) {
  const auto host = check_host(head, context.options.allowed_hosts);
  if (!host && host.error().code != Errc::forbidden) return answer_with(host.error());
  const auto method = method_named(method_name);
  if (host && head.target == "*" && method == Method::options)
    return answer_with(allowed("GET, HEAD, POST, PUT, DELETE, OPTIONS"));
  auto target = parse_target(head.target);
  if (!target) return answer_with(error(Errc::bad_request, "The request target is malformed"));
  head.path = std::move(target->path);
  head.query = std::move(target->query);
  if (method) head.method = *method;
  if (auto refusal = framing_refusal(head)) return answer_with(std::move(*refusal));
  auto match = context.router.find(method, head.path);
  if (!host && !(match.route && match.route->options.any_host))
    return answer_with(http_problem(421, "misdirected", host.error().message));
  const auto& live = context.options.live;
  const bool stream = head.path == live.stream_path;
  if (stream || head.path == live.path) {
    if (method != Method::get) return dispatch_unrouted(context, head, method, "GET");
    return stream ? dispatch_event_stream(context, head) : dispatch_web_socket(context, head);
  }

  if (!match.route) return dispatch_unrouted(context, head, method, std::move(match.allow));
  head.params = std::move(match.params);
  const bool guarded = !match.route->options.open && context.options.guard;
  auto admitted = guarded ? context.options.guard(head) : Result<Admission>{};
  if (!admitted) return answer_with(admitted.error());
  return {.kind = Dispatch::run, .route = match.route, .admission = std::move(*admitted)};
}

}  // namespace dealbell::net
