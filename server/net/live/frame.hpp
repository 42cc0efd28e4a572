#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dealbell::net {

// Immutable bytes that many connections share.
using Text = std::shared_ptr<const std::string>;

// The format of frames on a connection.
enum class Form {
  web_socket,    // RFC 6455: one unmasked text frame
  event_stream,  // WHATWG "text/event-stream": one event of a single data line
};

// The bytes of a frame with this text, which has no line breaks (our JSON has none). `id` is what
// the client of an event stream sends back as Last-Event-ID; "" if it cannot resume at this frame.
Text framed(std::string_view text, Form form, std::string_view id = {});

// RFC 6455, 5.5.1: the close frame of a WebSocket. The reason has at most 123 bytes.
Text close_frame(std::uint16_t code, std::string_view reason);

}  // namespace dealbell::net
