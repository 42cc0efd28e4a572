#include "outbound/client.hpp"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

#include "base/ascii.hpp"
#include "base/check.hpp"
#include "outbound/url.hpp"

namespace dealbell::outbound {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

// RFC 9110, 5.6.2: what methods and header names are made of.
bool is_token(std::string_view text) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
  });
}

Result<> check(const Request& request) {
  if (!is_token(request.method))
    return error(Errc::usage, "\"" + request.method + "\" is not an HTTP method");
  for (const auto& [name, value] : request.headers) {
    if (!is_token(name)) return error(Errc::usage, "\"" + name + "\" is not a header name");
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
      return error(Errc::usage, "the header " + name + " has a line break or a NUL");
    for (const auto* own : {"content-length", "transfer-encoding", "expect"})
      if (ascii_lower(name) == own)
        return error(Errc::usage, "the header " + name + " is set by the program itself");
  }
  return {};
}

// libcurl's list of header lines.
class HeaderList {
 public:
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(lines_); }

  void add(const std::string& line) {
    auto* longer = curl_slist_append(lines_, line.c_str());
    DEALBELL_CHECK(longer != nullptr);
    lines_ = longer;
  }
  curl_slist* lines() { return lines_; }

 private:
  curl_slist* lines_ = nullptr;
};

// libcurl adds headers of its own unless it gets their names without a value; a header that shall
// be sent without a value ends with a semicolon.
void fill(HeaderList& list, const Headers& headers) {
  for (const auto& [name, value] : headers)
    list.add(trimmed(value).empty() ? name + ";" : name + ": " + value);
  for (const std::string own : {"Accept", "Content-Type", "Expect"}) {
    const bool given = std::any_of(headers.begin(), headers.end(), [&](const auto& header) {
      return ascii_lower(header.first) == ascii_lower(own);
    });
    if (!given) list.add(own + ":");
  }
}

// What the callbacks of one request write to.
struct Transfer {
  const ClientOptions& options;
  Response response{};
  std::size_t received = 0;
  bool too_large = false;
  std::optional<std::string> refused{};  // why the rules refuse the address

  bool count(std::size_t size) {
    received += size;
    too_large = too_large || received > options.response_max_bytes;
    return !too_large;
  }
};

std::size_t on_header(char* data, std::size_t one, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line(data, one * size);
  if (!transfer.count(line.size())) return 0;
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/"))
    transfer.response.headers.clear();  // after an interim response or a redirect
  else if (colon != std::string_view::npos)
    transfer.response.headers.emplace_back(ascii_lower(line.substr(0, colon)),
                                           trimmed(line.substr(colon + 1)));
  return line.size();
}

std::size_t on_body(char* data, std::size_t one, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.count(one * size)) return 0;
  transfer.response.body.append(data, one * size);
  return one * size;
}

curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (auto why = refusal(transfer.options.addresses, address->addr)) {
    transfer.refused = std::move(why);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string seconds(std::chrono::milliseconds time) {
  const auto ms = time.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + " s" : std::to_string(ms) + " ms";
}

// libcurl's own sentence without what every one of its kind begins with.
std::string reason_of(CURLcode code, std::string_view buffer) {
  constexpr std::string_view prefix = "SSL certificate problem: ";
  if (buffer.starts_with(prefix)) buffer.remove_prefix(prefix.size());
  const auto text = trimmed(buffer);
  return text.empty() ? curl_easy_strerror(code) : std::string(text);
}

Error timed_out(CURL* easy, const std::string& origin, const Request& request,
                const ClientOptions& options) {
  curl_off_t connected = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
  if (connected == 0)
    return error(Errc::io, "cannot connect to " + origin + " within " +
                               seconds(std::min(options.connect_timeout, request.timeout)));
  return error(Errc::io, origin + " did not answer within " + seconds(request.timeout));
}

Error failure(CURL* easy, CURLcode code, std::string_view buffer, const std::string& origin,
              const Request& request, const Transfer& transfer) {
  const auto io = [](std::string message) { return error(Errc::io, std::move(message)); };
  if (transfer.too_large)
    return error(Errc::too_large, "the response of " + origin + " is larger than " +
                                      std::to_string(transfer.options.response_max_bytes) +
                                      " bytes");
  if (transfer.refused && code == CURLE_COULDNT_CONNECT)
    return error(Errc::forbidden, "cannot connect to " + origin + ": " + *transfer.refused);
  long os_code = 0;
  curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &os_code);
  const auto reason = reason_of(code, buffer);
  switch (code) {
    case CURLE_URL_MALFORMAT:
      return error(Errc::usage, "\"" + request.url + "\": " + reason);
    case CURLE_COULDNT_RESOLVE_HOST:
      return io("cannot find the host of " + origin);
    case CURLE_COULDNT_CONNECT:
      return io("cannot connect to " + origin + ": " +
                (os_code != 0 ? std::strerror(static_cast<int>(os_code)) : reason));
    case CURLE_OPERATION_TIMEDOUT:
      return timed_out(easy, origin, request, transfer.options);
    case CURLE_PEER_FAILED_VERIFICATION:
      return io("the certificate of " + origin + " is not valid: " + reason);
    case CURLE_SSL_CONNECT_ERROR:
      return io("no TLS connection to " + origin + ": " + reason);
    case CURLE_GOT_NOTHING:
      return io(origin + " closed the connection without a response");
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
      return io("the connection to " + origin + " broke: " + reason);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:  // HTTP/0.9; parse_url() has checked the scheme
      return io("the response of " + origin + " is not HTTP: " + reason);
    default:
      return io("no response from " + origin + ": " + reason);
  }
}

CURL* new_easy_handle() {
  static std::once_flag once;
  std::call_once(once, [] { DEALBELL_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
  auto* easy = curl_easy_init();
  DEALBELL_CHECK(easy != nullptr);
  return easy;
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  DEALBELL_CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

}  // namespace

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return std::nullopt;
}

struct Client::Impl {
  explicit Impl(ClientOptions given) : options(std::move(given)), easy(new_easy_handle()) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() { curl_easy_cleanup(easy); }

  void set_options();
  void set_method_and_body(const Request& request);

  const ClientOptions options;
  CURL* const easy;
};

void Client::Impl::set_options() {
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  set(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (!options.ca_file.empty()) set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
  set(easy, CURLOPT_PROXY, "");     // the environment's would get tokens, and hide the address
  set(easy, CURLOPT_NOSIGNAL, 1L);  // signals are the whole process's
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  set(easy, CURLOPT_FOLLOWLOCATION, options.redirects_max > 0 ? 1L : 0L);
  set(easy, CURLOPT_MAXREDIRS, static_cast<long>(options.redirects_max));
  set(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_HEADERFUNCTION, &on_header);
  set(easy, CURLOPT_WRITEFUNCTION, &on_body);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &on_open_socket);
}

// A redirect that turns POST into GET needs a method that libcurl chose itself.
void Client::Impl::set_method_and_body(const Request& request) {
  const bool has_body =
      !request.body.empty() || request.method == "POST" || request.method == "PUT";
  if (has_body) {
    set(easy, CURLOPT_POST, 1L);
    set(easy, CURLOPT_POSTFIELDS, request.body.data());
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  if (request.method == "HEAD")
    set(easy, CURLOPT_NOBODY, 1L);
  else if (request.method != (has_body ? "POST" : "GET"))
    set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Client::Client(ClientOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Response> Client::send(const Request& request) {
  const auto url = parse_url(request.url);
  if (!url) return url.error();
  if (const auto checked = check(request); !checked) return checked.error();

  auto* const easy = impl_->easy;
  curl_easy_reset(easy);  // keeps the connections
  impl_->set_options();
  impl_->set_method_and_body(request);
  Transfer transfer{impl_->options};
  HeaderList headers;
  fill(headers, request.headers);
  std::array<char, CURL_ERROR_SIZE> buffer{};
  set(easy, CURLOPT_URL, request.url.c_str());
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  set(easy, CURLOPT_HTTPHEADER, headers.lines());
  set(easy, CURLOPT_ERRORBUFFER, buffer.data());
  set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&transfer));

  const auto code = curl_easy_perform(easy);
  auto result = code == CURLE_OK
                    ? Result<Response>(std::move(transfer.response))
                    : failure(easy, code, buffer.data(), url->origin, request, transfer);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  if (result) result->status = static_cast<int>(status);
  curl_easy_reset(easy);  // nothing may point to what ends here
  return result;
}

}  // namespace dealbell::outbound
