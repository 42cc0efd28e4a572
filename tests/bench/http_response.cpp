#include "http_answer.hpp"

#include <cstdlib>
#include <string>

#include "must.hpp"

namespace dealbell::bench {

std::size_t http_answer_size(std::string_view come) {
  const auto head_end = come.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return 0;
  if (!come.starts_with("HTTP/1.1 2")) give_up("answered: " + std::string(come.substr(0, 400)));
  constexpr std::string_view length = "Content-Length: ";
  const auto at = come.find(length);
  if (at > head_end) give_up("an answer without its length");
  const auto whole = head_end + 4 + std::strtoull(come.data() + at + length.size(), nullptr, 10);
  return come.size() < whole ? 0 : whole;
}

}  // namespace dealbell::bench
