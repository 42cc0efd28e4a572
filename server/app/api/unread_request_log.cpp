#include "app/api/unread_request_log.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "io/clock.hpp"

namespace dealbell::app {
namespace {

constexpr Errc recorded[] = {Errc::unauthorized, Errc::forbidden, Errc::too_large,
                             Errc::unsupported_media};

}  // namespace

// `left_out`: how many were not recorded since the last one that was.
bool UnreadRequestLog::within_rate(int& left_out) {
  const std::lock_guard lock(mutex_);
  if (!rate_.take(std::chrono::steady_clock::now())) {
    ++left_out_;
    return false;
  }
  left_out = std::exchange(left_out_, 0);
  return true;
}

void UnreadRequestLog::record(const net::Request& head, const net::Response& answer) {
  if (head.path != "/api/v1/events") return;
  const auto code = std::find_if(std::begin(recorded), std::end(recorded),
                                 [&](Errc c) { return info(c).http_status == answer.status; });
  int left_out = 0;
  if (code == std::end(recorded) || !within_rate(left_out)) return;
  auto message = std::string(info(*code).title) + ", from " + head.remote;
  if (left_out > 0) message += " (and " + std::to_string(left_out) + " more before it)";
  store::Refused row;
  row.at = io::now();
  row.source = "api";
  row.code = info(*code).name;
  row.message = std::move(message);
  const auto length = head.header("content-length").value_or("");
  std::from_chars(length.data(), length.data() + length.size(), row.bytes);
  office_.note_refused(std::move(row));
}

}  // namespace dealbell::app
