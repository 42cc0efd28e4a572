#include "net/live/event_stream.hpp"

#include <array>

#include "net/http/http.hpp"
#include "net/http/response_head.hpp"
#include "net/live/frame_writer_transport.hpp"

namespace dealbell::net {
namespace asio = boost::asio;
namespace {

// With X-Accel-Buffering nginx forwards each event at once.
Text stream_head(const std::string& set_cookie, Instant now) {
  Response response;
  response.content_type = "text/event-stream";
  response.headers = {{"Content-Type", response.content_type},
                      {"Cache-Control", "no-cache, no-transform"},
                      {"X-Accel-Buffering", "no"}};
  if (!set_cookie.empty()) response.headers.emplace_back("Set-Cookie", set_cookie);
  HeadOptions options{false, {}, now};
  options.endless = true;
  return std::make_shared<const std::string>(response_head(response, options));
}

class EventStream final : public FrameWriterTransport {
 public:
  EventStream(asio::ip::tcp::socket socket, const std::string& set_cookie, Owner& owner,
              Instant now)
      : FrameWriterTransport(owner),
        writer_(std::move(socket)),
        head_(stream_head(set_cookie, now)) {}

  Form form() const override { return Form::event_stream; }

  void begin() override {
    read();
    // Callbacks run from the loop. The send buffer is empty, so the head is sent at once or never.
    asio::post(writer_.get_executor(), [this, owner = owner_.shared_from_this()] {
      if (writer_.write(std::move(head_)) == FrameWriter::Sent::all)
        owner_.on_open();
      else
        abort();
    });
  }

  void close(CloseCode) override {
    boost::system::error_code ignored;
    writer_.socket().shutdown(asio::socket_base::shutdown_send, ignored);
  }

 private:
  FrameWriter& writer() override { return writer_; }

  void read() {
    writer_.async_read_some(asio::buffer(dropped_),
                            [this, owner = owner_.shared_from_this()](auto ec, std::size_t) {
                              if (!ec) return read();
                              fail();
                            });
  }

  FrameWriter writer_;
  Text head_;
  std::array<char, 64> dropped_;
};

}  // namespace

std::unique_ptr<LiveTransport> event_stream(asio::ip::tcp::socket socket,
                                            const std::string& set_cookie,
                                            LiveTransport::Owner& owner, Instant now) {
  return std::make_unique<EventStream>(std::move(socket), set_cookie, owner, now);
}

}  // namespace dealbell::net
