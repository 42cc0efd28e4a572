#include "app/refusals.hpp"

#include <charconv>

#include "io/clock.hpp"

namespace dealbell::app {
namespace {

constexpr int kept_per_second = 10;

struct Known {
  int status;
  Errc code;
};
constexpr Known known[] = {{401, Errc::unauthorized},
                           {403, Errc::forbidden},
                           {413, Errc::too_large},
                           {415, Errc::unsupported_media}};

}  // namespace

void Refusals::note(const net::Request& head, const net::Response& answer) {
  if (head.path != "/api/v1/events") return;
  const auto row = std::find_if(std::begin(known), std::end(known),
                                [&](const Known& k) { return k.status == answer.status; });
  if (row == std::end(known)) return;
  const auto now = io::now();
  const auto second = to_ms(now) / 1000;
  if (second_.exchange(second) != second) kept_ = 0;
  if (kept_++ >= kept_per_second) {
    ++left_out_;
    return;
  }
  store::Rejected rejected;
  rejected.at = now;
  rejected.source = "api";
  rejected.code = info(row->code).name;
  rejected.message = std::string(info(row->code).title) + ", from " + head.remote;
  if (const auto others = left_out_.exchange(0); others > 0)
    rejected.message += " (and " + std::to_string(others) + " more before it)";
  const auto length = head.header("content-length").value_or("");
  std::from_chars(length.data(), length.data() + length.size(), rejected.bytes);
  office_.keep_rejected(std::move(rejected));
}

}  // namespace dealbell::app
