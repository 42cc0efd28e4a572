#include "support/net/live_client.hpp"

namespace dealbell::test {
namespace {

std::string big_endian(std::size_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xff);
  return out;
}

std::size_t from_big_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (const char c : bytes) value = value * 256 + static_cast<unsigned char>(c);
  return value;
}

}  // namespace

LiveClient::LiveClient(std::uint16_t port, std::string_view target, std::string_view more_headers,
                       int receive_buffer_bytes)
    : raw_(port, receive_buffer_bytes) {
  raw_.send("GET " + std::string(target) +
            " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            std::string(more_headers) + "\r\n");
  response_ = raw_.read_response();
}

void LiveClient::send(std::string_view text) { send_frame(1, text); }

void LiveClient::send_frame(int opcode, std::string_view payload, bool masked) {
  std::string frame(1, static_cast<char>(0x80 | opcode));
  const int mask_bit = masked ? 0x80 : 0;
  if (payload.size() < 126)
    frame += static_cast<char>(mask_bit | static_cast<int>(payload.size()));
  else if (payload.size() < 65536)
    frame += static_cast<char>(mask_bit | 126) + big_endian(payload.size(), 2);
  else
    frame += static_cast<char>(mask_bit | 127) + big_endian(payload.size(), 8);
  constexpr std::string_view mask = "\x12\x34\x56\x78";
  if (masked) frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += masked ? static_cast<char>(payload[i] ^ mask[i % 4]) : payload[i];
  raw_.send(frame);
}

int LiveClient::Frame::close_code() const {
  return opcode == 8 && payload.size() >= 2
             ? static_cast<int>(from_big_endian(std::string_view(payload).substr(0, 2)))
             : 0;
}

LiveClient::Frame LiveClient::read() {
  const auto head = raw_.read_exactly(2);
  if (head.size() < 2) return {};
  auto size = static_cast<std::size_t>(head[1] & 0x7f);
  if (size == 126) size = from_big_endian(raw_.read_exactly(2));
  if (size == 127) size = from_big_endian(raw_.read_exactly(8));
  return {head[0] & 0x0f, raw_.read_exactly(size)};
}

std::string LiveClient::receive() {
  const auto frame = read();
  if (frame.opcode == 8) return "close " + std::to_string(frame.close_code());
  if (frame.opcode != 1) return "closed";
  return frame.payload;
}

std::string LiveClient::receive_update() {
  for (;;) {
    auto text = receive();
    if (!text.starts_with("beat")) return text;
  }
}

}  // namespace dealbell::test
