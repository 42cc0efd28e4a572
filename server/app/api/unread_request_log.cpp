#include "app/api/unread_request_log.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "io/clock.hpp"

namespace dealbell::app {
namespace {

struct Known {
  int status;
  Errc code;
};
constexpr Known known[] = {{401, Errc::unauthorized},
                           {403, Errc::forbidden},
                           {413, Errc::too_large},
                           {415, Errc::unsupported_media}};

}  // namespace

bool UnreadRequestLog::may_keep(int& left_out) {
  const std::lock_guard lock(mutex_);
  if (!bucket_.take(std::chrono::steady_clock::now())) {
    ++left_out_;
    return false;
  }
  left_out = std::exchange(left_out_, 0);
  return true;
}

void UnreadRequestLog::note(const net::Request& head, const net::Response& answer) {
  if (head.path != "/api/v1/events") return;
  const auto row = std::find_if(std::begin(known), std::end(known),
                                [&](const Known& k) { return k.status == answer.status; });
  int left_out = 0;
  if (row == std::end(known) || !may_keep(left_out)) return;
  store::Rejected rejected;
  rejected.at = io::now();
  rejected.source = "api";
  rejected.code = info(row->code).name;
  rejected.message = std::string(info(row->code).title) + ", from " + head.remote;
  if (left_out > 0) rejected.message += " (and " + std::to_string(left_out) + " more before it)";
  const auto length = head.header("content-length").value_or("");
  std::from_chars(length.data(), length.data() + length.size(), rejected.bytes);
  office_.keep_rejected(std::move(rejected));
}

}  // namespace dealbell::app
