#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "net/live/close_code.hpp"
#include "net/live/frame.hpp"

namespace dealbell::net {

// The protocol under a live connection: frames out, and messages in if the protocol has any. One
// thread. Belongs to its owner; its pending operations keep the owner alive.
class LiveTransport {
 public:
  // Its callbacks run from the loop, never inside a call of the transport.
  struct Owner : std::enable_shared_from_this<Owner> {
    virtual void on_open() = 0;   // frames may be written
    virtual void on_drain() = 0;  // the waiting frame has been sent
    virtual void on_message(std::string_view text) = 0;
    virtual void on_close() = 0;  // there will be no more messages; may be called more than once
    virtual ~Owner() = default;
  };

  virtual ~LiveTransport() = default;
  virtual Form form() const = 0;

  // Starts the connection. To be called once.
  virtual void begin() = 0;

  // Sends a frame. False: the kernel did not accept all of it, and nothing else may be written
  // before on_drain().
  virtual bool write(Text frame) = 0;

  // Starts to close, with the code if the protocol has codes; on_close() follows when the peer has
  // closed as well. To be called once, and not while a write waits.
  virtual void close(CloseCode code) = 0;

  // Closes the socket at once.
  virtual void abort() = 0;
};

}  // namespace dealbell::net
