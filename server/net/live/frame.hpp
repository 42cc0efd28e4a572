#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dealbell::net {

// Bytes that many connections share. Never changed after they are made.
using Text = std::shared_ptr<const std::string>;

// How a connection wants its texts put on the wire.
enum class Form {
  web_socket,    // RFC 6455: one unmasked text frame
  event_stream,  // WHATWG "text/event-stream": one event of a single data line
};

// The finished bytes of one text. The text has no line breaks (JSON has none); `id` is what an
// event stream's reader sends back as Last-Event-ID, "" for a frame that is no place to resume at.
Text framed(std::string_view text, Form form, std::string_view id = {});

// RFC 6455, 5.5.1: the close frame of a WebSocket. The reason has at most 123 bytes.
Text close_frame(std::uint16_t code, std::string_view reason);

}  // namespace dealbell::net
