#include "http_response.hpp"

#include <cstdlib>
#include <string>

#include "must.hpp"

namespace dealbell::bench {

std::size_t http_response_size(std::string_view received) {
  const auto head_end = received.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return 0;
  if (!received.starts_with("HTTP/1.1 2"))
    give_up("unexpected response: " + std::string(received.substr(0, 400)));
  constexpr std::string_view length = "Content-Length: ";
  const auto at = received.find(length);
  if (at > head_end) give_up("a response without Content-Length");
  const auto whole =
      head_end + 4 + std::strtoull(received.data() + at + length.size(), nullptr, 10);
  return received.size() < whole ? 0 : whole;
}

}  // namespace dealbell::bench
