#include "net/live/frame.hpp"

namespace dealbell::net {
namespace {

void put_big_endian(std::string& out, std::size_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xff);
}

// RFC 6455, 5.2: FIN and opcode 1, the length in 7 bits, in 16 or in 64, no mask.
std::string web_socket_frame(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 10);
  out += '\x81';
  if (text.size() < 126) {
    out += static_cast<char>(text.size());
  } else if (text.size() < 65536) {
    out += '\x7e';
    put_big_endian(out, text.size(), 2);
  } else {
    out += '\x7f';
    put_big_endian(out, text.size(), 8);
  }
  return out += text;
}

std::string event(std::string_view text, std::string_view id) {
  std::string out;
  out.reserve(text.size() + id.size() + 16);
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  return out.append("data: ").append(text).append("\n\n");
}

}  // namespace

Text framed(std::string_view text, Form form, std::string_view id) {
  return std::make_shared<const std::string>(form == Form::web_socket ? web_socket_frame(text)
                                                                      : event(text, id));
}

Text close_frame(std::uint16_t code, std::string_view reason) {
  std::string out = "\x88";
  out += static_cast<char>(2 + reason.size());
  put_big_endian(out, code, 2);
  return std::make_shared<const std::string>(out.append(reason));
}

}  // namespace dealbell::net
