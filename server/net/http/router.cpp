#include "net/http/router.hpp"

#include <algorithm>

namespace dealbell::net {
namespace {

constexpr std::pair<Method, std::string_view> names[] = {
    {Method::get, "GET"}, {Method::head, "HEAD"},  {Method::post, "POST"},
    {Method::put, "PUT"}, {Method::del, "DELETE"}, {Method::options, "OPTIONS"},
};

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    parts.emplace_back(path.substr(0, end));
    path.remove_prefix(end == path.npos ? path.size() : end);
  }
  return parts;
}

bool is_param(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& parts) {
  return std::equal(
      pattern.begin(), pattern.end(), parts.begin(), parts.end(),
      [](const auto& p, const auto& part) { return is_param(p) ? !part.empty() : p == part; });
}

}  // namespace

std::string_view name_of(Method method) {
  for (const auto& [value, name] : names)
    if (value == method) return name;
  return "";
}

std::optional<Method> method_named(std::string_view wanted) {
  for (const auto& [value, name] : names)
    if (name == wanted) return value;
  return std::nullopt;
}

Router::Router(std::vector<Route> routes) {
  for (auto& route : routes) {
    auto parts = split(route.pattern);
    entries_.push_back({std::move(parts), std::move(route)});
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::count_if(a.parts.begin(), a.parts.end(), is_param) <
           std::count_if(b.parts.begin(), b.parts.end(), is_param);
  });
}

Router::Match Router::find(std::optional<Method> method, std::string_view path) const {
  const auto parts = split(path);
  const auto wanted = method == Method::head ? Method::get : method;
  Match match;
  for (const auto& entry : entries_) {
    if (!matches(entry.parts, parts)) continue;
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += name_of(entry.route.method);
    if (entry.route.method == Method::get) match.allow += ", HEAD";
    if (entry.route.method != wanted || match.route) continue;
    match.route = &entry.route;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string_view p = entry.parts[i];
      if (is_param(p)) match.params.emplace(p.substr(1, p.size() - 2), parts[i]);
    }
  }
  if (!match.allow.empty() && match.allow.find("OPTIONS") == std::string::npos)
    match.allow += ", OPTIONS";
  return match;
}

}  // namespace dealbell::net
