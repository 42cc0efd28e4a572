#include "net/live/close_code.hpp"

namespace dealbell::net {

std::string_view reason_of(CloseCode code) {
  switch (code) {
    case CloseCode::restart:
      return "restart";
    case CloseCode::bad_message:
      return "message not understood";
    case CloseCode::logged_out:
      return "logged out";
    case CloseCode::no_such_channel:
      return "no such board";
    case CloseCode::too_slow:
      return "no hello in time";
    case CloseCode::too_many_messages:
      return "too many messages";
    case CloseCode::too_many_connections:
      return "too many connections from this address";
    case CloseCode::too_many_channels:
      return "too many boards";
  }
  return "";
}

}  // namespace dealbell::net
