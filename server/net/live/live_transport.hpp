#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "net/live/close_code.hpp"
#include "net/live/frame.hpp"

namespace dealbell::net {

// What a live connection travels on: finished frames out, texts in if the way knows any. One
// thread; it belongs to its owner, and whatever it waits for keeps that owner alive.
class LiveTransport {
 public:
  // Who hears of it, from the loop: never from inside a call into the carrier.
  struct Owner : std::enable_shared_from_this<Owner> {
    virtual void ready() = 0;     // the way is open: frames may be written
    virtual void writable() = 0;  // the frame that waited has left
    virtual void heard(std::string_view text) = 0;
    virtual void gone() = 0;  // nothing will be heard any more; it may come more than once
    virtual ~Owner() = default;
  };

  virtual ~LiveTransport() = default;
  virtual Form form() const = 0;

  // Opens the way. Once.
  virtual void begin() = 0;

  // Sends the bytes of a frame. False: they wait for the peer, and nothing else may be written
  // until writable() is heard.
  virtual bool write(Text frame) = 0;

  // Says goodbye, with a reason where the way knows any; gone() follows when the peer has agreed.
  // Once, and not while a write waits.
  virtual void close(CloseCode code) = 0;

  // Ends everything at once.
  virtual void abort() = 0;
};

}  // namespace dealbell::net
