#include "app/api/params.hpp"

#include <charconv>

namespace dealbell::app {

const std::string& path_param(const net::Request& request, std::string_view name) {
  return request.params.find(name)->second;
}

std::string query_param(const net::Request& request, std::string_view name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string{} : found->second;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, ec] = std::from_chars(text.data(), end, number);
  if (ec != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace dealbell::app
