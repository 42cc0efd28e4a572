#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "intake/signature/body_value.hpp"

namespace dealbell::intake::signature {
namespace {

// Counts the characters that the parser has read. It reads nothing beyond the end of a string, so
// the count gives the string's position.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at;
  std::size_t* consumed;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    ++*consumed;
    return *this;
  }
  CountingIterator operator++(int) {
    const auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

// long double, so that a number such as 1e400 beside the token does not fail: the mapping checks
// numbers.
using Grammar = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                     std::uint64_t, long double>;

// Follows `names` from the root and skips all other values.
class Finder : public nlohmann::json_sax<Grammar> {
 public:
  Finder(std::string_view body, const std::vector<std::string_view>& names,
         const std::size_t& consumed)
      : body_(body), names_(names), consumed_(consumed) {}

  Checked<BodyValue> found{AuthFailure::missing};

  bool null() override { return other_value(); }
  bool boolean(bool) override { return other_value(); }
  bool number_integer(std::int64_t) override { return other_value(); }
  bool number_unsigned(std::uint64_t) override { return other_value(); }
  bool number_float(long double, const std::string&) override { return other_value(); }
  bool binary(Grammar::binary_t&) override { return other_value(); }

  bool key(std::string& name) override {
    named_ = depth_ == on_path_ && name == names_[depth_ - 1];
    key_end_ = consumed_;
    return true;
  }
  bool string(std::string& value) override {
    if (!named_ || depth_ != names_.size()) return other_value();
    named_ = false;
    if (found) {
      found = AuthFailure::repeated;
      return false;
    }
    const auto begin = body_.find('"', key_end_);
    found = BodyValue{value, begin, consumed_ - begin};
    return true;
  }
  bool start_object(std::size_t) override {
    const bool is_next = depth_ == 0 || (named_ && depth_ < names_.size());
    if (is_next && depth_ == on_path_) ++on_path_;
    return open();
  }
  bool start_array(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    found = AuthFailure::malformed;
    return false;
  }

 private:
  bool other_value() {
    named_ = false;
    return true;
  }
  bool open() {
    named_ = false;
    if (++depth_ <= depth_max) return true;
    found = AuthFailure::malformed;
    return false;
  }
  bool close() {
    --depth_;
    on_path_ = std::min(on_path_, depth_);
    return true;
  }

  std::string_view body_;
  const std::vector<std::string_view>& names_;
  const std::size_t& consumed_;
  std::size_t depth_ = 0;
  std::size_t on_path_ = 0;  // how many of the open objects lead to the token
  bool named_ = false;       // the key before this value is the next name of the path
  std::size_t key_end_ = 0;
};

}  // namespace

Checked<BodyValue> json_value(std::string_view body, const std::vector<std::string_view>& names) {
  // For the parser a NUL ends the text: what follows it would not be read.
  if (body.find('\0') != std::string_view::npos) return AuthFailure::malformed;
  std::size_t consumed = 0;
  Finder finder(body, names, consumed);
  Grammar::sax_parse(CountingIterator{body.data(), &consumed},
                     CountingIterator{body.data() + body.size(), &consumed}, &finder);
  return finder.found;
}

}  // namespace dealbell::intake::signature
