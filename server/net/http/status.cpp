#include "net/http/status.hpp"

#include <boost/beast/http/status.hpp>

namespace dealbell::net {

std::string_view reason_phrase(int status) {
  namespace http = boost::beast::http;
  const auto text = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  return {text.data(), text.size()};
}

}  // namespace dealbell::net
