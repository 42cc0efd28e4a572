#include "outbound/url.hpp"

#include <curl/curl.h>

#include <memory>
#include <string_view>

namespace dealbell::outbound {
namespace {

struct CleanUp {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

constexpr std::size_t shown_max_bytes = 200;

Error malformed(const std::string& text, const std::string& why) {
  return error(Errc::usage, "\"" + text.substr(0, shown_max_bytes) + "\": " + why);
}

}  // namespace

Result<Url> parse_url(const std::string& text) {
  if (!text.starts_with("http://") && !text.starts_with("https://"))
    return malformed(text, "a URL starts with http:// or https://");
  if (text.find('\0') != std::string::npos) return malformed(text, "a URL has no NUL");
  const std::unique_ptr<CURLU, CleanUp> parsed(curl_url());
  const auto code = curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(),
                                 CURLU_PATH_AS_IS | CURLU_DISALLOW_USER);
  if (code == CURLUE_USER_NOT_ALLOWED)
    return malformed("", "a URL with a user name is not allowed here");  // nor shown: a password
  if (code != CURLUE_OK) return malformed(text, curl_url_strerror(code));

  const auto whole = std::string_view(text).substr(0, text.find('#'));
  const auto authority = whole.find("://") + 3;
  const auto path = whole.find_first_of("/?", authority);
  if (path == authority) return malformed(text, "a URL has a host");  // libcurl accepts http:///a
  Url url{std::string(whole.substr(0, path)),
          path == std::string_view::npos ? std::string() : std::string(whole.substr(path))};
  if (!url.target.starts_with('/')) url.target.insert(0, 1, '/');
  return url;
}

}  // namespace dealbell::outbound
